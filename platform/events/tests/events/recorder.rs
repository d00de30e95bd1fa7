//! Agents of the tests: they write down what they handle, and fail when told to.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::Result;
use hustings_events::{
    Agent, AgentContext, AgentFailure, AgentRuntime, Agents, Feed, FeedSettings, RuntimeSettings,
};
use hustings_kernel::{AgentName, Envelope};
use hustings_store::{Migration, ScopedConnection, Store};
use hustings_testkit::TestDatabase;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::Counted;

/// Where the agents write.
pub(crate) const HANDLED: &[Migration] = &[Migration {
    name: "29990101000000_handled",
    sql: "-- Why: the tests need to see what agents did, in which order.
          CREATE TABLE handled (
              org_id uuid NOT NULL,
              place bigint GENERATED ALWAYS AS IDENTITY,
              counter uuid NOT NULL,
              number bigint NOT NULL,
              CONSTRAINT handled_pkey PRIMARY KEY (org_id, place)
          );
          SELECT scope.protect('handled');",
}];

pub(crate) async fn database() -> Result<TestDatabase> {
    TestDatabase::new(&[hustings_store::MIGRATIONS, hustings_events::MIGRATIONS, HANDLED]).await
}

/// What the recorder is to do with certain numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mood {
    Fails,
    Refuses,
    Panics,
    Hangs,
    Breaks,
    Violates,
}

/// Writes down every number, and misbehaves at some.
#[derive(Clone, Default)]
pub(crate) struct Recorder {
    moods: Arc<Mutex<BTreeSet<(i64, Mood)>>>,
}

impl Recorder {
    pub(crate) fn that(mood: Mood, at: i64) -> Self {
        let recorder = Self::default();
        recorder.moods.lock().unwrap().insert((at, mood));
        recorder
    }

    pub(crate) fn recover(&self) {
        self.moods.lock().unwrap().clear();
    }

    fn mood(&self, number: i64) -> Option<Mood> {
        let moods = self.moods.lock().unwrap();
        moods.iter().find(|(at, _)| *at == number).map(|(_, mood)| *mood)
    }
}

impl Agent for Recorder {
    const NAME: AgentName = AgentName::new("testing.record");
    const READS: &'static [&'static str] = &["counter.counted"];

    async fn handle(&self, ctx: &mut AgentContext, event: &Envelope) -> Result<(), AgentFailure> {
        let counted: Counted = event.decode()?;
        record(ctx.scoped(), &counted).await?;
        match self.mood(counted.number) {
            None => Ok(()),
            Some(Mood::Fails) => Err(AgentFailure::retry("the remote is away").because("for reasons")),
            Some(Mood::Refuses) => Err(AgentFailure::permanent("nobody can do that")),
            Some(Mood::Breaks) => Err(AgentFailure::broken("a setting is missing")),
            Some(Mood::Panics) => panic!("as told"),
            Some(Mood::Hangs) => std::future::pending().await,
            Some(Mood::Violates) => {
                let query = sqlx::query("INSERT INTO handled (org_id, counter, number) VALUES ($1, NULL, 0)");
                let org = ctx.scoped().scope().org().uuid();
                let refused = query.bind(org).execute(ctx.scoped().connection()).await;
                refused
                    .map(|_| ())
                    .map_err(|error| AgentFailure::from(hustings_store::StoreError::from(error)))
            }
        }
    }
}

pub(crate) async fn record(
    on: &mut impl ScopedConnection,
    counted: &Counted,
) -> Result<(), hustings_store::StoreError> {
    let org = on.scope().org().uuid();
    sqlx::query("INSERT INTO handled (org_id, counter, number) VALUES ($1, $2, $3)")
        .bind(org)
        .bind(counted.counter)
        .bind(counted.number)
        .execute(on.connection())
        .await?;
    Ok(())
}

/// The numbers handled of one counter, in the order they were.
pub(crate) async fn handled(database: &TestDatabase, counter: Uuid) -> Vec<i64> {
    sqlx::query_scalar("SELECT number FROM handled WHERE counter = $1 ORDER BY place")
        .bind(counter)
        .fetch_all(&mut database.owner().await.unwrap())
        .await
        .unwrap()
}

pub(crate) async fn until_handled(database: &TestDatabase, counter: Uuid, numbers: &[i64]) {
    let what = format!("{numbers:?} are handled");
    database
        .eventually(&what, async || handled(database, counter).await == numbers)
        .await;
}

/// Settings that do not keep a test waiting.
pub(crate) fn quick() -> RuntimeSettings {
    RuntimeSettings {
        beat: Duration::from_millis(50),
        dead_after: Duration::from_secs(2),
        batches_at_once: 2,
        attempts: 3,
        first_retry: Duration::from_millis(20),
        longest_retry: Duration::from_millis(50),
        handle_timeout: Duration::from_secs(5),
        save_every: Duration::from_millis(200),
        ..RuntimeSettings::default()
    }
}

/// A runtime at work; it ends with this value.
pub(crate) struct Running {
    stop: CancellationToken,
    runtime: JoinHandle<()>,
}

impl Running {
    pub(crate) async fn end(mut self) -> Result<()> {
        self.stop.cancel();
        Ok((&mut self.runtime).await?)
    }
}

pub(crate) fn run(store: &Store, agents: Agents, settings: RuntimeSettings) -> Running {
    let stop = CancellationToken::new();
    let feed_settings = FeedSettings {
        poll: Duration::from_millis(50),
        ..FeedSettings::default()
    };
    let (feed, worker) = Feed::new(store.clone(), agents.kinds(), feed_settings);
    let runtime = AgentRuntime::new(store.clone(), feed, agents, settings);
    tokio::spawn(worker.run(stop.clone()));
    let runtime = tokio::spawn(runtime.run(stop.clone()));
    Running { stop, runtime }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}
