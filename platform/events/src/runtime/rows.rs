//! The SQL of the agents' runtime.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use hustings_kernel::{AgentName, Envelope, OrgId, Position, StreamId};
use hustings_store::{ScopedConnection, StoreError};
use serde_json::Value;
use uuid::Uuid;

use super::lease::{LANE_GROUPS, LaneRow, NodeRow};
use super::parking::{ParkedStream, StreamKey};
use crate::{Bookmark, Logged};

pub(crate) async fn record_effect(
    on: &mut impl ScopedConnection,
    agent: AgentName,
    event: &Envelope,
    effect: &str,
) -> Result<bool, StoreError> {
    let recorded = sqlx::query!(
        "INSERT INTO agent_effects (org_id, agent, event_id, effect, position)
         SELECT $1, $2, $3, $4, $5
         WHERE NOT EXISTS (SELECT FROM agents WHERE name = $2 AND effects_settled >= $5)
         ON CONFLICT ON CONSTRAINT agent_effects_pkey DO NOTHING",
        event.org.uuid(),
        agent.as_str(),
        event.id.uuid(),
        effect,
        event.position.0,
    )
    .execute(on.connection())
    .await?;
    Ok(recorded.rows_affected() == 1)
}

pub(crate) async fn recall(
    on: &mut impl ScopedConnection,
    agent: AgentName,
    key: &str,
) -> Result<Option<Value>, StoreError> {
    Ok(sqlx::query_scalar!(
        "SELECT value FROM agent_memory WHERE org_id = $1 AND agent = $2 AND key = $3",
        on.scope().org().uuid(),
        agent.as_str(),
        key,
    )
    .fetch_optional(on.connection())
    .await?)
}

