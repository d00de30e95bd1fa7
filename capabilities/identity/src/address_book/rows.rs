//! The SQL of looking members up to write to them.

use hustings_kernel::{MemberId, OrgId};
use hustings_store::{ScopedConnection, StoreError};
use uuid::Uuid;

/// Somebody letters can be written to.
#[derive(Debug)]
pub(super) struct AddresseeRow {
    pub(super) account_id: Uuid,
    pub(super) email_sealed: Option<Vec<u8>>,
    pub(super) language: String,
    pub(super) time_zone: String,
    pub(super) status: String,
    pub(super) slug: String,
}

/// Where to write to a member. People who were made up get no letters.
pub(super) async fn addressee(
    on: &mut impl ScopedConnection,
    org: OrgId,
    member: MemberId,
) -> Result<Option<AddresseeRow>, StoreError> {
    Ok(sqlx::query_as!(
        AddresseeRow,
        r#"SELECT a.account_id, a.email_sealed, coalesce(m.language, a.language) AS "language!",
                  coalesce(m.time_zone, a.time_zone) AS "time_zone!", m.status, o.slug
           FROM members m
           JOIN accounts a ON a.account_id = m.account_id AND a.state = 'active'
           JOIN organisations o ON o.org_id = m.org_id AND o.state <> 'closed' AND NOT o.demo
           WHERE m.org_id = $1 AND m.member_id = $2 AND m.status <> 'left'"#,
        org.uuid(),
        member.uuid(),
    )
    .fetch_optional(on.connection())
    .await?)
}

/// Somebody who reads notices.
#[derive(Debug)]
pub(super) struct ReaderRow {
    pub(super) organisation: String,
    pub(super) language: String,
}

/// Which language a member reads, and where.
pub(super) async fn reader(
    on: &mut impl ScopedConnection,
    org: OrgId,
    member: MemberId,
) -> Result<Option<ReaderRow>, StoreError> {
    Ok(sqlx::query_as!(
        ReaderRow,
        r#"SELECT o.name AS organisation, coalesce(m.language, a.language) AS "language!"
           FROM members m
           JOIN accounts a ON a.account_id = m.account_id
           JOIN organisations o ON o.org_id = m.org_id
           WHERE m.org_id = $1 AND m.member_id = $2"#,
        org.uuid(),
        member.uuid(),
    )
    .fetch_optional(on.connection())
    .await?)
}
