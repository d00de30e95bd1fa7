//! The job that forgets what members were told long ago.

use std::time::Duration;

use chrono::TimeDelta;
use hustings_jobs::{CatchUp, Job, JobContext, JobFailure, JobHandler, Schedule, ScheduleError};
use serde::{Deserialize, Serialize};

use super::rows;

/// How long a notice is kept.
const KEPT: TimeDelta = TimeDelta::days(365);
/// How long one that was thrown away can be taken back.
const KEPT_DELETED: TimeDelta = TimeDelta::days(30);

/// Forgets old notices.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct ForgetNotices {}

impl Job for ForgetNotices {
    const KIND: &'static str = "notify.forget-notices";
    const MAX_ATTEMPTS: u16 = 3;
    const TIMEOUT: Duration = Duration::from_mins(10);
}

impl ForgetNotices {
    /// Every night.
    pub fn schedule() -> Result<Schedule, ScheduleError> {
        Schedule::new(Self::KIND, "57 1 * * *", CatchUp::Latest, |_| Self {})
    }
}

/// Does it.
#[derive(Debug, Clone, Copy)]
pub struct ForgetNoticesHandler;

impl JobHandler<ForgetNotices> for ForgetNoticesHandler {
    async fn run(&self, ctx: &JobContext, _: ForgetNotices) -> Result<(), JobFailure> {
        let mut tx = ctx.store().begin(ctx.scope()).await?;
        let now = ctx.sources().now();
        let forgotten = rows::forget(&mut tx, now - KEPT, now - KEPT_DELETED).await?;
        tx.commit().await?;
        tracing::info!(forgotten, "what members were told long ago is forgotten");
        Ok(())
    }
}
