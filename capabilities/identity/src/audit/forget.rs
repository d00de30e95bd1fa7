//! The job that removes what the audit log has kept long enough.
//!
//! It removes whole stretches from the beginning of a chain, each proved first: a chain that was tampered with is left
//! as it is, because its beginning may be what shows that. The last link removed stays, sealed, and the rest follows
//! from it.

use std::num::NonZeroU16;

use chrono::{DateTime, Months, Utc};
use hustings_jobs::{CatchUp, Job, JobContext, JobFailure, JobHandler, Schedule, ScheduleError};
use hustings_kernel::{OrgId, Scope};
use hustings_store::{Freshness, ScopedConnection, StoreError};
use serde::{Deserialize, Serialize};

use super::chain::{Anchor, SealingKey};
use super::rows;
use super::verify::{Walk, audited_kinds, events_of};
use crate::{Identity, metric};

/// Links removed in one transaction.
const AT_ONCE: i64 = 500;

/// Removes what was kept long enough.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct ForgetAudit {}

impl Job for ForgetAudit {
    const KIND: &'static str = "identity.forget-audit";
    const MAX_ATTEMPTS: u16 = 3;
    const TIMEOUT: std::time::Duration = std::time::Duration::from_mins(30);
}

/// Does it.
#[derive(Debug, Clone)]
pub(crate) struct ForgetAuditHandler(pub(crate) Identity);

impl JobHandler<ForgetAudit> for ForgetAuditHandler {
    async fn run(&self, ctx: &JobContext, _: ForgetAudit) -> Result<(), JobFailure> {
        let before = kept_since(ctx.sources().now(), self.0.settings.audit_years);
        let key = SealingKey::of(ctx.store().vault().keys());
        let mut read = ctx.store().read(ctx.scope(), Freshness::Latest).await?;
        let mut organisations = rows::organisations(&mut read).await?;
        drop(read);
        organisations.push(OrgId::INSTALLATION);
        for org in organisations {
            while forget(ctx, &key, org, before).await? == Stretch::Full {
                if ctx.is_cancelled() {
                    return Err(JobFailure::Cancelled);
                }
            }
        }
        Ok(())
    }
}

fn kept_since(now: DateTime<Utc>, years: NonZeroU16) -> DateTime<Utc> {
    now.checked_sub_months(Months::new(12 * u32::from(years.get())))
        .unwrap_or(DateTime::UNIX_EPOCH)
}

/// What was removed at once.
#[derive(PartialEq, Eq)]
enum Stretch {
    /// As much as is removed at once: there may be more.
    Full,
    /// All there was.
    Last,
}

/// Removes one stretch of an organisation's chain.
async fn forget(
    ctx: &JobContext,
    key: &SealingKey,
    org: OrgId,
    before: DateTime<Utc>,
) -> Result<Stretch, JobFailure> {
    let correlation = ctx.scope().correlation();
    let scope = if org == OrgId::INSTALLATION {
        Scope::system(correlation)
    } else {
        Scope::system_in(org, correlation)
    };
    let mut tx = ctx.store().begin(&scope).await?;
    // Nobody adds links meanwhile, and nobody else removes any.
    rows::lock_head(&mut tx, org).await?;
    let (mut walk, anchor) = Walk::begin(&mut tx, org, key).await?;
    let before = sealed_until(&mut tx, org, anchor.as_ref(), before).await?;
    let mut links = rows::links_after(&mut tx, org, walk.head.sequence, AT_ONCE).await?;
    let old = links.iter().take_while(|link| link.recorded_at < before).count();
    links.truncate(old);
    if links.is_empty() {
        return Ok(Stretch::Last);
    }
    let events = events_of(&mut tx, org, &links).await?;
    walk.follow(&links, &events);
    if let Some(found) = walk.first_break {
        tracing::error!(
            organisation = %org,
            sequence = found.sequence,
            what = ?found.what,
            "the audit log was tampered with; nothing of it is removed"
        );
        return Ok(Stretch::Last);
    }
    let anchor = Anchor {
        head: walk.head,
        forgotten_before: anchor.map_or(before, |anchor| anchor.forgotten_before.max(before)),
    };
    rows::forget(&mut tx, org, &anchor, &key.seal_anchor(org, &anchor)).await?;
    tx.commit().await?;
    metric::forgotten("audit-entries", old);
    tracing::info!(organisation = %org, entries = old, up_to = anchor.head.sequence, "old audit entries were removed");
    Ok(if i64::try_from(old) == Ok(AT_ONCE) {
        Stretch::Full
    } else {
        Stretch::Last
    })
}

/// That time, or as long as everything was sealed: what has no link yet must not pass for removed.
async fn sealed_until(
    on: &mut impl ScopedConnection,
    org: OrgId,
    anchor: Option<&Anchor>,
    before: DateTime<Utc>,
) -> Result<DateTime<Utc>, StoreError> {
    let since = anchor.map(|anchor| anchor.forgotten_before);
    let unsealed = rows::unsealed(on, org, &audited_kinds(), since, Some(before)).await?;
    Ok(unsealed.oldest.map_or(before, |oldest| oldest.min(before)))
}

/// Every night.
pub(crate) fn schedule() -> Result<Schedule, ScheduleError> {
    Schedule::new(ForgetAudit::KIND, "11 2 * * *", CatchUp::Latest, |_| {
        ForgetAudit {}
    })
}
