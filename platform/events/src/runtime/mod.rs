//! Runs the agents of this process.
//!
//! One task for each agent (`worker`), one for the leases (`roster`). Start with [`AgentRuntime::run`].

mod batch;
pub(crate) mod lease;
pub(crate) mod parking;
mod retry;
mod roster;
pub(crate) mod rows;
mod worker;

use std::sync::Arc;
use std::time::Duration;

use hustings_store::Store;
use tokio::sync::{Notify, Semaphore, watch};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::agent::AnyAgent;
use crate::{Agents, Feed};
use roster::{Assignment, Roster};
use worker::Worker;

/// How agents are run.
#[derive(Debug, Clone)]
pub struct RuntimeSettings {
    /// How often this process gives a sign of life and looks what operators want.
    pub beat: Duration,
    /// How long another process may stand still before its work is taken over.
    pub dead_after: Duration,
    /// Events handled in one transaction at most.
    pub batch: usize,
    /// Agents at work at the same time; each needs a connection.
    pub batches_at_once: usize,
    /// How often a failing event is tried before it becomes a dead letter.
    pub attempts: i32,
    /// The pause after the first failure. It doubles with each further one.
    pub first_retry: Duration,
    /// The longest pause.
    pub longest_retry: Duration,
    /// How long a handler may take.
    pub handle_timeout: Duration,
    /// How often an agent that only passes over events of other kinds notes its place.
    pub save_every: Duration,
}

impl Default for RuntimeSettings {
    fn default() -> Self {
        Self {
            beat: Duration::from_millis(500),
            dead_after: Duration::from_secs(5),
            batch: 256,
            batches_at_once: 4,
            attempts: 8,
            first_retry: Duration::from_secs(1),
            longest_retry: Duration::from_mins(5),
            handle_timeout: Duration::from_secs(30),
            save_every: Duration::from_secs(5),
        }
    }
}

/// The agents of this process, ready to run.
pub struct AgentRuntime {
    store: Store,
    feed: Feed,
    agents: Vec<Arc<dyn AnyAgent>>,
    settings: Arc<RuntimeSettings>,
    node: Uuid,
}

impl std::fmt::Debug for AgentRuntime {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("AgentRuntime")
            .field("agents", &self.agents.len())
            .finish_non_exhaustive()
    }
}

impl AgentRuntime {
    /// Prepares these agents. The feed should carry the kinds they read; it has a worker of its own.
    pub fn new(store: Store, feed: Feed, agents: Agents, settings: RuntimeSettings) -> Self {
        Self {
            node: store.sources().id(),
            store,
            feed,
            agents: agents.into_iter().collect(),
            settings: Arc::new(settings),
        }
    }

    /// Lets the process be known to the others by this id, which nobody else may have.
    #[must_use]
    pub fn known_as(mut self, node: Uuid) -> Self {
        self.node = node;
        self
    }

    /// Runs until told to stop; then lets each agent finish its batch and hands its lanes back.
    pub async fn run(self, stop: CancellationToken) {
        let poke = Arc::new(Notify::new());
        let slots = Arc::new(Semaphore::new(self.settings.batches_at_once.max(1)));
        let mut roster = Roster::new(self.store.clone(), self.settings.clone(), poke.clone(), self.node);
        let mut workers = JoinSet::new();
        for agent in self.agents {
            let (assign, assignment) = watch::channel(Assignment::default());
            roster.add(agent.clone(), assign);
            let worker = Worker::new(
                self.store.clone(),
                self.feed.clone(),
                agent,
                self.settings.clone(),
                slots.clone(),
                poke.clone(),
                assignment,
            );
            let stop = stop.clone();
            workers.spawn(async move { worker.run(stop).await });
        }
        roster.run(&stop).await;
        // A handler has its own time limit, and so has this.
        let ended = async {
            while let Some(ended) = workers.join_next().await {
                if let Err(error) = ended {
                    tracing::error!(%error, "an agent ended badly");
                }
            }
        };
        if tokio::time::timeout(self.settings.handle_timeout, ended)
            .await
            .is_err()
        {
            tracing::warn!("an agent did not finish its batch in time; whoever takes over repeats it");
        }
        roster.leave().await;
    }
}
