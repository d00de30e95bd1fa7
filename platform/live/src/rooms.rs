//! Rooms: those who hear the same, what they are told, and what those who come back have missed.
//!
//! Whoever subscribes is answered under the same lock under which notices are handed out, so the answer stands before
//! the first notice, and between what is replayed and what is told live nothing is left out and nothing told twice.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use engineioxide::socket::Sid;
use hustings_events::{Bookmark, Logged};
use hustings_kernel::{OrgId, Position};
use serde::Serialize;
use tokio::sync::watch;
use uuid::Uuid;

use crate::client::Client;
use crate::cursor::Cursors;
use crate::topic::{RoomKey, Topics};
use crate::{metric, packet};

/// How many of its latest notices a room remembers.
const REMEMBERED: usize = 64;

/// What happened, without content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Notice {
    noun: String,
    id: Uuid,
    kind: String,
}

impl Notice {
    pub(crate) fn of(event: &Logged) -> Self {
        Self {
            noun: event.stream.noun.clone(),
            id: event.stream.id,
            kind: event.kind.clone(),
        }
    }
}

/// A notice as it is sent.
#[derive(Serialize)]
struct Changed<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    org: Option<OrgId>,
    topic: &'a str,
    number: u64,
    cursor: String,
    #[serde(flatten)]
    notice: &'a Notice,
}

/// The answer to a subscription.
#[derive(Serialize)]
struct Subscribed {
    ok: bool,
    number: u64,
    cursor: String,
    missed: Vec<Notice>,
    resync: bool,
}

/// What somebody who subscribes has missed, as far as it was read from the log.
#[derive(Debug)]
pub(crate) enum Missed {
    /// They have seen nothing yet and miss nothing.
    Nothing,
    /// These, up to this place.
    UpTo(Bookmark, Vec<Notice>),
    /// More than can be told.
    TooMuch,
}

/// All rooms of this node.
pub(crate) struct Rooms {
    house: Mutex<House>,
    told: watch::Sender<Position>,
}

struct House {
    rooms: HashMap<RoomKey, Room>,
    /// Everything up to here has been told.
    reached: Bookmark,
}

struct Room {
    bytes: Vec<u8>,
    clients: HashMap<Sid, Client>,
    /// Those who are about to come in.
    expected: usize,
    number: u64,
    recent: VecDeque<(Bookmark, Notice)>,
    /// `recent` is everything after this.
    remembers_after: Bookmark,
}

impl Rooms {
    /// No rooms yet. What stands in the log up to here is nobody's news.
    pub(crate) fn new(reached: Bookmark) -> Self {
        Self {
            house: Mutex::new(House {
                rooms: HashMap::new(),
                reached,
            }),
            told: watch::channel(reached.position).0,
        }
    }

    fn house(&self) -> MutexGuard<'_, House> {
        self.house.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until everything up to this position has been told here, or for as long as patience lasts: whoever comes
    /// from another node may have heard more than this one knows.
    pub(crate) async fn catch_up_with(&self, position: Position, patience: Duration) {
        let mut told = self.told.subscribe();
        let reached = told.wait_for(|reached| *reached >= position);
        // Told late rather than never: the worst is hearing something twice.
        let _ = tokio::time::timeout(patience, reached).await;
    }

    /// Tells everybody whom an event concerns. Those who did not take it are returned.
    pub(crate) fn tell(&self, topics: &Topics, cursors: &Cursors, event: &Logged) -> Told {
        let mut told = Told::default();
        let mut house = self.house();
        let here = Bookmark::after(event);
        for key in topics.rooms(event) {
            let Some(room) = house.rooms.get_mut(&key) else {
                continue;
            };
            let notice = Notice::of(event);
            room.number += 1;
            let message = packet::told(
                "changed",
                &Changed {
                    org: key.org,
                    topic: topics.get(key.topic).name,
                    number: room.number,
                    cursor: cursors.seal(&room.bytes, here),
                    notice: &notice,
                },
            );
            room.remember(here, notice);
            told.heard_by += room.clients.len();
            let slow = room.clients.values().filter(|client| !client.hand(&message));
            told.slow.extend(slow.cloned());
        }
        house.reached = here;
        self.told.send_replace(here.position);
        told
    }

