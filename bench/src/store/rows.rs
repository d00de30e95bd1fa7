//! The SQL of the `store` benchmark: a table such as a capability has, small rows in it.

use chrono::{DateTime, Utc};
use hustings_store::{Migration, ScopedConnection, StoreError};
use uuid::Uuid;

/// A table of an organisation, protected like any other.
pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    name: "29990101000000_notes",
    sql: "-- Why: the benchmark needs a table of an organisation.
          CREATE TABLE notes (
              org_id uuid NOT NULL,
              id uuid NOT NULL,
              words text NOT NULL,
              written_at timestamptz NOT NULL,
              CONSTRAINT notes_pkey PRIMARY KEY (org_id, id)
          );
          SELECT scope.protect('notes');",
}];

pub(super) struct Note {
    pub(super) id: Uuid,
    pub(super) words: String,
}

/// Writes notes and hands back the ids of those that were not there before.
pub(super) async fn insert(
    on: &mut impl ScopedConnection,
    org: Uuid,
    written_at: DateTime<Utc>,
    ids: &[Uuid],
    words: &[&str],
) -> Result<Vec<Uuid>, StoreError> {
    let insert = sqlx::query_scalar(
        "INSERT INTO notes (org_id, id, words, written_at)
         SELECT $1, id, words, $4 FROM unnest($2::uuid[], $3::text[]) AS note (id, words)
         ON CONFLICT ON CONSTRAINT notes_pkey DO NOTHING RETURNING id",
    );
    Ok(insert
        .bind(org)
        .bind(ids)
        .bind(words)
        .bind(written_at)
        .fetch_all(on.connection())
        .await?)
}

/// Which of these notes are there.
pub(super) async fn present(
    on: &mut impl ScopedConnection,
    org: Uuid,
    ids: &[Uuid],
) -> Result<Vec<Uuid>, StoreError> {
    let select = sqlx::query_scalar("SELECT id FROM notes WHERE org_id = $1 AND id = ANY ($2)");
    Ok(select.bind(org).bind(ids).fetch_all(on.connection()).await?)
}

/// How many notes the organisation has.
pub(super) async fn count(on: &mut impl ScopedConnection, org: Uuid) -> Result<i64, StoreError> {
    let count = sqlx::query_scalar("SELECT count(*) FROM notes WHERE org_id = $1");
    Ok(count.bind(org).fetch_one(on.connection()).await?)
}
