//! When sessions and API keys were last used: noted in memory by the door, written down together once a minute, so that no
//! request writes.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use hustings_store::{Store, StoreError};
use tokio_util::sync::CancellationToken;

use crate::keys::KeyUse;
use crate::sessions::SessionUse;

const EVERY: Duration = Duration::from_mins(1);

/// Uses that are still to be written down. Cheap to clone.
#[derive(Debug)]
pub(crate) struct Noted<K>(Arc<Mutex<HashMap<K, DateTime<Utc>>>>);

impl<K> Clone for Noted<K> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<K> Default for Noted<K> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<K: Eq + Hash + Ord> Noted<K> {
    /// Notes a use.
    pub(crate) fn note(&self, key: K, at: DateTime<Utc>) {
        self.lock().insert(key, at);
    }

    /// Takes what was noted, in order, so that two nodes that write the same rows wait for each other instead of blocking.
    pub(crate) fn take(&self) -> Vec<(K, DateTime<Utc>)> {
        let mut uses: Vec<_> = std::mem::take(&mut *self.lock()).into_iter().collect();
        uses.sort_unstable();
        uses
    }

    /// Puts back what could not be written; what was noted meanwhile is newer.
    pub(crate) fn put_back(&self, uses: impl IntoIterator<Item = (K, DateTime<Utc>)>) {
        let mut noted = self.lock();
        for (key, at) in uses {
            noted.entry(key).or_insert(at);
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<K, DateTime<Utc>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes down what was noted, once a minute and once more at the end.
pub(crate) async fn run(keys: KeyUse, sessions: SessionUse, store: Store, stop: CancellationToken) {
    loop {
        let stopped = tokio::time::timeout(EVERY, stop.cancelled()).await.is_ok();
        for (what, written) in [
            ("API keys", keys.write(&store).await),
            ("sessions", sessions.write(&store).await),
        ] {
            report(what, written);
        }
        if stopped {
            return;
        }
    }
}

fn report(what: &'static str, written: Result<(), StoreError>) {
    if let Err(error) = written {
        tracing::warn!(%error, what, "when they were last used could not be written; trying again in a minute");
    }
}
