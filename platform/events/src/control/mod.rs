//! An operator's hand on the agents: pause, resume, drain, rewind, replay, and how they are doing.
//!
//! Everything is written to the database, where every node sees it within its next look, so it works from any
//! process, the command line included.

mod health;
mod letters;
pub(crate) mod rows;
mod transaction;

use chrono::{DateTime, Utc};
use hustings_kernel::{AgentName, EventId, OrgId, Place, Position, Scope, StreamId};
use hustings_store::{AgentTx, Store, StoreError};
use uuid::Uuid;

use crate::{Bookmark, reading};
pub use health::{AgentHealth, LaneHolder, Verdict};
pub use transaction::ControlTx;

/// Who acts, as far as the database is told.
const CONTROL: AgentName = AgentName::new("events.control");
/// Dead letters listed at once.
const LISTED: i64 = 500;
/// Events and dead letters counted before "that many or more" is said.
const COUNTED: i64 = 10_000;

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
    /// The agent that could not handle it.
    pub agent: String,
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
    /// When it was set aside.
    pub parked_at: DateTime<Utc>,
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

/// Which dead letters to show, with those that wait for another attempt. In the order of their keys.
#[derive(Debug, Clone, Copy)]
pub struct ListLetters<'a> {
    /// Whose.
    pub of: LettersOf<'a>,
    /// Only behind this one: the last of the page before.
    pub after: Option<&'a LetterKey>,
    /// At most so many.
    pub at_most: i64,
}

/// Whose dead letters.
#[derive(Debug, Clone, Copy)]
pub enum LettersOf<'a> {
    /// One agent's, of every organisation.
    Agent(&'a str),
    /// One organisation's, of every agent; only those that wait for an operator.
    Organisation(OrgId),
}

/// What tells one dead letter from another: an agent has at most one for each stream.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct LetterKey {
    /// The agent.
    pub agent: String,
    /// The organisation.
    pub org: OrgId,
    /// The noun of the stream.
    pub noun: String,
    /// The id of the stream.
    pub stream: Uuid,
}

impl DeadLetter {
    /// What tells it from others.
    pub fn key(&self) -> LetterKey {
        LetterKey {
            agent: self.agent.clone(),
            org: self.org,
            noun: self.stream.noun.clone(),
            stream: self.stream.id,
        }
    }
}

/// Dead letters, taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeadLetters {
    /// How many streams wait for an operator, counted up to 10,000.
    pub streams: i64,
    /// Since when the oldest of them does.
    pub since: Option<DateTime<Utc>>,
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

    /// Begins a transaction for wishes that are told in the log, or that belong together. Whoever acts in this scope is
    /// who the log says did it; the place is the whole installation, whatever theirs is.
    pub async fn begin(&self, by: &Scope) -> Result<ControlTx, StoreError> {
        let mut tx = begin(&self.store).await?;
        let everywhere = Scope::from_parts(Place::System, by.actor().clone(), by.correlation());
        tx.enter(&everywhere).await?;
        Ok(ControlTx::new(tx, self.store.clone()))
    }

    /// The same for what is told nowhere: the machinery's own wishes.
    async fn begin_untold(&self) -> Result<ControlTx, StoreError> {
        Ok(ControlTx::new(begin(&self.store).await?, self.store.clone()))
    }

    /// Lets the agent finish its batch and wait.
    pub async fn pause(&self, agent: &str, reason: &str) -> Result<(), ControlError> {
        let mut tx = self.begin_untold().await?;
        tx.pause(agent, Some(reason)).await?;
        Ok(tx.commit().await?)
    }

    /// Lets the agent go on, also after it broke.
    pub async fn resume(&self, agent: &str) -> Result<(), ControlError> {
        let mut tx = self.begin_untold().await?;
        tx.resume(agent).await?;
        Ok(tx.commit().await?)
    }

    /// Lets the agent work off what is in the log by now, and then wait.
    pub async fn drain(&self, agent: &str, reason: &str) -> Result<(), ControlError> {
        let mut tx = self.begin_untold().await?;
        tx.drain(agent, Some(reason)).await?;
        Ok(tx.commit().await?)
    }

    /// Sends the agent back. Whatever waits in streams set aside after that place is read again with the rest.
    pub async fn rewind(&self, agent: &str, to: RewindTo, effects: Effects) -> Result<(), ControlError> {
        let mut tx = self.begin_untold().await?;
        tx.rewind(agent, to, effects).await?;
        Ok(tx.commit().await?)
    }

    /// Tries dead letters again, from the first attempt on.
    pub async fn replay(&self, agent: &str, what: Replay) -> Result<(), ControlError> {
        let mut tx = self.begin_untold().await?;
        tx.replay(agent, what).await?;
        Ok(tx.commit().await?)
    }

    /// Gives up one event that cannot be handled, so that the rest of its stream goes on.
    pub async fn skip(&self, agent: &str, event: EventId) -> Result<(), ControlError> {
        let mut tx = self.begin_untold().await?;
        tx.skip(agent, event).await?;
        Ok(tx.commit().await?)
    }

    /// The events an agent could not handle, with those that wait for another attempt.
    pub async fn dead_letters(&self, agent: &str) -> Result<Vec<DeadLetter>, ControlError> {
        let wanted = ListLetters {
            of: LettersOf::Agent(agent),
            after: None,
            at_most: LISTED,
        };
        Ok(self.list_letters(&wanted).await?)
    }

    /// A page of dead letters.
    pub async fn list_letters(&self, wanted: &ListLetters<'_>) -> Result<Vec<DeadLetter>, StoreError> {
        let mut tx = begin(&self.store).await?;
        let letters = match wanted.of {
            LettersOf::Agent(agent) => {
                letters::of_agent(tx.scoped(), agent, wanted.after, wanted.at_most).await?
            }
            LettersOf::Organisation(org) => {
                letters::of_organisation(tx.scoped(), org, wanted.after, wanted.at_most).await?
            }
        };
        tx.commit().await?;
        Ok(letters)
    }

    /// How many streams of an organisation, or of all, wait for an operator, and since when.
    pub async fn count_letters(&self, org: Option<OrgId>) -> Result<DeadLetters, StoreError> {
        let mut tx = begin(&self.store).await?;
        let counted = letters::count(tx.scoped(), org, COUNTED).await?;
        tx.commit().await?;
        Ok(counted)
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
}

async fn begin(store: &Store) -> Result<AgentTx, StoreError> {
    store.begin_as_agent(CONTROL, store.sources().id()).await
}
