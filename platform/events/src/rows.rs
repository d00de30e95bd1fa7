//! The SQL of the log.

use chrono::{DateTime, NaiveDate, Utc};
use hustings_kernel::{Actor, Envelope, EventId, Position, StreamId, StreamVersion};
use hustings_store::{AgentTx, ScopedConnection, StoreError};
use serde_json::Value;
use uuid::Uuid;

use crate::{Appended, Bookmark};

/// Events about to be inserted, a column each.
pub(crate) struct NewEvents {
    pub(crate) recorded_at: DateTime<Utc>,
    pub(crate) ids: Vec<EventId>,
    pub(crate) nouns: Vec<String>,
    pub(crate) streams: Vec<Uuid>,
    pub(crate) lanes: Vec<i16>,
    pub(crate) kinds: Vec<String>,
    pub(crate) versions: Vec<i16>,
    pub(crate) actors: Vec<String>,
    pub(crate) occurred: Vec<DateTime<Utc>>,
    pub(crate) correlations: Vec<Uuid>,
    pub(crate) causations: Vec<Option<Uuid>>,
    pub(crate) payloads: Vec<Value>,
    /// Whether the transaction still has to mark where it entered the log.
    pub(crate) mark: bool,
}

impl NewEvents {
    pub(crate) fn new(recorded_at: DateTime<Utc>, count: usize) -> Self {
        Self {
            recorded_at,
            ids: Vec::with_capacity(count),
            nouns: Vec::with_capacity(count),
            streams: Vec::with_capacity(count),
            lanes: Vec::with_capacity(count),
            kinds: Vec::with_capacity(count),
            versions: Vec::with_capacity(count),
            actors: Vec::with_capacity(count),
            occurred: Vec::with_capacity(count),
            correlations: Vec::with_capacity(count),
            causations: Vec::with_capacity(count),
            payloads: Vec::with_capacity(count),
            mark: true,
        }
    }
}

/// Appends events, all in one round trip.
pub(crate) async fn append(
    on: &mut impl ScopedConnection,
    events: &NewEvents,
) -> Result<Vec<Appended>, StoreError> {
    let places = match events.ids.as_slice() {
        [_] => vec![append_one(on, events).await?],
        _ => append_many(on, events).await?,
    };
    if places.len() != events.ids.len() {
        return Err(fewer_than_asked());
    }
    let appended = events.ids.iter().zip(places).map(|(id, place)| Appended {
        id: *id,
        stream_version: StreamVersion(place.version),
        position: Position(place.position),
    });
    Ok(appended.collect())
}

/// Where an event came to stand.
struct PlaceInLog {
    position: i64,
    version: i64,
}

async fn append_one(on: &mut impl ScopedConnection, event: &NewEvents) -> Result<PlaceInLog, StoreError> {
    let row = sqlx::query!(
        r#"SELECT log_place AS "log_place!", stream_place AS "stream_place!"
           FROM scope.append_event($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"#,
        event.ids[0].uuid(),
        event.nouns[0],
        event.streams[0],
        event.lanes[0],
        event.kinds[0],
        event.versions[0],
        event.actors[0],
        event.occurred[0],
        event.recorded_at,
        event.correlations[0],
        event.causations[0],
        event.payloads[0],
        event.mark,
    )
    .fetch_one(on.connection())
    .await?;
    Ok(PlaceInLog {
        position: row.log_place,
        version: row.stream_place,
    })
}

async fn append_many(
    on: &mut impl ScopedConnection,
    events: &NewEvents,
) -> Result<Vec<PlaceInLog>, StoreError> {
    let ids: Vec<Uuid> = events.ids.iter().map(|id| id.uuid()).collect();
    let streams = Streams::of(events);
    let row = sqlx::query!(
        r#"SELECT positions AS "positions!", stream_versions AS "stream_versions!"
           FROM scope.append_events($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)"#,
        &streams.nouns,
        &streams.ids,
        &streams.counts,
        &ids,
        &streams.of_events,
        &streams.later,
        &events.nouns,
        &events.lanes,
        &events.kinds,
        &events.versions,
        &events.actors,
        &events.occurred,
        events.recorded_at,
        &events.correlations,
        &events.causations as &[Option<Uuid>],
        &events.payloads,
        events.mark,
    )
    .fetch_one(on.connection())
    .await?;
    let places = row
        .positions
        .into_iter()
        .zip(streams.of_events)
        .zip(streams.later);
    places
        .map(|((position, stream), later)| {
            let newest = usize::try_from(stream - 1)
                .ok()
                .and_then(|stream| row.stream_versions.get(stream))
                .ok_or_else(fewer_than_asked)?;
            Ok(PlaceInLog {
                position,
                version: newest - i64::from(later),
            })
        })
        .collect()
}

/// The streams of some events: each once, in the order in which everybody locks them.
#[derive(Debug, PartialEq, Eq)]
struct Streams {
    nouns: Vec<String>,
    ids: Vec<Uuid>,
    counts: Vec<i64>,
    /// For each event its stream, counted from one as the database counts.
    of_events: Vec<i32>,
    /// For each event how many of its stream come after it.
    later: Vec<i32>,
}

impl Streams {
    fn of(events: &NewEvents) -> Self {
        let count = events.ids.len();
        let mut in_order: Vec<usize> = (0..count).collect();
        let key = |event: usize| (events.nouns[event].as_bytes(), events.streams[event]);
        // Stable, so that the events of one stream keep their order.
        in_order.sort_by_key(|&event| key(event));
        let mut streams = Self {
            nouns: Vec::with_capacity(count),
            ids: Vec::with_capacity(count),
            counts: Vec::with_capacity(count),
            of_events: vec![0; count],
            later: vec![0; count],
        };
        for stream in in_order.chunk_by(|&one, &next| key(one) == key(next)) {
            streams.nouns.push(events.nouns[stream[0]].clone());
            streams.ids.push(events.streams[stream[0]]);
            streams
                .counts
                .push(i64::try_from(stream.len()).unwrap_or(i64::MAX));
            let number = i32::try_from(streams.ids.len()).unwrap_or(i32::MAX);
            for (later, &event) in (0..).zip(stream.iter().rev()) {
                streams.of_events[event] = number;
                streams.later[event] = later;
            }
        }
        streams
    }
}

/// The database answered with fewer rows than it was given: a bug.
pub(crate) fn fewer_than_asked() -> StoreError {
    StoreError::Query(sqlx::Error::RowNotFound)
}

/// How far the log may be read right now.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Horizon {
    /// The newest position given out.
    pub(crate) newest: i64,
    /// The lowest mark of an appender still at work.
    pub(crate) held_at: Option<i64>,
}

