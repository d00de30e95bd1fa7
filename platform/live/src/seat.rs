//! What the gateway knows of one socket.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use hustings_http::{Caller, Visitor};
use hustings_kernel::{MemberId, OrgId};
use tokio::time::Instant;

use crate::guests::Stay;
use crate::packet::Call;
use crate::request::Place;
use crate::topic::RoomKey;

/// Requests of one socket that may wait for their turn.
const INBOX: usize = 64;

/// What is known of a socket.
#[derive(Default)]
pub(crate) struct Seat {
    state: Mutex<State>,
    caller: OnceLock<Caller>,
}

/// Where a socket stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Phase {
    /// It has not said yet who it is.
    #[default]
    Fresh,
    /// It has, and that is looked at.
    Proving,
    /// It is in.
    In,
    /// It is on its way out, and hears nothing new.
    Leaving,
}

#[derive(Default)]
struct State {
    phase: Phase,
    visitor: Option<Visitor>,
    stays: Vec<Stay>,
    rooms: Vec<RoomKey>,
    places: Vec<Place>,
    /// The organisations it has entered, and as whom.
    entered: Vec<(OrgId, MemberId)>,
    inbox: VecDeque<Call>,
    is_served: bool,
    /// When its allowance of requests is full again.
    full_at: Option<Instant>,
}

/// Somebody on their way in, who has not said yet who they are.
pub(crate) struct Arriving {
    pub(crate) visitor: Visitor,
    pub(crate) stays: Vec<Stay>,
}

/// What a seat gives up when its socket leaves.
#[derive(Debug, Default)]
pub(crate) struct Given {
    pub(crate) rooms: Vec<RoomKey>,
    pub(crate) places: Vec<Place>,
}

/// What becomes of a request that came in.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    /// It waits its turn, and somebody has to be sent to serve this socket.
    First,
    /// It waits its turn.
    Waiting,
    /// There were too many; it fits after this time.
    TooMany(Duration),
    /// The socket is not in.
    NotIn,
}

impl Seat {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Somebody arrives.
    pub(crate) fn arrive(&self, arriving: Arriving) {
        let mut state = self.state();
        state.visitor = Some(arriving.visitor);
        state.stays = arriving.stays;
    }

    /// The visitor, once, when they say who they are.
    pub(crate) fn begin_proving(&self) -> Option<Visitor> {
        let mut state = self.state();
        if state.phase != Phase::Fresh {
            return None;
        }
        state.phase = Phase::Proving;
        state.visitor.take()
    }

    /// They are who they say.
    pub(crate) fn come_in(&self, caller: Caller, stay: Stay) -> bool {
        let mut state = self.state();
        if state.phase != Phase::Proving {
            return false;
        }
        state.phase = Phase::In;
        state.stays.push(stay);
        self.caller.set(caller).is_ok()
    }

    /// Has nobody said who they are, in all this time?
    pub(crate) fn is_unproved(&self) -> bool {
        matches!(self.state().phase, Phase::Fresh | Phase::Proving)
    }

    pub(crate) fn is_in(&self) -> bool {
        self.state().phase == Phase::In
    }

    /// Who it is, once it is in.
    pub(crate) fn caller(&self) -> Option<&Caller> {
        self.caller.get()
    }

    /// It leaves: true the first time.
    pub(crate) fn begin_leaving(&self) -> bool {
        let mut state = self.state();
        let is_first = state.phase != Phase::Leaving;
        state.phase = Phase::Leaving;
        is_first
    }

    /// Everything it holds is given back.
    pub(crate) fn give_up(&self) -> Given {
        let mut state = self.state();
        state.phase = Phase::Leaving;
        state.stays.clear();
        state.inbox.clear();
        state.visitor = None;
        state.entered.clear();
        Given {
            rooms: std::mem::take(&mut state.rooms),
            places: std::mem::take(&mut state.places),
        }
    }

    /// A request came in.
    pub(crate) fn take(&self, call: Call, now: Instant, per_second: u32) -> Taken {
        let mut state = self.state();
        if state.phase != Phase::In {
            return Taken::NotIn;
        }
        let interval = Duration::from_secs(1) / per_second.max(1);
        let full_at = state.full_at.unwrap_or(now).max(now) + interval;
        let over = full_at
            .duration_since(now)
            .saturating_sub(interval * per_second.max(1) * 3);
        if !over.is_zero() || state.inbox.len() >= INBOX {
            return Taken::TooMany(over.max(interval));
        }
        state.full_at = Some(full_at);
        state.inbox.push_back(call);
        if std::mem::replace(&mut state.is_served, true) {
            Taken::Waiting
        } else {
            Taken::First
        }
    }

    /// The next request; `None` when there is none, and nobody serves this socket any more.
    pub(crate) fn next(&self) -> Option<Call> {
        let mut state = self.state();
        let next = state.inbox.pop_front();
        state.is_served = next.is_some();
        if next.is_none() {
            // Most ask once, when they come, and then listen for hours.
            state.inbox = VecDeque::new();
        }
        next
    }

