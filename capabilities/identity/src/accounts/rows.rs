//! The SQL of accounts.

use chrono::{DateTime, Utc};
use hustings_kernel::AccountId;
use hustings_store::{ScopedConnection, StoreError};
use uuid::Uuid;

/// What the door needs to know of an account.
#[derive(Debug)]
pub(crate) struct CredentialRow {
    pub(crate) account_id: Uuid,
    pub(crate) password_hash: Option<String>,
    pub(crate) password_changed_at: Option<DateTime<Utc>>,
}

/// An account as stored.
#[derive(Debug)]
pub(crate) struct AccountRow {
    pub(crate) account_id: Uuid,
    pub(crate) email_sealed: Option<Vec<u8>>,
    pub(crate) name_sealed: Option<Vec<u8>>,
    pub(crate) email_confirmed_at: DateTime<Utc>,
    pub(crate) password_hash: Option<String>,
    pub(crate) language: String,
    pub(crate) time_zone: String,
    pub(crate) platform_admin: bool,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) version: i64,
}

/// Selects accounts: the columns once, what follows them from each question.
macro_rules! select_accounts {
    ($rest:literal, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            AccountRow,
            "SELECT account_id, email_sealed, name_sealed, email_confirmed_at, password_hash, language, time_zone, \
                 platform_admin, created_at, version FROM accounts " + $rest,
            $($argument),+
        )
    };
}

/// An account about to be stored.
#[derive(Debug)]
pub(crate) struct NewAccountRow<'a> {
    pub(crate) account_id: Uuid,
    pub(crate) email_sealed: &'a [u8],
    pub(crate) email_index: &'a [u8],
    pub(crate) name_sealed: &'a [u8],
    pub(crate) password_hash: Option<&'a str>,
    pub(crate) language: &'a str,
    pub(crate) time_zone: &'a str,
    pub(crate) platform_admin: bool,
    pub(crate) now: DateTime<Utc>,
}

/// The constraint that keeps one address from having two accounts.
pub(crate) const EMAIL_TAKEN: &str = "accounts_email_index_unique";

pub(crate) async fn insert(
    on: &mut impl ScopedConnection,
    new: &NewAccountRow<'_>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO accounts (account_id, email_sealed, email_index, name_sealed, email_confirmed_at, password_hash,
             password_changed_at, language, time_zone, platform_admin, state, created_at)
         VALUES ($1, $2, $3, $4, $9, $5, CASE WHEN $5::text IS NULL THEN NULL ELSE $9::timestamptz END, $6, $7, $8,
             'active', $9)",
        new.account_id,
        new.email_sealed,
        new.email_index,
        new.name_sealed,
        new.password_hash,
        new.language,
        new.time_zone,
        new.platform_admin,
        new.now,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// The account that can be reached at this address, if it is not closed.
pub(crate) async fn by_email(
    on: &mut impl ScopedConnection,
    email_index: &[u8],
) -> Result<Option<CredentialRow>, StoreError> {
    Ok(sqlx::query_as!(
        CredentialRow,
        "SELECT account_id, password_hash, password_changed_at FROM accounts WHERE email_index = $1 AND state = 'active'",
        email_index
    )
    .fetch_optional(on.connection())
    .await?)
}

/// An account that is not closed.
pub(crate) async fn by_id(
    on: &mut impl ScopedConnection,
    account: AccountId,
) -> Result<Option<AccountRow>, StoreError> {
    Ok(
        select_accounts!("WHERE account_id = $1 AND state = 'active'", account.uuid(),)
            .fetch_optional(on.connection())
            .await?,
    )
}

/// May this account do anything above every organisation? `None` if there is no such account.
pub(crate) async fn is_platform_admin(
    on: &mut impl ScopedConnection,
    account: AccountId,
) -> Result<Option<bool>, StoreError> {
    Ok(sqlx::query_scalar!(
        "SELECT platform_admin FROM accounts WHERE account_id = $1 AND state = 'active'",
        account.uuid()
    )
    .fetch_optional(on.connection())
    .await?)
}

