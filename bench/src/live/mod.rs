//! Notices fanned out to sockets: how long they take with a thousand and with five thousand of them, how many there
//! are to get, and what a socket costs; beside Socket.IO on Node, which does the same for the same clients.
//!
//! Something happens once it is committed: to the log by a neighbour of our server on the same database, to a table by
//! the peer itself when it is asked over HTTP. Everybody listens in one room, on websockets.

mod causes;
mod crowd;
mod frames;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use hdrhistogram::Histogram;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::cluster::BenchCluster;
use crate::folder::Folder;
use crate::hustings::Hustings;
use crate::peers::socketio;
use crate::processes::Running;
use crate::report::Figure;
use causes::{Cause, Teller};
use crowd::{Crowd, Ear, Room};

const DATABASE: &str = "hustings";
const MANY: usize = 5_000;
const FEW: usize = 1_000;
/// Events a second, where it is about how long they take, and for how long.
const PACE: u32 = 5;
const PACED: Duration = Duration::from_secs(8);
/// Where it is about how many there are to get: how long to measure after warming up, those who make things happen,
/// and how many things may have happened that not everybody has heard of.
const FLOOD: Duration = Duration::from_secs(8);
const WARM_UP: Duration = Duration::from_secs(2);
const TELLERS: usize = 4;
const UNHEARD: u64 = 32;
/// Until what a burst has left behind is done.
const SETTLE: Duration = Duration::from_secs(2);
/// Descriptors for the sockets of either side, and the rest.
const DESCRIPTORS: u64 = 8_192;
/// One caller stands for many people here.
const NO_BOUNDS: [(&str, &str); 2] = [
    ("HUSTINGS__LIVE__SOCKETS_PER_ADDRESS", "100000"),
    ("HUSTINGS__LIVE__SOCKETS_PER_PERSON", "100000"),
];

pub(crate) fn bench() -> Result<Vec<Figure>> {
    allow_descriptors()?;
    let cluster = BenchCluster::start(DATABASE)?;
    let folder = Folder::create("live")?;
    let ours = measure(&ours(&cluster, folder.path())?).context("Hustings")?;
    let theirs = measure(&peer(&cluster)?).context("Socket.IO")?;
    Ok(ours.beside("Socket.IO", &theirs))
}

/// The sockets of either side are more than a process may usually open.
fn allow_descriptors() -> Result<()> {
    let limit = getrlimit(Resource::Nofile);
    if limit.current.is_some_and(|current| current < DESCRIPTORS) {
        let raised = Rlimit {
            current: Some(DESCRIPTORS),
            maximum: limit.maximum,
        };
        setrlimit(Resource::Nofile, raised).context("5,000 sockets need `ulimit -Hn 8192`")?;
    }
    Ok(())
}

/// A server that runs, and how to use it.
struct Subject {
    running: Running,
    room: Room,
    cause: Cause,
}

fn ours(cluster: &BenchCluster, folder: &Path) -> Result<Subject> {
    let url = cluster.cluster().url(DATABASE);
    let mut settings = vec![("HUSTINGS__DATABASE__POOL__URL", url.clone())];
    settings.extend(NO_BOUNDS.map(|(name, value)| (name, value.to_owned())));
    let server = Hustings::start(folder, &settings)?;
    let founded = server.found()?;
    Ok(Subject {
        room: Room {
            address: server.address,
            header: founded.cookies,
            org: founded.org.clone(),
        },
        cause: Cause::Log {
            url,
            org: founded.org,
        },
        running: server.running,
    })
}

fn peer(cluster: &BenchCluster) -> Result<Subject> {
    let server = socketio::start(cluster)?;
    let (address, org) = (server.address, uuid::Uuid::from_u128(1).to_string());
    Ok(Subject {
        room: Room {
            address,
            header: String::new(),
            org: org.clone(),
        },
        cause: Cause::Request { address, org },
        running: server.running,
    })
}

/// What was measured. Times are in milliseconds, memory in kilobytes for each socket.
struct Measured {
    idle_memory: f64,
    used_memory: f64,
    many: (f64, f64),
    few: (f64, f64),
    deliveries: f64,
    /// Of the server, for one delivery, in microseconds.
    processor: f64,
}

impl Measured {
    fn beside(&self, peer: &str, theirs: &Self) -> Vec<Figure> {
        let figure = |what: &str, unit: &str, number: fn(&Self) -> f64| {
            Figure::new(what, number(self), unit).beside(peer, number(theirs))
        };
        vec![
            figure("deliveries held to 1,000 sockets", "/s", |one| one.deliveries),
            figure("processor of the server for each", "µs", |one| one.processor),
            figure("1,000 sockets, 5 events/s, p50", "ms", |one| one.few.0),
            figure("1,000 sockets, 5 events/s, p99", "ms", |one| one.few.1),
            figure("5,000 sockets, 5 events/s, p50", "ms", |one| one.many.0),
            figure("5,000 sockets, 5 events/s, p99", "ms", |one| one.many.1),
            figure("memory of each of 5,000 sockets, new", "kB", |one| {
                one.idle_memory
            }),
            figure("memory of each of 5,000 sockets, used", "kB", |one| {
                one.used_memory
            }),
        ]
    }
}

