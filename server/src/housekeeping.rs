//! What the server keeps tidy by the clock and no capability owns.

use std::time::Duration;

use chrono::TimeDelta;
use hustings_capability::Capability;
use hustings_events::forget_effects;
use hustings_http::{Routes, forget_idempotency_keys};
use hustings_jobs::{CatchUp, Job, JobContext, JobFailure, JobHandler, JobRegistry, Schedule, ScheduleError};
use hustings_notify::{ForgetDeliveries, ForgetDeliveriesHandler};
use serde::{Deserialize, Serialize};

use crate::settings::Settings;

/// Forgets the idempotency keys of days that are over.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct ForgetIdempotencyKeys {}

impl Job for ForgetIdempotencyKeys {
    const KIND: &'static str = "doors.forget-idempotency-keys";
    const MAX_ATTEMPTS: u16 = 3;
}

struct Forget;

impl JobHandler<ForgetIdempotencyKeys> for Forget {
    async fn run(&self, ctx: &JobContext, _: ForgetIdempotencyKeys) -> Result<(), JobFailure> {
        Ok(forget_idempotency_keys(ctx.store()).await?)
    }
}

/// Forgets what agents set off so many days ago.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct ForgetEffects {
    keep_days: u16,
}

impl Job for ForgetEffects {
    const KIND: &'static str = "events.forget-effects";
    const MAX_ATTEMPTS: u16 = 3;
    const TIMEOUT: Duration = Duration::from_mins(10);
}

impl JobHandler<ForgetEffects> for Forget {
    async fn run(&self, ctx: &JobContext, job: ForgetEffects) -> Result<(), JobFailure> {
        let before = ctx.sources().now() - TimeDelta::days(job.keep_days.into());
        let forgotten = forget_effects(ctx.store(), before).await?;
        tracing::info!(forgotten, "what agents set off long ago is forgotten");
        Ok(())
    }
}

/// All of it, as an entry among the capabilities.
pub(crate) fn capability(settings: &Settings) -> Result<Capability, ScheduleError> {
    let keep_days = settings.events.keep_effects_days;
    let mut capability = Capability::new("housekeeping", Routes::default());
    capability.jobs = JobRegistry::new()
        .with::<ForgetIdempotencyKeys, _>(Forget)
        .with::<ForgetEffects, _>(Forget)
        .with::<ForgetDeliveries, _>(ForgetDeliveriesHandler);
    capability.schedules = vec![
        Schedule::new(ForgetIdempotencyKeys::KIND, "23 1 * * *", CatchUp::Latest, |_| {
            ForgetIdempotencyKeys {}
        })?,
        Schedule::new(ForgetEffects::KIND, "41 1 * * *", CatchUp::Latest, move |_| {
            ForgetEffects { keep_days }
        })?,
        ForgetDeliveries::schedule()?,
    ];
    Ok(capability)
}
