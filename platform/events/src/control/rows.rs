//! The SQL of an operator's hand on the agents.

use chrono::{DateTime, Utc};
use hustings_store::{ScopedConnection, StoreError};
use uuid::Uuid;

use crate::Bookmark;

/// Changes what an operator wants. False if there is no such agent.
pub(super) async fn set_state(
    on: &mut impl ScopedConnection,
    agent: &str,
    state: &str,
    drain_to: Option<i64>,
    reason: Option<&str>,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let changed = sqlx::query!(
        "UPDATE agents SET state = $2, drain_to = $3, reason = $4, revision = revision + 1, changed_at = $5
         WHERE name = $1",
        agent,
        state,
        drain_to,
        reason,
        at,
    )
    .execute(on.connection())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Tells every node to look at this agent again. False if there is no such agent.
pub(super) async fn touch(
    on: &mut impl ScopedConnection,
    agent: &str,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let changed = sqlx::query!(
        "UPDATE agents SET revision = revision + 1, changed_at = $2 WHERE name = $1",
        agent,
        at,
    )
    .execute(on.connection())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Moves every place of an agent. The epochs go up, so that no batch still under way moves one back.
pub(super) async fn send_to(
    on: &mut impl ScopedConnection,
    agent: &str,
    to: Bookmark,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE agent_lanes SET position = $2, month = $3, epoch = epoch + 1, progressed_at = $4
         WHERE agent = $1",
        agent,
        to.position.0,
        to.month,
        at,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Forgets events set aside that will be read again, and streams that then have none left.
pub(super) async fn drop_parked_after(
    on: &mut impl ScopedConnection,
    agent: &str,
    position: i64,
) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM agent_parked_events WHERE agent = $1 AND position > $2",
        agent,
        position
    )
    .execute(on.connection())
    .await?;
    sqlx::query!(
        "DELETE FROM agent_parked_streams AS parked WHERE agent = $1
           AND NOT EXISTS (SELECT FROM agent_parked_events AS event
               WHERE event.org_id = parked.org_id AND event.agent = parked.agent
                 AND event.noun = parked.noun AND event.stream_id = parked.stream_id)",
        agent,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

pub(super) async fn forget_effects_after(
    on: &mut impl ScopedConnection,
    agent: &str,
    position: i64,
) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM agent_effects WHERE agent = $1 AND position > $2",
        agent,
        position
    )
    .execute(on.connection())
    .await?;
    sqlx::query!(
        "UPDATE agents SET effects_settled = least(effects_settled, $2) WHERE name = $1",
        agent,
        position
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Lets streams be tried again as if for the first time: all, or the one that waits for this event.
pub(super) async fn revive(
    on: &mut impl ScopedConnection,
    agent: &str,
    event: Option<Uuid>,
) -> Result<u64, StoreError> {
    let revived = sqlx::query!(
        "UPDATE agent_parked_streams AS parked SET attempts = 0, dead = false
         WHERE agent = $1 AND ($2::uuid IS NULL OR EXISTS (
             SELECT FROM agent_parked_events AS event
             WHERE event.org_id = parked.org_id AND event.agent = parked.agent AND event.noun = parked.noun
               AND event.stream_id = parked.stream_id AND event.event_id = $2))",
        agent,
        event,
    )
    .execute(on.connection())
    .await?;
    Ok(revived.rows_affected())
}

/// Gives up the event that a stream waits for, and no other: one that only waits behind it has not failed. Returns
/// whose it was.
pub(super) async fn skip(
    on: &mut impl ScopedConnection,
    agent: &str,
    event: Uuid,
) -> Result<Option<Uuid>, StoreError> {
    Ok(sqlx::query_scalar!(
        "DELETE FROM agent_parked_events AS given_up WHERE agent = $1 AND event_id = $2
           AND NOT EXISTS (SELECT FROM agent_parked_events AS before
               WHERE before.org_id = given_up.org_id AND before.agent = given_up.agent
                 AND before.noun = given_up.noun AND before.stream_id = given_up.stream_id
                 AND before.position < given_up.position)
         RETURNING org_id",
        agent,
        event
    )
    .fetch_optional(on.connection())
    .await?)
}

/// What the database knows of how an agent is doing.
pub(super) struct HealthRow {
    pub(super) name: String,
    pub(super) state: String,
    pub(super) reason: Option<String>,
    pub(super) progressed_at: DateTime<Utc>,
    pub(super) handled: i64,
    pub(super) waiting_streams: i64,
    pub(super) dead_streams: i64,
    pub(super) lag_events: i64,
    pub(super) oldest: Option<DateTime<Utc>>,
}

/// How every agent is doing, or one of them.
pub(super) async fn health(
    on: &mut impl ScopedConnection,
    only: Option<&str>,
    settled: i64,
    counted_at_most: i64,
) -> Result<Vec<HealthRow>, StoreError> {
    Ok(sqlx::query_as!(
        HealthRow,
        r#"SELECT agent.name, agent.state, agent.reason,
               lanes.progressed_at AS "progressed_at!", lanes.handled AS "handled!",
               parked.waiting AS "waiting_streams!", parked.dead AS "dead_streams!",
               behind.events AS "lag_events!", behind.oldest
           FROM agents AS agent
           JOIN LATERAL (
               SELECT max(lane.progressed_at) AS progressed_at, sum(lane.events_handled)::bigint AS handled
               FROM agent_lanes AS lane WHERE lane.agent = agent.name
           ) AS lanes ON true
           JOIN LATERAL (
               SELECT count(*) FILTER (WHERE NOT stream.dead) AS waiting, count(*) FILTER (WHERE stream.dead) AS dead
               FROM agent_parked_streams AS stream WHERE stream.agent = agent.name
           ) AS parked ON true
           JOIN LATERAL (
               SELECT count(*) AS events, min(late.recorded_at) AS oldest
               FROM (
                   SELECT event.recorded_at
                   FROM (SELECT min(position) AS position, min(month) AS month FROM agent_lanes
                         WHERE agent_lanes.agent = agent.name) AS furthest_back
                   JOIN events AS event
                     ON event.position > furthest_back.position AND event.position <= $1
                    AND event.recorded_at >= furthest_back.month AND event.kind = ANY (agent.reads)
                   JOIN agent_lanes AS lane
                     ON lane.agent = agent.name AND lane.lane_group = event.lane % $3::smallint
                    AND event.position > lane.position
                   LIMIT $2
               ) AS late
           ) AS behind ON true
           WHERE $4::text IS NULL OR agent.name = $4
           ORDER BY agent.name"#,
        settled,
        counted_at_most,
        super::super::runtime::lease::LANE_GROUPS,
        only,
    )
    .fetch_all(on.connection())
    .await?)
}

/// A process that reads on for an agent.
pub(super) struct HolderRow {
    pub(super) agent: String,
    pub(super) node_id: Uuid,
    pub(super) lane_groups: i64,
}

pub(super) async fn holders(
    on: &mut impl ScopedConnection,
    only: Option<&str>,
) -> Result<Vec<HolderRow>, StoreError> {
    Ok(sqlx::query_as!(
        HolderRow,
        r#"SELECT lane.agent, node.node_id, count(*) AS "lane_groups!"
           FROM agent_lanes AS lane JOIN agent_nodes AS node ON node.node_id = lane.holder
           WHERE $1::text IS NULL OR lane.agent = $1
           GROUP BY lane.agent, node.node_id ORDER BY lane.agent, node.node_id"#,
        only,
    )
    .fetch_all(on.connection())
    .await?)
}
