//! The language the capabilities share: every event of the log, its kind, its payload, all its versions.
//!
//! One module for each noun. An event is a plain struct, named once more in the module's [`events!`], which gives it its
//! kind and lists it in the module's `EVENTS`; the module itself is listed in `NOUNS` below. Every version ever
//! written has a file in `golden/` (`<kind>.v<version>.json`), and stays readable for ever: a new version brings a
//! function that lifts the one before it.
//!
//! What an event says about a person stands in a [`Personal`], which the log seals with that person's key.

pub mod account;
pub mod agent;
pub mod audit;
pub mod consent;
mod event_type;
pub mod experiment;
pub mod flag;
pub mod invitation;
pub mod job;
pub mod key;
pub mod member;
pub mod member_import;
mod named;
pub mod notice;
pub mod organisation;
mod personal;
pub mod role;
pub mod session;
pub mod setting;
pub mod vault;

use hustings_kernel::Audit;

pub use event_type::EventType;
pub use personal::Personal;

/// The events of every noun, in the order of the nouns.
const NOUNS: &[&[EventType]] = &[
    account::EVENTS,
    agent::EVENTS,
    audit::EVENTS,
    consent::EVENTS,
    experiment::EVENTS,
    flag::EVENTS,
    invitation::EVENTS,
    job::EVENTS,
    key::EVENTS,
    member::EVENTS,
    member_import::EVENTS,
    notice::EVENTS,
    organisation::EVENTS,
    role::EVENTS,
    session::EVENTS,
    setting::EVENTS,
    vault::EVENTS,
];

/// The kinds that are audited.
pub const AUDITED: &[&str] = &audited::<{ count_audited() }>();

const fn count_audited() -> usize {
    let (mut count, mut noun) = (0, 0);
    while noun < NOUNS.len() {
        let mut event = 0;
        while event < NOUNS[noun].len() {
            if matches!(NOUNS[noun][event].audit, Audit::Yes) {
                count += 1;
            }
            event += 1;
        }
        noun += 1;
    }
    count
}

const fn audited<const COUNT: usize>() -> [&'static str; COUNT] {
    let mut kinds = [""; COUNT];
    let (mut count, mut noun) = (0, 0);
    while noun < NOUNS.len() {
        let mut event = 0;
        while event < NOUNS[noun].len() {
            if matches!(NOUNS[noun][event].audit, Audit::Yes) {
                kinds[count] = NOUNS[noun][event].kind;
                count += 1;
            }
            event += 1;
        }
        noun += 1;
    }
    kinds
}

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
