//! How the door learns that something it remembers is no longer true.

use std::time::Duration;

use hustings_events::{Follower, Logged};
use hustings_kernel::{Event as _, Position};
use hustings_vocabulary::{key, member, organisation, role, session, setting};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::Identity;

/// How long to wait before trying again when the log cannot be read.
const AGAIN: Duration = Duration::from_millis(200);

/// That something came into being makes nothing wrong that is remembered: only what exists is.
const BEGINNINGS: [&str; 5] = [
    session::SessionStarted::KIND,
    member::MemberJoined::KIND,
    role::RoleCreated::KIND,
    organisation::OrganisationCreated::KIND,
    key::KeyCreated::KIND,
];

/// The kinds of events after which something remembered may be wrong: whatever happens to what is remembered, so that a
/// new kind is followed from the day it exists.
pub(super) fn kinds() -> Vec<&'static str> {
    let nouns = [
        session::EVENTS,
        member::EVENTS,
        role::EVENTS,
        organisation::EVENTS,
        key::EVENTS,
        setting::EVENTS,
    ];
    let changes = nouns.concat().into_iter().map(|event| event.kind);
    let changes = changes.filter(|kind| !BEGINNINGS.contains(kind));
    changes.collect()
}

/// Follows the log for the door. Run it once per process.
#[derive(Debug)]
pub struct DoorWorker {
    identity: Identity,
    follower: Follower,
    learnt: watch::Sender<Position>,
}

impl DoorWorker {
    pub(super) fn new(identity: Identity, follower: Follower) -> (Self, watch::Receiver<Position>) {
        let (learnt, told) = watch::channel(follower.bookmark().position);
        let worker = Self {
            identity,
            follower,
            learnt,
        };
        (worker, told)
    }

    /// Runs until told to stop.
    pub async fn run(mut self, stop: CancellationToken) {
        tokio::select! {
            () = stop.cancelled() => {}
            () = self.follow() => {}
        }
    }

    async fn follow(&mut self) {
        loop {
            match self.follower.next().await {
                Ok(events) => {
                    for event in &events {
                        self.learn(event);
                    }
                    self.learnt.send_replace(self.follower.bookmark().position);
                }
                Err(error) => {
                    tracing::warn!(
                        error = &error as &dyn std::error::Error,
                        "the door cannot follow the log and asks the database meanwhile"
                    );
                    tokio::time::sleep(AGAIN).await;
                }
            }
        }
    }

    fn learn(&self, event: &Logged) {
        let memory = &self.identity.memory;
        let (noun, id) = (event.stream.noun.as_str(), event.stream.id);
        match noun {
            "session" => memory.forget_session(id.into()),
            "member" => memory.forget_member(event.org, id.into()),
            "key" => memory.forget_key(id.into()),
            // Roles, settings, and the organisation itself.
            _ => memory.forget_organisation(event.org),
        }
    }
}
