//! What an operator wants, in one transaction with what the log is told about it.

use hustings_kernel::{Event, EventId, OrgId};
use hustings_store::{AgentTx, ScopedTx, Store, StoreError, Wake};

use super::{AgentState, ControlError, Effects, Replay, RewindTo, rows};
use crate::{Append as _, Bookmark, reading};

/// An operator's wishes, until they are committed. Whatever fails ends it.
#[derive(Debug)]
pub struct ControlTx {
    tx: AgentTx,
    store: Store,
}

impl ControlTx {
    pub(super) fn new(tx: AgentTx, store: Store) -> Self {
        Self { tx, store }
    }

    /// Lets the agent finish its batch and wait.
    pub async fn pause(&mut self, agent: &str, reason: Option<&str>) -> Result<(), ControlError> {
        self.set_state(agent, AgentState::Paused, None, reason).await
    }

    /// Lets the agent go on, also after it broke.
    pub async fn resume(&mut self, agent: &str) -> Result<(), ControlError> {
        self.set_state(agent, AgentState::Running, None, None).await
    }

    /// Lets the agent work off what is in the log by now, and then wait.
    pub async fn drain(&mut self, agent: &str, reason: Option<&str>) -> Result<(), ControlError> {
        let settled = reading::horizon(&self.store).await?.settled();
        self.set_state(agent, AgentState::Draining, Some(settled), reason)
            .await
    }

    /// Sends the agent back, and drops what it has set aside after that place: it is read again with the rest.
    pub async fn rewind(&mut self, agent: &str, to: RewindTo, effects: Effects) -> Result<(), ControlError> {
        let to = match to {
            RewindTo::Beginning => Bookmark::BEGINNING,
            RewindTo::Bookmark(bookmark) => bookmark,
            RewindTo::Time(time) => reading::bookmark_at(&self.store, time).await?,
        };
        self.touch(agent).await?;
        let now = self.store.sources().now();
        rows::send_to(self.tx.scoped(), agent, to, now).await?;
        rows::drop_parked_after(self.tx.scoped(), agent, to.position.0).await?;
        if effects == Effects::Repeat {
            rows::forget_effects_after(self.tx.scoped(), agent, to.position.0).await?;
        }
        Ok(())
    }

    /// Tries dead letters again, from the first attempt on.
    pub async fn replay(&mut self, agent: &str, what: Replay) -> Result<(), ControlError> {
        self.touch(agent).await?;
        let event = match what {
            Replay::All => None,
            Replay::Event(event) => Some(event.uuid()),
        };
        let revived = rows::revive(self.tx.scoped(), agent, event).await?;
        if revived == 0 && event.is_some() {
            return Err(ControlError::NoSuchDeadLetter(agent.to_owned()));
        }
        Ok(())
    }

    /// Gives up one event that cannot be handled, so that the rest of its stream goes on. Returns whose it was.
    pub async fn skip(&mut self, agent: &str, event: EventId) -> Result<OrgId, ControlError> {
        self.replay(agent, Replay::Event(event)).await?;
        let skipped = rows::skip(self.tx.scoped(), agent, event.uuid()).await?;
        let missing = || ControlError::NoSuchDeadLetter(agent.to_owned());
        skipped.map(OrgId::from).ok_or_else(missing)
    }

    /// Tells the log what was done, as an event of the installation.
    pub async fn tell<E: Event>(&mut self, event: &E) -> Result<(), StoreError> {
        self.tx.scoped().append(event).await?;
        Ok(())
    }

    /// The transaction itself, for what else belongs in it.
    pub fn scoped(&mut self) -> &mut ScopedTx {
        self.tx.scoped()
    }

    /// The transaction itself, for whoever commits it together with something else.
    pub fn into_scoped(self) -> ScopedTx {
        self.tx.into_scoped()
    }

    /// Makes it happen; every node looks within a moment.
    pub async fn commit(self) -> Result<(), StoreError> {
        self.tx.commit().await
    }

    async fn set_state(
        &mut self,
        agent: &str,
        state: AgentState,
        drain_to: Option<i64>,
        reason: Option<&str>,
    ) -> Result<(), ControlError> {
        let now = self.store.sources().now();
        let state = state.as_str();
        let known = rows::set_state(self.tx.scoped(), agent, state, drain_to, reason, now).await?;
        self.tx.scoped().wake_on_commit(Wake::Settings);
        if known { Ok(()) } else { Err(unknown(agent)) }
    }

    /// Tells every node to look at this agent again.
    async fn touch(&mut self, agent: &str) -> Result<(), ControlError> {
        let now = self.store.sources().now();
        let known = rows::touch(self.tx.scoped(), agent, now).await?;
        self.tx.scoped().wake_on_commit(Wake::Settings);
        if known { Ok(()) } else { Err(unknown(agent)) }
    }
}

fn unknown(agent: &str) -> ControlError {
    ControlError::NoSuchAgent(agent.to_owned())
}
