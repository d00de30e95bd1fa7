//! What becomes of the requests of a socket, one after the other.

use std::sync::Arc;
use std::time::Duration;

use hustings_events::{Bookmark, Wanted};
use hustings_http::{Caller, EdgeRefusal, Entrance, Entry};
use hustings_kernel::{MemberId, OrgId, PermissionName, Refusal};
use serde::Serialize;
use tokio::time::Instant;

use crate::client::Client;
use crate::gateway::Gateway;
use crate::packet::Call;
use crate::refusal::{LiveRefusal, Refused};
use crate::request::{Place, Request, Subscription};
use crate::rooms::{Expected, Missed, Notice};
use crate::spot::Present;
use crate::topic::{Reach, RoomKey, Topic, TopicIndex};

/// Events read at once, and how often, for whoever has missed some.
const PAGE: usize = 500;
const PAGES: usize = 20;
/// How long somebody who knows more than this node waits for it.
const NEWER: Duration = Duration::from_secs(1);

/// Done, and nothing to tell.
#[derive(Serialize)]
struct Done {
    ok: bool,
}

impl Gateway {
    /// Serves a socket until no request of its waits.
    pub(crate) async fn serve(self: Arc<Self>, client: Client) {
        while let Some(call) = client.seat().next() {
            let ack = call.ack;
            if let Err(refused) = self.fulfil(&client, &call).await {
                self.answer(&client, ack, &refused.view());
            }
        }
    }

    async fn fulfil(&self, client: &Client, call: &Call) -> Result<(), Refused> {
        let ack = call.ack;
        let caller = client.seat().caller().ok_or(EdgeRefusal::NotSignedIn)?;
        let done = Done { ok: true };
        match Request::parse(call)? {
            Request::Subscribe(what, since) => {
                self.subscribe(client, caller, &what, since.as_deref(), ack)
                    .await?;
            }
            Request::Unsubscribe(what) => {
                let (topic, _) = self.topics.named(&what.topic).ok_or(LiveRefusal::NotFound)?;
                for room in client.seat().rooms() {
                    if room.topic == topic && room.org == what.org && client.seat().stop_hearing(room) {
                        self.rooms.leave(room, client.id());
                    }
                }
                self.answer(client, ack, &done);
            }
            Request::Presence(place) => {
                let present = self.be_present(client, caller, &place).await?;
                self.answer(client, ack, &present);
            }
            Request::Absence(place) => {
                if client.seat().be_gone(&place) {
                    self.presence.go(&place, client.id(), Instant::now());
                }
                self.answer(client, ack, &done);
            }
            Request::Who(place) => {
                self.member(client, caller, place.org).await?;
                self.answer(client, ack, &self.presence.who(&place));
            }
            Request::Typing(place) => {
                if !client.seat().is_at(&place) {
                    return Err(LiveRefusal::NotPresent.into());
                }
                self.presence.types(&place, client.id(), Instant::now());
                self.answer(client, ack, &done);
            }
        }
        Ok(())
    }

    /// How a caller stands in an organisation.
    pub(crate) async fn enter(&self, caller: &Caller, org: OrgId) -> Result<Entry, Refused> {
        if matches!(caller, Caller::Key(key) if key.org != org) {
            return Err(LiveRefusal::NotFound.into());
        }
        match self.door.enter(caller, org).wait().await? {
            Entrance::Entered(entry) => Ok(entry),
            Entrance::Stranger => Err(LiveRefusal::NotFound.into()),
            Entrance::Suspended => Err(EdgeRefusal::Suspended.into()),
            Entrance::AssuranceNeeded => Err(EdgeRefusal::AssuranceNeeded.into()),
            Entrance::ProofNeeded => Err(EdgeRefusal::StepUpNeeded.into()),
        }
    }

    /// The person behind a socket as a member: programs are present nowhere.
    async fn member(&self, client: &Client, caller: &Caller, org: OrgId) -> Result<MemberId, Refused> {
        if matches!(caller, Caller::Key(_)) {
            return Err(LiveRefusal::AccountNeeded.into());
        }
        let entry = self.enter(caller, org).await?;
        client.seat().note_entered(org, entry.member);
        Ok(entry.member)
    }

    async fn be_present(&self, client: &Client, caller: &Caller, place: &Place) -> Result<Present, Refused> {
        // Noted before it is looked at, so that whoever loses the right meanwhile is found there.
        if !client.seat().be_at(place, self.settings.places) {
            return Err(LiveRefusal::TooManyPlaces.into());
        }
        let member = match self.member(client, caller, place.org).await {
            Ok(member) => member,
            Err(refused) => {
                client.seat().be_gone(place);
                return Err(refused);
            }
        };
        let present = self.presence.come(place, client, member);
        if !client.seat().is_at(place) {
            self.presence.go(place, client.id(), Instant::now());
        }
        Ok(present)
    }

