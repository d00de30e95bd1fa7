//! The job that forgets what became of letters long ago.

use std::time::Duration;

use chrono::TimeDelta;
use hustings_jobs::{CatchUp, Job, JobContext, JobFailure, JobHandler, Schedule, ScheduleError};
use serde::{Deserialize, Serialize};

use crate::rows;

/// How long it is kept what became of a letter.
const KEPT: TimeDelta = TimeDelta::days(90);

/// Forgets old deliveries.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct ForgetDeliveries {}

impl Job for ForgetDeliveries {
    const KIND: &'static str = "notify.forget-deliveries";
    const MAX_ATTEMPTS: u16 = 3;
    const TIMEOUT: Duration = Duration::from_mins(10);
}

impl ForgetDeliveries {
    /// Every night.
    pub fn schedule() -> Result<Schedule, ScheduleError> {
        Schedule::new(Self::KIND, "52 1 * * *", CatchUp::Latest, |_| Self {})
    }
}

/// Does it.
#[derive(Debug, Clone, Copy)]
pub struct ForgetDeliveriesHandler;

impl JobHandler<ForgetDeliveries> for ForgetDeliveriesHandler {
    async fn run(&self, ctx: &JobContext, _: ForgetDeliveries) -> Result<(), JobFailure> {
        let mut tx = ctx.store().begin(ctx.scope()).await?;
        let forgotten = rows::forget(&mut tx, ctx.sources().now() - KEPT).await?;
        tx.commit().await?;
        tracing::info!(forgotten, "what became of old letters is forgotten");
        Ok(())
    }
}
