//! The SQL of the `events` benchmark: what a trivial agent keeps.

use hustings_store::{Migration, ScopedConnection, StoreError};
use uuid::Uuid;

/// A table of an organisation, protected like any other.
pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    name: "29990101000001_counters",
    sql: "-- Why: the benchmark's agent needs a table of an organisation.
          CREATE TABLE counters (
              org_id uuid NOT NULL,
              kept_by text NOT NULL,
              id uuid NOT NULL,
              number bigint NOT NULL,
              CONSTRAINT counters_pkey PRIMARY KEY (org_id, kept_by, id)
          ) WITH (fillfactor = 50);
          SELECT scope.protect('counters');",
}];

pub(super) async fn set(on: &mut impl ScopedConnection, id: Uuid, number: i64) -> Result<(), StoreError> {
    let (org, agent) = (on.scope().org().uuid(), on.scope().actor().to_string());
    let upsert = sqlx::query(
        "INSERT INTO counters (org_id, kept_by, id, number) VALUES ($1, $2, $3, $4)
         ON CONFLICT ON CONSTRAINT counters_pkey DO UPDATE SET number = excluded.number",
    );
    upsert
        .bind(org)
        .bind(agent)
        .bind(id)
        .bind(number)
        .execute(on.connection())
        .await?;
    Ok(())
}

pub(super) async fn set_all(
    on: &mut impl ScopedConnection,
    ids: &[Uuid],
    numbers: &[i64],
) -> Result<(), StoreError> {
    let (org, agent) = (on.scope().org().uuid(), on.scope().actor().to_string());
    let upsert = sqlx::query(
        "INSERT INTO counters (org_id, kept_by, id, number)
         SELECT $1, $2, id, max(number) FROM unnest($3::uuid[], $4::bigint[]) AS new (id, number) GROUP BY id
         ON CONFLICT ON CONSTRAINT counters_pkey DO UPDATE SET number = excluded.number",
    );
    upsert
        .bind(org)
        .bind(agent)
        .bind(ids)
        .bind(numbers)
        .execute(on.connection())
        .await?;
    Ok(())
}

/// How far an agent is.
pub(super) struct Progress {
    /// Events handled in its life.
    pub(super) handled: i64,
    /// The position up to which all of its lanes have been read.
    pub(super) position: i64,
    /// Processes that hold some of its lanes.
    pub(super) processes: i64,
}

pub(super) async fn progress(
    on: &mut impl ScopedConnection,
    agent: &str,
) -> Result<Option<Progress>, StoreError> {
    let select = sqlx::query_as(
        "SELECT sum(events_handled)::bigint, min(position), count(DISTINCT holder)
         FROM agent_lanes WHERE agent = $1 GROUP BY agent",
    );
    let found: Option<(i64, i64, i64)> = select.bind(agent).fetch_optional(on.connection()).await?;
    Ok(found.map(|(handled, position, processes)| Progress {
        handled,
        position,
        processes,
    }))
}
