//! The SQL of second factors.

use chrono::{DateTime, Utc};
use hustings_kernel::AccountId;
use hustings_store::{ScopedConnection, StoreError};
use uuid::Uuid;

/// An authenticator app as stored.
#[derive(Debug)]
pub(crate) struct AuthenticatorRow {
    pub(crate) secret_sealed: Vec<u8>,
    pub(crate) last_step: i64,
    pub(crate) added_at: DateTime<Utc>,
    pub(crate) last_used_at: Option<DateTime<Utc>>,
}

/// A sign-in that awaits its second factor.
#[derive(Debug)]
pub(crate) struct ChallengeRow {
    pub(crate) account_id: Uuid,
    pub(crate) password_changed_at: Option<DateTime<Utc>>,
    pub(crate) network: Vec<u8>,
}

/// Does this account have a second factor?
pub(crate) async fn is_guarded(
    on: &mut impl ScopedConnection,
    account: AccountId,
) -> Result<bool, StoreError> {
    let found = sqlx::query_scalar!(
        "SELECT 1 FROM guarded_accounts WHERE account_id = $1",
        account.uuid()
    )
    .fetch_optional(on.connection())
    .await?;
    Ok(found.is_some())
}

pub(crate) async fn authenticator(
    on: &mut impl ScopedConnection,
    account: AccountId,
) -> Result<Option<AuthenticatorRow>, StoreError> {
    Ok(sqlx::query_as!(
        AuthenticatorRow,
        "SELECT secret_sealed, last_step, added_at, last_used_at FROM authenticators WHERE account_id = $1",
        account.uuid()
    )
    .fetch_optional(on.connection())
    .await?)
}

/// The app of this secret showed the code of that half minute. False if one as new was accepted before.
pub(crate) async fn use_step(
    on: &mut impl ScopedConnection,
    account: AccountId,
    secret_sealed: &[u8],
    step: i64,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "UPDATE authenticators SET last_step = $3, last_used_at = $4
         WHERE account_id = $1 AND secret_sealed = $2 AND last_step < $3",
        account.uuid(),
        secret_sealed,
        step,
        now
    )
    .execute(on.connection())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Shows an app its secret; what was shown before is forgotten.