    /// Notes as whom it entered an organisation.
    pub(crate) fn note_entered(&self, org: OrgId, member: MemberId) {
        let mut state = self.state();
        state.entered.retain(|(entered, _)| *entered != org);
        state.entered.reserve_exact(1);
        state.entered.push((org, member));
    }

    /// The organisations it has entered, and as whom.
    pub(crate) fn entered(&self) -> Vec<(OrgId, MemberId)> {
        self.state().entered.clone()
    }

    /// Notes that it hears a room, unless it hears as many as it may.
    pub(crate) fn hear(&self, room: RoomKey, at_most: u32) -> bool {
        let mut state = self.state();
        if state.rooms.contains(&room) {
            return true;
        }
        let fits = state.rooms.len() < at_most as usize && state.phase == Phase::In;
        if fits {
            // Few hear much, and there are many of them: here and below, no room is kept for more.
            state.rooms.reserve_exact(1);
            state.rooms.push(room);
        }
        fits
    }

    /// Notes that it hears a room no more: true if it did.
    pub(crate) fn stop_hearing(&self, room: RoomKey) -> bool {
        let mut state = self.state();
        let before = state.rooms.len();
        state.rooms.retain(|heard| *heard != room);
        state.rooms.len() < before
    }

    /// Does it hear this room, and is it in?
    pub(crate) fn hears(&self, room: RoomKey) -> bool {
        let state = self.state();
        state.phase == Phase::In && state.rooms.contains(&room)
    }

    /// The rooms it hears.
    pub(crate) fn rooms(&self) -> Vec<RoomKey> {
        self.state().rooms.clone()
    }

    /// Notes that it is present at a place, unless it is at as many as it may be.
    pub(crate) fn be_at(&self, place: &Place, at_most: u32) -> bool {
        let mut state = self.state();
        if state.places.contains(place) {
            return true;
        }
        let fits = state.places.len() < at_most as usize && state.phase == Phase::In;
        if fits {
            state.places.reserve_exact(1);
            state.places.push(place.clone());
        }
        fits
    }

    /// Is it present there?
    pub(crate) fn is_at(&self, place: &Place) -> bool {
        let state = self.state();
        state.phase == Phase::In && state.places.contains(place)
    }

    /// Notes that it is there no more: true if it was.
    pub(crate) fn be_gone(&self, place: &Place) -> bool {
        let mut state = self.state();
        let before = state.places.len();
        state.places.retain(|known| known != place);
        state.places.len() < before
    }

    /// It has nothing to do with an organisation any more.
    pub(crate) fn leave_org(&self, org: OrgId) -> Given {
        let mut state = self.state();
        state.entered.retain(|(entered, _)| *entered != org);
        let rooms = state.rooms.extract_if(.., |room| room.org == Some(org)).collect();
        let places = state.places.extract_if(.., |place| place.org == org).collect();
        Given { rooms, places }
    }
}

#[cfg(test)]
mod tests {
    use hustings_http::{Assurance, SessionCaller};
    use uuid::Uuid;

    use super::*;
    use crate::guests::{Counted, Guests};

    fn call(name: &str) -> Call {
        Call {
            name: name.to_owned(),
            body: serde_json::Value::Null,
            ack: None,
        }
    }

    fn seated() -> Seat {
        let seat = Seat::default();
        seat.state().phase = Phase::Proving;
        let caller = Caller::Session(SessionCaller {
            account: Uuid::from_u128(1).into(),
            session: Uuid::from_u128(2).into(),
            assurance: Assurance::Single,
        });
        let stay = Guests::default().admit(Counted::Node, 1).unwrap();
        assert!(seat.come_in(caller, stay));
        seat
    }

    #[tokio::test(start_paused = true)]
    async fn requests_wait_their_turn_and_only_so_many_of_them() {
        let seat = seated();
        let now = Instant::now();
        assert_eq!(seat.take(call("a"), now, 1), Taken::First);
        assert_eq!(seat.take(call("b"), now, 1), Taken::Waiting);
        assert_eq!(seat.take(call("c"), now, 1), Taken::Waiting);
        assert_eq!(
            seat.take(call("d"), now, 1),
            Taken::TooMany(Duration::from_secs(1))
        );
        let later = now + Duration::from_secs(1);
        assert_eq!(seat.take(call("e"), later, 1), Taken::Waiting);
        let served = std::iter::from_fn(|| seat.next()).map(|call| call.name);
        assert_eq!(served.collect::<Vec<_>>(), ["a", "b", "c", "e"]);
        seat.give_up();
        assert_eq!(seat.take(call("f"), later, 100), Taken::NotIn);
    }

    #[test]
    fn nobody_comes_in_twice_or_after_leaving() {
        let seat = Seat::default();
        assert!(seat.begin_leaving() && !seat.begin_leaving());
        assert!(seat.begin_proving().is_none());
        assert!(!seat.is_in() && !seat.is_unproved());
    }
}