impl Horizon {
    /// Every event up to here is committed, or never will be.
    pub(crate) fn settled(self) -> i64 {
        self.held_at.map_or(self.newest, |mark| mark.min(self.newest))
    }
}

pub(crate) async fn horizon(on: &mut impl ScopedConnection) -> Result<Horizon, StoreError> {
    let row = sqlx::query!(r#"SELECT newest AS "newest!", held_at FROM scope.log_horizon()"#)
        .fetch_one(on.connection())
        .await?;
    Ok(Horizon {
        newest: row.newest,
        held_at: row.held_at,
    })
}

struct EventRow {
    position: i64,
    id: Uuid,
    org_id: Uuid,
    noun: String,
    stream_id: Uuid,
    stream_version: i64,
    lane: i16,
    kind: String,
    version: i16,
    actor: String,
    occurred_at: DateTime<Utc>,
    recorded_at: DateTime<Utc>,
    correlation_id: Uuid,
    causation_id: Option<Uuid>,
    payload: Value,
}

/// An event read from the log, with the lane it runs in.
#[derive(Debug)]
pub struct Logged {
    pub(crate) lane: i16,
    pub(crate) envelope: Envelope,
}

impl Logged {
    /// About how much memory it takes.
    pub(crate) fn bytes(&self) -> usize {
        size_of::<Self>() + heap_of(&self.envelope.payload)
    }
}

/// What hangs on a value: its texts, and a slot for each part.
fn heap_of(value: &Value) -> usize {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
        Value::String(text) => text.capacity(),
        Value::Array(items) => items.iter().map(|item| size_of::<Value>() + heap_of(item)).sum(),
        Value::Object(fields) => fields
            .iter()
            .map(|(name, field)| size_of::<(String, Value)>() + name.capacity() + heap_of(field))
            .sum(),
    }
}

impl std::ops::Deref for Logged {
    type Target = Envelope;

    fn deref(&self) -> &Envelope {
        &self.envelope
    }
}

impl From<EventRow> for Logged {
    fn from(row: EventRow) -> Self {
        // Written by us from typed values; an actor that cannot be read any more is nobody in particular.
        let actor = row.actor.parse().unwrap_or(Actor::System);
        let envelope = Envelope {
            position: Position(row.position),
            id: row.id.into(),
            org: row.org_id.into(),
            stream: StreamId {
                noun: row.noun,
                id: row.stream_id,
            },
            stream_version: StreamVersion(row.stream_version),
            kind: row.kind,
            version: row.version.unsigned_abs(),
            actor,
            occurred_at: row.occurred_at,
            recorded_at: row.recorded_at,
            correlation: row.correlation_id.into(),
            causation: row.causation_id.map(Into::into),
            payload: row.payload,
        };
        Self {
            lane: row.lane,
            envelope,
        }
    }
}

