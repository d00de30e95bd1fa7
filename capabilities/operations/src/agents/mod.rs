//! The agents that follow the log: how they are doing, and an operator's hand on them.
//!
//! An agent works for every organisation, so only those who run the installation steer it. An organisation sees what of
//! its own could not be handled.

mod dead_letters;
mod deeds;
mod list;
mod read;
mod replay;
mod rewind;
mod set_state;
mod skip;

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, Utc};
use hustings_events::{AgentHealth, Verdict};
use hustings_http::Operations;
use hustings_kernel::EventId;
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use crate::Operating;

pub use deeds::{drain, pause, replay, resume, rewind, skip};

/// An agent that has work and does not get on for this long counts as stuck.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// What is wanted of an agent, or what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AgentState {
    /// It works.
    Running,
    /// It waits until it is resumed.
    Paused,
    /// It works off what is in the log by now, and pauses then.
    Draining,
    /// It broke and waits until it is resumed.
    Failed,
}

impl From<hustings_events::AgentState> for AgentState {
    fn from(state: hustings_events::AgentState) -> Self {
        match state {
            hustings_events::AgentState::Running => Self::Running,
            hustings_events::AgentState::Paused => Self::Paused,
            hustings_events::AgentState::Draining => Self::Draining,
            hustings_events::AgentState::Failed => Self::Failed,
        }
    }
}

/// What to make of an agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AgentVerdict {
    /// It has nothing left to do, or has done some of it lately.
    Healthy,
    /// It works, but some events wait for an operator.
    DeadLetters,
    /// It should work, and has not got on for longer than is right.
    Stuck,
    /// No process runs it.
    Unattended,
    /// An operator stopped it.
    Stopped,
    /// It broke.
    Failed,
}

impl From<Verdict> for AgentVerdict {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Healthy => Self::Healthy,
            Verdict::DeadLetters => Self::DeadLetters,
            Verdict::Stuck => Self::Stuck,
            Verdict::Unattended => Self::Unattended,
            Verdict::Stopped => Self::Stopped,
            Verdict::Failed => Self::Failed,
        }
    }
}

/// An agent, and how it is doing.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AgentView {
    /// Its name.
    pub name: String,
    /// What is wanted of it.
    pub state: AgentState,
    /// Why it does not run, in an operator's words.
    pub reason: Option<String>,
    /// What to make of it.
    pub verdict: AgentVerdict,
    /// Events it still has to handle; 10,000 stands for that many or more.
    pub lag_events: i64,
    /// How long ago the oldest of them was recorded.
    pub lag_seconds: u64,
    /// When it last got on.
    pub progressed_at: DateTime<Utc>,
    /// Events it has handled in its life.
    pub handled: i64,
    /// Things whose events failed and are tried again by themselves.
    pub waiting: i64,
    /// Things whose events wait for an operator: its dead letters.
    pub dead_letters: i64,
    /// The processes that work for it.
    pub processes: Vec<AgentProcess>,
}

/// A process that works for an agent.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AgentProcess {
    /// The process, as system health names it.
    pub node: Uuid,
    /// The machine it runs on, if it has said so.
    pub host: Option<String>,
    /// How many of the agent's lanes it holds; all its processes together hold eight.
    pub lanes: i64,
}

impl AgentView {
    /// An agent, on processes whose machines are known by these names.
    fn of(health: AgentHealth, hosts: &BTreeMap<Uuid, String>) -> Self {
        let processes = health.processes.iter().map(|holder| AgentProcess {
            node: holder.node,
            host: hosts.get(&holder.node).cloned(),
            lanes: holder.lane_groups,
        });
        Self {
            processes: processes.collect(),
            name: health.name,
            state: health.state.into(),
            reason: health.reason,
            verdict: health.verdict.into(),
            lag_events: health.lag_events,
            lag_seconds: health.lag.as_secs(),
            progressed_at: health.progressed_at,
            handled: health.handled,
            waiting: health.waiting_streams,
            dead_letters: health.dead_streams,
        }
    }
}

/// Why an agent was not steered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Missing {
    Agent,
    Letter,
}

/// What is missing, if that is what the error says; a fault otherwise.
fn missing(error: hustings_events::ControlError) -> Result<Missing, hustings_store::StoreError> {
    match error {
        hustings_events::ControlError::NoSuchAgent(_) => Ok(Missing::Agent),
        hustings_events::ControlError::NoSuchDeadLetter(_) => Ok(Missing::Letter),
        hustings_events::ControlError::Store(error) => Err(error),
    }
}

/// An event that an agent could not handle, as it is shown. What it says is not.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DeadLetterView {
    /// The agent.
    pub agent: String,
    /// The organisation it happened in; the nil id for what happened outside any.
    pub organisation: Uuid,
    /// The event.
    pub event: EventId,
    /// What happened.
    pub kind: String,
    /// What kind of thing it happened to.
    pub noun: String,
    /// Which one. Nothing else happens to it, as far as this agent is concerned, until this is settled.
    pub subject: Uuid,
    /// When the log took it.
    pub recorded_at: DateTime<Utc>,
    /// When the agent set it aside.
    pub set_aside_at: DateTime<Utc>,
    /// Why it failed, in fixed words.
    pub error: String,
    /// How often it was tried.
    pub attempts: i32,
    /// Whether it waits for an operator; otherwise it is tried again by itself.
    pub dead: bool,
    /// How many events wait with it, itself among them.
    pub waiting: i64,
}

impl From<hustings_events::DeadLetter> for DeadLetterView {
    fn from(letter: hustings_events::DeadLetter) -> Self {
        Self {
            agent: letter.agent,
            organisation: letter.org.uuid(),
            event: letter.event,
            kind: letter.kind,
            noun: letter.stream.noun,
            subject: letter.stream.id,
            recorded_at: letter.recorded_at,
            set_aside_at: letter.parked_at,
            error: letter.error,
            attempts: letter.attempts,
            dead: letter.dead,
            waiting: letter.waiting,
        }
    }
}

pub(crate) fn operations() -> Operations<Operating> {
    Operations::new("agents")
        .add(list::operation())
        .add(read::operation())
        .add(set_state::operation())
        .add(rewind::operation())
        .add(dead_letters::of_agent())
        .add(replay::all())
        .add(replay::one())
        .add(skip::operation())
        .add(dead_letters::of_organisation())
}
