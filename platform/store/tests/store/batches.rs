//! Rows written together: each caller learns the fate of their own.

use std::sync::Arc;

use hustings_kernel::{OrgId, Scope};
use hustings_store::{
    BatchError, BatchLimits, BatchedWrite, Batcher, Entry, ScopedConnection, ScopedTx, StoreError,
};
use hustings_testkit::TestDatabase;
use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::{count, database, two_organisations};

#[derive(Debug, Clone)]
struct Note {
    id: Uuid,
    words: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    New,
    AlreadyThere,
}

/// Writes notes, at the pace of the test: each batch takes a permit.
struct WriteNotes {
    pace: Arc<Semaphore>,
    sizes: Arc<std::sync::Mutex<Vec<usize>>>,
}

impl BatchedWrite for WriteNotes {
    type Row = Note;
    type Outcome = Written;

    fn bytes(&self, row: &Note) -> usize {
        row.words.len()
    }

    async fn write(&self, tx: &mut ScopedTx, rows: &[Entry<Note>]) -> Result<Vec<Written>, StoreError> {
        self.sizes.lock().unwrap().push(rows.len());
        if let Ok(permit) = self.pace.acquire().await {
            permit.forget();
        }
        let org: OrgId = tx.scope().org();
        let ids: Vec<Uuid> = rows.iter().map(|entry| entry.row.id).collect();
        let words: Vec<String> = rows.iter().map(|entry| entry.row.words.clone()).collect();
        let new: Vec<Uuid> = sqlx::query_scalar(
            "INSERT INTO notes (org_id, id, words) SELECT $1, * FROM unnest($2::uuid[], $3::text[])
             ON CONFLICT DO NOTHING RETURNING id",
        )
        .bind(org.uuid())
        .bind(&ids)
        .bind(&words)
        .fetch_all(tx.connection())
        .await?;
        Ok(ids
            .iter()
            .map(|id| {
                if new.contains(id) {
                    Written::New
                } else {
                    Written::AlreadyThere
                }
            })
            .collect())
    }

    async fn find(
        &self,
        tx: &mut ScopedTx,
        rows: &[Entry<Note>],
    ) -> Result<Vec<Option<Written>>, StoreError> {
        let ids: Vec<Uuid> = rows.iter().map(|entry| entry.row.id).collect();
        let there: Vec<Uuid> = sqlx::query_scalar("SELECT id FROM notes WHERE id = ANY($1)")
            .bind(&ids)
            .fetch_all(tx.connection())
            .await?;
        Ok(ids
            .iter()
            .map(|id| there.contains(id).then_some(Written::New))
            .collect())
    }
}

struct Rig {
    database: TestDatabase,
    batcher: Batcher<WriteNotes>,
    pace: Arc<Semaphore>,
    sizes: Arc<std::sync::Mutex<Vec<usize>>>,
    worker: tokio::task::JoinHandle<()>,
}

async fn rig(permits: usize, limits: BatchLimits) -> anyhow::Result<Rig> {
    let database = database().await?;
    let pace = Arc::new(Semaphore::new(permits));
    let sizes = Arc::default();
    let write = WriteNotes {
        pace: pace.clone(),
        sizes: Arc::clone(&sizes),
    };
    let (batcher, worker) = Batcher::new(database.store.clone(), write, limits);
    let worker = tokio::spawn(worker.run());
    Ok(Rig {
        database,
        batcher,
        pace,
        sizes,
        worker,
    })
}

impl Rig {
    /// Hands in a first row and waits until it is on its way, so that what comes after it has to wait.
    async fn first(&self, scope: &Scope) -> tokio::task::JoinHandle<Result<Written, BatchError>> {
        let (batcher, scope, note) = (self.batcher.clone(), scope.clone(), note(&self.database, "first"));
        let write = tokio::spawn(async move { batcher.write(&scope, note).await });
        let on_its_way = async || self.sizes.lock().unwrap().len() == 1;
        self.database
            .eventually("the first row is on its way", on_its_way)
            .await;
        write
    }
}

fn one_lane() -> BatchLimits {
    BatchLimits {
        lanes: 1,
        ..BatchLimits::default()
    }
}

fn note(database: &TestDatabase, words: &str) -> Note {
    Note {
        id: database.sources().id(),
        words: words.to_owned(),
    }
}

