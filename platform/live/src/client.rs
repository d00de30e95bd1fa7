//! The client behind a seat, however it is connected.
//!
//! Most begin with a websocket: those are ours from end to end (`session`), because so they cost the least. Whoever
//! begins by polling, and perhaps upgrades to a websocket later, is the library's (`polled`).

use std::sync::Arc;
use std::time::Duration;

use engineioxide::Socket;
use engineioxide::socket::Sid;
use hustings_telemetry::Crowd;
use tokio::time::Instant;

use crate::frame::{self, NORMAL};
use crate::message::Message;
use crate::outbox::Outbox;
use crate::polled::{self, Polled};
use crate::seat::Seat;

/// How long a connection may take to close in good order; then it is cut.
pub(crate) const CLOSING: Duration = Duration::from_secs(2);
/// What Engine.IO says at the end.
const ENGINE_CLOSE: &str = "1";

/// A client, as the gateway talks to it.
#[derive(Clone)]
pub(crate) enum Client {
    /// It began with a websocket.
    Straight(Arc<Line>),
    /// It began by polling.
    Polled(Arc<Socket<Polled>>),
}

/// What the gateway shares with the session of a websocket.
pub(crate) struct Line {
    pub(crate) id: Sid,
    pub(crate) seat: Seat,
    pub(crate) outbox: Outbox,
}

impl Client {
    pub(crate) fn id(&self) -> Sid {
        match self {
            Self::Straight(line) => line.id,
            Self::Polled(socket) => socket.id,
        }
    }

    /// What is known of it.
    pub(crate) fn seat(&self) -> &Seat {
        match self {
            Self::Straight(line) => &line.seat,
            Self::Polled(socket) => &socket.data.seat,
        }
    }

    /// Hands it a message; false if it has too many waiting already. One whose connection has ended needs nothing.
    pub(crate) fn hand(&self, message: &Message) -> bool {
        match self {
            Self::Straight(line) => line.outbox.put(message.frame()),
            Self::Polled(socket) => socket.emit(message.packet().clone()).is_ok() || socket.is_closed(),
        }
    }

    /// Hands it a message in passing, beside what waits: it may be lost, and replaces the one before.
    pub(crate) fn hand_in_passing(&self, message: &Message) {
        match self {
            Self::Straight(line) => line.outbox.put_latest(message.frame()),
            Self::Polled(socket) => {
                socket.emit_volatile(message.packet().clone());
            }
        }
    }

    /// Has it to ask for what it is told?
    pub(crate) fn polls(&self) -> bool {
        matches!(self, Self::Polled(socket) if polled::polls(socket))
    }

    /// Ends the connection once it took what waits, or after this time; it is cut if that takes too long.
    pub(crate) fn close(&self, after: Duration, crowd: &Crowd) {
        match self {
            Self::Straight(line) => {
                let last = [frame::text(&[ENGINE_CLOSE]), frame::close(Some(NORMAL))];
                line.outbox.close(Instant::now() + after + CLOSING, last);
            }
            Self::Polled(socket) => polled::close(socket, after, crowd),
        }
    }
}
