//! Forgetting whom invitations went to, some time after they ended.
//!
//! Until then one that ran out can be sent again. Afterwards its address can be read nowhere any more, in its row, the
//! log or the audit log; who became a member is known as a member.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use hustings_jobs::{JobContext, JobFailure};
use hustings_kernel::{OrgId, Scope};

use super::rows;
use crate::metric;

/// How long after an invitation was answered, taken back or ran out.
const KEPT: TimeDelta = TimeDelta::days(30);
/// Invitations looked for at once.
const AT_ONCE: u16 = 500;

/// Forgets what is due, an organisation at a time.
pub(crate) async fn forget_addresses(ctx: &JobContext) -> Result<(), JobFailure> {
    let before = ctx.sources().now() - KEPT;
    loop {
        let mut tx = ctx.store().begin(ctx.scope()).await?;
        let due = rows::ended_before(&mut tx, before, i64::from(AT_ONCE)).await?;
        drop(tx);
        let is_last = due.len() < usize::from(AT_ONCE);
        let mut by_organisation: BTreeMap<OrgId, Vec<_>> = BTreeMap::new();
        for (org, invitation) in due {
            by_organisation.entry(org).or_default().push(invitation);
        }
        for (org, invitations) in by_organisation {
            let scope = Scope::system_in(org, ctx.scope().correlation());
            let mut tx = ctx.store().begin(&scope).await?;
            let forgotten = rows::forget_addresses(&mut tx, org, &invitations, before).await?;
            tx.erase(&forgotten).await?;
            tx.commit().await?;
            metric::forgotten("invited-addresses", forgotten.len());
        }
        if is_last {
            return Ok(());
        }
        if ctx.is_cancelled() {
            return Err(JobFailure::Cancelled);
        }
    }
}
