//! How many rows with their events a second are written durably under row-level security: a transaction each against
//! batched, with one caller and with 64, in process.

mod rows;

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use hdrhistogram::Histogram;
use hustings_events::{Append as _, Draft};
use hustings_kernel::{OrgId, Scope, Sources};
use hustings_store::{
    BatchLimits, BatchedWrite, Batcher, Entry, Keys, ScopedConnection as _, ScopedTx, Store, StoreError,
    StoreSettings,
};
use serde::{Deserialize, Serialize};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::cluster::BenchCluster;
use crate::report::Figure;

const DATABASE: &str = "store";
const LENGTH: Duration = Duration::from_secs(8);
const WARM_UP: Duration = Duration::from_secs(2);
const MANY: usize = 64;

/// What each row appends to the log.
#[derive(Serialize, Deserialize)]
struct NoteWritten {
    note: Uuid,
    letters: usize,
}

hustings_vocabulary::events! {
    /// Somebody wrote a note.
    NoteWritten: "note.written" version 1 about note, everyday;
}

/// How a row is written.
#[derive(Clone)]
enum Way {
    /// In a transaction of its own.
    Alone(Store),
    Batched(Batcher<WriteNotes>),
}

pub(crate) fn bench() -> Result<Vec<Figure>> {
    let cluster = BenchCluster::start(DATABASE)?;
    tokio::runtime::Runtime::new()?.block_on(measure(&cluster.cluster().url(DATABASE)))
}

async fn measure(url: &str) -> Result<Vec<Figure>> {
    let migrations = [
        hustings_store::MIGRATIONS,
        hustings_events::MIGRATIONS,
        rows::MIGRATIONS,
    ]
    .concat();
    hustings_store::migrate(url, &migrations).await?;
    let sources = Sources::system();
    let keys = Keys::from_bytes(sources.bytes());
    let (store, wakes) = Store::connect(url, &StoreSettings::default(), sources, keys)?;
    store.make_partitions(0, 1).await?;

    let stop = CancellationToken::new();
    let mut workers = JoinSet::new();
    workers.spawn(wakes.run(stop.clone()));
    let (batcher, worker) = Batcher::new(store.clone(), WriteNotes, BatchLimits::default());
    workers.spawn(worker.run());

    let alone = Way::Alone(store.clone());
    let together = Way::Batched(batcher);
    let one_alone = write_for(&store, &alone, 1).await?;
    let one_batched = write_for(&store, &together, 1).await?;
    let many_alone = write_for(&store, &alone, MANY).await?;
    let many_batched = write_for(&store, &together, MANY).await?;

    // The batcher's worker ends when the last batcher is gone.
    drop(together);
    stop.cancel();
    while let Some(ended) = workers.join_next().await {
        ended?;
    }
    drop(alone);
    store.close().await;

    let one_by_one = "a transaction each";
    Ok(vec![
        Figure::new("batched, 64 callers", many_batched.rate, "rows/s").beside(one_by_one, many_alone.rate),
        Figure::new("batched, 64 callers, p50", many_batched.p50, "ms").beside(one_by_one, many_alone.p50),
        Figure::new("batched, 64 callers, p99", many_batched.p99, "ms").beside(one_by_one, many_alone.p99),
        Figure::new("batched, 1 caller", one_batched.rate, "rows/s").beside(one_by_one, one_alone.rate),
        Figure::new("batched, 1 caller, p50", one_batched.p50, "ms").beside(one_by_one, one_alone.p50),
        Figure::new("batched, 1 caller, p99", one_batched.p99, "ms").beside(one_by_one, one_alone.p99),
    ])
}

/// What writing in one way reached. Times are in milliseconds.
struct Reached {
    rate: f64,
    p50: f64,
    p99: f64,
}

