//! A client that began with a websocket: one task that reads, writes and keeps time.
//!
//! There may be very many of these, so what a session keeps between two messages is this struct, a timer and the
//! connection. It reads into memory that it does not keep, and writes frames that all who hear them share.

use std::mem::MaybeUninit;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use engineioxide::socket::Sid;
use hyper::upgrade::Upgraded;
use hyper_util::rt::TokioIo;
use serde::Serialize;
use tokio::io::{AsyncRead as _, AsyncWrite as _, ReadBuf};
use tokio::time::{Instant, Sleep};

use crate::client::{CLOSING, Client, Line};
use crate::frame::{self, Frame, Reader, Said};
use crate::gateway::Gateway;
use crate::outbox::Outbox;
use crate::seat::{Arriving, Seat};
use crate::settings::LARGEST_MESSAGE;
use crate::writer::Writer;

/// What one read takes at most.
const CHUNK: usize = 2 * 1024;

/// What Engine.IO says at the beginning.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Open<'a> {
    sid: &'a str,
    upgrades: [&'a str; 0],
    ping_interval: u128,
    ping_timeout: u128,
    max_payload: usize,
}

/// A websocket and its client. It ends when the connection does.
pub(crate) struct Session {
    connection: TokioIo<Upgraded>,
    gateway: Arc<Gateway>,
    line: Arc<Line>,
    reader: Reader,
    writer: Writer,
    /// The answer to the latest ping of the websocket. The ones before need none.
    pong: Option<Frame>,
    pulse: Pulse,
    /// When it has to have said who it is.
    prove_by: Option<Instant>,
    /// It is on its way out, and has to be gone by then.
    close_by: Option<Instant>,
    is_shut: bool,
    timer: Pin<Box<Sleep>>,
}

/// Whether the client is known to be there.
#[derive(Debug, Clone, Copy)]
enum Pulse {
    /// It is, and is asked again then.
    Felt(Instant),
    /// It was asked, and has until then to answer.
    Asked(Instant),
}

/// The connection is over.
struct Ended;

impl Session {
    /// Somebody arrived with a websocket.
    pub(crate) fn begin(gateway: Arc<Gateway>, connection: TokioIo<Upgraded>, arriving: Arriving) -> Self {
        let settings = &gateway.settings;
        let id = new_id(&gateway);
        let open = Open {
            sid: id.as_str(),
            upgrades: [],
            ping_interval: settings.ping().as_millis(),
            ping_timeout: settings.stall().as_millis(),
            max_payload: LARGEST_MESSAGE as usize,
        };
        // Texts and numbers: writing them does not fail.
        let open = serde_json::to_string(&open).unwrap_or_default();
        let mut writer = Writer::new(settings.stall());
        writer.frames.push_back(frame::text(&["0", &open]));
        let line = Arc::new(Line {
            id,
            seat: Seat::default(),
            outbox: Outbox::new(settings.waiting()),
        });
        line.seat.arrive(arriving);
        let now = Instant::now();
        let session = Self {
            connection,
            line,
            // One byte says what kind of packet it is.
            reader: Reader::new(settings.request_bytes.min(LARGEST_MESSAGE as usize) + 1),
            writer,
            pong: None,
            pulse: Pulse::Felt(now + settings.ping()),
            prove_by: Some(now + settings.handshake()),
            close_by: None,
            is_shut: false,
            timer: Box::pin(tokio::time::sleep(settings.handshake())),
            gateway,
        };
        session.gateway.come(&session.client());
        session
    }

    fn client(&self) -> Client {
        Client::Straight(Arc::clone(&self.line))
    }

