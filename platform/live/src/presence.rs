//! Who is where, and who is typing: kept in memory only, and told in passing.
//!
//! Comings and goings are gathered for a moment before they are told, and whoever leaves counts as there a little
//! longer, so that a reload is not news. Typing is told as a state, the latest only, and ends by itself.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use engineioxide::socket::Sid;
use hustings_kernel::MemberId;
use serde::Serialize;
use tokio::time::Instant;

use crate::request::Place;
use crate::rooms::hand;
use crate::seat::Client;
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

/// All places of this node.
#[derive(Default)]
pub(crate) struct Presence(Mutex<Places>);

#[derive(Default)]
struct Places {
    spots: HashMap<Place, Spot>,
    /// Where something is to be told, or will be.
    stirring: HashSet<Place>,
}

#[derive(Default)]
struct Spot {
    clients: HashMap<Sid, (Client, MemberId)>,
    people: BTreeMap<MemberId, Someone>,
    typing: BTreeMap<MemberId, Instant>,
    typing_told: Option<(Vec<MemberId>, Instant)>,
}

/// Somebody at a place.
#[derive(Default)]
struct Someone {
    sockets: usize,
    left_at: Option<Instant>,
    is_known: bool,
}

impl Presence {
    fn places(&self) -> MutexGuard<'_, Places> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Somebody is there, who is told who else is.
    pub(crate) fn come(&self, place: &Place, client: &Client, member: MemberId) -> Present {
        let mut places = self.places();
        let spot = places.spots.entry(place.clone()).or_default();
        if spot.clients.insert(client.id, (client.clone(), member)).is_none() {
            let someone = spot.people.entry(member).or_default();
            someone.sockets += 1;
            someone.left_at = None;
        }
        let present = spot.present();
        places.stirring.insert(place.clone());
        present
    }

    /// A socket is not there any more.
    pub(crate) fn go(&self, place: &Place, sid: Sid, now: Instant) {
        let mut places = self.places();
        let Some(spot) = places.spots.get_mut(place) else {
            return;
        };
        let Some((_, member)) = spot.clients.remove(&sid) else {
            return;
        };
        if let Some(someone) = spot.people.get_mut(&member) {
            someone.sockets -= 1;
            if someone.sockets == 0 {
                someone.left_at = Some(now);
                spot.typing.remove(&member);
            }
        }
        places.stirring.insert(place.clone());
    }

    /// Who is there?
    pub(crate) fn who(&self, place: &Place) -> Present {
        let places = self.places();
        let nobody = Present {
            ok: true,
            members: Vec::new(),
            count: 0,
        };
        places.spots.get(place).map_or(nobody, Spot::present)
    }

    /// Somebody there is typing.
    pub(crate) fn types(&self, place: &Place, sid: Sid, now: Instant) {
        let mut places = self.places();
        let Some(spot) = places.spots.get_mut(place) else {
            return;
        };
        if let Some((_, member)) = spot.clients.get(&sid) {
            spot.typing.insert(*member, now + TYPING);
            places.stirring.insert(place.clone());
        }
    }

    /// Tells what has gathered. Clients that did not take it are returned.
    pub(crate) fn tell(&self, now: Instant, grace: Duration) -> Vec<Client> {
        let mut places = self.places();
        let Places { spots, stirring } = &mut *places;
        let mut slow = Vec::new();
        stirring.retain(|place| {
            let Some(spot) = spots.get_mut(place) else {
                return false;
            };
            slow.extend(spot.tell_moves(place, now, grace));
            spot.tell_typing(place, now);
            if spot.people.is_empty() {
                spots.remove(place);
                return false;
            }
            spot.stirs()
        });
        slow
    }
}

impl Spot {
    /// Those who are there, and those who have only just left.
    fn present(&self) -> Present {
        Present {
            ok: true,
            members: self.people.keys().copied().take(LISTED).collect(),
            count: self.people.len(),
        }
    }

    fn stirs(&self) -> bool {
        let waits = |someone: &Someone| someone.left_at.is_some() || !someone.is_known;
        !self.typing.is_empty() || self.typing_told.is_some() || self.people.values().any(waits)
    }

    fn tell_moves(&mut self, place: &Place, now: Instant, grace: Duration) -> Vec<Client> {
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
        clients
            .filter(|client| !hand(client, &message))
            .cloned()
            .collect()
    }

    fn tell_typing(&mut self, place: &Place, now: Instant) {
        self.typing.retain(|_, until| *until > now);
        let members: Vec<MemberId> = self.typing.keys().copied().take(LISTED).collect();
        let is_known = match &self.typing_told {
            None => members.is_empty(),
            Some((told, at)) => *told == members && now < *at + AGAIN,
        };
        if is_known {
            return;
        }
        let typing = Typing {
            place,
            members: members.clone(),
            for_ms: TYPING.as_millis(),
        };
        let message = packet::told("typing", &typing);
        metric::MESSAGES
            .with(&[("event", "typing")])
            .increment(self.clients.len() as u64);
        for (client, _) in self.clients.values() {
            client.emit_volatile(message.clone());
        }
        self.typing_told = (!members.is_empty()).then_some((members, now));
    }
}
