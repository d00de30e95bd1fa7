//! The desk: what jobs an organisation has, and stopping, hurrying and reviving them.
//!
//! Everything here touches the organisation in scope and nothing else; outside one (system, installation) it touches
//! the jobs of the installation. A person on their own account sees none. Only [`condition`] looks at all of them, and
//! tells numbers.

use chrono::{DateTime, Utc};
use hustings_kernel::{AgentName, CorrelationId, JobId};
use hustings_store::{ScopedConnection, ScopedTx, Store, StoreError, Wake};
use serde::{Deserialize, Serialize};

use crate::rows;

/// The most that one page shows.
const LARGEST_PAGE: u16 = 200;
/// Beyond this many, "very many" will do.
pub const COUNT_UP_TO: i32 = 10_000;
/// Who looks at all organisations' jobs, as far as the database is told.
const WATCHER: AgentName = AgentName::new("jobs.desk");

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum JobState {
    /// It waits for its first attempt.
    Queued,
    /// A worker has it.
    Running,
    /// An attempt failed; it waits for the next.
    Retrying,
    /// It is done.
    Succeeded,
    /// Somebody stopped it, or gave it up.
    Cancelled,
    /// Every attempt failed, or there was no point in another. Somebody should look.
    Dead,
}

impl JobState {
    /// Its name, as it is written everywhere.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Retrying => "retrying",
            Self::Succeeded => "succeeded",
            Self::Cancelled => "cancelled",
            Self::Dead => "dead",
        }
    }

    pub(crate) fn of(name: &str) -> Self {
        match name {
            "queued" => Self::Queued,
            "running" => Self::Running,
            "retrying" => Self::Retrying,
            "succeeded" => Self::Succeeded,
            "cancelled" => Self::Cancelled,
            _ => Self::Dead,
        }
    }
}

/// A job as the desk shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobView {
    /// Its id.
    pub id: JobId,
    /// Its kind.
    pub kind: String,
    /// Where it stands.
    pub state: JobState,
    /// Attempts so far, with the one that runs.
    pub attempts: u16,
    /// Why the last attempt failed.
    pub last_error: Option<String>,
    /// Who caused it.
    pub actor: String,
    /// What it belongs to.
    pub correlation: CorrelationId,
    /// When it was enqueued.
    pub enqueued_at: DateTime<Utc>,
    /// When its next attempt is due; for one that ended, when it was enqueued.
    pub due_at: DateTime<Utc>,
    /// When its last attempt began.
    pub started_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
}

/// Which jobs to show, newest first.
#[derive(Debug, Clone)]
pub struct ListJobs {
    /// Only in this state.
    pub state: Option<JobState>,
    /// Only of this kind.
    pub kind: Option<String>,
    /// Only older than this one: the last of the page before.
    pub before: Option<JobId>,
    /// At most so many, and never more than 200.
    pub at_most: u16,
}

impl Default for ListJobs {
    fn default() -> Self {
        Self {
            state: None,
            kind: None,
            before: None,
            at_most: 50,
        }
    }
}

/// How many jobs are in a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JobCount {
    /// The state.
    pub state: JobState,
    /// How many, counted up to 10,000.
    pub jobs: i64,
}

/// What became of the wish to stop a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cancelled {
    /// It had not begun, and never will.
    AtOnce,
    /// It runs, and is asked to stop within a second. Whether it does is up to its handler.
    Asked,
    /// It has ended already.
    TooLate,
}

/// What became of the wish to let a job run now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retried {
    /// It runs as soon as a worker is free.
    Now,
    /// It runs already.
    Running,
    /// It has ended, and not in failure.
    TooLate,
}

/// What became of the wish to give a dead job up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Discarded {
    /// It is given up.
    Done,
    /// It is not dead.
    NotDead,
}

/// The dead jobs of an organisation, taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeadJobs {
    /// How many, counted up to 10,000.
    pub jobs: i64,
    /// When the oldest of them died.
    pub since: Option<DateTime<Utc>>,
}

/// How the jobs of the whole installation are doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition {
    /// Since when the job that has waited longest is due.
    pub oldest_due: Option<DateTime<Utc>>,
    /// How many are due, counted up to 10,000.
    pub due: i64,
    /// How many are dead, counted up to 10,000.
    pub dead: i64,
    /// How many workers give signs of life.
    pub workers: i64,
}

/// Jobs, newest first.
pub async fn list(on: &mut impl ScopedConnection, wanted: &ListJobs) -> Result<Vec<JobView>, StoreError> {
    let wanted = ListJobs {
        at_most: wanted.at_most.min(LARGEST_PAGE),
        ..wanted.clone()
    };
    rows::list(on, None, &wanted).await
}

/// One job.
pub async fn find(on: &mut impl ScopedConnection, job: JobId) -> Result<Option<JobView>, StoreError> {
    let found = rows::list(on, Some(job), &ListJobs::default()).await?;
    Ok(found.into_iter().next())
}

/// How many jobs are in each state that has any.
pub async fn counts(on: &mut impl ScopedConnection) -> Result<Vec<JobCount>, StoreError> {
    let counts = rows::counts(on, COUNT_UP_TO).await?;
    Ok(counts.into_iter().filter(|count| count.jobs > 0).collect())
}

/// Stops a job. Nothing if there is no such job in this organisation.
pub async fn cancel(tx: &mut ScopedTx, job: JobId) -> Result<Option<Cancelled>, StoreError> {
    let now = tx.sources().now();
    let outcome = rows::cancel(tx, job, now).await?;
    Ok(outcome.map(|outcome| match outcome.as_str() {
        "cancelled" => Cancelled::AtOnce,
        "stopping" => Cancelled::Asked,
        _ => Cancelled::TooLate,
    }))
}

/// Lets a dead job begin anew, or one that waits run now. Nothing if there is no such job in this organisation.
pub async fn retry(tx: &mut ScopedTx, job: JobId) -> Result<Option<Retried>, StoreError> {
    let now = tx.sources().now();
    let outcome = rows::retry(tx, job, now).await?;
    let outcome = outcome.map(|outcome| match outcome.as_str() {
        "retried" => Retried::Now,
        "running" => Retried::Running,
        _ => Retried::TooLate,
    });
    if outcome == Some(Retried::Now) {
        tx.wake_on_commit(Wake::Jobs);
    }
    Ok(outcome)
}

/// Gives a dead job up. Nothing if there is no such job in this organisation.
pub async fn discard(tx: &mut ScopedTx, job: JobId) -> Result<Option<Discarded>, StoreError> {
    let outcome = rows::discard(tx, job).await?;
    Ok(outcome.map(|outcome| match outcome.as_str() {
        "discarded" => Discarded::Done,
        _ => Discarded::NotDead,
    }))
}

/// How many jobs of this organisation are dead, and since when.
pub async fn dead(on: &mut impl ScopedConnection) -> Result<DeadJobs, StoreError> {
    rows::dead(on, COUNT_UP_TO).await
}

/// How the jobs of all organisations are doing.
pub async fn condition(store: &Store) -> Result<Condition, StoreError> {
    let mut tx = store.begin_as_agent(WATCHER, store.sources().id()).await?;
    let condition = rows::condition(tx.scoped(), store.sources().now(), COUNT_UP_TO).await?;
    tx.commit().await?;
    Ok(condition)
}
