//! What an agent is given to work with.

use hustings_kernel::{AgentName, CorrelationId, Envelope, Event, OrgId, Place, Scope, Sources};
use hustings_store::{AgentTx, ScopedTx, StoreError};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::runtime::rows;
use crate::{AgentFailure, Append, Appended, Draft};

/// An agent's hands while it reacts to events: a transaction in the organisation of the event.
#[derive(Debug)]
pub struct AgentContext {
    tx: AgentTx,
    agent: AgentName,
}

impl AgentContext {
    pub(crate) fn new(tx: AgentTx, agent: AgentName) -> Self {
        Self { tx, agent }
    }

    /// The transaction, in the organisation of the event at hand. Its scope says that the agent acts.
    pub fn scoped(&mut self) -> &mut ScopedTx {
        self.tx.scoped()
    }

    /// The clock and the randomness.
    pub fn sources(&mut self) -> Sources {
        self.tx.scoped().sources().clone()
    }

    /// Goes on as part of whatever this event is part of. For agents that handle several events at once.
    pub async fn turn_to(&mut self, event: &Envelope) -> Result<(), StoreError> {
        let scope = scope(self.agent, event.org, event.correlation);
        self.tx.enter(&scope).await?;
        Ok(())
    }

    /// Appends an event that this one caused.
    pub async fn append<E: Event>(&mut self, cause: &Envelope, event: &E) -> Result<Appended, StoreError> {
        let draft = Draft::of(event)?.caused_by(cause.id).within(cause.correlation);
        let appended = self.tx.scoped().append_drafts(vec![draft]).await?;
        appended
            .first()
            .copied()
            .ok_or_else(crate::rows::fewer_than_asked)
    }

    /// Whether this is the first time that this event has this effect. Ask before setting off what must not happen
    /// twice, even if the log is read again.
    pub async fn effect(&mut self, event: &Envelope, effect: &str) -> Result<bool, StoreError> {
        rows::record_effect(self.tx.scoped(), self.agent, event, effect).await
    }

    /// What it remembered under this key in the organisation of the event at hand.
    pub async fn recall<T: DeserializeOwned>(&mut self, key: &str) -> Result<Option<T>, AgentFailure> {
        let remembered = rows::recall(self.tx.scoped(), self.agent, key).await?;
        remembered
            .map(serde_json::from_value)
            .transpose()
            .map_err(|cause| {
                AgentFailure::broken("what the agent remembers has another shape").because(cause)
            })
    }

    /// Remembers a value in the organisation of the event at hand.
    pub async fn remember<T: Serialize + Sync>(&mut self, key: &str, value: &T) -> Result<(), AgentFailure> {
        let value = serde_json::to_value(value)
            .map_err(|cause| AgentFailure::broken("a value cannot be remembered").because(cause))?;
        rows::remember(self.tx.scoped(), self.agent, key, &value).await?;
        Ok(())
    }

    /// Forgets what it remembered under this key.
    pub async fn forget(&mut self, key: &str) -> Result<(), StoreError> {
        rows::forget(self.tx.scoped(), self.agent, key).await
    }

    pub(crate) fn tx(&mut self) -> &mut AgentTx {
        &mut self.tx
    }

    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        self.tx.commit().await
    }
}

/// An agent's hands when its timer went off: a transaction that enters organisations one after the other.
#[derive(Debug)]
pub struct TimerContext {
    tx: AgentTx,
    agent: AgentName,
    correlation: CorrelationId,
}

impl TimerContext {
    pub(crate) fn new(tx: AgentTx, agent: AgentName, correlation: CorrelationId) -> Self {
        Self {
            tx,
            agent,
            correlation,
        }
    }

    /// From here on the transaction is in this organisation.
    pub async fn enter(&mut self, org: OrgId) -> Result<&mut ScopedTx, StoreError> {
        let scope = scope(self.agent, org, self.correlation);
        self.tx.enter(&scope).await
    }

    /// The transaction, where it was entered last; at first outside any organisation.
    pub fn scoped(&mut self) -> &mut ScopedTx {
        self.tx.scoped()
    }

    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        self.tx.commit().await
    }
}

/// The agent, acting in the organisation of an event, or on the installation for an event outside any.
fn scope(agent: AgentName, org: OrgId, correlation: CorrelationId) -> Scope {
    let place = if org == OrgId::INSTALLATION {
        Place::System
    } else {
        Place::Organisation(org)
    };
    Scope::from_parts(place, agent.into(), correlation)
}