async fn write_for(store: &Store, way: &Way, callers: usize) -> Result<Reached> {
    let org: OrgId = store.sources().id();
    let scope = Scope::system_in(org, store.sources().id());
    keep_writing(store, way, &scope, callers, WARM_UP).await?;
    let before = count(store, &scope).await?;
    let start = Instant::now();
    let times = keep_writing(store, way, &scope, callers, LENGTH).await?;
    let took = start.elapsed().as_secs_f64();
    let written = count(store, &scope).await? - before;
    ensure!(
        i64::try_from(times.len())? == written,
        "{} rows were acknowledged, {written} are there",
        times.len()
    );
    let milliseconds = |quantile| Duration::from_nanos(times.value_at_quantile(quantile)).as_secs_f64() * 1e3;
    #[expect(clippy::cast_precision_loss, reason = "a count of rows is far below 2^52")]
    let rate = written as f64 / took;
    Ok(Reached {
        rate,
        p50: milliseconds(0.5),
        p99: milliseconds(0.99),
    })
}

async fn count(store: &Store, scope: &Scope) -> Result<i64> {
    let mut tx = store.begin(scope).await?;
    let count = rows::count(&mut tx, scope.org().uuid()).await?;
    tx.commit().await?;
    Ok(count)
}

async fn keep_writing(
    store: &Store,
    way: &Way,
    scope: &Scope,
    callers: usize,
    length: Duration,
) -> Result<Histogram<u64>> {
    let until = Instant::now() + length;
    let mut writing = JoinSet::new();
    for _ in 0..callers {
        let (store, way, scope) = (store.clone(), way.clone(), scope.clone());
        writing.spawn(async move {
            let mut times = Histogram::new(3)?;
            while Instant::now() < until {
                let note = rows::Note {
                    id: store.sources().id(),
                    words: "a few words, as in a vote or a reaction".to_owned(),
                };
                let handed_in = Instant::now();
                way.write(&scope, note).await?;
                times.record(u64::try_from(handed_in.elapsed().as_nanos())?)?;
            }
            anyhow::Ok(times)
        });
    }
    let mut all = Histogram::new(3)?;
    while let Some(times) = writing.join_next().await {
        all.add(times??)?;
    }
    Ok(all)
}

impl Way {
    async fn write(&self, scope: &Scope, note: rows::Note) -> Result<()> {
        match self {
            Self::Alone(store) => {
                let mut tx = store.begin(scope).await?;
                insert(
                    &mut tx,
                    &[Entry {
                        scope: scope.clone(),
                        row: note,
                    }],
                )
                .await?;
                tx.commit().await?;
            }
            Self::Batched(batcher) => batcher.write(scope, note).await?,
        }
        Ok(())
    }
}

struct WriteNotes;

impl BatchedWrite for WriteNotes {
    type Row = rows::Note;
    type Outcome = ();

    fn bytes(&self, row: &rows::Note) -> usize {
        row.words.len()
    }

    async fn write(&self, tx: &mut ScopedTx, rows: &[Entry<rows::Note>]) -> Result<Vec<()>, StoreError> {
        insert(tx, rows).await
    }

    async fn find(
        &self,
        tx: &mut ScopedTx,
        rows: &[Entry<rows::Note>],
    ) -> Result<Vec<Option<()>>, StoreError> {
        let ids: Vec<Uuid> = rows.iter().map(|entry| entry.row.id).collect();
        let org = tx.scope().org().uuid();
        let present = rows::present(tx, org, &ids).await?;
        Ok(ids.iter().map(|id| present.contains(id).then_some(())).collect())
    }
}

/// Both ways go through this: the rows and, for each, its event.
async fn insert(tx: &mut ScopedTx, entries: &[Entry<rows::Note>]) -> Result<Vec<()>, StoreError> {
    let ids: Vec<Uuid> = entries.iter().map(|entry| entry.row.id).collect();
    let words: Vec<&str> = entries.iter().map(|entry| entry.row.words.as_str()).collect();
    let (org, now) = (tx.scope().org().uuid(), tx.sources().now());
    rows::insert(tx, org, now, &ids, &words).await?;
    let drafts = entries.iter().map(|entry| {
        let event = NoteWritten {
            note: entry.row.id,
            letters: entry.row.words.len(),
        };
        Ok(Draft::of(&event)?.on_behalf_of(&entry.scope))
    });
    let drafts: Vec<Draft> = drafts.collect::<Result<_, StoreError>>()?;
    tx.append_drafts(drafts).await?;
    Ok(vec![(); entries.len()])
}
