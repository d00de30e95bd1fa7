//! The SQL of lost second factors.

use chrono::{DateTime, Utc};
use hustings_kernel::{AccountId, MemberId, OrgId};
use hustings_store::{ScopedConnection, StoreError};
use uuid::Uuid;

/// A reset that was asked for.
#[derive(Debug)]
pub(crate) struct ResetRow {
    pub(crate) requested_by: Uuid,
    pub(crate) reason_sealed: Vec<u8>,
    pub(crate) requested_at: DateTime<Utc>,
    pub(crate) approved_by: Option<Uuid>,
    pub(crate) expires_at: DateTime<Utc>,
}

/// The account of a member, and whether it has a second factor.
#[derive(Debug)]
pub(crate) struct GuardRow {
    pub(crate) account_id: Uuid,
    pub(crate) is_guarded: bool,
}

pub(crate) async fn guard(
    on: &mut impl ScopedConnection,
    org: OrgId,
    member: MemberId,
) -> Result<Option<GuardRow>, StoreError> {
    Ok(sqlx::query_as!(
        GuardRow,
        r#"SELECT m.account_id,
             EXISTS (SELECT FROM guarded_accounts g WHERE g.account_id = m.account_id) AS "is_guarded!"
         FROM members m WHERE m.org_id = $1 AND m.member_id = $2"#,
        org.uuid(),
        member.uuid()
    )
    .fetch_optional(on.connection())
    .await?)
}

/// Would a reset in this organisation weaken another one, or the installation? So it is where the account runs the
/// installation, holds more than an ordinary member's role elsewhere, or belongs to an organisation that asks for a
/// second factor itself. From the doors.
pub(crate) async fn has_weight_elsewhere(
    on: &mut impl ScopedConnection,
    account: AccountId,
    org: OrgId,
) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"SELECT (EXISTS (SELECT FROM accounts WHERE account_id = $1 AND platform_admin)
             OR EXISTS (SELECT FROM members m JOIN organisations o ON o.org_id = m.org_id
                 WHERE m.account_id = $1 AND m.org_id <> $2 AND m.status <> 'left' AND o.state <> 'closed'
                   AND (o.second_factor_required
                       OR m.role NOT IN ('guest', 'supporter', 'member', 'active-member')))) AS "has_weight!""#,
        account.uuid(),
        org.uuid()
    )
    .fetch_one(on.connection())
    .await?)
}

/// A reset that is under way, held until the transaction ends.
pub(crate) async fn hold(
    on: &mut impl ScopedConnection,
    org: OrgId,
    member: MemberId,
    now: DateTime<Utc>,
) -> Result<Option<ResetRow>, StoreError> {
    Ok(sqlx::query_as!(
        ResetRow,
        "SELECT requested_by, reason_sealed, requested_at, approved_by, expires_at FROM factor_resets
         WHERE org_id = $1 AND member_id = $2 AND expires_at > $3 FOR UPDATE",
        org.uuid(),
        member.uuid(),
        now
    )
    .fetch_optional(on.connection())
    .await?)
}

/// A reset that is under way.
pub(crate) async fn find(
    on: &mut impl ScopedConnection,
    org: OrgId,
    member: MemberId,
    now: DateTime<Utc>,
) -> Result<Option<ResetRow>, StoreError> {
    Ok(sqlx::query_as!(
        ResetRow,
        "SELECT requested_by, reason_sealed, requested_at, approved_by, expires_at FROM factor_resets
         WHERE org_id = $1 AND member_id = $2 AND expires_at > $3",
        org.uuid(),
        member.uuid(),
        now
    )
    .fetch_optional(on.connection())
    .await?)
}

/// Asks for a reset, in the place of one that ran out.
pub(crate) async fn request(
    on: &mut impl ScopedConnection,
    org: OrgId,
    member: MemberId,
    account: AccountId,
    new: &ResetRow,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO factor_resets (org_id, member_id, account_id, requested_by, reason_sealed, requested_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (org_id, member_id) DO UPDATE SET requested_by = $4, reason_sealed = $5, requested_at = $6,
             expires_at = $7, approved_by = NULL, token_hash = NULL",
        org.uuid(),
        member.uuid(),
        account.uuid(),
        new.requested_by,
        new.reason_sealed,
        new.requested_at,
        new.expires_at
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

pub(crate) async fn approve(
    on: &mut impl ScopedConnection,
    org: OrgId,
    member: MemberId,
    by: MemberId,
    expires_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE factor_resets SET approved_by = $3, expires_at = $4 WHERE org_id = $1 AND member_id = $2",
        org.uuid(),
        member.uuid(),
        by.uuid(),
        expires_at
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Takes a request back. False if there is none.
pub(crate) async fn withdraw(
    on: &mut impl ScopedConnection,
    org: OrgId,
    member: MemberId,
) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "DELETE FROM factor_resets WHERE org_id = $1 AND member_id = $2",
        org.uuid(),
        member.uuid()
    )
    .execute(on.connection())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// The letter with this token is about to leave. False if the reset is no longer what the letter is about.
pub(crate) async fn set_token(
    on: &mut impl ScopedConnection,
    org: OrgId,
    account: AccountId,
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "UPDATE factor_resets SET token_hash = $3
         WHERE org_id = $1 AND account_id = $2 AND approved_by IS NOT NULL AND expires_at > $4",
        org.uuid(),
        account.uuid(),
        token_hash,
        now
    )
    .execute(on.connection())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Whose second factor this token takes away, and where that was decided.
pub(crate) async fn by_token(
    on: &mut impl ScopedConnection,
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<(AccountId, OrgId)>, StoreError> {
    let found = sqlx::query!(
        "SELECT account_id, org_id FROM factor_resets WHERE token_hash = $1 AND expires_at > $2",
        token_hash,
        now
    )
    .fetch_optional(on.connection())
    .await?;
    Ok(found.map(|row| (row.account_id.into(), row.org_id.into())))
}

/// Takes a token away: of two who use it at once, one finds it.
pub(crate) async fn spend(on: &mut impl ScopedConnection, token_hash: &[u8]) -> Result<bool, StoreError> {
    let done = sqlx::query!("DELETE FROM factor_resets WHERE token_hash = $1", token_hash)
        .execute(on.connection())
        .await?;
    Ok(done.rows_affected() > 0)
}

/// The second factor of this account is not lost, or there is none any more: nothing is to be reset.
pub(crate) async fn end(on: &mut impl ScopedConnection, account: AccountId) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM factor_resets WHERE account_id = $1", account.uuid())
        .execute(on.connection())
        .await?;
    Ok(())
}

/// Some of the resets that ran out. Returns how many.
pub(crate) async fn forget(
    on: &mut impl ScopedConnection,
    now: DateTime<Utc>,
    at_most: i64,
) -> Result<u64, StoreError> {
    let gone = sqlx::query!(
        "DELETE FROM factor_resets WHERE expires_at <= $1 AND (org_id, member_id) IN (
             SELECT org_id, member_id FROM factor_resets WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2)",
        now,
        at_most
    )
    .execute(on.connection())
    .await?;
    Ok(gone.rows_affected())
}
