//! The SQL of organisations.

use chrono::{DateTime, Utc};
use hustings_kernel::{AccountId, OrgId};
use hustings_store::{ScopedConnection, StoreError};
use uuid::Uuid;

/// An organisation as it is stored.
#[derive(Debug, Clone)]
pub(crate) struct OrganisationRow {
    pub(crate) org_id: Uuid,
    pub(crate) name: String,
    pub(crate) slug: String,
    pub(crate) language: String,
    pub(crate) time_zone: String,
    pub(crate) sign_up: String,
    pub(crate) second_factor_required: bool,
    pub(crate) state: String,
    pub(crate) closes_at: Option<DateTime<Utc>>,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) version: i64,
}

/// Selects organisations: the columns once, what follows them from each question.
macro_rules! select_organisations {
    ($rest:literal, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            OrganisationRow,
            "SELECT org_id, name, slug, language, time_zone, sign_up, second_factor_required, state, closes_at, \
                 created_at, version FROM organisations " + $rest,
            $($argument),+
        )
    };
}

pub(crate) async fn insert(on: &mut impl ScopedConnection, new: &OrganisationRow) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO organisations (org_id, name, slug, language, time_zone, sign_up, second_factor_required, state,
             closes_at, created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        new.org_id,
        new.name,
        new.slug,
        new.language,
        new.time_zone,
        new.sign_up,
        new.second_factor_required,
        new.state,
        new.closes_at,
        new.created_at,
        new.version,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

pub(crate) async fn by_id(
    on: &mut impl ScopedConnection,
    org: OrgId,
) -> Result<Option<OrganisationRow>, StoreError> {
    Ok(select_organisations!("WHERE org_id = $1", org.uuid(),)
        .fetch_optional(on.connection())
        .await?)
}

/// An organisation that goes on and is open to everybody, by its slug.
pub(crate) async fn open_by_slug(
    on: &mut impl ScopedConnection,
    slug: &str,
) -> Result<Option<OrganisationRow>, StoreError> {
    Ok(sqlx::query_as!(
        OrganisationRow,
        "SELECT org_id, name, slug, language, time_zone, sign_up, second_factor_required, state, closes_at, created_at,
             version
         FROM organisations WHERE slug = $1 AND sign_up = 'open' AND state = 'active'",
        slug,
    )
    .fetch_optional(on.connection())
    .await?)
}

/// The organisation, locked until the transaction ends: whatever depends on who its admins are happens one by one.
pub(crate) async fn lock(
    on: &mut impl ScopedConnection,
    org: OrgId,
) -> Result<Option<OrganisationRow>, StoreError> {
    Ok(
        select_organisations!("WHERE org_id = $1 FOR NO KEY UPDATE", org.uuid(),)
            .fetch_optional(on.connection())
            .await?,
    )
}

/// Writes every column that may change.
pub(crate) async fn update(on: &mut impl ScopedConnection, row: &OrganisationRow) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE organisations SET name = $2, slug = $3, language = $4, time_zone = $5, sign_up = $6,
             second_factor_required = $7, state = $8, closes_at = $9, version = $10
         WHERE org_id = $1",
        row.org_id,
        row.name,
        row.slug,
        row.language,
        row.time_zone,
        row.sign_up,
        row.second_factor_required,
        row.state,
        row.closes_at,
        row.version,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// One of the organisations an account belongs to.
#[derive(Debug)]
pub(crate) struct OwnOrganisationRow {
    pub(crate) org_id: Uuid,
    pub(crate) name: String,
    pub(crate) slug: String,
    pub(crate) state: String,
    pub(crate) member_id: Uuid,
    pub(crate) status: String,
    pub(crate) role: String,
    pub(crate) role_id: Option<Uuid>,
}

/// The organisations an account belongs to, by id after a given one.
pub(crate) async fn of_account(
    on: &mut impl ScopedConnection,
    account: AccountId,
    after: Option<OrgId>,
    at_most: i64,
) -> Result<Vec<OwnOrganisationRow>, StoreError> {
    Ok(sqlx::query_as!(
        OwnOrganisationRow,
        "SELECT o.org_id, o.name, o.slug, o.state, m.member_id, m.status, m.role, m.role_id
         FROM members m JOIN organisations o ON o.org_id = m.org_id
         WHERE m.account_id = $1 AND m.status <> 'left' AND o.state <> 'closed'
           AND ($2::uuid IS NULL OR m.org_id > $2)
         ORDER BY m.org_id LIMIT $3",
        account.uuid(),
        after.map(OrgId::uuid),
        at_most,
    )
    .fetch_all(on.connection())
    .await?)
}

/// Does this account run the installation? Asked as the account itself.
pub(crate) async fn is_platform_admin(
    on: &mut impl ScopedConnection,
    account: AccountId,
) -> Result<bool, StoreError> {
    let found = sqlx::query_scalar!(
        "SELECT platform_admin FROM accounts WHERE account_id = $1 AND state = 'active'",
        account.uuid(),
    )
    .fetch_optional(on.connection())
    .await?;
    Ok(found.unwrap_or(false))
}

/// Is there any organisation yet that is no demo, closed ones included? Seen from the installation.
pub(crate) async fn exists_any(on: &mut impl ScopedConnection) -> Result<bool, StoreError> {
    Ok(
        sqlx::query_scalar!(r#"SELECT EXISTS (SELECT FROM organisations WHERE NOT demo) AS "exists!""#)
            .fetch_one(on.connection())
            .await?,
    )
}

/// Is there a demo that is not closed? Seen from the installation.
pub(crate) async fn exists_demo(on: &mut impl ScopedConnection) -> Result<bool, StoreError> {
    let found = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM organisations WHERE demo AND state <> 'closed') AS "exists!""#
    );
    Ok(found.fetch_one(on.connection()).await?)
}