pub(crate) async fn remember(
    on: &mut impl ScopedConnection,
    agent: AgentName,
    key: &str,
    value: &Value,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO agent_memory (org_id, agent, key, value) VALUES ($1, $2, $3, $4)
         ON CONFLICT ON CONSTRAINT agent_memory_pkey DO UPDATE SET value = excluded.value",
        on.scope().org().uuid(),
        agent.as_str(),
        key,
        value,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

pub(crate) async fn forget(
    on: &mut impl ScopedConnection,
    agent: AgentName,
    key: &str,
) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM agent_memory WHERE org_id = $1 AND agent = $2 AND key = $3",
        on.scope().org().uuid(),
        agent.as_str(),
        key,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Makes sure that an agent is on record, with a place in every group of lanes.
pub(crate) async fn enrol(
    on: &mut impl ScopedConnection,
    agent: AgentName,
    reads: &[String],
    start: Bookmark,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO agents (name, state, reads, revision, changed_at, ticked_at)
         VALUES ($1, 'running', $2, 1, $3, $3)
         ON CONFLICT (name) DO UPDATE SET reads = excluded.reads",
        agent.as_str(),
        reads,
        at,
    )
    .execute(on.connection())
    .await?;
    sqlx::query!(
        "INSERT INTO agent_lanes (agent, lane_group, position, month, epoch, progressed_at)
         SELECT $1, lane_group, $2, $3, 0, $4 FROM generate_series(0, $5::int - 1) AS lane_group
         ON CONFLICT (agent, lane_group) DO NOTHING",
        agent.as_str(),
        start.position.0,
        start.month,
        at,
        i32::from(LANE_GROUPS),
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

pub(crate) async fn beat(
    on: &mut impl ScopedConnection,
    node: Uuid,
    agents: &[String],
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO agent_nodes AS node (node_id, beat, agents) VALUES ($1, 1, $2)
         ON CONFLICT (node_id) DO UPDATE SET beat = node.beat + 1, agents = excluded.agents",
        node,
        agents,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

pub(crate) async fn nodes(on: &mut impl ScopedConnection) -> Result<Vec<NodeRow>, StoreError> {
    Ok(sqlx::query_as!(
        NodeRow,
        "SELECT node_id, beat, agents FROM agent_nodes ORDER BY node_id"
    )
    .fetch_all(on.connection())
    .await?)
}

pub(crate) async fn forget_nodes(on: &mut impl ScopedConnection, nodes: &[Uuid]) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM agent_nodes WHERE node_id = ANY($1)", nodes)
        .execute(on.connection())
        .await?;
    Ok(())
}

/// An agent as an operator left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AgentRow {
    pub(crate) name: String,
    pub(crate) state: String,
    pub(crate) drain_to: Option<i64>,
    pub(crate) revision: i64,
}

/// What operators want of these agents. An agent that was draining and has reached its goal pauses on the way.
pub(crate) async fn agents(
    on: &mut impl ScopedConnection,
    names: &[String],
    at: DateTime<Utc>,
) -> Result<Vec<AgentRow>, StoreError> {
    sqlx::query!(
        "UPDATE agents SET state = 'paused', drain_to = NULL, reason = 'drained', revision = revision + 1,
             changed_at = $2
         WHERE name = ANY($1) AND state = 'draining'
           AND NOT EXISTS (SELECT FROM agent_lanes WHERE agent = name AND position < drain_to)",
        names,
        at,
    )
    .execute(on.connection())
    .await?;
    Ok(sqlx::query_as!(
        AgentRow,
        "SELECT name, state, drain_to, revision FROM agents WHERE name = ANY($1)",
        names
    )
    .fetch_all(on.connection())
    .await?)
}

pub(crate) async fn lanes(
    on: &mut impl ScopedConnection,
    agents: &[String],
) -> Result<Vec<LaneRow>, StoreError> {
    Ok(sqlx::query_as!(
        LaneRow,
        "SELECT agent, lane_group, holder, epoch FROM agent_lanes WHERE agent = ANY($1)
         ORDER BY agent, lane_group",
        agents
    )
    .fetch_all(on.connection())
    .await?)
}

/// Gives lanes to a holder, or to nobody; each only if nobody was quicker. Returns how many changed hands.
pub(crate) async fn hand_over(
    on: &mut impl ScopedConnection,
    lanes: &[LaneRow],
    to: Option<Uuid>,
) -> Result<u64, StoreError> {
    let agents: Vec<String> = lanes.iter().map(|lane| lane.agent.clone()).collect();
    let groups: Vec<i16> = lanes.iter().map(|lane| lane.lane_group).collect();
    let epochs: Vec<i64> = lanes.iter().map(|lane| lane.epoch).collect();
    let changed = sqlx::query!(
        "UPDATE agent_lanes AS lane SET holder = $4, epoch = lane.epoch + 1
         FROM unnest($1::text[], $2::smallint[], $3::bigint[]) AS seen (agent, lane_group, epoch)
         WHERE lane.agent = seen.agent AND lane.lane_group = seen.lane_group AND lane.epoch = seen.epoch",
        &agents,
        &groups,
        &epochs,
        to,
    )
    .execute(on.connection())
    .await?;
    Ok(changed.rows_affected())
}

/// A group of lanes of one agent as its holder works on it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) lane_group: i16,
    pub(crate) epoch: i64,
    pub(crate) at: Bookmark,
}

pub(crate) async fn places(
    on: &mut impl ScopedConnection,
    agent: AgentName,
    leases: &BTreeMap<i16, i64>,
) -> Result<Vec<Place>, StoreError> {
    let rows = sqlx::query!(
        "SELECT lane_group, epoch, position, month FROM agent_lanes WHERE agent = $1 ORDER BY lane_group",
        agent.as_str()
    )
    .fetch_all(on.connection())
    .await?;
    let held = rows
        .into_iter()
        .filter(|row| leases.get(&row.lane_group) == Some(&row.epoch));
    Ok(held
        .map(|row| Place {
            lane_group: row.lane_group,
            epoch: row.epoch,
            at: Bookmark {
                position: Position(row.position),
                month: row.month,
            },
        })
        .collect())
}

/// When the timer went off last. An agent that is not on record yet holds no lanes and therefore has no timer either.
pub(crate) async fn last_tick(
    on: &mut impl ScopedConnection,
    agent: AgentName,
) -> Result<DateTime<Utc>, StoreError> {
    let ticked = sqlx::query_scalar!("SELECT ticked_at FROM agents WHERE name = $1", agent.as_str())
        .fetch_optional(on.connection())
        .await?;
    Ok(ticked.unwrap_or_default())
}