/// The events after a bookmark up to a settled position, of these kinds and lanes, in order.
///
/// In the account of another organisation's rows: only an agent's transaction sees all of them.
pub(crate) async fn events_after(
    on: &mut AgentTx,
    after: Bookmark,
    up_to: i64,
    kinds: &[String],
    lanes: &[i16],
    at_most: i64,
) -> Result<Vec<Logged>, StoreError> {
    let rows = sqlx::query_as!(
        EventRow,
        r#"SELECT position AS "position!", id AS "id!", org_id AS "org_id!", noun AS "noun!",
               stream_id AS "stream_id!", stream_version AS "stream_version!", lane AS "lane!", kind AS "kind!",
               version AS "version!", actor AS "actor!", occurred_at AS "occurred_at!",
               recorded_at AS "recorded_at!", correlation_id AS "correlation_id!", causation_id,
               payload AS "payload!"
           FROM scope.read_events($1, $2, $3, $4, $5, $6)"#,
        after.position.0,
        up_to,
        first_instant(after.month),
        kinds,
        lanes,
        at_most,
    )
    .fetch_all(on.scoped().connection())
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Where to begin so as not to miss anything recorded since that time.
pub(crate) async fn bookmark_at(on: &mut AgentTx, time: DateTime<Utc>) -> Result<Bookmark, StoreError> {
    let position = sqlx::query_scalar!(
        r#"SELECT coalesce(min(position) - 1, (SELECT last_value FROM log_position)) AS "position!"
           FROM events WHERE recorded_at >= $1"#,
        time
    )
    .fetch_one(on.scoped().connection())
    .await?;
    Ok(Bookmark {
        position: Position(position),
        month: month_before(time),
    })
}

/// The month in which to look for whatever comes after something recorded at this time.
///
/// A day is allowed for clocks that differ and for transactions that began before the month turned; the log itself
/// refuses to write further back.
pub(crate) fn month_before(recorded_at: DateTime<Utc>) -> NaiveDate {
    let day = recorded_at.date_naive();
    let earlier = day.pred_opt().unwrap_or(day);
    chrono::Datelike::with_day(&earlier, 1).unwrap_or(earlier)
}

fn first_instant(month: NaiveDate) -> DateTime<Utc> {
    month
        .and_hms_opt(0, 0, 0)
        .map_or(DateTime::UNIX_EPOCH, |instant| instant.and_utc())
}
/// These very events, in order; each is named by its position and the time it was recorded.
pub(crate) async fn events_at(
    on: &mut AgentTx,
    positions: &[i64],
    recorded: &[DateTime<Utc>],
) -> Result<Vec<Logged>, StoreError> {
    let rows = sqlx::query_as!(
        EventRow,
        "SELECT position, id, org_id, noun, stream_id, stream_version, lane, kind, version, actor, occurred_at,
             recorded_at, correlation_id, causation_id, payload
         FROM events
         WHERE (position, recorded_at) IN (SELECT * FROM unnest($1::bigint[], $2::timestamptz[]))
         ORDER BY position",
        positions,
        recorded,
    )
    .fetch_all(on.scoped().connection())
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Lets every effect of each agent up to that position count as done, as far as the agent has come and nothing it has
/// set aside waits there. Returns how far that is, by agent.
pub(crate) async fn settle_effects(
    on: &mut impl ScopedConnection,
    up_to: i64,
) -> Result<Vec<(String, i64)>, StoreError> {
    // Places are read once nobody can send an agent back meanwhile.
    sqlx::query!("SELECT name FROM agents ORDER BY name FOR UPDATE")
        .fetch_all(on.connection())
        .await?;
    let settled = sqlx::query!(
        "UPDATE agents AS agent SET effects_settled = greatest(effects_settled, least($1,
             coalesce((SELECT min(lane.position) FROM agent_lanes AS lane WHERE lane.agent = agent.name), 0),
             (SELECT min(parked.position) - 1 FROM agent_parked_events AS parked WHERE parked.agent = agent.name)))
         RETURNING name, effects_settled",
        up_to,
    )
    .fetch_all(on.connection())
    .await?;
    Ok(settled
        .into_iter()
        .map(|agent| (agent.name, agent.effects_settled))
        .collect())
}

/// Forgets some records of an agent's effects up to that position, the oldest first. Returns how many.
pub(crate) async fn forget_effects(
    on: &mut impl ScopedConnection,
    agent: &str,
    up_to: i64,
    at_most: i64,
) -> Result<u64, StoreError> {
    let forgotten = sqlx::query!(
        "DELETE FROM agent_effects WHERE (org_id, agent, event_id, effect) IN (
             SELECT org_id, agent, event_id, effect FROM agent_effects
             WHERE agent = $1 AND position <= $2 ORDER BY position LIMIT $3)",
        agent,
        up_to,
        at_most,
    )
    .execute(on.connection())
    .await?;
    Ok(forgotten.rows_affected())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stream_comes_once_and_in_order_and_its_last_event_has_none_after_it() {
        let mut events = NewEvents::new(DateTime::UNIX_EPOCH, 4);
        let (low, high) = (Uuid::from_u128(1), Uuid::from_u128(2));
        for (noun, stream) in [("post", high), ("post", low), ("member", high), ("post", high)] {
            events.ids.push(EventId::from(Uuid::nil()));
            events.nouns.push(noun.to_owned());
            events.streams.push(stream);
        }
        assert_eq!(
            Streams::of(&events),
            Streams {
                nouns: vec!["member".to_owned(), "post".to_owned(), "post".to_owned()],
                ids: vec![high, low, high],
                counts: vec![1, 1, 2],
                of_events: vec![3, 2, 1, 3],
                later: vec![1, 0, 0, 0],
            }
        );
    }
}
