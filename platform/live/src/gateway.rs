//! The gateway: who comes in, who goes, and what everybody shares.

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use engineioxide::Socket;
use engineioxide::socket::Sid;
use hustings_events::{Feed, Wanted};
use hustings_http::{Caller, Door, Sockets};
use hustings_kernel::{Problem, Refusal, Sources};
use hustings_store::StoreError;
use hustings_telemetry::Crowd;
use serde::Serialize;
use serde_json::Value;
use tokio::sync::Semaphore;
use tokio::time::Instant;
use zeroize::Zeroizing;

use crate::client::{CLOSING, Client};
use crate::cursor::Cursors;
use crate::follow::LiveWorker;
use crate::guests::{Counted, Guests};
use crate::message::Message;
use crate::metric;
use crate::neighbours::Neighbours;
use crate::packet::{self, Packet};
use crate::polled::Polled;
use crate::presence::Presence;
use crate::refusal::{LiveRefusal, Refused};
use crate::rooms::Rooms;
use crate::seat::Taken;
use crate::service::LiveService;
use crate::settings::LiveSettings;
use crate::topic::{Topic, Topics, kinds};

/// How many may read at once what they have missed from the database.
const READERS: usize = 4;
/// How long whoever is refused has to read why, when they poll.
const LAST_WORDS: Duration = Duration::from_secs(3);
/// The longest API key that is looked at.
const LONGEST_KEY: usize = 256;

/// What the gateway is made of.
pub struct GatewayParts {
    /// The settings.
    pub settings: LiveSettings,
    /// Time and randomness.
    pub sources: Sources,
    /// Who answers who somebody is.
    pub door: Arc<dyn Door>,
    /// The head of the log; it must read the kinds that [`kinds`](crate::kinds) names.
    pub feed: Feed,
    /// What one can hear of.
    pub topics: Vec<Topic>,
    /// Seals cursors: the same on every node.
    pub secret: Zeroizing<[u8; 32]>,
    /// Owns what runs for single sockets.
    pub crowd: Crowd,
}

impl fmt::Debug for GatewayParts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("GatewayParts").finish_non_exhaustive()
    }
}

/// The gateway of this node.
pub(crate) struct Gateway {
    pub(crate) settings: LiveSettings,
    pub(crate) sources: Sources,
    pub(crate) door: Arc<dyn Door>,
    pub(crate) feed: Feed,
    pub(crate) topics: Topics,
    pub(crate) cursors: Cursors,
    pub(crate) rooms: Rooms,
    pub(crate) presence: Presence,
    pub(crate) guests: Guests,
    pub(crate) readers: Semaphore,
    pub(crate) crowd: Crowd,
    clients: RwLock<HashMap<Sid, Client>>,
    is_leaving: AtomicBool,
}

impl fmt::Debug for Gateway {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Gateway").finish_non_exhaustive()
    }
}

/// Said before a socket is disconnected.
#[derive(Serialize)]
struct Closing {
    code: &'static str,
    title: &'static str,
    reconnect: bool,
}

/// Said to those who do not keep up.
#[derive(Serialize)]
struct Resync {
    code: &'static str,
    title: &'static str,
}

/// Opens the gateway: what answers its path, and what follows the log for it, which wants to be run.
pub async fn open(parts: GatewayParts) -> Result<(Arc<dyn Sockets>, LiveWorker), StoreError> {
    let wanted = Wanted::kinds(kinds(&parts.topics));
    let follower = parts.feed.follow(wanted, parts.feed.end().await?);
    let gateway = Arc::new(Gateway {
        cursors: Cursors::new(&parts.secret, parts.sources.clone()),
        topics: Topics::new(parts.topics),
        rooms: Rooms::new(follower.bookmark()),
        presence: Presence::new(&parts.secret),
        guests: Guests::default(),
        readers: Semaphore::new(READERS),
        clients: RwLock::default(),
        is_leaving: AtomicBool::new(false),
        settings: parts.settings,
        sources: parts.sources,
        door: parts.door,
        feed: parts.feed,
        crowd: parts.crowd,
    });
    let redis = gateway.settings.redis_url.clone();
    let neighbours = redis.map(|url| {
        let (node, installation) = (gateway.sources.id(), gateway.presence.installation());
        Neighbours::at(url, node, installation, gateway.settings.lease())
    });
    let service = Arc::new(LiveService::new(Arc::clone(&gateway)));
    Ok((service, LiveWorker::new(gateway, follower, neighbours)))
}