    /// Does what there is to do, until there is nothing more for now.
    fn work(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Ended>> {
        // Before all else, because whoever says very much would leave no time for it.
        while self.keep_time(cx)?.is_ready() {}
        loop {
            while self.tell(cx)?.is_ready() {}
            if self.hear(cx)?.is_pending() {
                break;
            }
        }
        let due = self.due();
        if due < self.timer.deadline() {
            self.timer.as_mut().reset(due);
            if self.keep_time(cx)?.is_ready() {
                // Its time has come already, and perhaps there is something to be written now.
                cx.waker().wake_by_ref();
            }
        }
        Poll::Pending
    }

    /// Writes what waits.
    fn tell(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Ended>> {
        let frames = &mut self.writer.frames;
        if frames.is_empty() && self.close_by.is_none() {
            frames.extend(self.pong.take());
        }
        let close_by = self.line.outbox.take(cx.waker(), frames);
        if close_by.is_some() && self.close_by.is_none() {
            self.close_by = close_by;
            self.gateway.go(&self.client());
        }
        if !self.writer.frames.is_empty() {
            let wrote = self.writer.poll(Pin::new(&mut self.connection), cx);
            return wrote.map_err(|_| Ended);
        }
        if self.close_by.is_none() || self.is_shut {
            return Poll::Pending;
        }
        // Everything is said. That the other end closes too is waited for, or the last words might get lost.
        let shut = ready!(Pin::new(&mut self.connection).poll_shutdown(cx));
        self.is_shut = true;
        Poll::Ready(shut.map_err(|_| Ended))
    }

    /// Reads what comes, and takes it in.
    fn hear(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Ended>> {
        let mut bytes = [MaybeUninit::uninit(); CHUNK];
        let mut bytes = ReadBuf::uninit(&mut bytes);
        let came = ready!(Pin::new(&mut self.connection).poll_read(cx, &mut bytes));
        if came.is_err() || bytes.filled().is_empty() {
            return Poll::Ready(Err(Ended));
        }
        if self.line.outbox.is_open() {
            self.reader.feed(bytes.filled());
        }
        while self.line.outbox.is_open() {
            match self.reader.next() {
                Ok(Some(said)) => self.take_in(said),
                Ok(None) => break,
                Err(fault) => self.end(Some(fault.code())),
            }
        }
        Poll::Ready(Ok(()))
    }

    fn take_in(&mut self, said: Said) {
        match said {
            Said::Text(packet) => self.take_packet(&packet),
            Said::Ping(heard) => self.pong = Some(frame::pong(&heard)),
            Said::Pong => {}
            Said::Close(code) => self.end(code),
        }
    }

    /// The packets of Engine.IO, as far as a client may send them over a websocket.
    fn take_packet(&mut self, packet: &str) {
        match packet.split_at_checked(1) {
            Some(("4", message)) => self.gateway.hear(&self.client(), message),
            Some(("2" | "3", "")) => {
                if matches!(self.pulse, Pulse::Asked(_)) {
                    self.pulse = Pulse::Felt(Instant::now() + self.gateway.settings.ping());
                }
            }
            _ => self.leave(),
        }
    }

    /// Closes in good order.
    fn leave(&self) {
        self.client().close(Duration::ZERO, &self.gateway.crowd);
    }

    /// Answers that the websocket ends, whatever waits.
    fn end(&self, code: Option<u16>) {
        self.line.outbox.end(Instant::now() + CLOSING, frame::close(code));
    }

    /// Does what its time has come for.
    fn keep_time(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Ended>> {
        ready!(self.timer.as_mut().poll(cx));
        let now = Instant::now();
        let is_past = |at: Option<Instant>| at.is_some_and(|at| at <= now);
        if is_past(self.close_by) || is_past(self.writer.give_up_at) {
            return Poll::Ready(Err(Ended));
        }
        if is_past(self.prove_by) {
            self.prove_by = None;
            self.gateway.expect_proved(&self.client());
        }
        match self.pulse {
            _ if self.close_by.is_some() => {}
            Pulse::Felt(until) if until <= now => {
                self.pulse = Pulse::Asked(now + self.gateway.settings.stall());
                self.writer.frames.push_back(frame::text(&["2"]));
            }
            Pulse::Asked(until) if until <= now => {
                self.leave();
                self.pulse = Pulse::Felt(now + self.gateway.settings.ping());
            }
            Pulse::Felt(_) | Pulse::Asked(_) => {}
        }
        let due = self.due();
        self.timer.as_mut().reset(due);
        Poll::Ready(Ok(()))
    }

    /// When there is something to do even if nothing happens.
    fn due(&self) -> Instant {
        let (Pulse::Felt(pulse) | Pulse::Asked(pulse)) = self.pulse;
        let first = self.close_by.unwrap_or(pulse);
        let others = [self.prove_by, self.writer.give_up_at];
        others.into_iter().flatten().fold(first, Instant::min)
    }
}

impl Future for Session {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.get_mut().work(cx).map(|_| ())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if self.close_by.is_none() {
            self.gateway.go(&self.client());
        }
        self.line.outbox.abandon();
    }
}

/// An id of its own, in the library's form.
fn new_id(gateway: &Gateway) -> Sid {
    let id = URL_SAFE_NO_PAD.encode(gateway.sources.bytes::<12>());
    // Sixteen letters of that alphabet are one.
    id.parse().unwrap_or_default()
}