pub(crate) async fn begin_enrolment(
    on: &mut impl ScopedConnection,
    account: AccountId,
    secret_sealed: &[u8],
    expires_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO authenticator_enrolments (account_id, secret_sealed, expires_at) VALUES ($1, $2, $3)
         ON CONFLICT (account_id) DO UPDATE SET secret_sealed = $2, expires_at = $3",
        account.uuid(),
        secret_sealed,
        expires_at
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// The secret that an app was shown and has not proved yet; held, so that it is proved once.
pub(crate) async fn hold_enrolment(
    on: &mut impl ScopedConnection,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(sqlx::query_scalar!(
        "SELECT secret_sealed FROM authenticator_enrolments WHERE account_id = $1 AND expires_at > $2 FOR UPDATE",
        account.uuid(),
        now
    )
    .fetch_optional(on.connection())
    .await?)
}

/// The app has proved that it knows the secret: it is the account's from now on, in place of any other.
pub(crate) async fn enrol(
    on: &mut impl ScopedConnection,
    account: AccountId,
    secret_sealed: &[u8],
    step: i64,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM authenticator_enrolments WHERE account_id = $1",
        account.uuid()
    )
    .execute(on.connection())
    .await?;
    sqlx::query!(
        "INSERT INTO guarded_accounts (account_id, guarded_since) VALUES ($1, $2) ON CONFLICT (account_id) DO NOTHING",
        account.uuid(),
        now
    )
    .execute(on.connection())
    .await?;
    sqlx::query!(
        "INSERT INTO authenticators (account_id, secret_sealed, last_step, added_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (account_id) DO UPDATE
         SET secret_sealed = $2, last_step = $3, added_at = $4, last_used_at = NULL",
        account.uuid(),
        secret_sealed,
        step,
        now
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Takes every second factor of this account away. False if there was none.
pub(crate) async fn unguard(on: &mut impl ScopedConnection, account: AccountId) -> Result<bool, StoreError> {
    sqlx::query!(
        "DELETE FROM authenticator_enrolments WHERE account_id = $1",
        account.uuid()
    )
    .execute(on.connection())
    .await?;
    sqlx::query!(
        "DELETE FROM sign_in_challenges WHERE account_id = $1",
        account.uuid()
    )
    .execute(on.connection())
    .await?;
    // With it go the app and the recovery codes.
    let done = sqlx::query!(
        "DELETE FROM guarded_accounts WHERE account_id = $1",
        account.uuid()
    )
    .execute(on.connection())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Puts new recovery codes in the place of all others.
pub(crate) async fn put_recovery_codes(
    on: &mut impl ScopedConnection,
    account: AccountId,
    hashes: &[Vec<u8>],
) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM recovery_codes WHERE account_id = $1", account.uuid())
        .execute(on.connection())
        .await?;
    sqlx::query!(
        "INSERT INTO recovery_codes (account_id, code_hash) SELECT $1, unnest($2::bytea[])",
        account.uuid(),
        hashes
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Uses a recovery code up. False if there is no such code, or it was used before.
pub(crate) async fn use_recovery_code(
    on: &mut impl ScopedConnection,
    account: AccountId,
    hash: &[u8],
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "UPDATE recovery_codes SET used_at = $3 WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL",
        account.uuid(),
        hash,
        now
    )
    .execute(on.connection())
    .await?;
    Ok(done.rows_affected() > 0)
}

pub(crate) async fn recovery_codes_left(
    on: &mut impl ScopedConnection,
    account: AccountId,
) -> Result<i64, StoreError> {
    let left = sqlx::query_scalar!(
        "SELECT count(*) FROM recovery_codes WHERE account_id = $1 AND used_at IS NULL",
        account.uuid()
    )
    .fetch_one(on.connection())
    .await?;
    Ok(left.unwrap_or(0))
}

pub(crate) async fn challenge(
    on: &mut impl ScopedConnection,
    token_hash: &[u8],
    challenge: &ChallengeRow,
    expires_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO sign_in_challenges (token_hash, account_id, password_changed_at, network, expires_at)
         VALUES ($1, $2, $3, $4, $5)",
        token_hash,
        challenge.account_id,
        challenge.password_changed_at,
        challenge.network,
        expires_at
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Counts a try to answer a challenge. `None` if there is none such, or it was tried too often.
pub(crate) async fn try_challenge(
    on: &mut impl ScopedConnection,
    token_hash: &[u8],
    most_tries: i32,
    now: DateTime<Utc>,
) -> Result<Option<ChallengeRow>, StoreError> {
    Ok(sqlx::query_as!(
        ChallengeRow,
        "UPDATE sign_in_challenges SET tries = tries + 1 WHERE token_hash = $1 AND tries < $2 AND expires_at > $3
         RETURNING account_id, password_changed_at, network",
        token_hash,
        most_tries,
        now
    )
    .fetch_optional(on.connection())
    .await?)
}

/// Takes a challenge away: of two who answer it at once, one finds it.
pub(crate) async fn spend_challenge(
    on: &mut impl ScopedConnection,
    token_hash: &[u8],
) -> Result<bool, StoreError> {
    let done = sqlx::query!("DELETE FROM sign_in_challenges WHERE token_hash = $1", token_hash)
        .execute(on.connection())
        .await?;
    Ok(done.rows_affected() > 0)
}

/// Some of the challenges that nobody can answer any more. Returns how many; so does the next.
pub(crate) async fn forget_challenges(
    on: &mut impl ScopedConnection,
    now: DateTime<Utc>,
    at_most: i64,
) -> Result<u64, StoreError> {
    let gone = sqlx::query!(
        "DELETE FROM sign_in_challenges WHERE token_hash IN (
             SELECT token_hash FROM sign_in_challenges WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2)",
        now,
        at_most
    )
    .execute(on.connection())
    .await?;
    Ok(gone.rows_affected())
}

/// Apps that never showed a code.
pub(crate) async fn forget_enrolments(
    on: &mut impl ScopedConnection,
    now: DateTime<Utc>,
    at_most: i64,
) -> Result<u64, StoreError> {
    let gone = sqlx::query!(
        "DELETE FROM authenticator_enrolments WHERE expires_at <= $1 AND account_id IN (
             SELECT account_id FROM authenticator_enrolments WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2)",
        now,
        at_most
    )
    .execute(on.connection())
    .await?;
    Ok(gone.rows_affected())
}
