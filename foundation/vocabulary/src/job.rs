//! What people do to background jobs. That jobs run is no event: it would drown the log.

use hustings_kernel::JobId;
use serde::{Deserialize, Serialize};

use crate::events;

/// Somebody let a job run now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobRetried {
    /// The job.
    pub job: JobId,
    /// What kind of job it is.
    pub kind: String,
}

/// Somebody stopped a job, or asked it to stop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobCancelled {
    /// The job.
    pub job: JobId,
    /// What kind of job it is.
    pub kind: String,
}

/// Somebody gave a dead job up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobDiscarded {
    /// The job.
    pub job: JobId,
    /// What kind of job it was.
    pub kind: String,
}

events! {
    /// A person let a job run now.
    JobRetried: "job.retried" version 1 about job, audited;
    /// A person stopped a job, or asked a running one to stop.
    JobCancelled: "job.cancelled" version 1 about job, audited;
    /// A person gave a dead job up.
    JobDiscarded: "job.discarded" version 1 about job, audited;
}
