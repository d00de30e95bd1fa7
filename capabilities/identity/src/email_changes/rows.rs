//! The SQL of changes of address.

use chrono::{DateTime, Utc};
use hustings_kernel::AccountId;
use hustings_store::{ScopedConnection, StoreError};
use uuid::Uuid;

/// A change that waits to be confirmed.
#[derive(Debug)]
pub(crate) struct EmailChangeRow {
    pub(crate) account_id: Uuid,
    pub(crate) new_email_sealed: Vec<u8>,
    pub(crate) new_email_index: Vec<u8>,
    pub(crate) old_confirmed_at: Option<DateTime<Utc>>,
    pub(crate) new_confirmed_at: Option<DateTime<Utc>>,
    pub(crate) expires_at: DateTime<Utc>,
}

/// Notes the change that is wanted. It takes the place of one that waited.
pub(crate) async fn put(
    on: &mut impl ScopedConnection,
    wanted: &EmailChangeRow,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO email_changes (account_id, new_email_sealed, new_email_index, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (account_id) DO UPDATE SET new_email_sealed = excluded.new_email_sealed,
             new_email_index = excluded.new_email_index, old_token_hash = NULL, new_token_hash = NULL,
             old_confirmed_at = NULL, new_confirmed_at = NULL, created_at = excluded.created_at,
             expires_at = excluded.expires_at",
        wanted.account_id,
        wanted.new_email_sealed,
        wanted.new_email_index,
        now,
        wanted.expires_at,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// When the change that waits was asked for.
pub(crate) async fn asked_at(
    on: &mut impl ScopedConnection,
    account: AccountId,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    Ok(sqlx::query_scalar!(
        "SELECT created_at FROM email_changes WHERE account_id = $1",
        account.uuid()
    )
    .fetch_optional(on.connection())
    .await?)
}

pub(crate) async fn by_account(
    on: &mut impl ScopedConnection,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<Option<EmailChangeRow>, StoreError> {
    Ok(sqlx::query_as!(
        EmailChangeRow,
        "SELECT account_id, new_email_sealed, new_email_index, old_confirmed_at, new_confirmed_at, expires_at
         FROM email_changes WHERE account_id = $1 AND expires_at > $2 FOR UPDATE",
        account.uuid(),
        now
    )
    .fetch_optional(on.connection())
    .await?)
}

pub(crate) async fn set_old_token(
    on: &mut impl ScopedConnection,
    account: AccountId,
    hash: &[u8],
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE email_changes SET old_token_hash = $2 WHERE account_id = $1",
        account.uuid(),
        hash
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

pub(crate) async fn set_new_token(
    on: &mut impl ScopedConnection,
    account: AccountId,
    hash: &[u8],
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE email_changes SET new_token_hash = $2 WHERE account_id = $1",
        account.uuid(),
        hash
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Whose change this token confirms, from whichever letter.
pub(crate) async fn owner(
    on: &mut impl ScopedConnection,
    token_hash: &[u8],
) -> Result<Option<AccountId>, StoreError> {
    let found = sqlx::query_scalar!(
        "SELECT account_id FROM email_changes WHERE old_token_hash = $1 OR new_token_hash = $1",
        token_hash
    )
    .fetch_optional(on.connection())
    .await?;
    Ok(found.map(AccountId::from))
}

/// Uses the token up and notes at which address the change was confirmed. Returns the change as it stands then.
pub(crate) async fn spend(
    on: &mut impl ScopedConnection,
    account: AccountId,
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<EmailChangeRow>, StoreError> {
    Ok(sqlx::query_as!(
        EmailChangeRow,
        "UPDATE email_changes SET
             old_confirmed_at = CASE WHEN old_token_hash = $2 THEN $3 ELSE old_confirmed_at END,
             new_confirmed_at = CASE WHEN new_token_hash = $2 THEN $3 ELSE new_confirmed_at END,
             old_token_hash = nullif(old_token_hash, $2),
             new_token_hash = nullif(new_token_hash, $2)
         WHERE account_id = $1 AND expires_at > $3 AND (old_token_hash = $2 OR new_token_hash = $2)
         RETURNING account_id, new_email_sealed, new_email_index, old_confirmed_at, new_confirmed_at, expires_at",
        account.uuid(),
        token_hash,
        now
    )
    .fetch_optional(on.connection())
    .await?)
}

pub(crate) async fn delete(on: &mut impl ScopedConnection, account: AccountId) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM email_changes WHERE account_id = $1", account.uuid())
        .execute(on.connection())
        .await?;
    Ok(())
}
