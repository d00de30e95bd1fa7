//! The SQL of an operator's hand on the agents.

use chrono::{DateTime, Utc};
use hustings_kernel::{Position, StreamId};
use hustings_store::{ScopedConnection, StoreError};
use uuid::Uuid;

use super::DeadLetter;
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

pub(super) async fn skip(on: &mut impl ScopedConnection, agent: &str, event: Uuid) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM agent_parked_events WHERE agent = $1 AND event_id = $2",
        agent,
        event
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

pub(super) async fn dead_letters(
    on: &mut impl ScopedConnection,
    agent: &str,
    at_most: i64,
) -> Result<Vec<DeadLetter>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT parked.org_id, parked.noun, parked.stream_id, parked.attempts, parked.dead, parked.error,
               first.position, first.event_id, first.kind, first.recorded_at, first.waiting AS "waiting!"
           FROM agent_parked_streams AS parked
           JOIN LATERAL (
               SELECT event.position, event.event_id, event.kind, event.recorded_at, count(*) OVER () AS waiting
               FROM agent_parked_events AS event
               WHERE event.org_id = parked.org_id AND event.agent = parked.agent
                 AND event.noun = parked.noun AND event.stream_id = parked.stream_id
               ORDER BY event.position LIMIT 1
           ) AS first ON true
           WHERE parked.agent = $1
           ORDER BY parked.dead DESC, first.position LIMIT $2"#,
        agent,
        at_most,
    )
    .fetch_all(on.connection())
    .await?;
    let letters = rows.into_iter().map(|row| DeadLetter {
        org: row.org_id.into(),
        stream: StreamId {
            noun: row.noun,
            id: row.stream_id,
        },
        event: row.event_id.into(),
        kind: row.kind,
        position: Position(row.position),
        recorded_at: row.recorded_at,
        error: row.error,
        attempts: row.attempts,
        dead: row.dead,
        waiting: row.waiting,
    });
    Ok(letters.collect())
}

/// What the database knows of how an agent is doing.
pub(super) struct HealthRow {
    pub(super) name: String,
    pub(super) state: String,
    pub(super) reason: Option<String>,
    pub(super) progressed_at: DateTime<Utc>,
    pub(super) handled: i64,
    pub(super) processes: i64,
    pub(super) waiting_streams: i64,
    pub(super) dead_streams: i64,
    pub(super) lag_events: i64,
    pub(super) oldest: Option<DateTime<Utc>>,
}

pub(super) async fn health(
    on: &mut impl ScopedConnection,
    settled: i64,
    counted_at_most: i64,
) -> Result<Vec<HealthRow>, StoreError> {
    Ok(sqlx::query_as!(
        HealthRow,
        r#"SELECT agent.name, agent.state, agent.reason,
               lanes.progressed_at AS "progressed_at!", lanes.handled AS "handled!",
               lanes.processes AS "processes!",
               parked.waiting AS "waiting_streams!", parked.dead AS "dead_streams!",
               behind.events AS "lag_events!", behind.oldest
           FROM agents AS agent
           JOIN LATERAL (
               SELECT max(lane.progressed_at) AS progressed_at, sum(lane.events_handled)::bigint AS handled,
                   count(DISTINCT node.node_id) AS processes
               FROM agent_lanes AS lane LEFT JOIN agent_nodes AS node ON node.node_id = lane.holder
               WHERE lane.agent = agent.name
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
           ORDER BY agent.name"#,
        settled,
        counted_at_most,
        super::super::runtime::lease::LANE_GROUPS,
    )
    .fetch_all(on.connection())
    .await?)
}
