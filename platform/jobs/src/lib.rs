//! Durable background jobs and schedules, on PostgreSQL through `graphile_worker`.
//!
//! A [`Job`] is a type; what does it is a [`JobHandler`]. [`Enqueue`] puts jobs into the queue in the transaction that
//! causes them: if it is not committed, they never existed. A [`JobWorker`] runs them, at least once each, in the scope
//! they were enqueued in. The [`desk`] lists, cancels and revives them, [`Schedule`]s make them by the clock, and
//! [`Drain`] runs what is due by hand, for tests and for the demo.
//!
//! Jobs that wait or run are rows of the queue; what ended is recorded in `job_runs`. See the migration for how the
//! two fit together.

pub mod desk;
mod drain;
mod enqueue;
mod envelope;
mod failure;
mod finish;
mod housekeeping;
mod job;
mod metrics;
mod pulse;
mod queue;
mod registry;
mod rows;
mod runner;
mod schedule;
mod settings;
mod worker;

pub use drain::{Drain, DrainError, Drained};
pub use enqueue::{Enqueue, EnqueueError, Key, Options, Prepared};
pub use failure::{JobFailure, describe};
pub use housekeeping::{ForgetOldJobs, MakePartitions};
pub use job::{Backoff, Job, JobContext, JobHandler, JobLimits};
pub use metrics::METRICS;
pub use queue::{JobsMigrateError, migrate};
pub use registry::JobRegistry;
pub use schedule::{CatchUp, Schedule, ScheduleError, ScheduleState};
pub use settings::JobSettings;
pub use worker::{JobWorker, JobWorkerError};

hustings_store::migrations! {
    /// The record of jobs that ended, and the functions that are the only way to the queue.
    pub const MIGRATIONS = ["20261120000200_jobs"];
}
