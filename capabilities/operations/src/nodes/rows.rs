//! The SQL of the installation's processes.

use chrono::{DateTime, Utc};
use hustings_store::{ScopedConnection, StoreError};
use uuid::Uuid;

use super::{NodeView, Release, ThisNode};

pub(super) async fn seen(
    on: &mut impl ScopedConnection,
    node: &ThisNode,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO nodes (node_id, host, version, roles, started_at, seen_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT ON CONSTRAINT nodes_pk DO UPDATE SET seen_at = excluded.seen_at",
        node.id,
        node.host,
        node.version,
        &node.roles,
        node.started_at,
        now,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

pub(super) async fn forget(on: &mut impl ScopedConnection, node: Uuid) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM nodes WHERE node_id = $1", node)
        .execute(on.connection())
        .await?;
    Ok(())
}

pub(super) async fn forget_silent(
    on: &mut impl ScopedConnection,
    seen_before: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM nodes WHERE seen_at < $1", seen_before)
        .execute(on.connection())
        .await?;
    Ok(())
}

pub(super) async fn all(on: &mut impl ScopedConnection) -> Result<Vec<NodeView>, StoreError> {
    Ok(sqlx::query_as!(
        NodeView,
        "SELECT node_id AS id, host, version, roles, started_at, seen_at FROM nodes ORDER BY started_at, node_id",
    )
    .fetch_all(on.connection())
    .await?)
}

/// Notes that this version runs, unless the latest change was to it, or to one that was started later.
pub(super) async fn note_release(
    on: &mut impl ScopedConnection,
    version: &str,
    started_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO releases (version, running_since)
         SELECT $1, $2 WHERE NOT EXISTS (
             SELECT FROM (SELECT version, running_since FROM releases ORDER BY running_since DESC LIMIT 1) AS latest
             WHERE latest.version = $1 OR latest.running_since >= $2)
         ON CONFLICT ON CONSTRAINT releases_pk DO NOTHING",
        version,
        started_at,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

pub(super) async fn latest_releases(on: &mut impl ScopedConnection) -> Result<Vec<Release>, StoreError> {
    Ok(sqlx::query_as!(
        Release,
        "SELECT version, running_since FROM releases ORDER BY running_since DESC LIMIT 2",
    )
    .fetch_all(on.connection())
    .await?)
}
