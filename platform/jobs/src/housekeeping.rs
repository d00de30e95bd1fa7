//! The platform's own jobs: forgetting what ended long ago, and making the months to come.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::{Job, JobContext, JobFailure, JobHandler, rows};

/// Records forgotten in one statement, so that no lock is held for long.
const AT_ONCE: i32 = 5000;

/// Forgets jobs that ended so many days ago.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ForgetOldJobs {
    /// Days that are kept.
    pub keep_days: u16,
}

impl Job for ForgetOldJobs {
    const KIND: &'static str = "jobs.forget-old";
    const MAX_ATTEMPTS: u16 = 3;
    const TIMEOUT: std::time::Duration = std::time::Duration::from_mins(10);
}

/// Makes the monthly partitions of the months around this one.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MakePartitions {
    /// Months before this one.
    pub behind: u32,
    /// Months after this one.
    pub ahead: u32,
}

impl Job for MakePartitions {
    const KIND: &'static str = "store.make-partitions";
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct HousekeepingHandler;

impl JobHandler<ForgetOldJobs> for HousekeepingHandler {
    async fn run(&self, ctx: &JobContext, job: ForgetOldJobs) -> Result<(), JobFailure> {
        let before = ctx.sources().now() - TimeDelta::days(job.keep_days.into());
        let mut tx = ctx
            .store()
            .begin_as_agent(HOUSEKEEPER, ctx.scope().correlation())
            .await?;
        while rows::forget(&mut tx, before, AT_ONCE).await? == i64::from(AT_ONCE) {
            tx.commit().await?;
            if ctx.is_cancelled() {
                return Err(JobFailure::Cancelled);
            }
            tx = ctx
                .store()
                .begin_as_agent(HOUSEKEEPER, ctx.scope().correlation())
                .await?;
        }
        tx.commit().await?;
        Ok(())
    }
}

impl JobHandler<MakePartitions> for HousekeepingHandler {
    async fn run(&self, ctx: &JobContext, job: MakePartitions) -> Result<(), JobFailure> {
        ctx.store().make_partitions(job.behind, job.ahead).await?;
        Ok(())
    }
}

const HOUSEKEEPER: hustings_kernel::AgentName = hustings_kernel::AgentName::new("jobs.housekeeper");