/// Says that the organisation in scope is made up.
pub(crate) async fn mark_as_demo(on: &mut impl ScopedConnection, org: OrgId) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE organisations SET demo = true WHERE org_id = $1",
        org.uuid()
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Waits until nobody else founds the first organisation.
pub(crate) async fn lock_setup(on: &mut impl ScopedConnection) -> Result<(), StoreError> {
    sqlx::query!("SELECT pg_advisory_xact_lock(hashtext('identity.setup')) IS NULL AS done")
        .fetch_one(on.connection())
        .await?;
    Ok(())
}

pub(crate) async fn insert_setup_token(
    on: &mut impl ScopedConnection,
    hash: &[u8],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO setup_tokens (token_hash, created_at) VALUES ($1, $2)",
        hash,
        now
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

pub(crate) async fn is_setup_token(
    on: &mut impl ScopedConnection,
    hash: &[u8],
    not_before: DateTime<Utc>,
) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM setup_tokens WHERE token_hash = $1 AND created_at >= $2) AS "exists!""#,
        hash,
        not_before,
    )
    .fetch_one(on.connection())
    .await?)
}

/// Takes away the setup tokens made before a moment, or all.
pub(crate) async fn delete_setup_tokens(
    on: &mut impl ScopedConnection,
    before: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM setup_tokens WHERE $1::timestamptz IS NULL OR created_at < $1",
        before,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// The organisations whose time to be reopened is over, as seen by the system.
pub(crate) async fn due_to_close(
    on: &mut impl ScopedConnection,
    now: DateTime<Utc>,
) -> Result<Vec<OrgId>, StoreError> {
    let ids = sqlx::query_scalar!(
        "SELECT org_id FROM organisations WHERE state = 'closing' AND closes_at <= $1 ORDER BY org_id LIMIT 100",
        now,
    )
    .fetch_all(on.connection())
    .await?;
    Ok(ids.into_iter().map(Into::into).collect())
}
