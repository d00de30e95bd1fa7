//! Many sockets that listen, in one thread: the same for either server, and as cheap as can be, because it shares the
//! cores with what it measures.

use std::cell::RefCell;
use std::future::poll_fn;
use std::net::SocketAddr;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::ready;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use hdrhistogram::Histogram;
use tokio::io::{AsyncRead as _, AsyncReadExt as _, AsyncWriteExt as _, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::task::LocalSet;
use tokio_util::sync::CancellationToken;

use super::frames::{Frame, Heard, masked};

/// Handshakes at once.
const AT_ONCE: usize = 64;
/// What one read takes at most.
const BUFFER: usize = 64 * 1024;
const PATIENCE: Duration = Duration::from_mins(1);
const LOOK: Duration = Duration::from_millis(5);

/// Where to listen, and to what.
#[derive(Clone)]
pub(super) struct Room {
    pub(super) address: SocketAddr,
    /// A header of the handshake that says who we are, or nothing.
    pub(super) header: String,
    pub(super) org: String,
}

/// Sockets that listen until this is dropped.
pub(super) struct Crowd {
    pub(super) sockets: usize,
    counts: Arc<Counts>,
    stop: CancellationToken,
    thread: Option<thread::JoinHandle<()>>,
}

/// What has been heard so far.
struct Counts {
    start: Instant,
    listening: AtomicUsize,
    notices: AtomicU64,
    /// From the moment in a notice's id until it was heard, in nanoseconds.
    delays: Mutex<Histogram<u64>>,
    failed: Mutex<Option<anyhow::Error>>,
}

impl Crowd {
    /// Opens sockets and returns when all of them listen.
    pub(super) fn gather(room: &Room, sockets: usize, start: Instant) -> Result<Self> {
        let counts = Arc::new(Counts {
            start,
            listening: AtomicUsize::new(0),
            notices: AtomicU64::new(0),
            delays: Mutex::new(Histogram::new(3)?),
            failed: Mutex::new(None),
        });
        let stop = CancellationToken::new();
        let thread = thread::spawn({
            let (room, counts, stop) = (room.clone(), Arc::clone(&counts), stop.clone());
            move || {
                if let Err(error) = listen_all(&room, sockets, &counts, &stop) {
                    counts.fail(error);
                }
            }
        });
        let crowd = Self {
            sockets,
            counts,
            stop,
            thread: Some(thread),
        };
        let deadline = Instant::now() + PATIENCE;
        while crowd.counts.listening.load(Ordering::Relaxed) < sockets {
            crowd.check()?;
            ensure!(Instant::now() < deadline, "the sockets do not all listen");
            thread::sleep(LOOK);
        }
        Ok(crowd)
    }

    /// What counts along, also where this is not.
    pub(super) fn ear(&self) -> Ear {
        Ear(Arc::clone(&self.counts))
    }

    /// How long notices took since this was asked last.
    pub(super) fn take_delays(&self) -> Result<Histogram<u64>> {
        let mut delays = self.counts.delays();
        Ok(std::mem::replace(&mut delays, Histogram::new(3)?))
    }

    /// Waits until so many notices have been heard.
    pub(super) async fn wait_for(&self, notices: u64) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        while self.ear().notices() < notices {
            self.check()?;
            ensure!(Instant::now() < deadline, "notices are missing");
            tokio::time::sleep(LOOK).await;
        }
        self.check()
    }

    /// Fails if a socket was closed or a notice could not be read.
    fn check(&self) -> Result<()> {
        let failed = self.counts.failed().take();
        failed.map_or(Ok(()), Err)
    }
}

/// Counts along.
#[derive(Clone)]
pub(super) struct Ear(Arc<Counts>);

impl Ear {
    /// Notices heard, all sockets taken together.
    pub(super) fn notices(&self) -> u64 {
        self.0.notices.load(Ordering::Relaxed)
    }
}

impl Drop for Crowd {
    fn drop(&mut self) {
        self.stop.cancel();
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            eprintln!("warning: the thread of the sockets panicked");
        }
    }
}

impl Counts {
    fn delays(&self) -> std::sync::MutexGuard<'_, Histogram<u64>> {
        self.delays.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn failed(&self) -> std::sync::MutexGuard<'_, Option<anyhow::Error>> {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fail(&self, error: anyhow::Error) {
        self.failed().get_or_insert(error);
    }
}

#[tokio::main(flavor = "current_thread")]
async fn listen_all(
    room: &Room,
    sockets: usize,
    counts: &Arc<Counts>,
    stop: &CancellationToken,
) -> Result<()> {
    let local = LocalSet::new();
    let turns = Rc::new(Semaphore::new(AT_ONCE));
    let buffer: Buffer = Rc::new(RefCell::new(vec![0; BUFFER]));
    for _ in 0..sockets {
        let (room, counts, turns) = (room.clone(), Arc::clone(counts), Rc::clone(&turns));
        let buffer = Rc::clone(&buffer);
        local.spawn_local(async move {
            let listening = async {
                let turn = turns.acquire().await?;
                let (stream, early) = enter(&room).await?;
                drop(turn);
                counts.listening.fetch_add(1, Ordering::Relaxed);
                Listener { stream, rest: early }.listen(&buffer, &counts).await
            };
            if let Err(error) = listening.await {
                counts.fail(error);
            }
        });
    }
    local.run_until(stop.cancelled()).await;
    Ok(())
}