/// Is the password still the one of that time? Held until the transaction ends, so that no change of it and no closing of the
/// account slips in between this look and what follows from it.
pub(crate) async fn has_password_of(
    on: &mut impl ScopedConnection,
    account: AccountId,
    changed_at: Option<DateTime<Utc>>,
) -> Result<bool, StoreError> {
    let found = sqlx::query_scalar!(
        "SELECT 1 FROM accounts
         WHERE account_id = $1 AND password_changed_at IS NOT DISTINCT FROM $2 AND state = 'active'
         FOR NO KEY UPDATE",
        account.uuid(),
        changed_at
    )
    .fetch_optional(on.connection())
    .await?;
    Ok(found.is_some())
}

/// Keeps a hash made with other settings, unless the password was changed meanwhile.
pub(crate) async fn renew_hash(
    on: &mut impl ScopedConnection,
    account: AccountId,
    old: Option<&str>,
    new: &str,
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE accounts SET password_hash = $3
         WHERE account_id = $1 AND password_hash IS NOT DISTINCT FROM $2 AND state = 'active'",
        account.uuid(),
        old,
        new
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// An account that is not closed, held until the transaction ends.
pub(crate) async fn hold(
    on: &mut impl ScopedConnection,
    account: AccountId,
) -> Result<Option<AccountRow>, StoreError> {
    Ok(select_accounts!(
        "WHERE account_id = $1 AND state = 'active' FOR UPDATE",
        account.uuid(),
    )
    .fetch_optional(on.connection())
    .await?)
}

/// Changes what is given and leaves the rest.
pub(crate) async fn change_profile(
    on: &mut impl ScopedConnection,
    account: AccountId,
    name_sealed: Option<&[u8]>,
    language: Option<&str>,
    time_zone: Option<&str>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE accounts SET name_sealed = coalesce($2, name_sealed), language = coalesce($3, language),
             time_zone = coalesce($4, time_zone), version = version + 1
         WHERE account_id = $1",
        account.uuid(),
        name_sealed,
        language,
        time_zone
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Sets a new password if the old one is still what it was.
pub(crate) async fn replace_password(
    on: &mut impl ScopedConnection,
    account: AccountId,
    old: Option<&str>,
    new: &str,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "UPDATE accounts SET password_hash = $3, password_changed_at = $4
         WHERE account_id = $1 AND password_hash IS NOT DISTINCT FROM $2 AND state = 'active'",
        account.uuid(),
        old,
        new,
        now
    )
    .execute(on.connection())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Sets a new password whatever the old one is.
pub(crate) async fn set_password(
    on: &mut impl ScopedConnection,
    account: AccountId,
    new: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE accounts SET password_hash = $2, password_changed_at = $3
         WHERE account_id = $1 AND state = 'active'",
        account.uuid(),
        new,
        now
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// The account is reached at another address from now on.
pub(crate) async fn set_email(
    on: &mut impl ScopedConnection,
    account: AccountId,
    email_sealed: &[u8],
    email_index: &[u8],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE accounts SET email_sealed = $2, email_index = $3, email_confirmed_at = $4, version = version + 1
         WHERE account_id = $1 AND state = 'active'",
        account.uuid(),
        email_sealed,
        email_index,
        now
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Closes the account: its address is free for another, its tokens are gone.
pub(crate) async fn close(on: &mut impl ScopedConnection, account: AccountId) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE accounts SET state = 'closed', email_sealed = NULL, email_index = NULL, name_sealed = NULL,
             password_hash = NULL, platform_admin = false, version = version + 1
         WHERE account_id = $1",
        account.uuid()
    )
    .execute(on.connection())
    .await?;
    sqlx::query!(
        "DELETE FROM password_resets WHERE account_id = $1",
        account.uuid()
    )
    .execute(on.connection())
    .await?;
    sqlx::query!("DELETE FROM email_changes WHERE account_id = $1", account.uuid())
        .execute(on.connection())
        .await?;
    Ok(())
}
