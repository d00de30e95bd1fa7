//! Rows read by key, many in one question, each only by its own organisation.

use hustings_store::{Gatherer, KeyedRead, KeyedReader, ScopedConnection, StoreError};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{database, insert, two_organisations};

struct ReadNotes;

impl KeyedRead for ReadNotes {
    type Key = Uuid;
    type Value = String;

    async fn read(&self, on: &mut KeyedReader, keys: &[Uuid]) -> Result<Vec<(Uuid, String)>, StoreError> {
        Ok(sqlx::query_as("SELECT id, words FROM notes WHERE id = ANY($1)")
            .bind(keys)
            .fetch_all(on.connection())
            .await?)
    }
}

#[tokio::test]
async fn each_reader_finds_what_its_organisation_has() -> anyhow::Result<()> {
    let database = database().await?;
    let (ours, theirs) = two_organisations(&database);
    let mut ids = Vec::new();
    for org in [ours, theirs] {
        let mut tx = database.store.begin(&database.scope_in(org)).await?;
        for _ in 0..20 {
            let id: Uuid = database.sources().id();
            insert(&mut tx, org, id, &org.to_string()).await?;
            ids.push((org, id));
        }
        tx.commit().await?;
    }
    let (notes, worker) = Gatherer::new(database.store.clone(), ReadNotes, 2);
    tokio::spawn(worker.run(CancellationToken::new()));
    let mut reads = tokio::task::JoinSet::new();
    for (org, id) in ids {
        for asker in [ours, theirs] {
            let (notes, scope) = (notes.clone(), database.scope_in(asker));
            reads.spawn(async move { (org == asker, org, notes.get(&scope, id).await) });
        }
    }
    while let Some(read) = reads.join_next().await {
        let (own, org, found) = read?;
        assert_eq!(found?, own.then(|| org.to_string()));
    }
    Ok(())
}

#[tokio::test]
async fn a_broken_connection_costs_one_question() -> anyhow::Result<()> {
    let database = database().await?;
    let (ours, _) = two_organisations(&database);
    let (notes, worker) = Gatherer::new(database.store.clone(), ReadNotes, 1);
    tokio::spawn(worker.run(CancellationToken::new()));
    let scope = database.scope_in(ours);
    assert_eq!(notes.get(&scope, Uuid::nil()).await?, None);
    sqlx::query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    .execute(&mut database.owner().await?)
    .await?;
    // The first may fail on the dead connection; it says so, and the second is answered.
    let first = notes.get(&scope, Uuid::nil()).await;
    assert!(
        matches!(first, Ok(None) | Err(StoreError::Overloaded { .. })),
        "{first:?}"
    );
    assert_eq!(notes.get(&scope, Uuid::nil()).await?, None);
    Ok(())
}
