//! Putting jobs into the queue, in the transaction that causes them.

use std::borrow::Cow;

use chrono::{DateTime, TimeDelta, Utc};
use hustings_kernel::{Fault, JobId, Sources};
use hustings_store::{ScopedTx, StoreError, Wake};
use uuid::Uuid;

use crate::envelope::seal;
use crate::{Job, rows};

/// A job that is to run now is due a moment ago, so that a node whose clock is behind does not let it wait.
const CLOCKS_DIFFER_BY: TimeDelta = TimeDelta::seconds(2);

/// Stands between the name of a lane and a kind; no kind has one.
const LANE_ENDS: char = '/';

/// What keeps a job from being enqueued twice. Keys of different kinds and organisations never meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// Once: while there is a job with this key, waiting, running or recorded as ended, another is not enqueued.
    Once(String),
    /// The latest: a job with this key that still waits gives way to the new one.
    Latest(String),
}

/// How a job is enqueued. The default is: now, without a key, in the order it came.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Not before this moment.
    pub run_at: Option<DateTime<Utc>>,
    /// What keeps it from being enqueued twice.
    pub key: Option<Key>,
    /// Smaller runs first.
    pub priority: i16,
    /// Another serial queue than the job itself names.
    pub queue: Option<String>,
}

/// Why a job was not enqueued.
#[derive(Debug, thiserror::Error)]
pub enum EnqueueError {
    /// It cannot be written as JSON: a bug in its type.
    #[error("the job cannot be written as JSON")]
    Payload(#[from] serde_json::Error),
    /// The database did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for EnqueueError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Fault for EnqueueError {
    fn retry_after(&self) -> Option<std::time::Duration> {
        match self {
            Self::Payload(_) => None,
            Self::Store(error) => error.retry_after(),
        }
    }
}

/// A job made ready, whose type is forgotten: jobs of several kinds go into the queue together.
#[derive(Debug, Clone)]
pub struct Prepared {
    pub(crate) kind: &'static str,
    pub(crate) payload: String,
    pub(crate) person: Option<Uuid>,
    pub(crate) options: Options,
}

impl Prepared {
    /// Makes a job ready.
    pub fn new<J: Job>(job: &J, options: Options) -> Result<Self, EnqueueError> {
        let queue = options.queue.or_else(|| job.queue());
        Ok(Self {
            kind: J::KIND,
            payload: serde_json::to_string(job)?,
            person: job.person(),
            options: Options { queue, ..options },
        })
    }

    pub(crate) fn due_at(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        self.options.run_at.unwrap_or(now - CLOCKS_DIFFER_BY)
    }
}

/// Puts jobs into the queue. They exist once the transaction is committed, and workers are woken then.
pub trait Enqueue {
    /// One job, now.
    fn enqueue<J: Job>(&mut self, job: &J) -> impl Future<Output = Result<JobId, EnqueueError>> + Send;

    /// One job. With a key that is taken, the id of the job that has it.
    fn enqueue_with<J: Job>(
        &mut self,
        job: &J,
        options: Options,
    ) -> impl Future<Output = Result<JobId, EnqueueError>> + Send;

    /// Many jobs of one kind, now, in one round trip.
    fn enqueue_all<J: Job>(
        &mut self,
        jobs: &[J],
    ) -> impl Future<Output = Result<Vec<JobId>, EnqueueError>> + Send;

    /// Many jobs of any kind, in one round trip.
    fn enqueue_prepared(
        &mut self,
        jobs: Vec<Prepared>,
    ) -> impl Future<Output = Result<Vec<JobId>, EnqueueError>> + Send;
}

impl Enqueue for ScopedTx {
    async fn enqueue<J: Job>(&mut self, job: &J) -> Result<JobId, EnqueueError> {
        self.enqueue_with(job, Options::default()).await
    }

    async fn enqueue_with<J: Job>(&mut self, job: &J, options: Options) -> Result<JobId, EnqueueError> {
        let ids = self.enqueue_prepared(vec![Prepared::new(job, options)?]).await?;
        ids.into_iter()
            .next()
            .ok_or_else(|| StoreError::Query(sqlx::Error::RowNotFound).into())
    }

    async fn enqueue_all<J: Job>(&mut self, jobs: &[J]) -> Result<Vec<JobId>, EnqueueError> {
        let prepared = jobs
            .iter()
            .map(|job| Prepared::new(job, Options::default()))
            .collect::<Result<_, _>>()?;
        self.enqueue_prepared(prepared).await
    }

    async fn enqueue_prepared(&mut self, mut jobs: Vec<Prepared>) -> Result<Vec<JobId>, EnqueueError> {
        if jobs.is_empty() {
            return Ok(Vec::new());
        }
        seal_personal(self, &mut jobs).await?;
        let ids = rows::enqueue(self, &jobs).await?;
        self.wake_on_commit(Wake::Jobs);
        Ok(ids)
    }
}

async fn seal_personal(tx: &ScopedTx, jobs: &mut [Prepared]) -> Result<(), StoreError> {
    let persons: Vec<Uuid> = jobs.iter().filter_map(|job| job.person).collect();
    if persons.is_empty() {
        return Ok(());
    }
    let keys = tx.vault().for_sealing(&persons).await?;
    for job in jobs {
        if let Some(person) = job.person {
            job.payload = seal(&keys, person, &job.payload)?;
        }
    }
    Ok(())
}

/// What a kind is called in a lane: a name that no worker has a handler for.
pub(crate) fn in_lane<'a>(lane: Option<&str>, kind: &'a str) -> Cow<'a, str> {
    match lane {
        None => Cow::Borrowed(kind),
        Some(lane) => Cow::Owned(format!("{lane}{LANE_ENDS}{kind}")),
    }
}

/// The kind itself, whatever lane it is in.
pub(crate) fn without_lane(kind: &str) -> &str {
    kind.split_once(LANE_ENDS).map_or(kind, |(_, kind)| kind)
}

/// Ids that sort in the order of the jobs, even within the millisecond that a UUIDv7 tells apart.
pub(crate) fn ids_in_order(sources: &Sources, count: usize) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = (0..count).map(|_| sources.id()).collect();
    ids.sort_unstable();
    ids
}
