//! The language the capabilities share: every event of the log, its kind, its payload, all its versions.
//!
//! One module for each noun. An event is a plain struct, named once more in the module's [`events!`], which gives it its
//! kind and lists it in the module's `EVENTS`; the module itself is listed in `NOUNS` below. Every version ever
//! written has a file in `golden/` (`<kind>.v<version>.json`), and stays readable for ever: a new version brings a
//! function that lifts the one before it.
//!
//! What an event says about a person stands in a [`Personal`], which the log seals with that person's key.

pub mod account;
pub mod audit;
mod event_type;
pub mod invitation;
pub mod key;
pub mod member;
pub mod organisation;
mod personal;
pub mod role;
pub mod session;

pub use event_type::EventType;
pub use personal::Personal;

/// The events of every noun, in the order of the nouns.
const NOUNS: &[&[EventType]] = &[
    account::EVENTS,
    audit::EVENTS,
    invitation::EVENTS,
    key::EVENTS,
    member::EVENTS,
    organisation::EVENTS,
    role::EVENTS,
    session::EVENTS,
];

/// Every kind of event there is.
pub fn catalogue() -> Vec<EventType> {
    NOUNS.concat()
}

#[doc(hidden)]
pub mod macros {
    pub use hustings_kernel::{Audit, Event, EventDecodeError};
    pub use serde_json;
    pub use uuid;
}
