//! One place: who is there, on this node and on others, and who is typing.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Duration;

use engineioxide::socket::Sid;
use hustings_kernel::MemberId;
use serde::Serialize;
use tokio::time::Instant;
use uuid::Uuid;

use crate::client::Client;
use crate::request::Place;
use crate::{metric, packet};

/// How many members are listed at most.
const LISTED: usize = 100;
/// How long somebody types who does not say so again.
const TYPING: Duration = Duration::from_secs(4);
/// How often it is said again while they do: a message may have been left out.
const AGAIN: Duration = Duration::from_secs(2);

/// Who is there, as an answer.
#[derive(Debug, Serialize)]
pub(crate) struct Present {
    ok: bool,
    members: Vec<MemberId>,
    count: usize,
}

/// Who came and went.
#[derive(Serialize)]
struct Moved<'a> {
    #[serde(flatten)]
    place: &'a Place,
    joined: &'a [MemberId],
    left: &'a [MemberId],
    count: usize,
}

/// Who is typing.
#[derive(Serialize)]
struct Typing<'a> {
    #[serde(flatten)]
    place: &'a Place,
    members: Vec<MemberId>,
    for_ms: u128,
}

#[derive(Default)]
pub(crate) struct Spot {
    /// Which place it is. Other nodes do not say, so it is known once somebody is there on this one.
    place: Option<Place>,
    clients: HashMap<Sid, (Client, MemberId)>,
    people: BTreeMap<MemberId, Someone>,
    /// Who is there on other nodes, as those last said.
    elsewhere: HashMap<Uuid, Elsewhere>,
    typing: BTreeMap<MemberId, Instant>,
    typing_told: Option<(Vec<MemberId>, Instant)>,
}

/// Somebody at a place.
#[derive(Default)]
struct Someone {
    sockets: usize,
    /// Other nodes on which they are there too.
    nodes: usize,
    left_at: Option<Instant>,
    is_known: bool,
}

/// What another node said.
struct Elsewhere {
    members: BTreeSet<MemberId>,
    /// It has to say so again before this.
    until: Instant,
}

impl Present {
    pub(crate) const NOBODY: Self = Self {
        ok: true,
        members: Vec::new(),
        count: 0,
    };
}

impl Someone {
    fn comes(&mut self) {
        self.left_at = None;
    }

    fn goes(&mut self, now: Instant) {
        if self.sockets + self.nodes == 0 {
            self.left_at = Some(now);
        }
    }
}

impl Spot {
    /// A socket of this member is there. True if the member was not, on this node.
    pub(crate) fn come(&mut self, place: &Place, client: &Client, member: MemberId) -> bool {
        self.place.get_or_insert_with(|| place.clone());
        if self
            .clients
            .insert(client.id(), (client.clone(), member))
            .is_some()
        {
            return false;
        }
        let someone = self.people.entry(member).or_default();
        someone.sockets += 1;
        someone.comes();
        someone.sockets == 1
    }

    /// A socket is there no more. True if its member is not either, on this node.
    pub(crate) fn go(&mut self, sid: Sid, now: Instant) -> bool {
        let Some((_, member)) = self.clients.remove(&sid) else {
            return false;
        };
        let Some(someone) = self.people.get_mut(&member) else {
            return false;
        };
        someone.sockets -= 1;
        someone.goes(now);
        if someone.left_at.is_some() {
            self.typing.remove(&member);
        }
        someone.sockets == 0
    }

    /// Another node says who is there with it, until the lease ends.
    pub(crate) fn hear(&mut self, node: Uuid, members: BTreeSet<MemberId>, until: Instant, now: Instant) {
        let before = self.elsewhere.remove(&node).map(|said| said.members);
        let before = before.unwrap_or_default();
        for member in members.difference(&before) {
            let someone = self.people.entry(*member).or_default();
            someone.nodes += 1;
            someone.comes();
        }
        for member in before.difference(&members) {
            if let Some(someone) = self.people.get_mut(member) {
                someone.nodes -= 1;
                someone.goes(now);
            }
        }
        if !members.is_empty() {
            self.elsewhere.insert(node, Elsewhere { members, until });
        }
    }

    /// What a node said counts no more.
    pub(crate) fn forget(&mut self, node: Uuid, now: Instant) {
        self.hear(node, BTreeSet::new(), now, now);
    }

    /// Nodes that have not said again in time who is there.
    pub(crate) fn silent(&self, now: Instant) -> Vec<Uuid> {
        let silent = self.elsewhere.iter().filter(|(_, said)| said.until <= now);
        silent.map(|(node, _)| *node).collect()
    }

    /// Is somebody there on another node?
    pub(crate) fn is_shared(&self) -> bool {
        !self.elsewhere.is_empty()
    }

    /// The member whose socket it is.
    pub(crate) fn member(&self, sid: Sid) -> Option<MemberId> {
        self.clients.get(&sid).map(|(_, member)| *member)
    }

