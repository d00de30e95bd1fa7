//! The process's part in sharing the work: its signs of life, its leases, and what operators want.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use hustings_kernel::AgentName;
use hustings_store::{AgentTx, Store, StoreError, Wake};
use tokio::sync::{Notify, watch};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::lease::{LaneRow, Lives, plan};
use super::{RuntimeSettings, rows};
use crate::agent::{AnyAgent, Starts};
use crate::{Bookmark, metric, reading};

/// Who acts, as far as the database is told.
const ROSTER: AgentName = AgentName::new("events.roster");

/// What an agent's worker in this process has to do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Assignment {
    /// Whether to work at all.
    pub(super) active: bool,
    /// How far, if the agent is to stop there.
    pub(super) drain_to: Option<i64>,
    /// Goes up whenever an operator did something that the worker must look at.
    pub(super) revision: i64,
    /// Groups of lanes, each with its epoch.
    pub(super) leases: BTreeMap<i16, i64>,
}

pub(super) struct Roster {
    store: Store,
    settings: Arc<RuntimeSettings>,
    poke: Arc<Notify>,
    node: Uuid,
    members: Vec<Member>,
    lives: Lives,
    enrolled: bool,
}

struct Member {
    agent: Arc<dyn AnyAgent>,
    assign: watch::Sender<Assignment>,
}

impl Roster {
    pub(super) fn new(store: Store, settings: Arc<RuntimeSettings>, poke: Arc<Notify>, node: Uuid) -> Self {
        Self {
            store,
            settings,
            poke,
            node,
            members: Vec::new(),
            lives: Lives::default(),
            enrolled: false,
        }
    }

    pub(super) fn add(&mut self, agent: Arc<dyn AnyAgent>, assign: watch::Sender<Assignment>) {
        self.members.push(Member { agent, assign });
    }

    pub(super) async fn run(&mut self, stop: &CancellationToken) {
        let mut news = self.store.listen(Wake::Settings);
        while !stop.is_cancelled() {
            if let Err(error) = self.look().await {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "the agents' roster cannot be read; trying again soon"
                );
                // A broken database must not turn wakes into a storm.
                tokio::time::sleep(self.settings.beat.min(Duration::from_millis(100))).await;
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = news.wait(self.settings.beat) => {}
                () = self.poke.notified() => {}
            }
        }
    }

    /// Gives everything back, so that the others need not wait until we seem dead.
    pub(super) async fn leave(&mut self) {
        let left = async {
            let mut tx = self.begin().await?;
            let lanes = rows::lanes(tx.scoped(), &self.names()).await?;
            let ours: Vec<LaneRow> = lanes
                .into_iter()
                .filter(|lane| lane.holder == Some(self.node))
                .collect();
            rows::hand_over(tx.scoped(), &ours, None).await?;
            rows::forget_nodes(tx.scoped(), &[self.node]).await?;
            tx.scoped().wake_on_commit(Wake::Settings);
            tx.commit().await
        };
        if let Err(error) = left.await {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "the agents' lanes were not handed back; others take them over in a while"
            );
        }
    }

    fn names(&self) -> Vec<String> {
        self.members
            .iter()
            .map(|member| member.agent.name().as_str().to_owned())
            .collect()
    }

    async fn begin(&self) -> Result<AgentTx, StoreError> {
        self.store.begin_as_agent(ROSTER, self.store.sources().id()).await
    }

    async fn look(&mut self) -> Result<(), StoreError> {
        let joins = !self.enrolled;
        if joins {
            self.enrol().await?;
        }
        let names = self.names();
        let mut tx = self.begin().await?;
        rows::beat(tx.scoped(), self.node, &names).await?;
        let nodes = rows::nodes(tx.scoped()).await?;
        let now = self.store.sources().now();
        let agents = rows::agents(tx.scoped(), &names, now).await?;
        let mut lanes = rows::lanes(tx.scoped(), &names).await?;

        let dead = self.lives.dead(&nodes, Instant::now(), self.settings.dead_after);
        let living: Vec<_> = nodes
            .into_iter()
            .filter(|node| node.node_id == self.node || !dead.contains(&node.node_id))
            .collect();
        let plan = plan(self.node, &living, &lanes);
        if !plan.give.is_empty() {
            rows::hand_over(tx.scoped(), &plan.give, None).await?;
        }
        if joins || !plan.give.is_empty() {
            tx.scoped().wake_on_commit(Wake::Settings);
        }
        if !plan.take.is_empty() {
            rows::hand_over(tx.scoped(), &plan.take, Some(self.node)).await?;
        }
        if plan != super::lease::Plan::default() {
            lanes = rows::lanes(tx.scoped(), &names).await?;
        }
        let gone: Vec<Uuid> = dead.into_iter().filter(|node| *node != self.node).collect();
        if !gone.is_empty() {
            tracing::warn!(processes = ?gone, "processes that ran agents are dead; their lanes go to the living");
            rows::forget_nodes(tx.scoped(), &gone).await?;
        }
        tx.commit().await?;
        self.enrolled = true;
        self.assign(&agents, &lanes);
        Ok(())
    }

    fn assign(&self, agents: &[rows::AgentRow], lanes: &[LaneRow]) {
        for member in &self.members {
            let name = member.agent.name().as_str();
            let Some(row) = agents.iter().find(|row| row.name == name) else {
                continue;
            };
            let ours = lanes
                .iter()
                .filter(|lane| lane.agent == name && lane.holder == Some(self.node));
            let assignment = Assignment {
                active: row.state == "running" || row.state == "draining",
                drain_to: row.drain_to,
                revision: row.revision,
                leases: ours.map(|lane| (lane.lane_group, lane.epoch)).collect(),
            };
            let held = u32::try_from(assignment.leases.len()).unwrap_or(u32::MAX);
            metric::LEASES.with(&[("agent", name)]).set(f64::from(held));
            member.assign.send_if_modified(|current| {
                let changed = *current != assignment;
                *current = assignment;
                changed
            });
        }
    }

    /// Puts the agents on record, each with a place to begin.
    async fn enrol(&self) -> Result<(), StoreError> {
        let settled = reading::horizon(&self.store).await?.settled();
        let now = self.store.sources().now();
        let mut tx = self.begin().await?;
        for member in &self.members {
            let start = match member.agent.starts() {
                Starts::AtTheBeginning => Bookmark::BEGINNING,
                Starts::Now => Bookmark::BEGINNING.moved_to(settled),
            };
            let reads: Vec<String> = member.agent.reads().iter().map(|&kind| kind.to_owned()).collect();
            rows::enrol(tx.scoped(), member.agent.name(), &reads, start, now).await?;
        }
        tx.commit().await
    }
}
