//! The store against a real PostgreSQL.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests may panic, and own the tasks they spawn"
)]

mod batches;
mod gathers;
mod keys;
mod rotation;
mod scopes;
mod stored_queries;
mod wakes;

use anyhow::Result;
use hustings_kernel::OrgId;
use hustings_store::{Migration, ScopedConnection, StoreError};
use hustings_testkit::TestDatabase;
use uuid::Uuid;

/// A table such as a capability would have.
const NOTES: &[Migration] = &[Migration {
    name: "29990101000000_notes",
    sql: "-- Why: the tests need a table of an organisation.
          CREATE TABLE notes (
              org_id uuid NOT NULL,
              id uuid NOT NULL,
              words text NOT NULL CONSTRAINT notes_words_not_empty CHECK (words <> ''),
              CONSTRAINT notes_pkey PRIMARY KEY (org_id, id)
          );
          SELECT scope.protect('notes');",
}];

async fn database() -> Result<TestDatabase> {
    TestDatabase::new(&[hustings_store::MIGRATIONS, NOTES]).await
}

fn two_organisations(database: &TestDatabase) -> (OrgId, OrgId) {
    (database.sources().id(), database.sources().id())
}

async fn insert(on: &mut impl ScopedConnection, org: OrgId, id: Uuid, words: &str) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO notes (org_id, id, words) VALUES ($1, $2, $3)")
        .bind(org.uuid())
        .bind(id)
        .bind(words)
        .execute(on.connection())
        .await?;
    Ok(())
}

async fn count(on: &mut impl ScopedConnection) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar("SELECT count(*) FROM notes")
        .fetch_one(on.connection())
        .await?)
}
