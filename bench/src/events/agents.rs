//! The benchmark's agents: they keep the newest number of each counter, and nothing else.

use std::io::Read as _;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Result;
use hustings_events::{
    Agent, AgentContext, AgentFailure, AgentRuntime, Agents, Feed, FeedSettings, Logged, RuntimeSettings,
};
use hustings_kernel::{AgentName, Envelope, Sources};
use hustings_store::{Keys, Store, StoreSettings, Wake};
use serde::{Deserialize, Serialize};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::rows;

/// A counter went up.
#[derive(Serialize, Deserialize)]
pub(super) struct Counted {
    pub(super) counter: Uuid,
    pub(super) number: i64,
}

hustings_vocabulary::events! {
    /// A counter went up.
    Counted: "counter.counted" version 1 about counter, everyday;
}

/// One statement for each event.
pub(super) struct OneByOne;

impl Agent for OneByOne {
    const NAME: AgentName = AgentName::new("bench.one-by-one");
    const READS: &'static [&'static str] = &["counter.counted"];

    async fn handle(&self, ctx: &mut AgentContext, event: &Envelope) -> Result<(), AgentFailure> {
        let counted: Counted = event.decode()?;
        Ok(rows::set(ctx.scoped(), counted.counter, counted.number).await?)
    }
}

/// One statement for each batch.
pub(super) struct InBulk;

impl Agent for InBulk {
    const NAME: AgentName = AgentName::new("bench.in-bulk");
    const READS: &'static [&'static str] = &["counter.counted"];

    async fn handle(&self, ctx: &mut AgentContext, event: &Envelope) -> Result<(), AgentFailure> {
        let counted: Counted = event.decode()?;
        Ok(rows::set(ctx.scoped(), counted.counter, counted.number).await?)
    }

    async fn handle_all(&self, ctx: &mut AgentContext, events: &[Arc<Logged>]) -> Result<(), AgentFailure> {
        let counted = events.iter().map(|event| event.decode::<Counted>());
        let counted = counted.collect::<Result<Vec<_>, _>>()?;
        let ids: Vec<Uuid> = counted.iter().map(|counted| counted.counter).collect();
        let numbers: Vec<i64> = counted.iter().map(|counted| counted.number).collect();
        Ok(rows::set_all(ctx.scoped(), &ids, &numbers).await?)
    }
}

/// Tells which events it has handled once that is durable.
#[derive(Clone, Default)]
pub(super) struct Telling {
    handled: Arc<Mutex<Vec<i64>>>,
}

impl Telling {
    /// The numbers handled since this was asked last.
    pub(super) fn take(&self) -> Vec<i64> {
        std::mem::take(&mut *self.handled.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Agent for Telling {
    const NAME: AgentName = AgentName::new("bench.telling");
    const READS: &'static [&'static str] = &["counter.counted"];

    async fn handle(&self, ctx: &mut AgentContext, event: &Envelope) -> Result<(), AgentFailure> {
        let counted: Counted = event.decode()?;
        rows::set(ctx.scoped(), counted.counter, counted.number).await?;
        // Rings after the commit, so whoever listens knows that what is in the list is durable.
        ctx.scoped().wake_on_commit(Wake::Jobs);
        let mut handled = self.handled.lock().unwrap_or_else(PoisonError::into_inner);
        handled.push(counted.number);
        Ok(())
    }
}

/// Agents at work in this process.
pub(super) struct Running {
    pub(super) store: Store,
    pub(super) stop: CancellationToken,
    pub(super) tasks: JoinSet<()>,
}

impl Running {
    pub(super) fn start(url: &str, agents: Agents) -> Result<Self> {
        let sources = Sources::system();
        let keys = Keys::from_bytes([7; 32]);
        let (store, wakes) = Store::connect(url, &StoreSettings::default(), sources, keys)?;
        let (feed, feed_worker) = Feed::new(store.clone(), agents.kinds(), FeedSettings::default());
        let runtime = AgentRuntime::new(store.clone(), feed, agents, RuntimeSettings::default());
        let stop = CancellationToken::new();
        let mut tasks = JoinSet::new();
        tasks.spawn(wakes.run(stop.clone()));
        tasks.spawn(feed_worker.run(stop.clone()));
        tasks.spawn(runtime.run(stop.clone()));
        Ok(Self { store, stop, tasks })
    }

    pub(super) async fn end(mut self) -> Result<()> {
        self.stop.cancel();
        while let Some(ended) = self.tasks.join_next().await {
            ended?;
        }
        self.store.close().await;
        Ok(())
    }
}

/// Runs agents until its standard input ends. What the benchmark starts itself.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Where the database is
    url: String,
}

pub(crate) fn run(options: &Options) -> Result<()> {
    tokio::runtime::Runtime::new()?.block_on(async {
        let agents = Agents::new().with(OneByOne).with(InBulk);
        let running = Running::start(&options.url, agents)?;
        // Ends with whoever started it, however that ends.
        tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new())).await??;
        running.end().await
    })
}

/// How often the benchmark looks whether something has come about.
pub(super) const LOOK: Duration = Duration::from_millis(10);
