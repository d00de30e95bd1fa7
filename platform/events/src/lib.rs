//! The event log, and the agents that follow it.
//!
//! [`Append`] adds events to the log in the caller's own transaction. [`Feed`] reads the log as far as it is settled,
//! once for everybody in the process, and never skips an event that commits late. What stands in the log about a
//! person is sealed with that person's key and opened when it is read. An [`Agent`] reacts to events;
//! [`AgentRuntime`] runs agents on as many nodes as there are, and [`AgentControl`] is an operator's hand on them.

mod agent;
mod append;
mod catalogue;
mod context;
mod control;
mod draft;
mod effects;
mod feed;
mod lane;
mod metric;
mod reading;
mod rows;
mod runtime;
mod sealing;

pub use agent::{Agent, AgentFailure, Agents, Starts};
pub use append::{Append, Appended};
pub use catalogue::{
    Catalogue, Composition, CompositionError, Emitter, Reader, UnknownEvent, check_catalogue,
};
pub use context::{AgentContext, TimerContext};
pub use control::{
    AgentControl, AgentHealth, AgentState, ControlError, ControlTx, DeadLetter, DeadLetters, Effects,
    LaneHolder, LetterKey, LettersOf, ListLetters, Replay, RewindTo, Verdict,
};
pub use draft::Draft;
pub use effects::{EventSettings, forget_effects};
pub use feed::{Feed, FeedSettings, FeedWorker, Follower, Head, Staleness};
pub use lane::LANES;
pub use metric::METRICS;
pub use reading::{Bookmark, Page, Wanted};
pub use rows::Logged;
pub use runtime::{AgentRuntime, RuntimeSettings};
pub use sealing::open as open_personal;

hustings_store::migrations! {
    /// The log's tables, and the agents'.
    pub const MIGRATIONS = ["20261120000100_log", "20261120000101_agents"];
}
