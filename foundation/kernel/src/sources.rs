//! Time and randomness, passed in, so that a test moves the one and seeds the other.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Tells the time.
pub trait Clock: Send + Sync + 'static {
    /// This moment, as far as everything that is recorded is concerned.
    fn now(&self) -> DateTime<Utc>;
}

/// Gives unpredictable bytes (or, in a test, repeatable ones).
pub trait Randomness: Send + Sync + 'static {
    /// Fills the whole buffer.
    fn fill(&self, buffer: &mut [u8]);
}

/// The clock and the randomness of this process, cheap to clone and handed to whoever needs either.
#[derive(Clone)]
pub struct Sources {
    clock: Arc<dyn Clock>,
    randomness: Arc<dyn Randomness>,
}

impl std::fmt::Debug for Sources {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Sources").finish_non_exhaustive()
    }
}

impl Sources {
    /// Joins a clock and a randomness.
    pub fn new(clock: impl Clock, randomness: impl Randomness) -> Self {
        Self {
            clock: Arc::new(clock),
            randomness: Arc::new(randomness),
        }
    }

    /// The sources of a running server: the system's clock and the system's generator.
    pub fn system() -> Self {
        Self::new(SystemClock, SystemRandomness)
    }

    /// The same randomness by another clock.
    #[must_use]
    pub fn with_clock(self, clock: impl Clock) -> Self {
        Self {
            clock: Arc::new(clock),
            ..self
        }
    }

    /// The time, to the microsecond, which is what the database keeps.
    pub fn now(&self) -> DateTime<Utc> {
        let now = self.clock.now();
        DateTime::from_timestamp_micros(now.timestamp_micros()).unwrap_or(now)
    }

    /// Random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.randomness.fill(&mut bytes);
        bytes
    }

    /// A new id: a UUIDv7 of the injected time.
    pub fn id<Id: From<Uuid>>(&self) -> Id {
        self.id_at(self.clock.now())
    }

    /// A new id of a given time, for what is imported from the past.
    pub fn id_at<Id: From<Uuid>>(&self, time: DateTime<Utc>) -> Id {
        let millis = u64::try_from(time.timestamp_millis()).unwrap_or(0);
        Id::from(uuid::Builder::from_unix_timestamp_millis(millis, &self.bytes()).into_uuid())
    }
}

/// The system's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the wall clock"
    )]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// The operating system's generator.
#[derive(Debug, Clone, Copy, Default)]
struct SystemRandomness;

impl Randomness for SystemRandomness {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the process's generator"
    )]
    fn fill(&self, buffer: &mut [u8]) {
        // The thread's generator is a ChaCha reseeded from the system: secure, and no system call per id.
        rand::Rng::fill_bytes(&mut rand::rng(), buffer);
    }
}

/// A clock that stands still until it is moved.
#[derive(Debug, Clone)]
pub struct ManualClock(Arc<Mutex<DateTime<Utc>>>);

impl ManualClock {
    /// A clock that shows `start`.
    pub fn at(start: DateTime<Utc>) -> Self {
        Self(Arc::new(Mutex::new(start)))
    }

    /// Moves it forward.
    pub fn advance(&self, by: Duration) {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *now += by;
    }

    /// Sets it to a moment, also an earlier one.
    pub fn set(&self, to: DateTime<Utc>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = to;
    }
}

impl Clock for ManualClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Repeatable bytes from a seed. Never for a server: whoever knows the seed knows every secret.
#[derive(Debug)]
pub struct SeededRandomness(Mutex<rand_chacha::ChaCha12Rng>);

impl SeededRandomness {
    /// The same seed gives the same bytes in the same order.
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(rand::SeedableRng::seed_from_u64(seed)))
    }
}

impl Randomness for SeededRandomness {
    fn fill(&self, buffer: &mut [u8]) {
        let mut generator = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        rand::Rng::fill_bytes(&mut *generator, buffer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{EventId, OrgId};

    fn sources(clock: &ManualClock) -> Sources {
        Sources::new(clock.clone(), SeededRandomness::new(7))
    }

    #[test]
    fn ids_follow_the_injected_clock() {
        let clock = ManualClock::at(DateTime::from_timestamp(1_800_000_000, 0).unwrap());
        let sources = sources(&clock);
        let earlier: EventId = sources.id();
        clock.advance(Duration::from_secs(1));
        let later: EventId = sources.id();
        assert!(earlier < later);
        assert_eq!(later.uuid().get_timestamp().unwrap().to_unix().0, 1_800_000_001);
    }

    #[test]
    fn a_seed_repeats_its_bytes() {
        let clock = ManualClock::at(DateTime::UNIX_EPOCH);
        assert_eq!(sources(&clock).bytes::<16>(), sources(&clock).bytes::<16>());
        let first: OrgId = sources(&clock).id();
        assert_eq!(first, sources(&clock).id::<OrgId>());
    }
}
