//! Clients that begin by polling, and may move to a websocket: the library's transports, and what they call.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use engineioxide::handler::EngineIoHandler;
use engineioxide::{DisconnectReason, Socket, Str, TransportType};
use hustings_telemetry::Crowd;
use tokio_util::sync::CancellationToken;

use crate::client::{CLOSING, Client};
use crate::gateway::Gateway;
use crate::seat::Seat;
use crate::service::Arrival;

/// What we know of a client of the library's.
#[derive(Default)]
pub(crate) struct Polled {
    pub(crate) seat: Seat,
    /// Cuts its connection, once it has one of its own.
    cut: Mutex<CancellationToken>,
}

impl Polled {
    /// It has a connection of its own now.
    pub(crate) fn moved(&self, cut: CancellationToken) {
        *self.cut.lock().unwrap_or_else(PoisonError::into_inner) = cut;
    }

    fn cut(&self) {
        self.cut.lock().unwrap_or_else(PoisonError::into_inner).cancel();
    }
}

/// Does it poll still?
pub(crate) fn polls(socket: &Socket<Polled>) -> bool {
    socket.transport_type() == TransportType::Polling
}

/// Closes the session after this time, and cuts the connection of a client that takes nothing.
pub(crate) fn close(socket: &Arc<Socket<Polled>>, after: Duration, crowd: &Crowd) {
    if after.is_zero() {
        socket.close(DisconnectReason::ClosingServer);
    }
    let (socket, stop) = (Arc::clone(socket), crowd.stop_token().clone());
    crowd.spawn(async move {
        if !after.is_zero() {
            tokio::select! {
                () = tokio::time::sleep(after) => {}
                () = stop.cancelled() => {}
            }
            socket.close(DisconnectReason::ClosingServer);
        }
        tokio::time::sleep(CLOSING).await;
        socket.data.cut();
    });
}

impl EngineIoHandler for Gateway {
    type Data = Polled;

    fn on_connect(self: Arc<Self>, socket: Arc<Socket<Polled>>) {
        if let Some(arriving) = Arrival::take(&socket.req_parts.extensions) {
            socket.data.seat.arrive(arriving);
        }
        let client = Client::Polled(socket);
        self.come(&client);
        let (patience, stop) = (self.settings.handshake(), self.crowd.stop_token().clone());
        let gateway = Arc::clone(&self);
        self.crowd.spawn(async move {
            tokio::select! {
                () = tokio::time::sleep(patience) => {}
                () = stop.cancelled() => {}
            }
            gateway.expect_proved(&client);
        });
    }

    fn on_disconnect(&self, socket: Arc<Socket<Polled>>, _: DisconnectReason) {
        self.go(&Client::Polled(socket));
    }

    fn on_message(self: &Arc<Self>, message: Str, socket: Arc<Socket<Polled>>) {
        self.hear(&Client::Polled(socket), &message);
    }

    fn on_binary(self: &Arc<Self>, _: Bytes, socket: Arc<Socket<Polled>>) {
        socket.close(DisconnectReason::PacketParsingError);
    }
}
