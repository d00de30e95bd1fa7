//! An operator's hand on the agents: pause, resume, drain, rewind, replay, and how they are doing.
//!
//! Everything is written to the database, where every node sees it within its next look, so it works from any
//! process, the command line included.

mod health;
pub(crate) mod rows;

use chrono::{DateTime, Utc};
use hustings_kernel::{AgentName, EventId, OrgId, Position, StreamId};
use hustings_store::{AgentTx, Store, StoreError, Wake};

use crate::{Bookmark, reading};
pub use health::{AgentHealth, Verdict};

/// Who acts, as far as the database is told.
const CONTROL: AgentName = AgentName::new("events.control");
/// Dead letters listed at once.
const LISTED: i64 = 500;

/// What an operator wants of an agent, or what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

impl AgentState {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Draining => "draining",
            Self::Failed => "failed",
        }
    }

    fn from_text(text: &str) -> Self {
        match text {
            "paused" => Self::Paused,
            "draining" => Self::Draining,
            "failed" => Self::Failed,
            _ => Self::Running,
        }
    }
}

/// Where an agent is sent back (or forward) to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RewindTo {
    /// To the first event.
    Beginning,
    /// To the first event recorded at or after that time.
    Time(DateTime<Utc>),
    /// To a bookmark noted before.
    Bookmark(Bookmark),
}

/// Whether what was set off before is set off again when the log is read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effects {
    /// It is not.
    Keep,
    /// It is: mails are sent again, webhooks called again.
    Repeat,
}

/// Which of an agent's dead letters are tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replay {
    /// All of them, and whatever waits for another attempt.
    All,
    /// The stream that waits for this event.
    Event(EventId),
}

/// An event that an agent could not handle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadLetter {
    /// Whose it is.
    pub org: OrgId,
    /// What it happened to; nothing else happens to it, as far as this agent is concerned, until this is settled.
    pub stream: StreamId,
    /// The event.
    pub event: EventId,
    /// Its kind.
    pub kind: String,
    /// Its place in the log.
    pub position: Position,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// Why it failed, in fixed words.
    pub error: String,
    /// How often it was tried.
    pub attempts: i32,
    /// Whether it waits for an operator, or for its next attempt.
    pub dead: bool,
    /// How many events wait in its stream, with itself.
    pub waiting: i64,
}

/// Why an operator's wish could not be met.
#[derive(Debug, thiserror::Error)]
pub enum ControlError {
    /// No agent of this name ever ran here.
    #[error("there is no agent {0}")]
    NoSuchAgent(String),
    /// The agent has no dead letter of this event.
    #[error("no stream of the agent {0} waits for this event")]
    NoSuchDeadLetter(String),
    /// The database refused or is away.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Controls the agents of the whole installation. Cheap to clone.
#[derive(Debug, Clone)]
pub struct AgentControl {
    store: Store,
}

impl AgentControl {
    /// Controls the agents that follow this store's log.
    pub fn new(store: Store) -> Self {
        Self { store }
    }

    /// Lets the agent finish its batch and wait.
    pub async fn pause(&self, agent: &str, reason: &str) -> Result<(), ControlError> {
        self.set_state(agent, AgentState::Paused, None, Some(reason))
            .await
    }

    /// Lets the agent go on, also after it broke.
    pub async fn resume(&self, agent: &str) -> Result<(), ControlError> {
        self.set_state(agent, AgentState::Running, None, None).await
    }

    /// Lets the agent work off what is in the log by now, and then wait.
    pub async fn drain(&self, agent: &str, reason: &str) -> Result<(), ControlError> {
        let settled = reading::horizon(&self.store).await?.settled();
        self.set_state(agent, AgentState::Draining, Some(settled), Some(reason))
            .await
    }

    /// Sends the agent back. Whatever waits in streams set aside after that place is read again with the rest.
    pub async fn rewind(&self, agent: &str, to: RewindTo, effects: Effects) -> Result<(), ControlError> {
        let to = match to {
            RewindTo::Beginning => Bookmark::BEGINNING,
            RewindTo::Bookmark(bookmark) => bookmark,
            RewindTo::Time(time) => reading::bookmark_at(&self.store, time).await?,
        };
        self.send(agent, to, to.position.0, effects).await
    }

