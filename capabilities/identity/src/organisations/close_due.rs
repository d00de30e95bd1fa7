//! The job that closes organisations whose time to be reopened is over.

use hustings_events::Append as _;
use hustings_jobs::{CatchUp, Job, JobContext, JobFailure, JobHandler, Schedule, ScheduleError};
use hustings_kernel::{OrgId, Scope};
use hustings_vocabulary::organisation::OrganisationClosed;
use serde::{Deserialize, Serialize};

use super::rows;

/// Closes what is due.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct CloseDue {}

impl Job for CloseDue {
    const KIND: &'static str = "identity.close-due-organisations";
    const MAX_ATTEMPTS: u16 = 3;
}

/// Does it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CloseDueHandler;

impl JobHandler<CloseDue> for CloseDueHandler {
    async fn run(&self, ctx: &JobContext, _: CloseDue) -> Result<(), JobFailure> {
        let mut tx = ctx.store().begin(ctx.scope()).await?;
        let due = rows::due_to_close(&mut tx, ctx.sources().now()).await?;
        drop(tx);
        for org in due {
            close(ctx, org).await?;
        }
        Ok(())
    }
}

/// Closes one, unless it was reopened meanwhile.
async fn close(ctx: &JobContext, org: OrgId) -> Result<(), JobFailure> {
    let scope = Scope::system_in(org, ctx.scope().correlation());
    let mut tx = ctx.store().begin(&scope).await?;
    let now = tx.sources().now();
    let due = rows::lock(&mut tx, org)
        .await?
        .filter(|row| row.state == "closing" && row.closes_at.is_some_and(|closes_at| closes_at <= now));
    let Some(mut row) = due else { return Ok(()) };
    "closed".clone_into(&mut row.state);
    row.version += 1;
    rows::update(&mut tx, &row).await?;
    tx.append(&OrganisationClosed { organisation: org }).await?;
    tx.commit().await?;
    Ok(())
}

/// Every hour.
pub(crate) fn schedule() -> Result<Schedule, ScheduleError> {
    Schedule::new(
        "identity.close-due-organisations",
        "7 * * * *",
        CatchUp::Latest,
        |_| CloseDue {},
    )
}