impl Gateway {
    /// Nobody comes in any more.
    pub(crate) fn is_leaving(&self) -> bool {
        self.is_leaving.load(Ordering::Acquire)
    }

    /// Every socket of this node.
    pub(crate) fn clients(&self) -> Vec<Client> {
        let clients = self.clients.read().unwrap_or_else(PoisonError::into_inner);
        clients.values().cloned().collect()
    }

    /// The socket with this id, if it began by polling.
    pub(crate) fn polled(&self, sid: Sid) -> Option<Arc<Socket<Polled>>> {
        let clients = self.clients.read().unwrap_or_else(PoisonError::into_inner);
        match clients.get(&sid) {
            Some(Client::Polled(socket)) => Some(Arc::clone(socket)),
            Some(Client::Straight(_)) | None => None,
        }
    }

    /// Somebody came.
    pub(crate) fn come(&self, client: &Client) {
        metric::SOCKETS.plain().increment(1.0);
        let mut clients = self.clients.write().unwrap_or_else(PoisonError::into_inner);
        clients.insert(client.id(), client.clone());
        drop(clients);
        if self.is_leaving() {
            self.disconnect(client, &LiveRefusal::Restarting);
        }
    }

    /// Somebody goes.
    pub(crate) fn go(&self, client: &Client) {
        metric::SOCKETS.plain().decrement(1.0);
        let mut clients = self.clients.write().unwrap_or_else(PoisonError::into_inner);
        clients.remove(&client.id());
        drop(clients);
        self.give_back(client);
    }

    /// Somebody had long enough to say who they are.
    pub(crate) fn expect_proved(&self, client: &Client) {
        if client.seat().is_unproved() {
            client.seat().begin_leaving();
            self.close(client);
        }
    }

    /// Somebody says something.
    pub(crate) fn hear(self: &Arc<Self>, client: &Client, message: &str) {
        if message.len() > self.settings.request_bytes {
            return self.close(client);
        }
        match packet::parse(message) {
            Ok(Packet::Connect(auth)) => {
                let proving = Arc::clone(self).prove(client.clone(), auth);
                self.crowd.spawn(proving);
            }
            Ok(Packet::ConnectElsewhere(namespace)) => {
                self.say(client, &packet::refused_elsewhere(&namespace));
            }
            Ok(Packet::Event(call)) => self.take(client, call),
            Ok(Packet::Ack) => {}
            Ok(Packet::Disconnect) | Err(packet::NoPacket) => self.close(client),
        }
    }

    /// Looks at who wants in.
    async fn prove(self: Arc<Self>, client: Client, auth: Option<Value>) {
        let Some(visitor) = client.seat().begin_proving() else {
            return self.close(&client);
        };
        let key = match auth.as_ref().and_then(|auth| auth.get("key")) {
            None | Some(Value::Null) => None,
            Some(Value::String(key)) if key.len() <= LONGEST_KEY => Some(key.as_str()),
            Some(_) => return self.refuse(&client, LiveRefusal::KeyInvalid.problem()),
        };
        match visitor.prove(key).await {
            Ok(caller) => self.let_in(&client, caller),
            Err(problem) => self.refuse(&client, problem),
        }
    }