/// Notes that the timer goes off, if nobody else has done so since `last`.
pub(crate) async fn take_tick(
    on: &mut impl ScopedConnection,
    agent: AgentName,
    last: DateTime<Utc>,
    this: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let taken = sqlx::query!(
        "UPDATE agents SET ticked_at = $3 WHERE name = $1 AND ticked_at = $2",
        agent.as_str(),
        last,
        this,
    )
    .execute(on.connection())
    .await?;
    Ok(taken.rows_affected() == 1)
}

/// A move of one place, and how many events were handled on the way.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Move {
    pub(crate) lane_group: i16,
    pub(crate) epoch: i64,
    pub(crate) to: Bookmark,
    pub(crate) handled: i64,
}

/// Moves places on. False if one of them is no longer held, and then the transaction must not commit.
pub(crate) async fn move_on(
    on: &mut impl ScopedConnection,
    agent: AgentName,
    moves: &[Move],
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let groups: Vec<i16> = moves.iter().map(|place| place.lane_group).collect();
    let epochs: Vec<i64> = moves.iter().map(|place| place.epoch).collect();
    let positions: Vec<i64> = moves.iter().map(|place| place.to.position.0).collect();
    let months: Vec<NaiveDate> = moves.iter().map(|place| place.to.month).collect();
    let handled: Vec<i64> = moves.iter().map(|place| place.handled).collect();
    let done = sqlx::query!(
        "UPDATE agent_lanes AS lane SET position = moved.position, month = moved.month, progressed_at = $7,
             events_handled = lane.events_handled + moved.handled
         FROM unnest($2::smallint[], $3::bigint[], $4::bigint[], $5::date[], $6::bigint[])
             AS moved (lane_group, epoch, position, month, handled)
         WHERE lane.agent = $1 AND lane.lane_group = moved.lane_group AND lane.epoch = moved.epoch",
        agent.as_str(),
        &groups,
        &epochs,
        &positions,
        &months,
        &handled,
        at,
    )
    .execute(on.connection())
    .await?;
    Ok(done.rows_affected() == moves.len() as u64)
}

/// Keeps anybody else from taking a group of lanes until the transaction ends. False if it is no longer held.
pub(crate) async fn hold(
    on: &mut impl ScopedConnection,
    agent: AgentName,
    lane_group: i16,
    epoch: i64,
) -> Result<bool, StoreError> {
    let held = sqlx::query!(
        "SELECT lane_group FROM agent_lanes WHERE agent = $1 AND lane_group = $2 AND epoch = $3 FOR UPDATE",
        agent.as_str(),
        lane_group,
        epoch,
    )
    .fetch_optional(on.connection())
    .await?;
    Ok(held.is_some())
}

pub(crate) async fn parked(
    on: &mut impl ScopedConnection,
    agent: AgentName,
    groups: &[i16],
) -> Result<Vec<(StreamKey, ParkedStream)>, StoreError> {
    let rows = sqlx::query!(
        "SELECT org_id, noun, stream_id, lane_group, attempts, dead FROM agent_parked_streams
         WHERE agent = $1 AND lane_group = ANY($2)",
        agent.as_str(),
        groups,
    )
    .fetch_all(on.connection())
    .await?;
    let streams = rows.into_iter().map(|row| {
        let key = StreamKey {
            org: row.org_id.into(),
            stream: StreamId {
                noun: row.noun,
                id: row.stream_id,
            },
        };
        let parked = ParkedStream::found(row.lane_group, row.attempts, row.dead);
        (key, parked)
    });
    Ok(streams.collect())
}

/// Sets a stream aside, with the event that failed.
pub(crate) async fn park(
    on: &mut impl ScopedConnection,
    agent: AgentName,
    event: &Logged,
    lane_group: i16,
    dead: bool,
    error: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO agent_parked_streams
             (org_id, agent, noun, stream_id, lane_group, attempts, dead, error, parked_at)
         VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $8)",
        event.org.uuid(),
        agent.as_str(),
        event.stream.noun,
        event.stream.id,
        lane_group,
        dead,
        error,
        at,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Notes events of streams that were set aside, all of one organisation.
