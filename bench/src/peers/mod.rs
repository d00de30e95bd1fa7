//! The peers: small applications in `bench/peers/` that do the same work with what people would otherwise use.
//!
//! They are installed below `target/bench/peers` from exact versions, run as in production on this machine, and end
//! with the benchmark. `bench/peers/README.md` says how they are set up and why.

pub(crate) mod bullmq;
mod database;
mod fastapi;
mod fastify;
mod session;

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};

use crate::load::{Pace, Target};
use crate::processes::Running;
use crate::report::Figure;

use database::Database;

/// How long each load is measured.
const LENGTH: Duration = Duration::from_secs(8);
/// Requests a second when a load is paced.
const PACE: u32 = 2000;

/// A peer that answers HTTP.
pub(crate) struct HttpPeer {
    name: &'static str,
    address: SocketAddr,
    running: Running,
}

/// What the peers reach by themselves, to know the machine before comparing anything with it.
pub(crate) fn bench() -> Result<Vec<Figure>> {
    let database = Database::start()?;
    let mut figures = Vec::new();
    for start in [fastify::start, fastapi::start] {
        let peer = start(&database)?;
        figures.extend(read_one_row(&peer, &database)?);
    }
    drop(database);
    figures.extend(bullmq::bench()?);
    Ok(figures)
}

fn read_one_row(peer: &HttpPeer, database: &Database) -> Result<Vec<Figure>> {
    let paths = database::paths();
    let headers = [session::header()?];
    let target = Target {
        address: peer.address,
        paths: &paths,
        headers: &headers,
    };
    let before = (peer.running.processor_time()?, database.processor_time()?);
    let flood = target.load(Pace::Closed, LENGTH)?;
    let after = (peer.running.processor_time()?, database.processor_time()?);
    let paced = target.load(Pace::PerSecond(PACE), LENGTH)?;
    let name = peer.name;
    // The load warms up for a quarter of its length, which costs processor time that its count leaves out.
    let each = |spent: Duration| spent.as_secs_f64() * 1e6 / flood.per_second / (LENGTH.as_secs_f64() * 1.25);
    Ok(vec![
        Figure::new(format!("{name}: read one row"), flood.per_second, "/s"),
        Figure::new(
            format!("{name}: processor of the server each"),
            each(after.0.saturating_sub(before.0)),
            "µs",
        ),
        Figure::new(
            format!("{name}: processor of PostgreSQL each"),
            each(after.1.saturating_sub(before.1)),
            "µs",
        ),
        Figure::new(format!("{name}: paced at {PACE}/s, p50"), paced.p50, "ms"),
        Figure::new(format!("{name}: paced at {PACE}/s, p99"), paced.p99, "ms"),
    ])
}

/// One worker per core: what each of these tools recommends.
fn workers() -> Result<usize> {
    Ok(thread::available_parallelism()?.get())
}

/// Copies a peer's sources to where it is installed, and hands that folder back.
fn unpack(name: &str) -> Result<PathBuf> {
    let source = Path::new("bench/peers").join(name);
    let folder = Path::new("target/bench/peers").join(name);
    fs::create_dir_all(&folder).with_context(|| format!("could not create {}", folder.display()))?;
    let entries = fs::read_dir(&source).with_context(|| format!("{} is missing", source.display()))?;
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            fs::copy(entry.path(), folder.join(entry.file_name()))?;
        }
    }
    Ok(folder.canonicalize()?)
}

/// Installs a Node peer from its lockfile, unless that was done before with the same lockfile.
fn install_node(name: &str) -> Result<PathBuf> {
    let folder = unpack(name)?;
    let lock = fs::read(folder.join("package-lock.json"))?;
    install_once(&folder, &lock, |folder| {
        // Not `npm ci`: it refuses a lockfile that leaves out an optional package of another platform.
        run(Command::new("npm")
            .args(["install", "--no-audit", "--no-fund", "--loglevel=error"])
            .current_dir(folder))
    })?;
    Ok(folder)
}

/// Runs an installation unless it has succeeded before with the same lock.
fn install_once(folder: &Path, lock: &[u8], install: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let done = folder.join(".installed");
    if fs::read(&done).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    install(folder)?;
    fs::write(done, lock)?;
    Ok(())
}

fn run(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command
        .status()
        .with_context(|| format!("could not start {name}"))?;
    ensure!(status.success(), "{name} failed: {status}");
    Ok(())
}
