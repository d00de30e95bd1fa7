//! Batched commits: while one batch is on its way to the disk the next one gathers.
//!
//! An idle system writes a single row at once; a busy one pays for one commit per batch. Every caller learns the fate
//! of their own row, and only once it is durable. A row that breaks a rule fails alone: the rest of its batch is
//! written. When the connection breaks during a commit, the rows are looked up before anybody is answered.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use hustings_kernel::Scope;
use tokio::sync::{Mutex, mpsc, oneshot};

use crate::gathering::next_batch;
use crate::{ScopedTx, Store, StoreError};

/// A row and whose it is.
#[derive(Debug, Clone)]
pub struct Entry<Row> {
    /// Where it belongs and who wrote it.
    pub scope: Scope,
    /// What is to be written.
    pub row: Row,
}

/// How rows of one kind are written together.
pub trait BatchedWrite: Send + Sync + 'static {
    /// What one caller hands in. It carries its own id, so that writing it again changes nothing.
    type Row: Send + Sync + 'static;
    /// What one caller learns.
    type Outcome: Send + 'static;

    /// About how much memory a waiting row takes.
    fn bytes(&self, row: &Self::Row) -> usize;

    /// Writes rows of one organisation in as few statements as possible, with their events. Outcomes come in the
    /// order of `rows`. A row that is already there is an outcome, not an error.
    fn write(
        &self,
        tx: &mut ScopedTx,
        rows: &[Entry<Self::Row>],
    ) -> impl Future<Output = Result<Vec<Self::Outcome>, StoreError>> + Send;

    /// Which of these rows are there, after a commit whose answer was lost.
    fn find(
        &self,
        tx: &mut ScopedTx,
        rows: &[Entry<Self::Row>],
    ) -> impl Future<Output = Result<Vec<Option<Self::Outcome>>, StoreError>> + Send;
}

/// Why a row was not written.
#[derive(Debug, Clone, thiserror::Error)]
pub enum BatchError {
    /// Too much is waiting. Nothing was written.
    #[error("too much is waiting to be written")]
    Overloaded {
        /// When to try again.
        retry_after: Duration,
    },
    /// This very row was refused. Nothing was written.
    #[error(transparent)]
    Refused(Arc<StoreError>),
    /// The database went away. The row was probably not written; trying again with the same id is safe.
    #[error("the database went away")]
    Unavailable(Arc<StoreError>),
}

/// How much may wait, and how much goes together.
#[derive(Debug, Clone, Copy)]
pub struct BatchLimits {
    /// Rows that may wait.
    pub waiting_rows: usize,
    /// Bytes that may wait.
    pub waiting_bytes: usize,
    /// Rows in one batch at most.
    pub batch_rows: usize,
    /// Batches on their way at once.
    pub lanes: usize,
}

impl Default for BatchLimits {
    fn default() -> Self {
        Self {
            waiting_rows: 8192,
            waiting_bytes: 32 << 20,
            batch_rows: 512,
            lanes: lanes(),
        }
    }
}

/// A lane for every two processors. On two of them one lane is the fastest: PostgreSQL then has a processor to itself, and
/// the batch that gathers meanwhile is twice as large.
fn lanes() -> usize {
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    (processors / 2).clamp(1, 4)
}

struct Waiting<W: BatchedWrite> {
    entry: Entry<W::Row>,
    bytes: usize,
    answer: oneshot::Sender<Result<W::Outcome, BatchError>>,
}

/// Hands in rows to be written together. Cheap to clone.
pub struct Batcher<W: BatchedWrite> {
    rows: mpsc::Sender<Waiting<W>>,
    write: Arc<W>,
    bytes: Arc<AtomicUsize>,
    limits: BatchLimits,
}

impl<W: BatchedWrite> Clone for Batcher<W> {
    fn clone(&self) -> Self {
        Self {
            rows: self.rows.clone(),
            write: self.write.clone(),
            bytes: self.bytes.clone(),
            limits: self.limits,
        }
    }
}

impl<W: BatchedWrite> std::fmt::Debug for Batcher<W> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Batcher")
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

