//! A transaction sees its organisation and nothing else.

use std::time::Duration;

use hustings_kernel::{AgentName, Scope};
use hustings_store::{Freshness, ScopedConnection, ScopedTx, StoreError};
use sqlx::Row;

use crate::{count, database, insert, two_organisations};

#[tokio::test]
async fn an_organisation_sees_only_its_own_rows() -> anyhow::Result<()> {
    let database = database().await?;
    let (ours, theirs) = two_organisations(&database);
    let mut tx = database.store.begin(&database.scope_in(ours)).await?;
    insert(&mut tx, ours, database.sources().id(), "ours").await?;
    tx.commit().await?;

    let mut there = database
        .store
        .read(&database.scope_in(theirs), Freshness::Latest)
        .await?;
    assert_eq!(count(&mut there).await?, 0);
    let mut here = database
        .store
        .read(&database.scope_in(ours), Freshness::MayLag)
        .await?;
    assert_eq!(count(&mut here).await?, 1);
    Ok(())
}

#[tokio::test]
async fn a_row_cannot_be_written_into_another_organisation() -> anyhow::Result<()> {
    let database = database().await?;
    let (ours, theirs) = two_organisations(&database);
    let mut tx = database.store.begin(&database.scope_in(ours)).await?;
    let refused = insert(&mut tx, theirs, database.sources().id(), "smuggled").await;
    assert!(matches!(refused, Err(StoreError::Query(_))), "{refused:?}");
    Ok(())
}

