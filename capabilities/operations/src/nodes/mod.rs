//! The processes that make up the installation, and which release runs since when.
//!
//! Every process says from time to time that it lives. One that stops takes its row away; one that dies falls silent,
//! and is forgotten after a day.

mod rows;

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use hustings_kernel::Scope;
use hustings_store::{Freshness, Store, StoreError};
use schemars::JsonSchema;
use serde::Serialize;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// How often a process says that it lives.
const EVERY: Duration = Duration::from_secs(15);
/// Silent for longer than this, a process is taken for dead.
pub(crate) const SILENT_AFTER: TimeDelta = TimeDelta::seconds(60);
/// Silent for longer than this, it is forgotten.
const FORGOTTEN_AFTER: TimeDelta = TimeDelta::days(1);

/// The process itself.
#[derive(Debug, Clone)]
pub struct ThisNode {
    /// Its id, under which it also holds the lanes of agents.
    pub id: Uuid,
    /// The machine it runs on.
    pub host: String,
    /// The version of the program.
    pub version: &'static str,
    /// What it does.
    pub roles: Vec<String>,
    /// When it started.
    pub started_at: DateTime<Utc>,
}

/// A process of the installation.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct NodeView {
    /// The process.
    pub(crate) id: Uuid,
    /// The machine it runs on.
    pub(crate) host: String,
    /// The version of the program.
    pub(crate) version: String,
    /// What it does.
    pub(crate) roles: Vec<String>,
    /// When it started.
    pub(crate) started_at: DateTime<Utc>,
    /// When it last said that it lives.
    pub(crate) seen_at: DateTime<Utc>,
}

/// A release, and since when it runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Release {
    pub(crate) version: String,
    pub(crate) running_since: DateTime<Utc>,
}

impl ThisNode {
    /// Says until told to stop that this process lives, and takes its leave then.
    pub async fn run(self, store: Store, stop: CancellationToken) {
        loop {
            if let Err(error) = self.beat(&store).await {
                tracing::warn!(%error, "this process could not say that it lives; trying again soon");
            }
            if tokio::time::timeout(EVERY, stop.cancelled()).await.is_ok() {
                break;
            }
        }
        if let Err(error) = self.leave(&store).await {
            tracing::warn!(%error, "this process could not take its leave; the others see it fall silent");
        }
    }

    /// Says once that this process lives.
    pub async fn beat(&self, store: &Store) -> Result<(), StoreError> {
        let now = store.sources().now();
        let mut tx = store.begin(&system(store)).await?;
        rows::seen(&mut tx, self, now).await?;
        rows::forget_silent(&mut tx, now - FORGOTTEN_AFTER).await?;
        rows::note_release(&mut tx, self.version, self.started_at).await?;
        tx.commit().await
    }

    async fn leave(&self, store: &Store) -> Result<(), StoreError> {
        let mut tx = store.begin(&system(store)).await?;
        rows::forget(&mut tx, self.id).await?;
        tx.commit().await
    }
}

/// Every process that is not forgotten, the silent ones among them.
pub(crate) async fn all(store: &Store) -> Result<Vec<NodeView>, StoreError> {
    let mut read = store.read(&system(store), Freshness::Latest).await?;
    rows::all(&mut read).await
}

/// The machines of the processes.
pub(crate) async fn hosts(store: &Store) -> Result<BTreeMap<Uuid, String>, StoreError> {
    let nodes = all(store).await?;
    Ok(nodes.into_iter().map(|node| (node.id, node.host)).collect())
}

/// The machines that run the installation beside this one, each once; those that fell silent do not count.
pub async fn other_hosts(store: &Store, own: &str) -> Result<Vec<String>, StoreError> {
    let since = store.sources().now() - SILENT_AFTER;
    let mut hosts: Vec<String> = all(store)
        .await?
        .into_iter()
        .filter(|node| node.host != own && node.seen_at > since)
        .map(|node| node.host)
        .collect();
    hosts.sort_unstable();
    hosts.dedup();
    Ok(hosts)
}

/// The release that was started last, if it followed another one.
pub(crate) async fn latest_change(store: &Store) -> Result<Option<Release>, StoreError> {
    let mut read = store.read(&system(store), Freshness::Latest).await?;
    let releases = rows::latest_releases(&mut read).await?;
    Ok(match releases.as_slice() {
        [latest, _before] => Some(latest.clone()),
        _ => None,
    })
}

fn system(store: &Store) -> Scope {
    Scope::system(store.sources().id())
}