#[tokio::test]
async fn rows_gather_while_a_batch_is_on_its_way() -> anyhow::Result<()> {
    let rig = rig(0, one_lane()).await?;
    let (ours, theirs) = two_organisations(&rig.database);
    let first = rig.first(&rig.database.scope_in(ours)).await;
    let mut writes = tokio::task::JoinSet::new();
    for index in 0..40 {
        let org = if index % 2 == 0 { ours } else { theirs };
        let (batcher, scope) = (rig.batcher.clone(), rig.database.scope_in(org));
        let note = note(&rig.database, "words");
        writes.spawn(async move { batcher.write(&scope, note).await });
    }
    rig.database
        .eventually("the rows wait", async || rig.batcher.waiting() == 40)
        .await;
    rig.pace.add_permits(1000);
    assert_eq!(first.await??, Written::New);
    while let Some(written) = writes.join_next().await {
        assert_eq!(written??, Written::New);
    }
    assert_eq!(
        *rig.sizes.lock().unwrap(),
        [1, 20, 20],
        "one batch, a group for each organisation"
    );
    for (org, rows) in [(ours, 21), (theirs, 20)] {
        let mut tx = rig.database.store.begin(&rig.database.scope_in(org)).await?;
        assert_eq!(count(&mut tx).await?, rows);
    }
    Ok(())
}

#[tokio::test]
async fn a_row_that_breaks_a_rule_fails_alone() -> anyhow::Result<()> {
    let rig = rig(0, one_lane()).await?;
    let (ours, _) = two_organisations(&rig.database);
    let scope = rig.database.scope_in(ours);
    let mut writes = tokio::task::JoinSet::new();
    for index in 0..16 {
        let (batcher, scope) = (rig.batcher.clone(), scope.clone());
        let note = note(&rig.database, if index == 5 || index == 11 { "" } else { "good" });
        writes.spawn(async move { (index, batcher.write(&scope, note).await) });
    }
    rig.pace.add_permits(1000);
    while let Some(done) = writes.join_next().await {
        match done? {
            (5 | 11, outcome) => {
                let Err(BatchError::Refused(error)) = outcome else {
                    panic!("{outcome:?}")
                };
                assert_eq!(error.constraint(), Some("notes_words_not_empty"));
            }
            (_, outcome) => assert_eq!(outcome?, Written::New),
        }
    }
    let mut tx = rig.database.store.begin(&scope).await?;
    assert_eq!(count(&mut tx).await?, 14);
    Ok(())
}

#[tokio::test]
async fn the_same_row_twice_is_written_once() -> anyhow::Result<()> {
    let rig = rig(1000, one_lane()).await?;
    let (ours, _) = two_organisations(&rig.database);
    let scope = rig.database.scope_in(ours);
    let note = note(&rig.database, "once");
    assert_eq!(rig.batcher.write(&scope, note.clone()).await?, Written::New);
    assert_eq!(rig.batcher.write(&scope, note).await?, Written::AlreadyThere);
    Ok(())
}

#[tokio::test]
async fn more_than_may_wait_is_turned_away() -> anyhow::Result<()> {
    let limits = BatchLimits {
        waiting_rows: 2,
        batch_rows: 1,
        lanes: 1,
        waiting_bytes: 100,
    };
    let rig = rig(0, limits).await?;
    let (ours, _) = two_organisations(&rig.database);
    let scope = rig.database.scope_in(ours);
    let huge = note(&rig.database, &"x".repeat(101));
    assert!(matches!(
        rig.batcher.write(&scope, huge).await,
        Err(BatchError::Overloaded { .. })
    ));

    let first = rig.first(&scope).await;
    let mut accepted = tokio::task::JoinSet::new();
    // One is on its way and two wait; the next finds no room.
    for expected_waiting in [1, 2] {
        let (batcher, scope, note) = (rig.batcher.clone(), scope.clone(), note(&rig.database, "x"));
        accepted.spawn(async move { batcher.write(&scope, note).await });
        let waits = async || rig.batcher.waiting() == expected_waiting;
        rig.database.eventually("the row waits its turn", waits).await;
    }
    let turned_away = rig.batcher.write(&scope, note(&rig.database, "x")).await;
    assert!(
        matches!(turned_away, Err(BatchError::Overloaded { .. })),
        "{turned_away:?}"
    );
    rig.pace.add_permits(1000);
    assert_eq!(first.await??, Written::New);
    while let Some(written) = accepted.join_next().await {
        assert_eq!(written??, Written::New);
    }
    Ok(())
}

#[tokio::test]
async fn closing_writes_everything_that_was_handed_in() -> anyhow::Result<()> {
    let rig = rig(0, one_lane()).await?;
    let (ours, _) = two_organisations(&rig.database);
    let scope = rig.database.scope_in(ours);
    let first = rig.first(&scope).await;
    let mut writes = tokio::task::JoinSet::new();
    for _ in 0..10 {
        let (batcher, scope, note) = (rig.batcher.clone(), scope.clone(), note(&rig.database, "last"));
        writes.spawn(async move { batcher.write(&scope, note).await });
    }
    rig.database
        .eventually("the rows wait", async || rig.batcher.waiting() == 10)
        .await;
    drop(rig.batcher);
    rig.pace.add_permits(1000);
    rig.worker.await?;
    assert_eq!(first.await??, Written::New);
    while let Some(written) = writes.join_next().await {
        assert_eq!(written??, Written::New);
    }
    Ok(())
}
