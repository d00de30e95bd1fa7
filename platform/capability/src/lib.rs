//! What a capability is made of.
//!
//! A capability brings lists: operations, agents, jobs, schedules, live topics, permissions, what of it
//! can be configured, the kinds of notices it gives, and the events it emits. The server puts the lists of all capabilities together; one line there adds or removes one. Capabilities meet in the event log
//! and nowhere else.

mod worker;

use hustings_configuration::Configurable;
use hustings_events::{Agents, Emitter};
use hustings_http::Routes;
use hustings_jobs::{JobRegistry, Schedule};
use hustings_kernel::PermissionType;
use hustings_live::Topic;
use hustings_notify::notices::NoticeKind;

pub use worker::Worker;

/// A capability, ready to be put together with others.
#[derive(Debug)]
pub struct Capability {
    /// Its name: `identity`.
    pub name: &'static str,
    /// What can be asked of it.
    pub routes: Routes,
    /// What it does when something happened.
    pub agents: Agents,
    /// What it does in the background.
    pub jobs: JobRegistry,
    /// What it does by the clock.
    pub schedules: Vec<Schedule>,
    /// What runs for as long as the process that answers its requests.
    pub workers: Vec<Worker>,
    /// What one can hear of as it happens.
    pub live: &'static [Topic],
    /// The permissions it owns.
    pub permissions: &'static [PermissionType],
    /// What of it an organisation can configure.
    pub configurable: &'static [Configurable],
    /// The kinds of notices it gives to members.
    pub notices: &'static [NoticeKind],
    /// The kinds of events it emits.
    pub emits: &'static [&'static str],
}

impl Capability {
    /// A capability without anything but its name and its operations.
    pub fn new(name: &'static str, routes: Routes) -> Self {
        Self {
            name,
            routes,
            agents: Agents::new(),
            jobs: JobRegistry::new(),
            schedules: Vec::new(),
            workers: Vec::new(),
            live: &[],
            permissions: &[],
            configurable: &[],
            notices: &[],
            emits: &[],
        }
    }

    /// It as an emitter, for the check of the catalogue.
    pub fn emitter(&self) -> Emitter {
        Emitter {
            capability: self.name,
            kinds: self.emits,
        }
    }
}
