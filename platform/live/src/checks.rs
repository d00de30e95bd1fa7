//! Who may no longer hear what they hear: looked at again when the log says that something changed, and now and then
//! in any case.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use hustings_events::Logged;
use hustings_http::{AccessClaims, Caller, SessionStanding};
use hustings_kernel::{ApiKeyId, Event, MemberId, OrgId, Position, SessionId};
use hustings_vocabulary::{key, member, organisation, role, session};
use serde::Serialize;
use tokio::time::Instant;

use crate::client::Client;
use crate::gateway::Gateway;
use crate::packet;
use crate::refusal::{LiveRefusal, Refused};
use crate::topic::RoomKey;

/// After these, somebody may have less than before.
pub(crate) const KINDS: &[&str] = &[
    session::SessionRevoked::KIND,
    session::SessionReuseDetected::KIND,
    key::KeyRevoked::KIND,
    member::MemberRoleChanged::KIND,
    member::MemberSuspended::KIND,
    member::MemberLeft::KIND,
    member::MemberRemoved::KIND,
    role::RoleChanged::KIND,
    role::RoleDeleted::KIND,
    organisation::OrganisationChanged::KIND,
    organisation::OrganisationClosed::KIND,
    organisation::OrganisationTransferred::KIND,
];

/// How long the door is waited for until it has learnt what the log said.
const PATIENCE: Duration = Duration::from_secs(1);

/// What has to be looked at again.
#[derive(Debug, Default)]
pub(crate) struct Checks {
    sessions: HashSet<SessionId>,
    keys: HashSet<ApiKeyId>,
    members: HashSet<(OrgId, MemberId)>,
    organisations: HashSet<OrgId>,
    /// What the door must have learnt before it is asked.
    position: Position,
}

/// Said to whoever may hear a topic no more.
#[derive(Serialize)]
struct Unsubscribed<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    org: Option<OrgId>,
    topic: &'a str,
    code: &'a str,
    title: &'a str,
}

/// Said to whoever does not belong to an organisation any more.
#[derive(Serialize)]
struct Left<'a> {
    org: OrgId,
    code: &'a str,
    title: &'a str,
}

impl Checks {
    /// What follows from some events.
    pub(crate) fn of(events: &[Arc<Logged>]) -> Option<Self> {
        let mut checks = Self::default();
        for event in events.iter().filter(|event| KINDS.contains(&event.kind.as_str())) {
            checks.position = event.position;
            let id = event.stream.id;
            match event.stream.noun.as_str() {
                "session" => checks.sessions.insert(id.into()),
                "key" => checks.keys.insert(id.into()),
                "member" => checks.members.insert((event.org, id.into())),
                _ => checks.organisations.insert(event.org),
            };
        }
        (checks.position > Position::default()).then_some(checks)
    }

    fn concerns(&self, org: OrgId, member: MemberId) -> bool {
        self.organisations.contains(&org) || self.members.contains(&(org, member))
    }
}

impl Gateway {
    /// Looks again at those whom something concerns.
    pub(crate) async fn check(&self, checks: &Checks) {
        let clients = self.clients();
        // What the log says plainly needs no question.
        for client in &clients {
            match client.seat().caller() {
                Some(Caller::Session(one)) if checks.sessions.contains(&one.session) => {
                    self.disconnect(client, &LiveRefusal::SessionEnded);
                }
                Some(Caller::Key(one)) if checks.keys.contains(&one.key) => {
                    self.disconnect(client, &LiveRefusal::KeyInvalid);
                }
                _ => {}
            }
        }
        if checks.members.is_empty() && checks.organisations.is_empty() {
            return;
        }
        let mut door = self.door.learnt();
        let learns = door.wait_for(|position| *position >= checks.position);
        // A door that cannot follow the log does not believe its memory either.
        let _ = tokio::time::timeout(PATIENCE, learns).await;
        for client in &clients {
            for (org, member) in client.seat().entered() {
                if checks.concerns(org, member) {
                    self.check_org(client, org).await;
                }
            }
        }
    }

    /// Looks again at everybody.
    pub(crate) async fn check_all(&self) {
        for client in self.clients() {
            let Some(caller) = client.seat().caller().filter(|_| client.seat().is_in()) else {
                continue;
            };
            if let Some(ended) = self.ended(caller).await {
                self.disconnect(&client, &ended);
                continue;
            }
            for (org, _) in client.seat().entered() {
                self.check_org(&client, org).await;
            }
            for room in client
                .seat()
                .rooms()
                .into_iter()
                .filter(|room| room.org.is_none())
            {
                self.check_room(&client, caller, room).await;
            }
        }
    }

    /// Has what opened a socket ended?
    async fn ended(&self, caller: &Caller) -> Option<LiveRefusal> {
        match caller {
            Caller::Session(one) => {
                let claims = AccessClaims {
                    account: one.account,
                    session: one.session,
                    assurance: one.assurance,
                    issued_at: 0,
                    expires_at: 0,
                };
                match self.door.session(&claims).wait().await {
                    Ok(SessionStanding::Ended) => Some(LiveRefusal::SessionEnded),
                    // Whoever cannot be asked right now is asked again soon.
                    Ok(SessionStanding::Live) | Err(_) => None,
                }
            }
            Caller::Key(key) => {
                let now = self.sources.now();
                let is_over = key.expires_at.is_some_and(|at| at <= now);
                is_over.then_some(LiveRefusal::KeyInvalid)
            }
        }
    }

    async fn check_org(&self, client: &Client, org: OrgId) {
        let Some(caller) = client.seat().caller() else {
            return;
        };
        match self.enter(caller, org).await {
            Ok(_) => {
                for room in client
                    .seat()
                    .rooms()
                    .into_iter()
                    .filter(|room| room.org == Some(org))
                {
                    self.check_room(client, caller, room).await;
                }
            }
            Err(refused) => {
                let given = client.seat().leave_org(org);
                for room in given.rooms {
                    self.rooms.leave(room, client.id());
                }
                let now = Instant::now();
                for place in given.places {
                    self.presence.go(&place, client.id(), now);
                }
                let left = Left {
                    org,
                    code: refused.problem.code,
                    title: refused.problem.title,
                };
                self.say(client, &packet::told("left", &left));
                // A key opens one organisation; without it, there is nothing left to hear.
                if matches!(caller, Caller::Key(_)) {
                    self.disconnect(client, &LiveRefusal::KeyInvalid);
                }
            }
        }
    }

    async fn check_room(&self, client: &Client, caller: &Caller, room: RoomKey) {
        let Err(refused) = self.may_hear(client, caller, room).await else {
            return;
        };
        self.take_away(client, room, &refused);
    }

    fn take_away(&self, client: &Client, room: RoomKey, refused: &Refused) {
        if !client.seat().stop_hearing(room) {
            return;
        }
        self.rooms.leave(room, client.id());
        let unsubscribed = Unsubscribed {
            org: room.org,
            topic: self.topics.get(room.topic).name,
            code: refused.problem.code,
            title: refused.problem.title,
        };
        self.say(client, &packet::told("unsubscribed", &unsubscribed));
    }
}
