//! What operators do to agents. Events of the installation: an agent works for every organisation.

use chrono::{DateTime, Utc};
use hustings_kernel::{EventId, OrgId};
use serde::{Deserialize, Serialize};

use crate::named::id_of_name;
use crate::{Personal, events};

hustings_kernel::id!(
    /// Names an agent where a name will not do: its id follows from its name.
    AgentId,
    "agent"
);

impl AgentId {
    /// The id of the agent of this name, always the same.
    pub fn of(name: &str) -> Self {
        Self::from(id_of_name(name))
    }
}

/// An operator lets an agent wait.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentPaused {
    /// The agent.
    pub agent: AgentId,
    /// Its name.
    pub name: String,
    /// Why, in the operator's words.
    pub reason: Option<Personal<String>>,
}

/// An operator lets an agent work again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentResumed {
    /// The agent.
    pub agent: AgentId,
    /// Its name.
    pub name: String,
}

/// An operator lets an agent work off what is there, and wait then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentDrained {
    /// The agent.
    pub agent: AgentId,
    /// Its name.
    pub name: String,
    /// Why, in the operator's words.
    pub reason: Option<Personal<String>>,
}

/// An operator sent an agent back in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentRewound {
    /// The agent.
    pub agent: AgentId,
    /// Its name.
    pub name: String,
    /// To the first event recorded at or after that time; without it, to the first of all.
    pub to: Option<DateTime<Utc>>,
    /// Whether what it set off before is set off again.
    pub effects_repeated: bool,
}

/// An operator lets an agent try again what it could not handle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentReplayed {
    /// The agent.
    pub agent: AgentId,
    /// Its name.
    pub name: String,
    /// Only the history that waits for this event; without it, all.
    pub event: Option<EventId>,
}

/// An operator gave up an event that an agent could not handle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentSkipped {
    /// The agent.
    pub agent: AgentId,
    /// Its name.
    pub name: String,
    /// The event.
    pub event: EventId,
    /// Whose it is.
    pub organisation: OrgId,
    /// Why, in the operator's words.
    pub reason: Option<Personal<String>>,
}

events! {
    /// An operator lets an agent wait.
    AgentPaused: "agent.paused" version 1 about agent, audited;
    /// An operator lets an agent work again.
    AgentResumed: "agent.resumed" version 1 about agent, audited;
    /// An operator lets an agent work off what is there, and wait then.
    AgentDrained: "agent.drained" version 1 about agent, audited;
    /// An operator sent an agent back in the log.
    AgentRewound: "agent.rewound" version 1 about agent, audited;
    /// An operator lets an agent try again what it could not handle.
    AgentReplayed: "agent.replayed" version 1 about agent, audited;
    /// An operator gave up an event that an agent could not handle.
    AgentSkipped: "agent.skipped" version 1 about agent, audited;
}
