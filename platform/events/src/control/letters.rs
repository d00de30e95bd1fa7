//! The SQL of dead letters: page by page, in the order of an index that serves it.

use hustings_kernel::{OrgId, Position, StreamId};
use hustings_store::{ScopedConnection, StoreError};
use uuid::Uuid;

use super::{DeadLetter, DeadLetters, LetterKey};

/// A stream that was set aside, with the first of the events that wait in it.
struct LetterRow {
    agent: String,
    org_id: Uuid,
    noun: String,
    stream_id: Uuid,
    attempts: i32,
    dead: bool,
    error: String,
    parked_at: chrono::DateTime<chrono::Utc>,
    position: i64,
    event_id: Uuid,
    kind: String,
    recorded_at: chrono::DateTime<chrono::Utc>,
    waiting: i64,
}

/// Selects letters: the columns once, what follows them from each question.
macro_rules! select_letters {
    ($rest:literal, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            LetterRow,
            r#"SELECT parked.agent, parked.org_id, parked.noun, parked.stream_id, parked.attempts, parked.dead,
                   parked.error, parked.parked_at, first.position, first.event_id, first.kind, first.recorded_at,
                   first.waiting AS "waiting!"
               FROM agent_parked_streams AS parked
               JOIN LATERAL (
                   SELECT event.position, event.event_id, event.kind, event.recorded_at, count(*) OVER () AS waiting
                   FROM agent_parked_events AS event
                   WHERE event.org_id = parked.org_id AND event.agent = parked.agent
                     AND event.noun = parked.noun AND event.stream_id = parked.stream_id
                   ORDER BY event.position LIMIT 1
               ) AS first ON true "# + $rest,
            $($argument),+
        )
    };
}

/// What one agent has set aside.
pub(super) async fn of_agent(
    on: &mut impl ScopedConnection,
    agent: &str,
    after: Option<&LetterKey>,
    at_most: i64,
) -> Result<Vec<DeadLetter>, StoreError> {
    let rows = select_letters!(
        "WHERE parked.agent = $1 \
           AND ($2::uuid IS NULL OR (parked.org_id, parked.noun, parked.stream_id) > ($2, $3, $4)) \
         ORDER BY parked.org_id, parked.noun, parked.stream_id LIMIT $5",
        agent,
        after.map(|key| key.org.uuid()),
        after.map(|key| key.noun.as_str()),
        after.map(|key| key.stream),
        at_most,
    )
    .fetch_all(on.connection())
    .await?;
    Ok(rows.into_iter().map(DeadLetter::from).collect())
}

/// What waits for an operator in one organisation.
pub(super) async fn of_organisation(
    on: &mut impl ScopedConnection,
    org: OrgId,
    after: Option<&LetterKey>,
    at_most: i64,
) -> Result<Vec<DeadLetter>, StoreError> {
    let rows = select_letters!(
        "WHERE parked.org_id = $1 AND parked.dead \
           AND ($2::text IS NULL OR (parked.agent, parked.noun, parked.stream_id) > ($2, $3, $4)) \
         ORDER BY parked.agent, parked.noun, parked.stream_id LIMIT $5",
        org.uuid(),
        after.map(|key| key.agent.as_str()),
        after.map(|key| key.noun.as_str()),
        after.map(|key| key.stream),
        at_most,
    )
    .fetch_all(on.connection())
    .await?;
    Ok(rows.into_iter().map(DeadLetter::from).collect())
}

/// How many wait for an operator, in one organisation or in all.
pub(super) async fn count(
    on: &mut impl ScopedConnection,
    org: Option<OrgId>,
    at_most: i64,
) -> Result<DeadLetters, StoreError> {
    let counted = match org {
        Some(org) => {
            sqlx::query_as!(
                DeadLetters,
                r#"SELECT count(*) AS "streams!", min(parked.parked_at) AS since
                   FROM (SELECT parked_at FROM agent_parked_streams WHERE org_id = $1 AND dead LIMIT $2) AS parked"#,
                org.uuid(),
                at_most,
            )
            .fetch_one(on.connection())
            .await?
        }
        None => {
            sqlx::query_as!(
                DeadLetters,
                r#"SELECT count(*) AS "streams!", min(parked.parked_at) AS since
                   FROM (SELECT parked_at FROM agent_parked_streams WHERE dead LIMIT $1) AS parked"#,
                at_most,
            )
            .fetch_one(on.connection())
            .await?
        }
    };
    Ok(counted)
}

impl From<LetterRow> for DeadLetter {
    fn from(row: LetterRow) -> Self {
        Self {
            agent: row.agent,
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
            parked_at: row.parked_at,
            attempts: row.attempts,
            dead: row.dead,
            waiting: row.waiting,
        }
    }
}
