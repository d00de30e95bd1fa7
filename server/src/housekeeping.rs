//! What the server keeps tidy by the clock and no capability owns.

use hustings_capability::Capability;
use hustings_http::{Routes, forget_idempotency_keys};
use hustings_jobs::{CatchUp, Job, JobContext, JobFailure, JobHandler, JobRegistry, Schedule, ScheduleError};
use serde::{Deserialize, Serialize};

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

/// It, as an entry among the capabilities.
pub(crate) fn capability() -> Result<Capability, ScheduleError> {
    let mut capability = Capability::new("housekeeping", Routes::default());
    capability.jobs = JobRegistry::new().with::<ForgetIdempotencyKeys, _>(Forget);
    capability.schedules = vec![Schedule::new(
        ForgetIdempotencyKeys::KIND,
        "23 1 * * *",
        CatchUp::Latest,
        |_| ForgetIdempotencyKeys {},
    )?];
    Ok(capability)
}
