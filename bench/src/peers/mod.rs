//! The peers: small applications in `bench/peers/` that do the same work with what people would otherwise use.
//!
//! They are installed below `target/bench/peers` from exact versions, run as in production on this machine, and end
//! with the benchmark. `bench/peers/README.md` says how they are set up and why.

pub(crate) mod bullmq;
mod database;
mod fastapi;
mod fastify;
mod session;
pub(crate) mod socketio;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use anyhow::{Context as _, Result, ensure};

use crate::cluster::BenchCluster;
use crate::reading::{self, PACE, Subject};
use crate::report::Figure;

use database::Database;

/// What the peers reach by themselves, to know the machine before comparing anything with it.
pub(crate) fn bench() -> Result<Vec<Figure>> {
    let cluster = BenchCluster::start(database::NAME)?;
    let mut figures = Vec::new();
    for peer in http(&cluster)? {
        let reached = reading::measure(&peer, &cluster)?;
        let name = peer.name;
        figures.extend([
            Figure::new(
                format!("{name}: read one row, 64 connections"),
                reached.rate,
                "/s",
            ),
            Figure::new(format!("{name}: paced at {PACE}/s, p50"), reached.p50, "ms"),
            Figure::new(format!("{name}: paced at {PACE}/s, p99"), reached.p99, "ms"),
            Figure::new(
                format!("{name}: processor of the server for each"),
                reached.server_each,
                "µs",
            ),
            Figure::new(
                format!("{name}: processor of PostgreSQL for each"),
                reached.database_each,
                "µs",
            ),
        ]);
    }
    drop(cluster);
    figures.extend(bullmq::bench()?);
    Ok(figures)
}

/// The peers that answer HTTP, reading from a database of their own in this cluster.
pub(crate) fn http(cluster: &BenchCluster) -> Result<Vec<Subject>> {
    let database = Database::make(cluster)?;
    Ok(vec![fastify::start(&database)?, fastapi::start(&database)?])
}

/// One worker per core: what each of these tools recommends.
fn workers() -> Result<usize> {
    Ok(thread::available_parallelism()?.get())
}

/// Copies the sources of a peer or a tool to where it is installed, and hands that folder back.
fn unpack(source: &Path) -> Result<PathBuf> {
    let folder = Path::new("target").join(source);
    fs::create_dir_all(&folder).with_context(|| format!("could not create {}", folder.display()))?;
    let entries = fs::read_dir(source).with_context(|| format!("{} is missing", source.display()))?;
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            fs::copy(entry.path(), folder.join(entry.file_name()))?;
        }
    }
    Ok(folder.canonicalize()?)
}

/// Installs what runs on Node from its lockfile, unless that was done before with the same lockfile.
pub(crate) fn install_node(source: &Path) -> Result<PathBuf> {
    let folder = unpack(source)?;
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
