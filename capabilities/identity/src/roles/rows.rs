//! The SQL of an organisation's own roles.

use chrono::{DateTime, Utc};
use hustings_kernel::OrgId;
use hustings_store::{ScopedConnection, StoreError};
use hustings_vocabulary::role::RoleId;
use uuid::Uuid;

use super::Role;
use crate::values::fold;

/// An own role as stored.
#[derive(Debug, Clone)]
pub(crate) struct RoleRow {
    pub(crate) role_id: Uuid,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) permissions: Vec<String>,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) version: i64,
}

/// Selects own roles: the columns once, what follows them from each question.
macro_rules! select_roles {
    ($rest:literal, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            RoleRow,
            "SELECT role_id, name, description, permissions, created_at, version FROM roles " + $rest,
            $($argument),+
        )
    };
}

/// All of them, by name. An organisation has a handful, and at most [`MOST_ROLES`](super::MOST_ROLES).
pub(crate) async fn all(on: &mut impl ScopedConnection, org: OrgId) -> Result<Vec<RoleRow>, StoreError> {
    Ok(
        select_roles!("WHERE org_id = $1 ORDER BY name_folded", org.uuid(),)
            .fetch_all(on.connection())
            .await?,
    )
}

pub(crate) async fn by_id(
    on: &mut impl ScopedConnection,
    org: OrgId,
    role: RoleId,
) -> Result<Option<RoleRow>, StoreError> {
    Ok(
        select_roles!("WHERE org_id = $1 AND role_id = $2", org.uuid(), role.uuid(),)
            .fetch_optional(on.connection())
            .await?,
    )
}

pub(crate) async fn insert(
    on: &mut impl ScopedConnection,
    org: OrgId,
    new: &RoleRow,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO roles (org_id, role_id, name, name_folded, description, permissions, created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        org.uuid(),
        new.role_id,
        new.name,
        fold(&new.name),
        new.description,
        &new.permissions,
        new.created_at,
        new.version,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

pub(crate) async fn update(
    on: &mut impl ScopedConnection,
    org: OrgId,
    row: &RoleRow,
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE roles SET name = $3, name_folded = $4, description = $5, permissions = $6, version = $7
         WHERE org_id = $1 AND role_id = $2",
        org.uuid(),
        row.role_id,
        row.name,
        fold(&row.name),
        row.description,
        &row.permissions,
        row.version,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

pub(crate) async fn delete(
    on: &mut impl ScopedConnection,
    org: OrgId,
    role: RoleId,
) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM roles WHERE org_id = $1 AND role_id = $2",
        org.uuid(),
        role.uuid()
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// How many members and invitations, settled ones included, name this role.
pub(crate) async fn holders(
    on: &mut impl ScopedConnection,
    org: OrgId,
    role: RoleId,
) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"SELECT (SELECT count(*) FROM members WHERE org_id = $1 AND role_id = $2 AND status <> 'left')
               + (SELECT count(*) FROM invitations WHERE org_id = $1 AND role_id = $2 AND state = 'open')
               AS "count!""#,
        org.uuid(),
        role.uuid(),
    )
    .fetch_one(on.connection())
    .await?)
}

/// Gives whoever holds the role another, in members and invitations alike. Returns the members who are still here.
pub(crate) async fn replace(
    on: &mut impl ScopedConnection,
    org: OrgId,
    role: RoleId,
    replacement: Role,
    now: DateTime<Utc>,
) -> Result<Vec<Uuid>, StoreError> {
    let (name, own) = replacement.columns();
    sqlx::query!(
        "UPDATE invitations SET role = $3, role_id = $4, version = version + 1 WHERE org_id = $1 AND role_id = $2",
        org.uuid(),
        role.uuid(),
        name,
        own,
    )
    .execute(on.connection())
    .await?;
    let moved = sqlx::query!(
        "UPDATE members SET role = $3, role_id = $4, changed_at = $5, version = version + 1
         WHERE org_id = $1 AND role_id = $2 RETURNING member_id, status",
        org.uuid(),
        role.uuid(),
        name,
        own,
        now,
    )
    .fetch_all(on.connection())
    .await?;
    let here = moved.into_iter().filter(|member| member.status != "left");
    Ok(here.map(|member| member.member_id).collect())
}
