//! How jobs are run.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// Background jobs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct JobSettings {
    /// Jobs that run at once on this node.
    pub concurrency: u16,
    /// Seconds a worker may be silent before its jobs are given to others.
    pub takeover_seconds: u16,
    /// Seconds running jobs may go on when the server stops, before they are put back.
    pub grace_seconds: u16,
    /// Days the record of a job that ended is kept.
    pub keep_days: u16,
}

impl Default for JobSettings {
    fn default() -> Self {
        Self {
            concurrency: 64,
            takeover_seconds: 10,
            grace_seconds: 20,
            keep_days: 14,
        }
    }
}

impl JobSettings {
    pub(crate) fn takeover(&self) -> Duration {
        Duration::from_secs(u64::from(self.takeover_seconds.max(1)))
    }

    pub(crate) fn grace(&self) -> Duration {
        Duration::from_secs(u64::from(self.grace_seconds))
    }
}