pub(crate) async fn set_aside(
    on: &mut impl ScopedConnection,
    agent: AgentName,
    org: OrgId,
    events: &[&Logged],
) -> Result<(), StoreError> {
    let nouns: Vec<String> = events.iter().map(|event| event.stream.noun.clone()).collect();
    let streams: Vec<Uuid> = events.iter().map(|event| event.stream.id).collect();
    let positions: Vec<i64> = events.iter().map(|event| event.position.0).collect();
    let ids: Vec<Uuid> = events.iter().map(|event| event.id.uuid()).collect();
    let kinds: Vec<String> = events.iter().map(|event| event.kind.clone()).collect();
    let recorded: Vec<DateTime<Utc>> = events.iter().map(|event| event.recorded_at).collect();
    sqlx::query!(
        "INSERT INTO agent_parked_events
             (org_id, agent, noun, stream_id, position, event_id, kind, recorded_at)
         SELECT $1, $2, noun, stream_id, position, event_id, kind, recorded_at
         FROM unnest($3::text[], $4::uuid[], $5::bigint[], $6::uuid[], $7::text[], $8::timestamptz[])
             AS new (noun, stream_id, position, event_id, kind, recorded_at)
         ON CONFLICT ON CONSTRAINT agent_parked_events_pkey DO NOTHING",
        org.uuid(),
        agent.as_str(),
        &nouns,
        &streams,
        &positions,
        &ids,
        &kinds,
        &recorded,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// The first events of a stream that was set aside: positions, and when each was recorded.
pub(crate) async fn waiting_events(
    on: &mut impl ScopedConnection,
    agent: AgentName,
    key: &StreamKey,
    at_most: i64,
) -> Result<(Vec<i64>, Vec<DateTime<Utc>>), StoreError> {
    let rows = sqlx::query!(
        "SELECT position, recorded_at FROM agent_parked_events
         WHERE org_id = $1 AND agent = $2 AND noun = $3 AND stream_id = $4 ORDER BY position LIMIT $5",
        key.org.uuid(),
        agent.as_str(),
        key.stream.noun,
        key.stream.id,
        at_most,
    )
    .fetch_all(on.connection())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.position, row.recorded_at))
        .unzip())
}

/// Strikes out events of a stream that was set aside, up to a position.
pub(crate) async fn strike_out(
    on: &mut impl ScopedConnection,
    agent: AgentName,
    key: &StreamKey,
    up_to: i64,
) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM agent_parked_events
         WHERE org_id = $1 AND agent = $2 AND noun = $3 AND stream_id = $4 AND position <= $5",
        key.org.uuid(),
        agent.as_str(),
        key.stream.noun,
        key.stream.id,
        up_to,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Notes another failure of a stream that was set aside.
pub(crate) async fn failed_again(
    on: &mut impl ScopedConnection,
    agent: AgentName,
    key: &StreamKey,
    parked: &ParkedStream,
    error: &str,
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE agent_parked_streams SET attempts = $5, dead = $6, error = $7
         WHERE org_id = $1 AND agent = $2 AND noun = $3 AND stream_id = $4",
        key.org.uuid(),
        agent.as_str(),
        key.stream.noun,
        key.stream.id,
        parked.attempts,
        parked.dead,
        error,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Lets a stream go on that has nothing set aside any more.
pub(crate) async fn unpark(
    on: &mut impl ScopedConnection,
    agent: AgentName,
    key: &StreamKey,
) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM agent_parked_streams WHERE org_id = $1 AND agent = $2 AND noun = $3 AND stream_id = $4",
        key.org.uuid(),
        agent.as_str(),
        key.stream.noun,
        key.stream.id,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Marks an agent as broken, until an operator resumes it.
pub(crate) async fn break_down(
    on: &mut impl ScopedConnection,
    agent: AgentName,
    reason: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE agents SET state = 'failed', reason = $2, revision = revision + 1, changed_at = $3
         WHERE name = $1",
        agent.as_str(),
        reason,
        at,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}
