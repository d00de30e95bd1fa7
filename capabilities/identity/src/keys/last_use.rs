//! When each key was last used: noted in memory, written at most once a minute.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use hustings_kernel::{ApiKeyId, OrgId, Scope};
use hustings_store::{Store, StoreError};
use tokio_util::sync::CancellationToken;

use super::rows;

const EVERY: Duration = Duration::from_mins(1);

type Noted = HashMap<(OrgId, ApiKeyId), DateTime<Utc>>;

/// The keys used since they were last written down. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct KeyUse(Arc<Mutex<Noted>>);

impl KeyUse {
    /// Notes that a key was used.
    pub fn note(&self, org: OrgId, key: ApiKeyId, at: DateTime<Utc>) {
        self.lock().insert((org, key), at);
    }

    /// Writes down what was noted, once a minute and once more at the end.
    pub async fn run(self, store: Store, stop: CancellationToken) {
        loop {
            let stopped = tokio::time::timeout(EVERY, stop.cancelled()).await.is_ok();
            if let Err(error) = self.write(&store).await {
                tracing::warn!(%error, "when API keys were last used could not be written; trying again in a minute");
            }
            if stopped {
                return;
            }
        }
    }

    /// Writes down what was noted so far.
    pub async fn write(&self, store: &Store) -> Result<(), StoreError> {
        let noted = std::mem::take(&mut *self.lock());
        let mut by_org: BTreeMap<OrgId, Vec<(ApiKeyId, DateTime<Utc>)>> = BTreeMap::new();
        for ((org, key), at) in noted {
            by_org.entry(org).or_default().push((key, at));
        }
        let mut failed = Ok(());
        for (org, mut uses) in by_org {
            // In order, so that two nodes that write the same keys wait for each other instead of blocking.
            uses.sort_unstable();
            if let Err(error) = write_one(store, org, &uses).await {
                let mut noted = self.lock();
                for (key, at) in uses {
                    noted.entry((org, key)).or_insert(at);
                }
                failed = Err(error);
            }
        }
        failed
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Noted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn write_one(store: &Store, org: OrgId, uses: &[(ApiKeyId, DateTime<Utc>)]) -> Result<(), StoreError> {
    let (keys, times): (Vec<_>, Vec<_>) = uses.iter().map(|(key, at)| (key.uuid(), *at)).unzip();
    let scope = Scope::system_in(org, store.sources().id());
    let mut tx = store.begin(&scope).await?;
    rows::note_use(&mut tx, org, &keys, &times).await?;
    tx.commit().await
}
