//! Streams that were set aside because an event failed.
//!
//! The rest of the log goes on; the stream waits, so that its order holds. It is tried again with growing pauses, and
//! after the last attempt it stays as a dead letter until an operator replays or skips the event.

use std::collections::HashMap;
use std::time::Duration;

use hustings_kernel::{OrgId, Sources, StreamId};
use tokio::time::Instant;

use super::RuntimeSettings;
use crate::Logged;

/// A stream of one organisation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct StreamKey {
    pub(crate) org: OrgId,
    pub(crate) stream: StreamId,
}

impl StreamKey {
    pub(crate) fn of(event: &Logged) -> Self {
        Self {
            org: event.org,
            stream: event.stream.clone(),
        }
    }
}

/// A stream that was set aside.
#[derive(Debug, Clone)]
pub(crate) struct ParkedStream {
    pub(crate) lane_group: i16,
    /// How often its first event has failed.
    pub(crate) attempts: i32,
    /// Whether it waits for an operator.
    pub(crate) dead: bool,
    /// When to try again. By the stop-watch: after a restart everything is tried at once.
    retry_at: Instant,
}

impl ParkedStream {
    /// As it was found in the database.
    pub(crate) fn found(lane_group: i16, attempts: i32, dead: bool) -> Self {
        Self {
            lane_group,
            attempts,
            dead,
            retry_at: Instant::now(),
        }
    }

    /// After its first failure.
    pub(crate) fn new(lane_group: i16, dead: bool, settings: &RuntimeSettings, sources: &Sources) -> Self {
        let mut parked = Self::found(lane_group, 0, false);
        parked.fail(dead, true, settings, sources);
        parked
    }

    /// Counts a failure. `progressed` says that events before it worked this time, so that it is the first of another.
    pub(crate) fn fail(
        &mut self,
        permanent: bool,
        progressed: bool,
        settings: &RuntimeSettings,
        sources: &Sources,
    ) {
        self.attempts = if progressed { 1 } else { self.attempts + 1 };
        self.dead = permanent || self.attempts >= settings.attempts;
        self.retry_at = Instant::now() + pause(self.attempts, settings, sources);
    }
}

/// Doubles with each attempt, and differs from stream to stream, so that many do not come back at once.
pub(crate) fn pause(attempts: i32, settings: &RuntimeSettings, sources: &Sources) -> Duration {
    let doublings = u32::try_from(attempts - 1).unwrap_or(0).min(20);
    let full = settings
        .first_retry
        .saturating_mul(1 << doublings)
        .min(settings.longest_retry);
    let [random] = sources.bytes::<1>();
    full.mul_f64(0.5 + f64::from(random) / 512.0)
}

/// All streams of an agent that this process has set aside.
#[derive(Debug, Default)]
pub(crate) struct Parking(HashMap<StreamKey, ParkedStream>);

impl Parking {
    pub(crate) fn holds(&self, event: &Logged) -> bool {
        !self.0.is_empty() && self.0.contains_key(&StreamKey::of(event))
    }

    pub(crate) fn get(&self, key: &StreamKey) -> Option<&ParkedStream> {
        self.0.get(key)
    }

    pub(crate) fn set(&mut self, key: StreamKey, parked: ParkedStream) {
        self.0.insert(key, parked);
    }

    pub(crate) fn release(&mut self, key: &StreamKey) {
        self.0.remove(key);
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The stream to try again next, and when.
    pub(crate) fn next(&self) -> Option<(&StreamKey, Instant)> {
        let alive = self.0.iter().filter(|(_, parked)| !parked.dead);
        alive
            .map(|(key, parked)| (key, parked.retry_at))
            .min_by_key(|(_, retry_at)| *retry_at)
    }
}

impl FromIterator<(StreamKey, ParkedStream)> for Parking {
    fn from_iter<T: IntoIterator<Item = (StreamKey, ParkedStream)>>(streams: T) -> Self {
        Self(streams.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_a_bound_and_are_spread() {
        let settings = RuntimeSettings::default();
        let sources = Sources::system();
        for (attempts, full) in [(1, 1), (2, 2), (4, 8), (30, 300)] {
            let pause = pause(attempts, &settings, &sources);
            let full = Duration::from_secs(full);
            assert!(pause >= full / 2 && pause <= full, "{attempts}: {pause:?}");
        }
    }

    #[test]
    fn the_last_attempt_and_a_permanent_failure_leave_a_dead_letter() {
        let settings = RuntimeSettings {
            attempts: 3,
            ..RuntimeSettings::default()
        };
        let sources = Sources::system();
        let mut parked = ParkedStream::new(0, false, &settings, &sources);
        parked.fail(false, false, &settings, &sources);
        assert!(!parked.dead);
        parked.fail(false, true, &settings, &sources);
        assert_eq!((parked.attempts, parked.dead), (1, false), "another event failed");
        parked.fail(false, false, &settings, &sources);
        parked.fail(false, false, &settings, &sources);
        assert!(parked.dead);
        assert!(ParkedStream::new(0, true, &settings, &sources).dead);
    }
}