impl<W: BatchedWrite> Batcher<W> {
    /// A batcher and its worker, which wants to be run.
    pub fn new(store: Store, write: W, limits: BatchLimits) -> (Self, BatchWorker<W>) {
        let (rows, waiting) = mpsc::channel(limits.waiting_rows);
        let write = Arc::new(write);
        let bytes = Arc::new(AtomicUsize::new(0));
        let worker = BatchWorker {
            store,
            write: write.clone(),
            waiting: Mutex::new(waiting),
            bytes: bytes.clone(),
            limits,
        };
        (
            Self {
                rows,
                write,
                bytes,
                limits,
            },
            worker,
        )
    }

    /// Writes a row, and returns once it is durable.
    pub async fn write(&self, scope: &Scope, row: W::Row) -> Result<W::Outcome, BatchError> {
        let bytes = self.write.bytes(&row);
        if self.bytes.fetch_add(bytes, Ordering::Relaxed) + bytes > self.limits.waiting_bytes {
            self.bytes.fetch_sub(bytes, Ordering::Relaxed);
            return Err(overloaded());
        }
        let (answer, answered) = oneshot::channel();
        let entry = Entry {
            scope: scope.clone(),
            row,
        };
        if self.rows.try_send(Waiting { entry, bytes, answer }).is_err() {
            self.bytes.fetch_sub(bytes, Ordering::Relaxed);
            return Err(overloaded());
        }
        answered.await.unwrap_or_else(|_| Err(overloaded()))
    }

    /// Rows that wait at this moment.
    pub fn waiting(&self) -> usize {
        self.rows.max_capacity() - self.rows.capacity()
    }
}

fn overloaded() -> BatchError {
    BatchError::Overloaded {
        retry_after: Duration::from_secs(1),
    }
}

/// Does the writing. Run it once; it ends, with everything written, when the last [`Batcher`] is dropped.
pub struct BatchWorker<W: BatchedWrite> {
    store: Store,
    write: Arc<W>,
    waiting: Mutex<mpsc::Receiver<Waiting<W>>>,
    bytes: Arc<AtomicUsize>,
    limits: BatchLimits,
}

impl<W: BatchedWrite> std::fmt::Debug for BatchWorker<W> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("BatchWorker")
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

/// The rows of one organisation within a batch, and where their outcomes go.
struct Group<W: BatchedWrite> {
    entries: Vec<Entry<W::Row>>,
    answers: Vec<oneshot::Sender<Result<W::Outcome, BatchError>>>,
}

impl<W: BatchedWrite> BatchWorker<W> {
    /// Runs until every [`Batcher`] is gone and everything handed in is answered.
    pub async fn run(self) {
        futures::future::join_all((0..self.limits.lanes.max(1)).map(|_| self.lane())).await;
    }

    async fn lane(&self) {
        let mut batch = Vec::with_capacity(self.limits.batch_rows);
        loop {
            if next_batch(&self.waiting, &mut batch, self.limits.batch_rows).await == 0 {
                return;
            }
            let bytes: usize = batch.iter().map(|row| row.bytes).sum();
            let groups = by_organisation(batch.drain(..));
            self.flush(groups).await;
            self.bytes.fetch_sub(bytes, Ordering::Relaxed);
        }
    }

    /// Everything in one transaction, or, if that fails for a reason that is not the database's absence, group by
    /// group and in the end row by row.
    async fn flush(&self, groups: Vec<Group<W>>) {
        let written = self.write_together(&groups).await;
        match written {
            Ok(outcomes) => {
                for (group, outcomes) in groups.into_iter().zip(outcomes) {
                    answer(group.answers, outcomes.into_iter().map(Ok));
                }
            }
            Err(error @ StoreError::CommitUnknown(_)) => {
                let error = Arc::new(error);
                for group in groups {
                    self.look_up(group, &error).await;
                }
            }
            Err(error @ (StoreError::Unavailable(_) | StoreError::Overloaded { .. })) => {
                refuse_all(groups, &BatchError::Unavailable(Arc::new(error)));
            }
            Err(_) => self.write_apart(groups).await,
        }
    }

    async fn write_together(&self, groups: &[Group<W>]) -> Result<Vec<Vec<W::Outcome>>, StoreError> {
        let Some(first) = groups.first() else {
            return Ok(Vec::new());
        };
        let mut tx = self.store.begin(&first.entries[0].scope).await?;
        let mut outcomes = Vec::with_capacity(groups.len());
        for group in groups {
            tx.enter(&group.entries[0].scope).await?;
            outcomes.push(self.write.write(&mut tx, &group.entries).await?);
        }
        tx.commit().await?;
        Ok(outcomes)
    }

