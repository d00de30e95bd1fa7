//! The SQL of the crash test's own table.

use hustings_store::{Migration, ScopedConnection, ScopedTx, StoreError};
use uuid::Uuid;

/// A table such as a capability would have.
pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    name: "29990101000000_notes",
    sql: "-- Why: the crash test writes into a table of an organisation.
          CREATE TABLE notes (
              org_id uuid NOT NULL,
              id uuid NOT NULL,
              CONSTRAINT notes_pkey PRIMARY KEY (org_id, id)
          );
          SELECT scope.protect('notes');",
}];

/// Inserts notes; says which of them are new.
pub(crate) async fn insert(tx: &mut ScopedTx, notes: &[Uuid]) -> Result<Vec<Uuid>, StoreError> {
    let org = tx.scope().org();
    Ok(sqlx::query_scalar(
        "INSERT INTO notes (org_id, id) SELECT $1, note FROM unnest($2::uuid[]) AS note
         ON CONFLICT (org_id, id) DO NOTHING RETURNING id",
    )
    .bind(org.uuid())
    .bind(notes)
    .fetch_all(tx.connection())
    .await?)
}

/// Which of these notes are there.
pub(crate) async fn present(on: &mut impl ScopedConnection, notes: &[Uuid]) -> Result<Vec<Uuid>, StoreError> {
    Ok(sqlx::query_scalar("SELECT id FROM notes WHERE id = ANY($1)")
        .bind(notes)
        .fetch_all(on.connection())
        .await?)
}
