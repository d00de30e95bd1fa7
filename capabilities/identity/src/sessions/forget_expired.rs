//! The job that forgets what has run out: links nobody followed, sessions long over, wrong passwords of days ago.

use chrono::{DateTime, TimeDelta, Utc};
use hustings_jobs::{CatchUp, Job, JobContext, JobFailure, JobHandler, Schedule, ScheduleError};
use hustings_store::{ScopedTx, StoreError};
use serde::{Deserialize, Serialize};

use super::rows;
use crate::{factor_resets, invitations, member_imports, metric, second_factors, sign_ups};

/// Sessions that are over are kept this long, so that a late token is known for what it is.
const SESSIONS_KEPT: TimeDelta = TimeDelta::days(30);
/// Longer than any lockout rule remembers.
const ATTEMPTS_KEPT: TimeDelta = TimeDelta::days(2);
/// Rows forgotten in one transaction.
const AT_ONCE: u16 = 1000;

/// Forgets what has run out.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct ForgetExpired {}

impl Job for ForgetExpired {
    const KIND: &'static str = "identity.forget-expired";
    const MAX_ATTEMPTS: u16 = 3;
    const TIMEOUT: std::time::Duration = std::time::Duration::from_mins(10);
}

/// Does it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ForgetExpiredHandler;

impl JobHandler<ForgetExpired> for ForgetExpiredHandler {
    async fn run(&self, ctx: &JobContext, _: ForgetExpired) -> Result<(), JobFailure> {
        for what in Passing::ALL {
            let mut forgotten = 0;
            loop {
                let mut tx = ctx.store().begin(ctx.scope()).await?;
                let gone = what.forget_some(&mut tx, ctx.sources().now()).await?;
                tx.commit().await?;
                forgotten += gone;
                if gone < usize::from(AT_ONCE) {
                    break;
                }
                if ctx.is_cancelled() {
                    return Err(JobFailure::Cancelled);
                }
            }
            metric::forgotten(what.name(), forgotten);
        }
        member_imports::forget::forget_imports(ctx).await?;
        invitations::forget::forget_addresses(ctx).await
    }
}

/// What is kept for a while only.
#[derive(Debug, Clone, Copy)]
enum Passing {
    SignUps,
    PasswordResets,
    EmailChanges,
    Sessions,
    Attempts,
    Challenges,
    Enrolments,
    FactorResets,
}

impl Passing {
    const ALL: [Self; 8] = [
        Self::SignUps,
        Self::PasswordResets,
        Self::EmailChanges,
        Self::Sessions,
        Self::Attempts,
        Self::Challenges,
        Self::Enrolments,
        Self::FactorResets,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::SignUps => "sign-ups",
            Self::PasswordResets => "password-resets",
            Self::EmailChanges => "email-changes",
            Self::Sessions => "sessions",
            Self::Attempts => "failed-attempts",
            Self::Challenges => "sign-in-challenges",
            Self::Enrolments => "authenticator-enrolments",
            Self::FactorResets => "second-factor-resets",
        }
    }

    /// Forgets some of it, as many as are forgotten at once if there are so many.
    async fn forget_some(self, tx: &mut ScopedTx, now: DateTime<Utc>) -> Result<usize, StoreError> {
        let at_most = i64::from(AT_ONCE);
        let gone = match self {
            Self::SignUps => {
                let gone = sign_ups::rows::take_expired(tx, now, at_most).await?;
                // No account ever came of them, so nothing else is sealed with their keys.
                tx.erase(&gone).await?;
                return Ok(gone.len());
            }
            Self::PasswordResets => rows::forget_password_resets(tx, now, at_most).await?,
            Self::EmailChanges => rows::forget_email_changes(tx, now, at_most).await?,
            Self::Sessions => rows::forget_sessions(tx, now - SESSIONS_KEPT, at_most).await?,
            Self::Attempts => rows::forget_attempts(tx, now - ATTEMPTS_KEPT, at_most).await?,
            Self::Challenges => second_factors::rows::forget_challenges(tx, now, at_most).await?,
            Self::Enrolments => second_factors::rows::forget_enrolments(tx, now, at_most).await?,
            Self::FactorResets => factor_resets::rows::forget(tx, now, at_most).await?,
        };
        Ok(usize::try_from(gone).unwrap_or(usize::MAX))
    }
}

/// Every hour.
pub(crate) fn schedule() -> Result<Schedule, ScheduleError> {
    Schedule::new("identity.forget-expired", "17 * * * *", CatchUp::Latest, |_| {
        ForgetExpired {}
    })
}
