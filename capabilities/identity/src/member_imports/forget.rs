//! Imports that stand still are given up, so that their files are not kept for ever; those that ended are forgotten
//! after a month, with the rows they rejected. The audit log still tells that there was one.

use chrono::{DateTime, TimeDelta, Utc};
use hustings_jobs::{JobContext, JobFailure};
use hustings_kernel::{OrgId, Scope};
use hustings_vocabulary::member_import::MemberImportId;

use super::ending::{Ending, StopReason, end};
use super::rows;
use crate::metric;

/// How long an import may stand still: by then its job has been tried as often as it ever is.
const STALLED_AFTER: TimeDelta = TimeDelta::days(1);
/// How long it is kept after it ended.
const KEPT: TimeDelta = TimeDelta::days(30);
/// Imports looked for at once.
const AT_ONCE: i64 = 500;

/// Gives up what stands still and forgets what is long over, an import at a time.
pub(crate) async fn forget_imports(ctx: &JobContext) -> Result<(), JobFailure> {
    let now = ctx.sources().now();
    for (org, import) in due(ctx, true, now - STALLED_AFTER).await? {
        give_up(ctx, org, import, now - STALLED_AFTER).await?;
    }
    loop {
        let due = due(ctx, false, now - KEPT).await?;
        for (org, import) in &due {
            let scope = Scope::system_in(*org, ctx.scope().correlation());
            let mut tx = ctx.store().begin(&scope).await?;
            rows::forget(&mut tx, *org, *import).await?;
            tx.erase(&[import.uuid()]).await?;
            tx.commit().await?;
        }
        metric::forgotten("member-imports", due.len());
        if due.is_empty() {
            return Ok(());
        }
        if ctx.is_cancelled() {
            return Err(JobFailure::Cancelled);
        }
    }
}

async fn due(
    ctx: &JobContext,
    running: bool,
    before: DateTime<Utc>,
) -> Result<Vec<(OrgId, MemberImportId)>, JobFailure> {
    let mut tx = ctx.store().begin(ctx.scope()).await?;
    Ok(rows::unmoved_since(&mut tx, running, before, AT_ONCE).await?)
}

async fn give_up(
    ctx: &JobContext,
    org: OrgId,
    import: MemberImportId,
    before: DateTime<Utc>,
) -> Result<(), JobFailure> {
    let scope = Scope::system_in(org, ctx.scope().correlation());
    let mut tx = ctx.store().begin(&scope).await?;
    let row = rows::lock_running(&mut tx, org, import).await?;
    if let Some(mut row) = row.filter(|row| row.moved_at <= before) {
        end(&mut tx, &mut row, Ending::Stopped(StopReason::Stalled)).await?;
        tx.commit().await?;
    }
    Ok(())
}
