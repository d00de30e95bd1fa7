//! The log and its agents against a real PostgreSQL.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests may panic, and own the tasks they spawn"
)]

mod agents;
mod control;
mod doors;
mod log;
mod personal;
mod processes;
mod reading;
mod recorder;

use anyhow::Result;
use hustings_events::{Append, Draft, Feed, FeedSettings, Logged};
use hustings_kernel::{OrgId, Scope};
use hustings_store::{Store, StoreSettings};
use hustings_testkit::TestDatabase;
use hustings_vocabulary::{Personal, events};
use serde::{Deserialize, Serialize};
use tokio_util::sync::{CancellationToken, DropGuard};
use uuid::Uuid;

/// A counter went up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Counted {
    counter: Uuid,
    number: i64,
}

/// A person said something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Said {
    person: Uuid,
    words: Personal<String>,
}

events! {
    /// A counter went up.
    Counted: "counter.counted" version 1 about counter, everyday;
    /// A person said something.
    Said: "person.said" version 1 about person, audited;
}

async fn database() -> Result<TestDatabase> {
    TestDatabase::new(&[hustings_store::MIGRATIONS, hustings_events::MIGRATIONS]).await
}

/// A store on the same database with connections enough for many writers.
fn wide_store(database: &TestDatabase) -> Result<Store> {
    let settings = StoreSettings {
        max_connections: 20,
        ..StoreSettings::default()
    };
    let keys = hustings_store::Keys::from_bytes([7; 32]);
    Ok(Store::connect(database.url(), &settings, database.sources().clone(), keys)?.0)
}

fn running_feed(store: &Store) -> (Feed, DropGuard) {
    let kinds = EVENTS.iter().map(|event| event.kind);
    let settings = FeedSettings {
        poll: std::time::Duration::from_millis(20),
        ..FeedSettings::default()
    };
    let (feed, worker) = Feed::new(store.clone(), kinds, settings);
    let stop = CancellationToken::new();
    tokio::spawn(worker.run(stop.clone()));
    (feed, stop.drop_guard())
}

async fn append_one(store: &Store, scope: &Scope, counter: Uuid, number: i64) -> Result<()> {
    let mut tx = store.begin(scope).await?;
    tx.append(&Counted { counter, number }).await?;
    tx.commit().await?;
    Ok(())
}

fn numbers(events: &[std::sync::Arc<Logged>]) -> Vec<i64> {
    events
        .iter()
        .map(|event| event.decode::<Counted>().unwrap().number)
        .collect()
}

fn counted(counter: Uuid, numbers: impl IntoIterator<Item = i64>) -> Vec<Draft> {
    numbers
        .into_iter()
        .map(|number| Draft::of(&Counted { counter, number }).unwrap())
        .collect()
}

fn an_org(database: &TestDatabase) -> OrgId {
    database.sources().id()
}