/// Every socket reads into the same memory, one after the other.
type Buffer = Rc<RefCell<Vec<u8>>>;

/// A socket that has subscribed.
struct Listener {
    stream: TcpStream,
    /// The beginning of a frame whose end has not come yet.
    rest: Vec<u8>,
}

impl Listener {
    async fn listen(mut self, buffer: &Buffer, counts: &Counts) -> Result<()> {
        loop {
            let pings = poll_fn(|context| {
                let mut bytes = buffer.borrow_mut();
                let mut into = ReadBuf::new(&mut bytes);
                ready!(Pin::new(&mut self.stream).poll_read(context, &mut into))?;
                std::task::Poll::Ready(take_in(into.filled(), &mut self.rest, counts))
            })
            .await?;
            for _ in 0..pings {
                self.stream.write_all(&masked("3")?).await?;
            }
        }
    }
}

/// Counts what was read; returns how many pings were in it.
fn take_in(bytes: &[u8], rest: &mut Vec<u8>, counts: &Counts) -> Result<usize> {
    ensure!(!bytes.is_empty(), "the server closed a connection");
    let now = counts.start.elapsed();
    let joined;
    let mut bytes = if rest.is_empty() {
        bytes
    } else {
        rest.extend_from_slice(bytes);
        joined = std::mem::take(rest);
        &joined
    };
    let (mut notices, mut pings) = (0, 0);
    let mut delays = counts.delays();
    while let Some(frame) = Frame::first(bytes)? {
        match frame.heard()? {
            Heard::Notice(moment) => {
                notices += 1;
                delays.record(u64::try_from(now.saturating_sub(moment).as_nanos())?)?;
            }
            Heard::Ping => pings += 1,
            Heard::Close => bail!("the server ended a connection"),
            Heard::Other => {}
        }
        bytes = &bytes[frame.length..];
    }
    drop(delays);
    rest.extend_from_slice(bytes);
    counts.notices.fetch_add(notices, Ordering::Relaxed);
    Ok(pings)
}

/// Connects, says who it is, and subscribes. What came behind the answer is returned too.
async fn enter(room: &Room) -> Result<(TcpStream, Vec<u8>)> {
    let mut stream = TcpStream::connect(room.address).await?;
    stream.set_nodelay(true)?;
    let upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13";
    let key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    let port = room.address.port();
    let mut request = format!(
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost:{port}\r\n{upgrade}\r\n{key}\r\n"
    );
    if !room.header.is_empty() {
        request.push_str(&room.header);
        request.push_str("\r\n");
    }
    request.push_str("\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut bytes = Vec::with_capacity(1024);
    let head = loop {
        let found = bytes.windows(4).position(|window| window == b"\r\n\r\n");
        match found {
            Some(head) => break head + 4,
            None => ensure!(stream.read_buf(&mut bytes).await? > 0, "no answer to a handshake"),
        }
    };
    let answer = String::from_utf8_lossy(&bytes).into_owned();
    ensure!(
        answer.starts_with("HTTP/1.1 101"),
        "a handshake was refused: {answer}"
    );
    bytes.drain(..head);
    let org = &room.org;
    let subscribe = format!("421[\"subscribe\",{{\"org\":\"{org}\",\"topic\":\"members\"}}]");
    for (say, until) in [("40", "40{"), (subscribe.as_str(), "431[{\"ok\":true")] {
        stream.write_all(&masked(say)?).await?;
        wait_for(&mut stream, &mut bytes, until).await?;
    }
    // Few keep so much for so little.
    bytes.shrink_to_fit();
    Ok((stream, bytes))
}

/// Reads frames up to the one that begins like this. Only what the transport itself says may come before it.
async fn wait_for(stream: &mut TcpStream, bytes: &mut Vec<u8>, until: &str) -> Result<()> {
    loop {
        while let Some(frame) = Frame::first(bytes)? {
            let text = String::from_utf8_lossy(frame.text).into_owned();
            let length = frame.length;
            bytes.drain(..length);
            if text.starts_with(until) {
                return Ok(());
            }
            match text.as_str() {
                "2" => stream.write_all(&masked("3")?).await?,
                text => ensure!(text.starts_with("0{"), "expected {until} and heard {text}"),
            }
        }
        let read = stream.read_buf(bytes).await.context("during the handshake")?;
        ensure!(read > 0, "the server closed a connection");
    }
}
