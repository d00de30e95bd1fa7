//! The SQL of the `crypto` benchmark: the same people twice, once in the clear and once sealed.

use hustings_store::{Migration, ScopedConnection, StoreError};
use uuid::Uuid;

/// Two tables of an organisation, protected like any other.
pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    name: "29990101000001_people",
    sql: "-- Why: the benchmark compares a column in the clear with a sealed one.
          CREATE TABLE people_clear (
              org_id uuid NOT NULL,
              id uuid NOT NULL,
              email text NOT NULL,
              CONSTRAINT people_clear_pkey PRIMARY KEY (org_id, id)
          );
          CREATE TABLE people_sealed (
              org_id uuid NOT NULL,
              id uuid NOT NULL,
              email_sealed bytea NOT NULL,
              CONSTRAINT people_sealed_pkey PRIMARY KEY (org_id, id)
          );
          SELECT scope.protect('people_clear');
          SELECT scope.protect('people_sealed');",
}];

pub(super) async fn insert_clear(
    on: &mut impl ScopedConnection,
    org: Uuid,
    ids: &[Uuid],
    emails: &[String],
) -> Result<(), StoreError> {
    let insert = sqlx::query(
        "INSERT INTO people_clear (org_id, id, email)
         SELECT $1, id, email FROM unnest($2::uuid[], $3::text[]) AS person (id, email)",
    );
    let insert = insert.bind(org).bind(ids).bind(emails);
    insert.execute(on.connection()).await?;
    Ok(())
}

pub(super) async fn insert_sealed(
    on: &mut impl ScopedConnection,
    org: Uuid,
    ids: &[Uuid],
    emails: &[Vec<u8>],
) -> Result<(), StoreError> {
    let insert = sqlx::query(
        "INSERT INTO people_sealed (org_id, id, email_sealed)
         SELECT $1, id, email FROM unnest($2::uuid[], $3::bytea[]) AS person (id, email)",
    );
    let insert = insert.bind(org).bind(ids).bind(emails);
    insert.execute(on.connection()).await?;
    Ok(())
}

pub(super) async fn all_clear(
    on: &mut impl ScopedConnection,
    org: Uuid,
) -> Result<Vec<(Uuid, String)>, StoreError> {
    let select = sqlx::query_as("SELECT id, email FROM people_clear WHERE org_id = $1");
    Ok(select.bind(org).fetch_all(on.connection()).await?)
}

pub(super) async fn all_sealed(
    on: &mut impl ScopedConnection,
    org: Uuid,
) -> Result<Vec<(Uuid, Vec<u8>)>, StoreError> {
    let select = sqlx::query_as("SELECT id, email_sealed FROM people_sealed WHERE org_id = $1");
    Ok(select.bind(org).fetch_all(on.connection()).await?)
}