    /// Somebody who is there is typing.
    pub(crate) fn types(&mut self, member: MemberId, now: Instant) {
        if self.people.get(&member).is_some_and(|one| one.left_at.is_none()) {
            self.typing.insert(member, now + TYPING);
        }
    }

    /// Those who are there on this node.
    pub(crate) fn here(&self) -> Vec<MemberId> {
        let here = self.people.iter().filter(|(_, someone)| someone.sockets > 0);
        here.map(|(member, _)| *member).collect()
    }

    /// Those who are there, and those who have only just left.
    pub(crate) fn present(&self) -> Present {
        Present {
            ok: true,
            members: self.people.keys().copied().take(LISTED).collect(),
            count: self.people.len(),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    pub(crate) fn stirs(&self) -> bool {
        let waits = |someone: &Someone| someone.left_at.is_some() || !someone.is_known;
        !self.typing.is_empty() || self.typing_told.is_some() || self.people.values().any(waits)
    }

    /// Tells what has gathered. Clients that did not take it are returned.
    pub(crate) fn tell(&mut self, now: Instant, grace: Duration) -> Vec<Client> {
        let slow = self.tell_moves(now, grace);
        self.tell_typing(now);
        slow
    }

    fn tell_moves(&mut self, now: Instant, grace: Duration) -> Vec<Client> {
        let (mut joined, mut left) = (Vec::new(), Vec::new());
        self.people.retain(|member, someone| match someone.left_at {
            None => {
                if !std::mem::replace(&mut someone.is_known, true) {
                    joined.push(*member);
                }
                true
            }
            // Nobody was told that they came.
            Some(_) if !someone.is_known => false,
            Some(at) if at + grace <= now => {
                left.push(*member);
                false
            }
            Some(_) => true,
        });
        let Some(place) = self.place.as_ref().filter(|_| !self.clients.is_empty()) else {
            return Vec::new();
        };
        if joined.is_empty() && left.is_empty() {
            return Vec::new();
        }
        joined.truncate(LISTED);
        left.truncate(LISTED);
        let moved = Moved {
            place,
            joined: &joined,
            left: &left,
            count: self.people.len(),
        };
        let message = packet::told("presence", &moved);
        metric::MESSAGES
            .with(&[("event", "presence")])
            .increment(self.clients.len() as u64);
        let clients = self.clients.values().map(|(client, _)| client);
        clients.filter(|client| !client.hand(&message)).cloned().collect()
    }

    fn tell_typing(&mut self, now: Instant) {
        self.typing.retain(|_, until| *until > now);
        let members: Vec<MemberId> = self.typing.keys().copied().take(LISTED).collect();
        let is_known = match &self.typing_told {
            None => members.is_empty(),
            Some((told, at)) => *told == members && now < *at + AGAIN,
        };
        if is_known {
            return;
        }
        self.typing_told = (!members.is_empty()).then(|| (members.clone(), now));
        let Some(place) = self.place.as_ref().filter(|_| !self.clients.is_empty()) else {
            return;
        };
        let typing = Typing {
            place,
            members,
            for_ms: TYPING.as_millis(),
        };
        let message = packet::told("typing", &typing);
        metric::MESSAGES
            .with(&[("event", "typing")])
            .increment(self.clients.len() as u64);
        for (client, _) in self.clients.values() {
            client.hand_in_passing(&message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GRACE: Duration = Duration::from_secs(4);

    fn member(number: u128) -> MemberId {
        Uuid::from_u128(number).into()
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_is_there_on_two_other_nodes_leaves_with_the_second_after_the_grace() {
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let now = Instant::now();
        let lease = now + Duration::from_secs(15);
        let mut spot = Spot::default();
        spot.hear(one, [member(7), member(8)].into(), lease, now);
        spot.hear(two, [member(7)].into(), lease, now);
        spot.tell(now, GRACE);
        assert_eq!((spot.present().count, spot.here()), (2, Vec::new()));
        spot.forget(one, now);
        spot.tell(now + GRACE, GRACE);
        assert_eq!(spot.present().members, [member(7)]);
        assert_eq!(spot.silent(lease), [two]);
        spot.forget(two, lease);
        spot.tell(lease, GRACE);
        assert_eq!(spot.present().members, [member(7)], "a reload is not news");
        spot.tell(lease + GRACE, GRACE);
        assert!(spot.is_empty() && !spot.is_shared());
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_types_who_is_not_there() {
        let now = Instant::now();
        let mut spot = Spot::default();
        spot.types(member(7), now);
        assert!(!spot.stirs());
        spot.hear(Uuid::from_u128(1), [member(7)].into(), now + GRACE, now);
        spot.tell(now, GRACE);
        spot.types(member(7), now);
        assert!(spot.stirs());
    }
}