fn measure(subject: &Subject) -> Result<Measured> {
    let start = Instant::now();
    let memory = || anyhow::Ok(subject.running.memory()?.own * 1024.0);
    thread::sleep(SETTLE);
    // The many first: what they leave behind would hide what the few take.
    let alone = memory()?;
    let crowd = Crowd::gather(&subject.room, MANY, start)?;
    thread::sleep(SETTLE);
    let new = memory()?;
    let many = paced(subject, &crowd, start)?;
    let used = memory()?;
    drop(crowd);
    thread::sleep(SETTLE);

    let crowd = Crowd::gather(&subject.room, FEW, start)?;
    let few = paced(subject, &crowd, start)?;
    let (deliveries, processor) = flooded(subject, &crowd, start)?;
    Ok(Measured {
        idle_memory: (new - alone) / count(MANY as u64),
        used_memory: (used - alone) / count(MANY as u64),
        many,
        few,
        deliveries,
        processor,
    })
}

/// At fixed times, whatever becomes of them.
#[tokio::main(flavor = "current_thread")]
async fn paced(subject: &Subject, crowd: &Crowd, start: Instant) -> Result<(f64, f64)> {
    let (mut tellers, _beside) = subject.cause.tellers(1).await?;
    let teller = tellers.first_mut().context("one was asked for")?;
    let heard = crowd.ear().notices();
    // Connections and plans.
    teller.tell(start).await?;
    crowd.wait_for(heard + crowd.sockets as u64).await?;
    crowd.take_delays()?;
    let mut ticks = tokio::time::interval(Duration::from_secs(1) / PACE);
    let events = PACE * u32::try_from(PACED.as_secs())?;
    for _ in 0..events {
        ticks.tick().await;
        teller.tell(start).await?;
    }
    crowd
        .wait_for(heard + (u64::from(events) + 1) * crowd.sockets as u64)
        .await?;
    let delays = crowd.take_delays()?;
    Ok((milliseconds(&delays, 0.5), milliseconds(&delays, 0.99)))
}

/// As fast as the crowd hears it.
#[tokio::main(flavor = "current_thread")]
async fn flooded(subject: &Subject, crowd: &Crowd, start: Instant) -> Result<(f64, f64)> {
    let flood = Arc::new(Flood {
        start,
        ear: crowd.ear(),
        before: crowd.ear().notices(),
        sockets: crowd.sockets as u64,
        happened: AtomicU64::new(0),
        enough: CancellationToken::new(),
    });
    let (tellers, _beside) = subject.cause.tellers(TELLERS).await?;
    let mut telling = JoinSet::new();
    for teller in tellers {
        telling.spawn(Arc::clone(&flood).keep_telling(teller));
    }
    tokio::time::sleep(WARM_UP).await;
    let (from, spent) = (Instant::now(), subject.running.processor_time()?);
    let first = flood.ear.notices();
    tokio::time::sleep(FLOOD).await;
    let delivered = count(flood.ear.notices() - first);
    let (took, spent) = (
        from.elapsed(),
        subject.running.processor_time()?.saturating_sub(spent),
    );
    flood.enough.cancel();
    while let Some(ended) = telling.join_next().await {
        ended??;
    }
    // Held means that everybody heard everything.
    let happened = flood.happened.load(Ordering::Relaxed);
    crowd.wait_for(flood.before + happened * flood.sockets).await?;
    Ok((
        delivered / took.as_secs_f64(),
        spent.as_secs_f64() * 1e6 / delivered,
    ))
}

/// What those who make things happen share.
struct Flood {
    start: Instant,
    ear: Ear,
    before: u64,
    sockets: u64,
    happened: AtomicU64,
    enough: CancellationToken,
}

impl Flood {
    async fn keep_telling(self: Arc<Self>, mut teller: Teller) -> Result<()> {
        while !self.enough.is_cancelled() {
            let heard = (self.ear.notices() - self.before) / self.sockets;
            if self.happened.load(Ordering::Relaxed) >= heard + UNHEARD {
                tokio::time::sleep(Duration::from_millis(1)).await;
                continue;
            }
            self.happened.fetch_add(1, Ordering::Relaxed);
            teller.tell(self.start).await?;
        }
        Ok(())
    }
}

fn milliseconds(delays: &Histogram<u64>, quantile: f64) -> f64 {
    Duration::from_nanos(delays.value_at_quantile(quantile)).as_secs_f64() * 1e3
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of a benchmark are far below 2^52"
)]
fn count(number: u64) -> f64 {
    number as f64
}
