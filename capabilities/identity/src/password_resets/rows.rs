//! The SQL of password resets.

use chrono::{DateTime, Utc};
use hustings_kernel::AccountId;
use hustings_store::{ScopedConnection, StoreError};

pub(crate) async fn insert(
    on: &mut impl ScopedConnection,
    account: AccountId,
    token_hash: &[u8],
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO password_resets (token_hash, account_id, created_at, expires_at) VALUES ($1, $2, $3, $4)",
        token_hash,
        account.uuid(),
        now,
        expires_at
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// How many links this account was sent since that time.
pub(crate) async fn sent_since(
    on: &mut impl ScopedConnection,
    account: AccountId,
    since: DateTime<Utc>,
) -> Result<i64, StoreError> {
    let count = sqlx::query_scalar!(
        "SELECT count(*) FROM password_resets WHERE account_id = $1 AND created_at >= $2",
        account.uuid(),
        since
    )
    .fetch_one(on.connection())
    .await?;
    Ok(count.unwrap_or(0))
}

/// Whose password this token sets.
pub(crate) async fn owner(
    on: &mut impl ScopedConnection,
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<AccountId>, StoreError> {
    let found = sqlx::query_scalar!(
        "SELECT account_id FROM password_resets WHERE token_hash = $1 AND expires_at > $2",
        token_hash,
        now
    )
    .fetch_optional(on.connection())
    .await?;
    Ok(found.map(AccountId::from))
}

/// Takes the token away, and with it every other of the same account: of two who use it at once, one finds it.
pub(crate) async fn spend(
    on: &mut impl ScopedConnection,
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let spent = sqlx::query_scalar!(
        "DELETE FROM password_resets WHERE token_hash = $1 AND expires_at > $2 RETURNING account_id",
        token_hash,
        now
    )
    .fetch_optional(on.connection())
    .await?;
    let Some(account) = spent else {
        return Ok(false);
    };
    sqlx::query!("DELETE FROM password_resets WHERE account_id = $1", account)
        .execute(on.connection())
        .await?;
    Ok(true)
}
