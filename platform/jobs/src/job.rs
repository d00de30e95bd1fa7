//! What a job is, and who does it.

use std::time::Duration;

use chrono::{DateTime, Utc};
use hustings_kernel::{JobId, Scope, Sources};
use hustings_store::Store;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::JobFailure;

/// Something to be done later: what it is called, and what is needed to do it.
///
/// A job may run more than once (a worker can die after the work and before the record of it), so it carries ids that
/// make doing it again harmless.
pub trait Job: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// The kind's stable name: `identity.send-mail`. At most 100 characters.
    const KIND: &'static str;
    /// How often it is tried before it is dead.
    const MAX_ATTEMPTS: u16 = 12;
    /// How long one attempt may take.
    const TIMEOUT: Duration = Duration::from_mins(1);
    /// How long to wait between attempts.
    const BACKOFF: Backoff = Backoff::DEFAULT;

    /// Jobs of one organisation that name the same queue run one after the other.
    fn queue(&self) -> Option<String> {
        None
    }

    /// The person whose data it carries, if it does. It is then sealed with that person's key, and can no longer be
    /// done once they are erased.
    fn person(&self) -> Option<Uuid> {
        None
    }
}

/// Does jobs of one kind.
pub trait JobHandler<J: Job>: Send + Sync + 'static {
    /// Does it once.
    fn run(&self, ctx: &JobContext, job: J) -> impl Future<Output = Result<(), JobFailure>> + Send;
}

/// Waiting that doubles from attempt to attempt, up to a limit. Half of it is left to chance, so that what failed
/// together does not come back together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backoff {
    /// After the first attempt.
    pub first: Duration,
    /// Never longer than this.
    pub limit: Duration,
}

impl Backoff {
    /// From two seconds to an hour.
    pub const DEFAULT: Self = Self {
        first: Duration::from_secs(2),
        limit: Duration::from_hours(1),
    };

    /// How long to wait after this attempt (the first is 1).
    pub fn after(self, attempt: u16, sources: &Sources) -> Duration {
        let doublings = u32::from(attempt.saturating_sub(1)).min(30);
        let whole = self.first.saturating_mul(1 << doublings).min(self.limit);
        let chance = f64::from(u16::from_be_bytes(sources.bytes())) / f64::from(u16::MAX);
        whole.mul_f64(0.5 + chance / 2.0)
    }
}

/// The limits of a kind, as values.
#[derive(Debug, Clone, Copy)]
pub struct JobLimits {
    /// How often it is tried.
    pub max_attempts: u16,
    /// How long one attempt may take.
    pub timeout: Duration,
    /// How long to wait between attempts.
    pub backoff: Backoff,
}

impl JobLimits {
    pub(crate) fn of<J: Job>() -> Self {
        Self {
            max_attempts: J::MAX_ATTEMPTS,
            timeout: J::TIMEOUT,
            backoff: J::BACKOFF,
        }
    }
}

/// What a handler knows besides the job.
#[derive(Debug, Clone)]
pub struct JobContext {
    pub(crate) id: JobId,
    pub(crate) attempt: u16,
    pub(crate) enqueued_at: DateTime<Utc>,
    pub(crate) scope: Scope,
    pub(crate) store: Store,
    pub(crate) cancelled: CancellationToken,
}

impl JobContext {
    /// The job's id, the same in every attempt: a good idempotency key for the outside world.
    pub fn id(&self) -> JobId {
        self.id
    }

    /// Which attempt this is, from 1. From the second on, an earlier one may have done its work and not lived to say
    /// so.
    pub fn attempt(&self) -> u16 {
        self.attempt
    }

    /// When it was enqueued.
    pub fn enqueued_at(&self) -> DateTime<Utc> {
        self.enqueued_at
    }

    /// Where it happens and for whom: the scope it was enqueued in.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// The database.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The clock and the randomness.
    pub fn sources(&self) -> &Sources {
        self.store.sources()
    }

    /// Has somebody asked it to stop?
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.is_cancelled()
    }

    /// Returns when somebody asks it to stop. A long job waits for its work and for this, and returns
    /// [`JobFailure::Cancelled`] when this comes first.
    pub async fn cancelled(&self) {
        self.cancelled.cancelled().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hustings_kernel::{ManualClock, SeededRandomness};

    #[test]
    fn waiting_doubles_up_to_the_limit_and_half_of_it_is_chance() {
        let sources = Sources::new(ManualClock::at(DateTime::UNIX_EPOCH), SeededRandomness::new(3));
        let backoff = Backoff {
            first: Duration::from_secs(2),
            limit: Duration::from_mins(1),
        };
        for (attempt, whole) in [(1, 2), (2, 4), (3, 8), (6, 60), (200, 60)] {
            let whole = Duration::from_secs(whole);
            let wait = backoff.after(attempt, &sources);
            assert!(wait >= whole / 2 && wait <= whole, "attempt {attempt}: {wait:?}");
        }
    }
}