    /// Somebody is about to come in. From now on the room remembers what they must be told.
    pub(crate) fn expect(&self, key: RoomKey, topics: &Topics) -> Expected<'_> {
        let mut house = self.house();
        let reached = house.reached;
        let room = house.rooms.entry(key).or_insert_with(|| {
            metric::ROOMS.plain().increment(1.0);
            Room {
                bytes: key.bytes(topics),
                clients: HashMap::new(),
                expected: 0,
                number: 0,
                recent: VecDeque::new(),
                remembers_after: reached,
            }
        });
        room.expected += 1;
        Expected {
            rooms: self,
            key,
            bytes: room.bytes.clone(),
            remembers_after: room.remembers_after,
        }
    }

    /// Somebody leaves.
    pub(crate) fn leave(&self, key: RoomKey, sid: Sid) {
        let mut house = self.house();
        if let Some(room) = house.rooms.get_mut(&key) {
            room.clients.remove(&sid);
        }
        house.tidy(key);
    }
}

/// What came of telling an event.
#[derive(Default)]
pub(crate) struct Told {
    pub(crate) heard_by: usize,
    pub(crate) slow: Vec<Client>,
}

impl House {
    fn tidy(&mut self, key: RoomKey) {
        let is_empty = |room: &Room| room.clients.is_empty() && room.expected == 0;
        if self.rooms.get(&key).is_some_and(is_empty) {
            self.rooms.remove(&key);
            metric::ROOMS.plain().decrement(1.0);
        }
    }
}

impl Room {
    fn remember(&mut self, here: Bookmark, notice: Notice) {
        self.recent.push_back((here, notice));
        if self.recent.len() > REMEMBERED
            && let Some((gone, _)) = self.recent.pop_front()
        {
            self.remembers_after = gone;
        }
    }

    /// What was missed, with what the room has heard since the log was read.
    fn complete(&self, missed: Missed) -> Option<Vec<Notice>> {
        match missed {
            Missed::Nothing => Some(Vec::new()),
            Missed::TooMuch => None,
            Missed::UpTo(place, _) if place.position < self.remembers_after.position => None,
            Missed::UpTo(place, mut notices) => {
                let newer = self.recent.iter().filter(|(at, _)| at.position > place.position);
                notices.extend(newer.map(|(_, notice)| notice.clone()));
                Some(notices)
            }
        }
    }
}

/// A room that waits for somebody to come in.
pub(crate) struct Expected<'a> {
    rooms: &'a Rooms,
    key: RoomKey,
    /// What cursors of this room are bound to.
    pub(crate) bytes: Vec<u8>,
    /// The room itself remembers everything after this.
    pub(crate) remembers_after: Bookmark,
}

impl Expected<'_> {
    /// Lets them in and answers. False if the client has too many messages waiting.
    pub(crate) fn admit(self, client: &Client, ack: Option<u64>, missed: Missed, cursors: &Cursors) -> bool {
        let mut house = self.rooms.house();
        let reached = house.reached;
        let Some(room) = house.rooms.get_mut(&self.key) else {
            // It is kept for as long as somebody is expected.
            return true;
        };
        let comes_back = !matches!(missed, Missed::Nothing);
        let told = room.complete(missed);
        if comes_back {
            let how = if told.is_some() { "told" } else { "resync" };
            metric::CAUGHT_UP.with(&[("how", how)]).increment(1);
        }
        room.clients.insert(client.id(), client.clone());
        let Some(ack) = ack else {
            return true;
        };
        let answer = Subscribed {
            ok: true,
            number: room.number,
            cursor: cursors.seal(&self.bytes, reached),
            resync: told.is_none(),
            missed: told.unwrap_or_default(),
        };
        client.hand(&packet::answered(ack, &answer))
    }
}

impl Drop for Expected<'_> {
    fn drop(&mut self) {
        let mut house = self.rooms.house();
        if let Some(room) = house.rooms.get_mut(&self.key) {
            room.expected -= 1;
        }
        house.tidy(self.key);
    }
}
