//! The data keys a process holds in memory, for as long as it knows that they still exist.
//!
//! The database counts the transactions that deleted keys. Whoever holds keys looks at that number twice a second, and
//! at once when another node says so; when it moved, everything is forgotten and fetched again as needed. Who has not
//! been able to look for two seconds does without memory.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;
use uuid::Uuid;
use zeroize::Zeroizing;

/// A person's key, unwrapped.
pub(crate) type DataKey = Arc<Zeroizing<[u8; 32]>>;

/// How often to look whether keys were deleted.
pub(crate) const LOOK_EVERY: Duration = Duration::from_millis(500);
/// Memory that was not compared with the database for so long is not used.
const TRUSTED_FOR: Duration = Duration::from_secs(2);
/// Keys held. Beyond that, all are forgotten and fetched again as needed.
const AT_MOST: usize = 10_000;

#[derive(Default)]
pub(crate) struct KeyMemory(Mutex<Held>);

#[derive(Default)]
struct Held {
    keys: HashMap<Uuid, DataKey>,
    /// Goes up whenever something is forgotten: a key that was asked for before then may be one of those.
    epoch: u64,
    erasures: Option<i64>,
    looked_at: Option<Instant>,
}

/// What memory knew of some people.
pub(crate) struct Remembered {
    pub(crate) keys: HashMap<Uuid, DataKey>,
    pub(crate) unknown: Vec<Uuid>,
    epoch: u64,
}

impl KeyMemory {
    /// The keys of these people, as far as they are known and known to exist.
    pub(crate) fn recall(&self, subjects: &[Uuid]) -> Remembered {
        let held = self.held();
        let is_trusted = held.looked_at.is_some_and(|at| at.elapsed() < TRUSTED_FOR);
        let mut remembered = Remembered {
            keys: HashMap::with_capacity(subjects.len()),
            unknown: Vec::new(),
            epoch: held.epoch,
        };
        for subject in subjects {
            match held.keys.get(subject).filter(|_| is_trusted) {
                Some(key) => drop(remembered.keys.insert(*subject, key.clone())),
                None => remembered.unknown.push(*subject),
            }
        }
        remembered
    }

    /// Keeps what was fetched because memory did not know it, unless anything was deleted meanwhile.
    pub(crate) fn keep(&self, asked: &Remembered, fetched: &HashMap<Uuid, DataKey>) {
        let mut held = self.held();
        if held.epoch != asked.epoch {
            return;
        }
        if held.keys.len() + fetched.len() > AT_MOST {
            held.keys.clear();
        }
        let fetched = fetched.iter().map(|(subject, key)| (*subject, key.clone()));
        held.keys.extend(fetched);
    }

    /// Forgets these people's keys.
    pub(crate) fn forget(&self, subjects: &[Uuid]) {
        let mut held = self.held();
        held.epoch += 1;
        for subject in subjects {
            held.keys.remove(subject);
        }
    }

    /// So many transactions had deleted keys when the database was asked, which was no earlier than `asked_at`.
    pub(crate) fn compare(&self, erasures: i64, asked_at: Instant) {
        let mut held = self.held();
        if held.erasures != Some(erasures) {
            held.erasures = Some(erasures);
            held.epoch += 1;
            held.keys.clear();
        }
        held.looked_at = Some(asked_at);
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERSON: Uuid = Uuid::from_u128(1);

    fn fetched() -> HashMap<Uuid, DataKey> {
        HashMap::from([(PERSON, Arc::new(Zeroizing::new([7; 32])))])
    }

    fn knows(memory: &KeyMemory) -> bool {
        memory.recall(&[PERSON]).unknown.is_empty()
    }

    #[test]
    fn keys_are_used_only_while_it_is_known_that_none_was_deleted() {
        let memory = KeyMemory::default();
        let asked = memory.recall(&[PERSON]);
        memory.keep(&asked, &fetched());
        assert!(!knows(&memory), "nobody has looked yet");
        memory.compare(1, Instant::now());
        assert!(
            !knows(&memory),
            "what was fetched before the first look may be gone by then"
        );
        memory.keep(&memory.recall(&[PERSON]), &fetched());
        assert!(knows(&memory));
        memory.compare(1, Instant::now());
        assert!(knows(&memory));
        let long_ago = Instant::now().checked_sub(TRUSTED_FOR).unwrap();
        memory.compare(1, long_ago);
        assert!(!knows(&memory), "the last look was too long ago");
        memory.compare(1, Instant::now());
        assert!(knows(&memory), "nothing was deleted meanwhile");
        memory.compare(2, Instant::now());
        assert!(!knows(&memory));
    }

    #[test]
    fn a_key_that_was_on_its_way_when_keys_were_deleted_is_not_kept() {
        let memory = KeyMemory::default();
        memory.compare(1, Instant::now());
        let asked = memory.recall(&[PERSON]);
        memory.compare(2, Instant::now());
        memory.keep(&asked, &fetched());
        assert!(!knows(&memory));
        let asked = memory.recall(&[PERSON]);
        memory.forget(&[PERSON]);
        memory.keep(&asked, &fetched());
        assert!(!knows(&memory));
    }
}
