//! Who is where, and who is typing: kept in memory only, and told in passing.
//!
//! Comings and goings are gathered for a moment before they are told, and whoever leaves counts as there a little
//! longer, so that a reload is not news. Typing is told as a state, the latest only, and ends by itself. What other
//! nodes say comes in and goes out through `neighbours`, which knows places by tags alone.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use engineioxide::socket::Sid;
use hmac::{Hmac, KeyInit as _, Mac as _};
use hustings_kernel::{MemberId, OrgId};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use tokio::time::Instant;
use uuid::Uuid;

use crate::client::Client;
use crate::request::Place;
use crate::spot::{Present, Spot};

/// A place as nodes name it to each other: the organisation, and of what clients call the place nothing that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Spotted {
    org: OrgId,
    tag: Uuid,
}

/// Some members at a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct At {
    #[serde(flatten)]
    pub(crate) spot: Spotted,
    pub(crate) members: Vec<MemberId>,
}

/// What other nodes have not been told yet.
#[derive(Debug, Default)]
pub(crate) struct Unsaid {
    /// All who are at the places where somebody came or went.
    pub(crate) here: Vec<At>,
    pub(crate) typing: Vec<At>,
}

/// All places of this node.
pub(crate) struct Presence {
    places: Mutex<Places>,
    tags: Hmac<Sha256>,
}

#[derive(Default)]
struct Places {
    spots: HashMap<Spotted, Spot>,
    /// Where something is to be told, or will be.
    stirring: HashSet<Spotted>,
    /// Where somebody is on another node.
    shared: HashSet<Spotted>,
    /// Are there nodes to be told?
    has_neighbours: bool,
    unsaid: HashSet<Spotted>,
    unsaid_typing: HashSet<(Spotted, MemberId)>,
}

impl Presence {
    /// Nobody anywhere. The secret makes the tags of places; it is the same on every node.
    pub(crate) fn new(secret: &[u8; 32]) -> Self {
        // Padded to the block that HMAC begins with.
        let mut key = [0; 64];
        for (byte, of_secret) in key.iter_mut().zip(secret) {
            *byte = *of_secret;
        }
        Self {
            places: Mutex::default(),
            tags: Hmac::new(&key.into()),
        }
    }

    fn places(&self) -> MutexGuard<'_, Places> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A name for all nodes with the same secret, where others may use the same Redis.
    pub(crate) fn installation(&self) -> Uuid {
        self.tag(|tag| tag.update(b"installation"))
    }

    fn spotted(&self, place: &Place) -> Spotted {
        let tag = self.tag(|tag| {
            tag.update(b"place\0");
            tag.update(place.org.uuid().as_bytes());
            // Names contain no such byte.
            for name in [&place.page, &place.object].into_iter().flatten() {
                tag.update(b"\0");
                tag.update(name.as_bytes());
            }
        });
        Spotted { org: place.org, tag }
    }

    fn tag(&self, of: impl FnOnce(&mut Hmac<Sha256>)) -> Uuid {
        let mut tag = self.tags.clone();
        of(&mut tag);
        let tag: [u8; 32] = tag.finalize().into_bytes().into();
        let (short, _) = tag.split_at(16);
        Uuid::from_slice(short).unwrap_or_default()
    }

    /// Somebody is there, who is told who else is.
    pub(crate) fn come(&self, place: &Place, client: &Client, member: MemberId) -> Present {
        let spotted = self.spotted(place);
        let mut places = self.places();
        let spot = places.spots.entry(spotted).or_default();
        let is_new = spot.come(place, client, member);
        let present = spot.present();
        places.stir(spotted, is_new);
        present
    }

    /// A socket is not there any more.
    pub(crate) fn go(&self, place: &Place, sid: Sid, now: Instant) {
        let spotted = self.spotted(place);
        let mut places = self.places();
        if let Some(spot) = places.spots.get_mut(&spotted) {
            let is_gone = spot.go(sid, now);
            places.stir(spotted, is_gone);
        }
    }

    /// Who is there?
    pub(crate) fn who(&self, place: &Place) -> Present {
        let spotted = self.spotted(place);
        let places = self.places();
        places.spots.get(&spotted).map_or(Present::NOBODY, Spot::present)
    }

