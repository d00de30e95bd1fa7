//! The SQL of what is configured.

use chrono::{DateTime, Utc};
use hustings_kernel::{MemberId, OrgId};
use hustings_store::{ScopedConnection, StoreError};
use serde_json::Value;

/// What holds, as stored.
#[derive(Debug, Clone)]
pub(crate) struct ConfigurationRow {
    pub(crate) key: String,
    pub(crate) kind: String,
    pub(crate) value: Option<Value>,
    pub(crate) version: i64,
    pub(crate) changed_at: DateTime<Utc>,
    pub(crate) changed_by: String,
}

/// A change, as stored, with what held before.
#[derive(Debug, Clone)]
pub(crate) struct ChangeRow {
    pub(crate) version: i64,
    pub(crate) before: Option<Value>,
    pub(crate) value: Option<Value>,
    pub(crate) undoes: Option<i64>,
    pub(crate) changed_at: DateTime<Utc>,
    pub(crate) changed_by: String,
}

pub(crate) async fn all(
    on: &mut impl ScopedConnection,
    org: OrgId,
) -> Result<Vec<ConfigurationRow>, StoreError> {
    let query = sqlx::query_as!(
        ConfigurationRow,
        "SELECT key, kind, value, version, changed_at, changed_by FROM configuration WHERE org_id = $1",
        org.uuid(),
    );
    Ok(query.fetch_all(on.connection()).await?)
}

pub(crate) async fn one(
    on: &mut impl ScopedConnection,
    key: &str,
) -> Result<Option<ConfigurationRow>, StoreError> {
    let org = on.scope().org().uuid();
    let query = sqlx::query_as!(
        ConfigurationRow,
        "SELECT key, kind, value, version, changed_at, changed_by FROM configuration WHERE org_id = $1 AND key = $2",
        org,
        key,
    );
    Ok(query.fetch_optional(on.connection()).await?)
}

/// What holds for one key, locked until the transaction ends; made first if nobody ever changed it, so that there is
/// something to lock.
pub(crate) async fn lock(
    on: &mut impl ScopedConnection,
    fresh: &ConfigurationRow,
) -> Result<ConfigurationRow, StoreError> {
    let org = on.scope().org().uuid();
    sqlx::query!(
        "INSERT INTO configuration (org_id, key, kind, value, version, changed_at, changed_by)
         VALUES ($1, $2, $3, NULL, $4, $5, $6) ON CONFLICT ON CONSTRAINT configuration_pk DO NOTHING",
        org,
        fresh.key,
        fresh.kind,
        fresh.version,
        fresh.changed_at,
        fresh.changed_by,
    )
    .execute(on.connection())
    .await?;
    let query = sqlx::query_as!(
        ConfigurationRow,
        "SELECT key, kind, value, version, changed_at, changed_by FROM configuration
         WHERE org_id = $1 AND key = $2 FOR NO KEY UPDATE",
        org,
        fresh.key,
    );
    Ok(query.fetch_one(on.connection()).await?)
}

/// Writes what holds from now on, and tells it in the history.
pub(crate) async fn put(
    on: &mut impl ScopedConnection,
    row: &ConfigurationRow,
    undoes: Option<i64>,
) -> Result<(), StoreError> {
    let org = on.scope().org().uuid();
    sqlx::query!(
        "WITH now_holds AS (
             UPDATE configuration SET value = $3, version = $4, changed_at = $6, changed_by = $7
             WHERE org_id = $1 AND key = $2)
         INSERT INTO configuration_changes (org_id, key, version, value, undoes, changed_at, changed_by)
         VALUES ($1, $2, $4, $3, $5, $6, $7)",
        org,
        row.key,
        row.value,
        row.version,
        undoes,
        row.changed_at,
        row.changed_by,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// What held from this version on: `None` if there is no such version.
pub(crate) async fn value_at(
    on: &mut impl ScopedConnection,
    key: &str,
    version: i64,
) -> Result<Option<Option<Value>>, StoreError> {
    let org = on.scope().org().uuid();
    let query = sqlx::query_scalar!(
        "SELECT value FROM configuration_changes WHERE org_id = $1 AND key = $2 AND version = $3",
        org,
        key,
        version,
    );
    Ok(query.fetch_optional(on.connection()).await?)
}

/// The changes of one key before a version, the newest first.
pub(crate) async fn history(
    on: &mut impl ScopedConnection,
    key: &str,
    before: i64,
    at_most: i64,
) -> Result<Vec<ChangeRow>, StoreError> {
    let org = on.scope().org().uuid();
    let query = sqlx::query_as!(
        ChangeRow,
        r#"SELECT c.version, p.value AS "before?", c.value, c.undoes, c.changed_at, c.changed_by
         FROM configuration_changes c
         LEFT JOIN configuration_changes p ON p.org_id = c.org_id AND p.key = c.key AND p.version = c.version - 1
         WHERE c.org_id = $1 AND c.key = $2 AND c.version < $3 ORDER BY c.version DESC LIMIT $4"#,
        org,
        key,
        before,
        at_most,
    );
    Ok(query.fetch_all(on.connection()).await?)
}

/// Notes what a member was shown, unless something was noted for them in this round before.
pub(crate) async fn expose(
    on: &mut impl ScopedConnection,
    (key, round): (&str, i64),
    member: MemberId,
    variant: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let org = on.scope().org().uuid();
    sqlx::query!(
        "INSERT INTO experiment_exposures (org_id, key, round, member_id, variant, exposed_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT ON CONSTRAINT experiment_exposures_pk DO NOTHING",
        org,
        key,
        round,
        member.uuid(),
        variant,
        now,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// To how many members each variant was shown first, in these rounds of these experiments: key, variant, how many.
pub(crate) async fn exposures(
    on: &mut impl ScopedConnection,
    keys: &[String],
    rounds: &[i64],
) -> Result<Vec<(String, String, i64)>, StoreError> {
    let org = on.scope().org().uuid();
    let query = sqlx::query!(
        r#"SELECT e.key, e.variant, count(*) AS "members!"
         FROM UNNEST($2::text[], $3::bigint[]) AS asked (key, round)
         JOIN experiment_exposures e ON e.org_id = $1 AND e.key = asked.key AND e.round = asked.round
         GROUP BY e.key, e.variant"#,
        org,
        keys,
        rounds,
    );
    let rows = query.fetch_all(on.connection()).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.key, row.variant, row.members))
        .collect())
}