    /// Tries dead letters again, from the first attempt on.
    pub async fn replay(&self, agent: &str, what: Replay) -> Result<(), ControlError> {
        let mut tx = self.begin().await?;
        let known = rows::touch(tx.scoped(), agent, self.store.sources().now()).await?;
        let event = match what {
            Replay::All => None,
            Replay::Event(event) => Some(event.uuid()),
        };
        let revived = rows::revive(tx.scoped(), agent, event).await?;
        if known && revived == 0 && event.is_some() {
            return Err(ControlError::NoSuchDeadLetter(agent.to_owned()));
        }
        Self::done(tx, agent, known).await
    }

    /// Gives up one event that cannot be handled, so that the rest of its stream goes on.
    pub async fn skip(&self, agent: &str, event: EventId) -> Result<(), ControlError> {
        let mut tx = self.begin().await?;
        let known = rows::touch(tx.scoped(), agent, self.store.sources().now()).await?;
        let revived = rows::revive(tx.scoped(), agent, Some(event.uuid())).await?;
        if known && revived == 0 {
            return Err(ControlError::NoSuchDeadLetter(agent.to_owned()));
        }
        rows::skip(tx.scoped(), agent, event.uuid()).await?;
        Self::done(tx, agent, known).await
    }

    /// The events an agent could not handle, with those that wait for another attempt.
    pub async fn dead_letters(&self, agent: &str) -> Result<Vec<DeadLetter>, ControlError> {
        let mut tx = self.begin().await?;
        let letters = rows::dead_letters(tx.scoped(), agent, LISTED).await?;
        tx.commit().await?;
        Ok(letters)
    }

    /// Brings what an agent keeps up to date from the rows themselves: notes the end of the log, lets `scan` read the
    /// rows, and lets the agent follow from the place noted. The agent is paused meanwhile.
    pub async fn rebuild<E: From<ControlError>>(
        &self,
        agent: &str,
        scan: impl AsyncFnOnce() -> Result<(), E>,
    ) -> Result<(), E> {
        self.pause(agent, "rebuilding").await?;
        let settled = reading::horizon(&self.store)
            .await
            .map_err(ControlError::from)?
            .settled();
        let noted = Bookmark::BEGINNING.moved_to(settled);
        scan().await?;
        self.rewind(agent, RewindTo::Bookmark(noted), Effects::Keep)
            .await?;
        self.resume(agent).await?;
        Ok(())
    }

    /// Moves the agent, and drops what it has set aside after `parked_after`.
    async fn send(
        &self,
        agent: &str,
        to: Bookmark,
        parked_after: i64,
        effects: Effects,
    ) -> Result<(), ControlError> {
        let mut tx = self.begin().await?;
        let now = self.store.sources().now();
        let known = rows::touch(tx.scoped(), agent, now).await?;
        rows::send_to(tx.scoped(), agent, to, now).await?;
        rows::drop_parked_after(tx.scoped(), agent, parked_after).await?;
        if effects == Effects::Repeat {
            rows::forget_effects_after(tx.scoped(), agent, to.position.0).await?;
        }
        Self::done(tx, agent, known).await
    }

    async fn set_state(
        &self,
        agent: &str,
        state: AgentState,
        drain_to: Option<i64>,
        reason: Option<&str>,
    ) -> Result<(), ControlError> {
        let mut tx = self.begin().await?;
        let now = self.store.sources().now();
        let known = rows::set_state(tx.scoped(), agent, state.as_str(), drain_to, reason, now).await?;
        Self::done(tx, agent, known).await
    }

    async fn begin(&self) -> Result<AgentTx, StoreError> {
        self.store
            .begin_as_agent(CONTROL, self.store.sources().id())
            .await
    }

    async fn done(mut tx: AgentTx, agent: &str, known: bool) -> Result<(), ControlError> {
        if !known {
            return Err(ControlError::NoSuchAgent(agent.to_owned()));
        }
        tx.scoped().wake_on_commit(Wake::Settings);
        Ok(tx.commit().await?)
    }
}
