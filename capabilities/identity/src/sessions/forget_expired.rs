//! The job that forgets what has run out: links nobody followed, sessions long over, wrong passwords of days ago.

use chrono::TimeDelta;
use hustings_jobs::{CatchUp, Job, JobContext, JobFailure, JobHandler, Schedule, ScheduleError};
use serde::{Deserialize, Serialize};

use super::rows;

/// Sessions that are over are kept this long, so that a late token is known for what it is.
const SESSIONS_KEPT: TimeDelta = TimeDelta::days(30);
/// Longer than any lockout rule remembers.
const ATTEMPTS_KEPT: TimeDelta = TimeDelta::days(2);

/// Forgets what has run out.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct ForgetExpired {}

impl Job for ForgetExpired {
    const KIND: &'static str = "identity.forget-expired";
    const MAX_ATTEMPTS: u16 = 3;
}

/// Does it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ForgetExpiredHandler;

impl JobHandler<ForgetExpired> for ForgetExpiredHandler {
    async fn run(&self, ctx: &JobContext, _: ForgetExpired) -> Result<(), JobFailure> {
        let now = ctx.sources().now();
        let mut tx = ctx.store().begin(ctx.scope()).await?;
        rows::forget_links(&mut tx, now).await?;
        rows::forget_sessions(&mut tx, now - SESSIONS_KEPT).await?;
        rows::forget_attempts(&mut tx, now - ATTEMPTS_KEPT).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Every hour.
pub(crate) fn schedule() -> Result<Schedule, ScheduleError> {
    Schedule::new("identity.forget-expired", "17 * * * *", CatchUp::Latest, |_| {
        ForgetExpired {}
    })
}