    /// Somebody there is typing.
    pub(crate) fn types(&self, place: &Place, sid: Sid, now: Instant) {
        let spotted = self.spotted(place);
        let mut places = self.places();
        let Some(spot) = places.spots.get_mut(&spotted) else {
            return;
        };
        if let Some(member) = spot.member(sid) {
            spot.types(member, now);
            places.stirring.insert(spotted);
            if places.has_neighbours {
                places.unsaid_typing.insert((spotted, member));
            }
        }
    }

    /// Tells what has gathered. Clients that did not take it are returned.
    pub(crate) fn tell(&self, now: Instant, grace: Duration) -> Vec<Client> {
        let mut places = self.places();
        places.expire(now);
        let Places { spots, stirring, .. } = &mut *places;
        let mut slow = Vec::new();
        stirring.retain(|spotted| {
            let Some(spot) = spots.get_mut(spotted) else {
                return false;
            };
            slow.extend(spot.tell(now, grace));
            if spot.is_empty() {
                spots.remove(spotted);
                return false;
            }
            spot.stirs()
        });
        slow
    }

    /// From now on there are other nodes to be told, or none any more.
    pub(crate) fn share(&self, has_neighbours: bool) {
        let mut places = self.places();
        places.has_neighbours = has_neighbours;
        places.unsaid.clear();
        places.unsaid_typing.clear();
    }

    /// What other nodes have not been told since this was asked last.
    pub(crate) fn take_unsaid(&self) -> Unsaid {
        let mut places = self.places();
        let unsaid = std::mem::take(&mut places.unsaid);
        let here = unsaid.into_iter().map(|spot| At {
            spot,
            members: places.spots.get(&spot).map(Spot::here).unwrap_or_default(),
        });
        let here = here.collect();
        let typing = places.unsaid_typing.drain().map(|(spot, member)| At {
            spot,
            members: vec![member],
        });
        Unsaid {
            here,
            typing: typing.collect(),
        }
    }

    /// Everybody who is anywhere on this node.
    pub(crate) fn here(&self) -> Vec<At> {
        let places = self.places();
        let everywhere = places.spots.iter().map(|(spot, known)| At {
            spot: *spot,
            members: known.here(),
        });
        everywhere.filter(|at| !at.members.is_empty()).collect()
    }

    /// Another node says who is at some places with it.
    pub(crate) fn hear(&self, node: Uuid, all: Vec<At>, until: Instant, now: Instant) {
        let mut places = self.places();
        for At { spot, members } in all {
            let members: BTreeSet<MemberId> = members.into_iter().collect();
            let known = places.spots.entry(spot).or_default();
            known.hear(node, members, until, now);
            if known.is_shared() {
                places.shared.insert(spot);
            }
            places.stirring.insert(spot);
        }
    }

    /// Another node says who is typing with it.
    pub(crate) fn hear_typing(&self, all: &[At], now: Instant) {
        let mut places = self.places();
        for At { spot, members } in all {
            if let Some(known) = places.spots.get_mut(spot) {
                for member in members {
                    known.types(*member, now);
                }
                places.stirring.insert(*spot);
            }
        }
    }

    /// Another node has taken its leave.
    pub(crate) fn forget(&self, node: Uuid, now: Instant) {
        self.places().forget(now, |_| vec![node]);
    }
}

impl Places {
    fn stir(&mut self, spotted: Spotted, is_news_to_others: bool) {
        self.stirring.insert(spotted);
        if is_news_to_others && self.has_neighbours {
            self.unsaid.insert(spotted);
        }
    }

    /// Nodes that died are not waited for.
    fn expire(&mut self, now: Instant) {
        self.forget(now, |spot| spot.silent(now));
    }

    fn forget(&mut self, now: Instant, whom: impl Fn(&Spot) -> Vec<Uuid>) {
        let Self {
            spots,
            stirring,
            shared,
            ..
        } = self;
        shared.retain(|spotted| {
            let Some(spot) = spots.get_mut(spotted) else {
                return false;
            };
            for node in whom(spot) {
                spot.forget(node, now);
                stirring.insert(*spotted);
            }
            spot.is_shared()
        });
    }
}