    async fn subscribe(
        &self,
        client: &Client,
        caller: &Caller,
        what: &Subscription,
        since: Option<&str>,
        ack: Option<u64>,
    ) -> Result<(), Refused> {
        let (index, topic) = self.topics.named(&what.topic).ok_or(LiveRefusal::NotFound)?;
        let room = self.room(client, caller, what.org, index, &topic).await?;
        let heard_before = client.seat().hears(room);
        if !client.seat().hear(room, self.settings.subscriptions) {
            return Err(LiveRefusal::TooManySubscriptions.into());
        }
        // Looked at again now that it is noted: whoever lost the right in between would be found by nobody.
        let may = self.may_hear(client, caller, room).await;
        let expected = self.rooms.expect(room, &self.topics);
        let missed = match may {
            Ok(()) => self.missed(index, room, &expected, since).await,
            Err(refused) => Err(refused),
        };
        match missed {
            Ok(missed) => {
                let is_quick = expected.admit(client, ack, missed, &self.cursors);
                if !client.seat().hears(room) {
                    self.rooms.leave(room, client.id());
                }
                if !is_quick {
                    self.drop_slow(client);
                }
                Ok(())
            }
            Err(refused) => {
                if !heard_before {
                    client.seat().stop_hearing(room);
                }
                Err(refused)
            }
        }
    }

    /// The room of a topic that this caller is in, if they may be.
    async fn room(
        &self,
        client: &Client,
        caller: &Caller,
        org: Option<OrgId>,
        topic: TopicIndex,
        described: &Topic,
    ) -> Result<RoomKey, Refused> {
        let own = match (described.reach, org) {
            (Reach::Organisation(_), Some(_)) | (Reach::Installation(_), None) => None,
            (Reach::Member(..), Some(org)) => {
                let entry = self.enter(caller, org).await?;
                client.seat().note_entered(org, entry.member);
                Some(entry.member.uuid())
            }
            (Reach::Account(_), None) => match caller {
                Caller::Session(session) => Some(session.account.uuid()),
                Caller::Key(_) => return Err(LiveRefusal::AccountNeeded.into()),
            },
            (_, Some(_)) => return Err(Refused::field("org", "This topic is of no organisation.")),
            (_, None) => {
                return Err(Refused::field(
                    "org",
                    "This topic is of an organisation: name it.",
                ));
            }
        };
        Ok(RoomKey { topic, org, own })
    }

    /// May this caller hear this room?
    pub(crate) async fn may_hear(
        &self,
        client: &Client,
        caller: &Caller,
        room: RoomKey,
    ) -> Result<(), Refused> {
        let reach = self.topics.get(room.topic).reach;
        let (permissions, needed) = match (reach, room.org) {
            (Reach::Organisation(needed) | Reach::Member(needed, _), Some(org)) => {
                let entry = self.enter(caller, org).await?;
                client.seat().note_entered(org, entry.member);
                (entry.permissions, needed)
            }
            (Reach::Installation(needed), _) => {
                let Caller::Session(session) = caller else {
                    return Err(LiveRefusal::AccountNeeded.into());
                };
                (self.door.installation(session.account).wait().await?, needed)
            }
            (Reach::Account(_) | Reach::Organisation(_) | Reach::Member(..), _) => return Ok(()),
        };
        if permissions.holds(needed) {
            Ok(())
        } else {
            Err(no_permission(needed))
        }
    }

    /// What somebody has missed who has seen everything up to a cursor.
    async fn missed(
        &self,
        topic: TopicIndex,
        room: RoomKey,
        expected: &Expected<'_>,
        since: Option<&str>,
    ) -> Result<Missed, Refused> {
        let Some(since) = since else {
            return Ok(Missed::Nothing);
        };
        let Some(seen) = self.cursors.open(&expected.bytes, since) else {
            return Ok(Missed::TooMuch);
        };
        self.rooms.catch_up_with(seen.position, NEWER).await;
        let up_to = expected.remembers_after;
        if seen.position >= up_to.position {
            return Ok(Missed::UpTo(seen, Vec::new()));
        }
        // After a restart everybody comes back at once; the database need not notice.
        let Ok(_turn) = self.readers.acquire().await else {
            return Ok(Missed::TooMuch);
        };
        self.read_missed(topic, room, seen, up_to).await
    }

    async fn read_missed(
        &self,
        topic: TopicIndex,
        room: RoomKey,
        seen: Bookmark,
        up_to: Bookmark,
    ) -> Result<Missed, Refused> {
        let wanted = Wanted::kinds(self.topics.get(topic).kinds.iter().copied());
        let (mut notices, mut at) = (Vec::new(), seen);
        for _ in 0..PAGES {
            let page = self.feed.page(at, &wanted, PAGE).await?;
            let within = page
                .events
                .iter()
                .filter(|event| event.position <= up_to.position);
            let ours = within.filter(|event| self.topics.room(topic, event) == Some(room));
            notices.extend(ours.map(|event| Notice::of(event)));
            if notices.len() > self.settings.missed {
                return Ok(Missed::TooMuch);
            }
            if page.reached.position >= up_to.position {
                return Ok(Missed::UpTo(up_to, notices));
            }
            if page.reached.position <= at.position {
                break;
            }
            at = page.reached;
        }
        Ok(Missed::TooMuch)
    }
}

fn no_permission(needed: PermissionName) -> Refused {
    let detail = format!("{needed} is needed.");
    LiveRefusal::NoPermission.problem().with_detail(detail).into()
}