    fn let_in(&self, client: &Client, caller: Caller) {
        let counted = Counted::caller(&caller);
        let Some(stay) = self.guests.admit(counted, self.settings.sockets_per_person) else {
            let later = LiveRefusal::TooManySockets(Duration::from_mins(1));
            return self.refuse(client, later.problem());
        };
        let is_in = client.seat().come_in(caller, stay);
        if is_in && !client.hand(&packet::connected(client.id().as_str())) {
            self.close(client);
        }
    }

    /// Refuses a handshake, and gives whoever polls the time to read why.
    fn refuse(&self, client: &Client, problem: Problem) {
        metric::REFUSED.with(&[("code", problem.code)]).increment(1);
        let title = problem.title;
        client.seat().begin_leaving();
        let is_told = client.hand(&packet::refused(title, &Refused::from(problem).view()));
        let wait = if is_told && client.polls() {
            LAST_WORDS
        } else {
            Duration::ZERO
        };
        client.close(wait, &self.crowd);
    }

    /// Disconnects a socket and says why.
    pub(crate) fn disconnect(&self, client: &Client, refusal: &LiveRefusal) {
        if !client.seat().begin_leaving() {
            return;
        }
        self.give_back(client);
        let problem = refusal.problem();
        let reconnect = matches!(refusal, LiveRefusal::Restarting);
        let closing = Closing {
            code: problem.code,
            title: problem.title,
            reconnect,
        };
        // If there is no room for these, there is none for anything else either: it closes all the same.
        client.hand(&packet::told("closing", &closing));
        if !reconnect {
            client.hand(&packet::disconnect());
        }
        self.close(client);
    }

    /// Drops a socket that does not keep up. What waits is still sent to it as far as it takes it, then that it has to
    /// read everything anew.
    pub(crate) fn drop_slow(&self, client: &Client) {
        if !client.seat().begin_leaving() {
            return;
        }
        metric::DROPPED.plain().increment(1);
        self.give_back(client);
        let problem = LiveRefusal::TooSlow.problem();
        let resync = Resync {
            code: problem.code,
            title: problem.title,
        };
        // Not into the queue, which is full, but beside it.
        client.hand_in_passing(&packet::told("resync", &resync));
        client.close(CLOSING, &self.crowd);
    }

    fn close(&self, client: &Client) {
        client.close(Duration::ZERO, &self.crowd);
    }

    /// Gives back what a socket holds.
    fn give_back(&self, client: &Client) {
        let given = client.seat().give_up();
        for room in given.rooms {
            self.rooms.leave(room, client.id());
        }
        let now = Instant::now();
        for place in given.places {
            self.presence.go(&place, client.id(), now);
        }
    }

    /// Tells everybody to connect elsewhere, or again.
    pub(crate) fn leave(&self) {
        self.is_leaving.store(true, Ordering::Release);
        for client in self.clients() {
            self.disconnect(&client, &LiveRefusal::Restarting);
        }
    }

    fn take(self: &Arc<Self>, client: &Client, call: packet::Call) {
        let ack = call.ack;
        let per_second = self.settings.requests_per_second;
        match client.seat().take(call, Instant::now(), per_second) {
            Taken::First => {
                let (gateway, client) = (Arc::clone(self), client.clone());
                self.crowd.spawn(async move { gateway.serve(client).await });
            }
            Taken::Waiting => {}
            Taken::TooMany(after) => {
                let refused = Refused::from(LiveRefusal::TooManyRequests(after));
                self.answer(client, ack, &refused.view());
            }
            Taken::NotIn => self.close(client),
        }
    }

    /// Answers a request, if its sender waits for an answer.
    pub(crate) fn answer(&self, client: &Client, ack: Option<u64>, answer: &impl Serialize) {
        let Some(ack) = ack else {
            return;
        };
        self.say(client, &packet::answered(ack, answer));
    }

    /// Says something to one socket.
    pub(crate) fn say(&self, client: &Client, message: &Message) {
        if !client.hand(message) {
            self.drop_slow(client);
        }
    }
}
