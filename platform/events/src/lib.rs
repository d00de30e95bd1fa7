//! The event log, and the agents that follow it.
//!
//! [`Append`] adds events to the log in the caller's own transaction. [`Feed`] reads the log as far as it is settled,
//! once for everybody in the process, and never skips an event that commits late. What stands in the log about a
//! person is sealed with that person's key and opened when it is read.

mod append;
mod catalogue;
mod draft;
mod feed;
mod lane;
mod metric;
mod reading;
mod rows;
mod sealing;

pub use append::{Append, Appended};
pub use catalogue::{
    Catalogue, Composition, CompositionError, Emitter, Reader, UnknownEvent, check_catalogue,
};
pub use draft::Draft;
pub use feed::{Feed, FeedSettings, FeedWorker, Follower, Head, Staleness};
pub use lane::LANES;
pub use metric::describe_metrics;
pub use reading::{Bookmark, Page, Wanted};
pub use rows::Logged;

hustings_store::migrations! {
    /// The log's tables, and the agents'.
    pub const MIGRATIONS = ["20261120000100_log"];
}