    /// Finds the rows that are at fault: halves what fails until a single row stands alone with its error.
    async fn write_apart(&self, groups: Vec<Group<W>>) {
        for group in groups {
            let mut fates: Vec<Option<Result<W::Outcome, BatchError>>> = Vec::new();
            fates.resize_with(group.entries.len(), || None);
            match self.bisect(&group.entries, &mut fates).await {
                Ok(()) => {
                    answer(
                        group.answers,
                        fates
                            .into_iter()
                            .map(|fate| fate.unwrap_or_else(|| Err(overloaded()))),
                    );
                }
                Err(error @ StoreError::CommitUnknown(_)) => {
                    // Rows already found guilty keep their verdict only if the lookup does not find them.
                    self.look_up(group, &Arc::new(error)).await;
                }
                Err(error) => refuse_all(vec![group], &BatchError::Unavailable(Arc::new(error))),
            }
        }
    }

    async fn bisect(
        &self,
        entries: &[Entry<W::Row>],
        fates: &mut [Option<Result<W::Outcome, BatchError>>],
    ) -> Result<(), StoreError> {
        let mut tx = self.store.begin(&entries[0].scope).await?;
        // A stack of ranges instead of recursion: an async function cannot call itself without boxing.
        let mut ranges = Vec::new();
        ranges.push(0..entries.len());
        while let Some(range) = ranges.pop() {
            let rows = &entries[range.clone()];
            let written = tx
                .attempt(async |tx: &mut ScopedTx| self.write.write(tx, rows).await)
                .await?;
            match written {
                Ok(outcomes) => {
                    for (fate, outcome) in fates[range].iter_mut().zip(outcomes) {
                        *fate = Some(Ok(outcome));
                    }
                }
                Err(error @ StoreError::Unavailable(_)) => return Err(error),
                Err(error) if range.len() == 1 => {
                    fates[range.start] = Some(Err(BatchError::Refused(Arc::new(error))));
                }
                Err(_) => {
                    let middle = range.start + range.len() / 2;
                    // The later half goes below the earlier one, so that rows are written in the order they came.
                    ranges.push(middle..range.end);
                    ranges.push(range.start..middle);
                }
            }
        }
        tx.commit().await
    }

    async fn look_up(&self, group: Group<W>, error: &Arc<StoreError>) {
        let found = async {
            let mut tx = self.store.begin(&group.entries[0].scope).await?;
            self.write.find(&mut tx, &group.entries).await
        };
        match found.await {
            Ok(found) => {
                let outcomes = found
                    .into_iter()
                    .map(|row| row.ok_or_else(|| BatchError::Unavailable(error.clone())));
                answer(group.answers, outcomes);
            }
            Err(_) => refuse_all(vec![group], &BatchError::Unavailable(error.clone())),
        }
    }
}

/// Groups in the order of their organisations' ids, so that two batches never wait for each other in a circle.
fn by_organisation<W: BatchedWrite>(batch: impl Iterator<Item = Waiting<W>>) -> Vec<Group<W>> {
    let mut groups = std::collections::BTreeMap::new();
    for waiting in batch {
        let group = groups.entry(waiting.entry.scope.org()).or_insert_with(|| Group {
            entries: Vec::new(),
            answers: Vec::new(),
        });
        group.entries.push(waiting.entry);
        group.answers.push(waiting.answer);
    }
    groups.into_values().collect()
}

fn answer<O>(
    answers: Vec<oneshot::Sender<Result<O, BatchError>>>,
    outcomes: impl Iterator<Item = Result<O, BatchError>>,
) {
    for (answer, outcome) in answers.into_iter().zip(outcomes) {
        // Whoever asked may have gone away; the row is durable all the same.
        let _ = answer.send(outcome);
    }
}

fn refuse_all<W: BatchedWrite>(groups: Vec<Group<W>>, error: &BatchError) {
    for group in groups {
        let count = group.answers.len();
        answer(group.answers, std::iter::repeat_n(error.clone(), count).map(Err));
    }
}