#[tokio::test]
async fn outside_an_organisation_none_of_its_rows_are_seen() -> anyhow::Result<()> {
    let database = database().await?;
    let (ours, _) = two_organisations(&database);
    let mut tx = database.store.begin(&database.scope_in(ours)).await?;
    insert(&mut tx, ours, database.sources().id(), "ours").await?;
    tx.commit().await?;
    for scope in [
        Scope::visitor(database.sources().id()),
        Scope::system(database.sources().id()),
        Scope::account(database.sources().id(), database.sources().id()),
    ] {
        let mut tx = database.store.begin(&scope).await?;
        assert_eq!(count(&mut tx).await?, 0, "{scope:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_scope_does_not_outlive_its_transaction() -> anyhow::Result<()> {
    let database = database().await?;
    let (ours, _) = two_organisations(&database);
    let tx = database.store.begin(&database.scope_in(ours)).await?;
    tx.commit().await?;
    let left: Option<String> = sqlx::query_scalar("SELECT current_setting('hustings.org', true)")
        .fetch_one(database.store.hazmat_pool())
        .await?;
    assert_eq!(left.unwrap_or_default(), "");
    Ok(())
}

#[tokio::test]
async fn the_working_roles_cannot_rise() -> anyhow::Result<()> {
    let database = database().await?;
    let (ours, _) = two_organisations(&database);
    let mut tx = database.store.begin(&database.scope_in(ours)).await?;
    let row = sqlx::query("SELECT current_user::text, row_security_active('notes')")
        .fetch_one(tx.connection())
        .await?;
    assert_eq!(row.try_get::<String, _>(0)?, "hustings_app");
    assert!(row.try_get::<bool, _>(1)?);
    assert!(sqlx::query("RESET ROLE").execute(tx.connection()).await.is_ok());
    let user: String = sqlx::query_scalar("SELECT current_user::text")
        .fetch_one(tx.connection())
        .await?;
    assert_eq!(user, "hustings_app", "RESET ROLE falls back to the working role");
    assert!(
        sqlx::query("DROP TABLE notes")
            .execute(tx.connection())
            .await
            .is_err()
    );
    Ok(())
}

#[tokio::test]
async fn an_agent_enters_one_organisation_after_the_other() -> anyhow::Result<()> {
    let database = database().await?;
    let (ours, theirs) = two_organisations(&database);
    let agent = AgentName::new("test.counter");
    let correlation = database.sources().id();
    let mut tx = database.store.begin_as_agent(agent, correlation).await?;
    for org in [ours, theirs] {
        let inside = tx.enter(&Scope::agent(org, agent, correlation)).await?;
        insert(inside, org, database.sources().id(), "by an agent").await?;
        assert_eq!(count(inside).await?, 1);
    }
    tx.commit().await?;
    let mut read = database
        .store
        .read(&database.scope_in(theirs), Freshness::Latest)
        .await?;
    assert_eq!(count(&mut read).await?, 1);
    Ok(())
}

#[tokio::test]
async fn a_dropped_transaction_never_happened() -> anyhow::Result<()> {
    let database = database().await?;
    let (ours, _) = two_organisations(&database);
    let mut tx = database.store.begin(&database.scope_in(ours)).await?;
    insert(&mut tx, ours, database.sources().id(), "never").await?;
    drop(tx);
    let mut read = database
        .store
        .read(&database.scope_in(ours), Freshness::Latest)
        .await?;
    assert_eq!(count(&mut read).await?, 0);
    Ok(())
}

#[tokio::test]
async fn a_failed_attempt_undoes_only_itself() -> anyhow::Result<()> {
    let database = database().await?;
    let (ours, _) = two_organisations(&database);
    let (first, second) = (database.sources().id(), database.sources().id());
    let mut tx = database.store.begin(&database.scope_in(ours)).await?;
    insert(&mut tx, ours, first, "stays").await?;
    let failed = tx
        .attempt(async |tx: &mut ScopedTx| insert(tx, ours, second, "").await)
        .await?
        .unwrap_err();
    assert_eq!(failed.constraint(), Some("notes_words_not_empty"));
    assert_eq!(count(&mut tx).await?, 1);
    tx.commit().await?;
    Ok(())
}

#[tokio::test]
async fn after_the_server_dropped_its_connections_the_next_transaction_works() -> anyhow::Result<()> {
    let database = database().await?;
    let (ours, _) = two_organisations(&database);
    database
        .store
        .vault()
        .for_opening(&[database.sources().id()])
        .await?;
    for _ in 0..3 {
        let both = [database.scope_in(ours), database.scope_in(ours)];
        let _two = futures_join(&database, &both).await?;
    }
    sqlx::query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    .execute(&mut database.owner().await?)
    .await?;
    database.store.ping().await?;
    let mut tx = database.store.begin(&database.scope_in(ours)).await?;
    assert_eq!(count(&mut tx).await?, 0);
    let person = database.sources().id();
    database
        .store
        .vault()
        .for_sealing(&[person])
        .await?
        .seal(person, b"still works")?;
    Ok(())
}

async fn futures_join(
    database: &hustings_testkit::TestDatabase,
    scopes: &[Scope; 2],
) -> Result<(ScopedTx, ScopedTx), StoreError> {
    tokio::try_join!(database.store.begin(&scopes[0]), database.store.begin(&scopes[1]))
}

#[tokio::test]
async fn every_table_follows_the_rules_of_tenancy() -> anyhow::Result<()> {
    let database = database().await?;
    let mut owner = database.owner().await?;
    assert_eq!(
        hustings_testkit::tenancy_violations(&mut owner).await?,
        Vec::<String>::new()
    );

    // And a table that breaks them is found.
    sqlx::raw_sql("CREATE TABLE careless (org_id uuid, id uuid, CONSTRAINT careless_pkey PRIMARY KEY (id))")
        .execute(&mut owner)
        .await?;
    let violations = hustings_testkit::tenancy_violations(&mut owner).await?;
    assert_eq!(violations.len(), 3, "{violations:#?}");
    Ok(())
}

#[tokio::test]
async fn partitions_are_made_once_and_ahead_of_time() -> anyhow::Result<()> {
    let database = database().await?;
    let mut owner = database.owner().await?;
    sqlx::raw_sql(
        "CREATE TABLE ticks (org_id uuid NOT NULL, at timestamptz NOT NULL) PARTITION BY RANGE (at);
         INSERT INTO partitioned_tables VALUES ('ticks')",
    )
    .execute(&mut owner)
    .await?;
    assert_eq!(database.store.make_partitions(1, 3).await?, 5);
    assert_eq!(database.store.make_partitions(1, 3).await?, 0);
    database.clock.advance(Duration::from_hours(31 * 24));
    assert_eq!(database.store.make_partitions(1, 3).await?, 1);
    sqlx::query("INSERT INTO ticks VALUES ($1, '2026-10-31 23:59:59.999999+00')")
        .bind(uuid::Uuid::nil())
        .execute(&mut owner)
        .await?;
    Ok(())
}
