//! The job desk: which jobs an organisation (or the installation itself) has, and retrying, stopping and giving them up.
//!
//! Each operation exists twice: for an organisation, and for the jobs outside any, which those see who run the
//! installation. What is done is an audited event, in the same transaction.

mod cancel;
mod counts;
mod deeds;
mod discard;
mod list;
mod read;
mod retry;

use chrono::{DateTime, Utc};
use hustings_http::Operations;
use hustings_jobs::desk;
use hustings_kernel::{CorrelationId, JobId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Operating;

pub use deeds::{cancel, discard, retry};

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
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

impl From<desk::JobState> for JobState {
    fn from(state: desk::JobState) -> Self {
        match state {
            desk::JobState::Queued => Self::Queued,
            desk::JobState::Running => Self::Running,
            desk::JobState::Retrying => Self::Retrying,
            desk::JobState::Succeeded => Self::Succeeded,
            desk::JobState::Cancelled => Self::Cancelled,
            desk::JobState::Dead => Self::Dead,
        }
    }
}

impl From<JobState> for desk::JobState {
    fn from(state: JobState) -> Self {
        match state {
            JobState::Queued => Self::Queued,
            JobState::Running => Self::Running,
            JobState::Retrying => Self::Retrying,
            JobState::Succeeded => Self::Succeeded,
            JobState::Cancelled => Self::Cancelled,
            JobState::Dead => Self::Dead,
        }
    }
}

/// A job as it is shown. What it is to do is not: that may be about anybody.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct JobView {
    /// The job.
    pub id: JobId,
    /// What kind of job it is.
    pub kind: String,
    /// Where it stands.
    pub state: JobState,
    /// Attempts so far, with the one that runs.
    pub attempts: u16,
    /// Why the last attempt failed. Whatever the job was given is taken out.
    pub error: Option<String>,
    /// Who caused it, for example `member:` and an id.
    pub actor: String,
    /// What it belongs to: the id of the request that caused it.
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

impl From<desk::JobView> for JobView {
    fn from(job: desk::JobView) -> Self {
        Self {
            id: job.id,
            kind: job.kind,
            state: job.state.into(),
            attempts: job.attempts,
            error: job.last_error,
            actor: job.actor,
            correlation: job.correlation,
            enqueued_at: job.enqueued_at,
            due_at: job.due_at,
            started_at: job.started_at,
            finished_at: job.finished_at,
        }
    }
}

pub(crate) fn operations() -> Operations<Operating> {
    Operations::new("jobs")
        .add(list::of_organisation())
        .add(counts::of_organisation())
        .add(read::of_organisation())
        .add(retry::of_organisation())
        .add(cancel::of_organisation())
        .add(discard::of_organisation())
        .add(list::of_installation())
        .add(counts::of_installation())
        .add(read::of_installation())
        .add(retry::of_installation())
        .add(cancel::of_installation())
        .add(discard::of_installation())
}
