//! When each key was last used.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use hustings_kernel::{ApiKeyId, OrgId, Scope};
use hustings_store::{Store, StoreError};

use super::rows;
use crate::last_use::Noted;

/// The keys used since they were last written down. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct KeyUse(Noted<(OrgId, ApiKeyId)>);

impl KeyUse {
    /// Notes that a key was used.
    pub(crate) fn note(&self, org: OrgId, key: ApiKeyId, at: DateTime<Utc>) {
        self.0.note((org, key), at);
    }

    /// Writes down what was noted so far.
    pub async fn write(&self, store: &Store) -> Result<(), StoreError> {
        let mut by_org: BTreeMap<OrgId, Vec<(ApiKeyId, DateTime<Utc>)>> = BTreeMap::new();
        for ((org, key), at) in self.0.take() {
            by_org.entry(org).or_default().push((key, at));
        }
        let mut failed = Ok(());
        for (org, uses) in by_org {
            if let Err(error) = write_one(store, org, &uses).await {
                self.0
                    .put_back(uses.into_iter().map(|(key, at)| ((org, key), at)));
                failed = Err(error);
            }
        }
        failed
    }
}

async fn write_one(store: &Store, org: OrgId, uses: &[(ApiKeyId, DateTime<Utc>)]) -> Result<(), StoreError> {
    let (keys, times): (Vec<_>, Vec<_>) = uses.iter().map(|(key, at)| (key.uuid(), *at)).unzip();
    let scope = Scope::system_in(org, store.sources().id());
    let mut tx = store.begin(&scope).await?;
    rows::note_use(&mut tx, org, &keys, &times).await?;
    tx.commit().await
}
