//! A load generator over HTTP/1.1 with kept-alive connections, in a process of its own.
//!
//! Two ways to load: [`closed`] sends the next request on a connection as soon as the last was answered and shows how
//! much there is to get; [`paced`] sends at a fixed rate whatever the answers do and shows how long one waits. The
//! client is deliberately plain, because it shares the cores with what it measures.

mod closed;
mod paced;
mod wire;

use std::env;
use std::fs;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use hdrhistogram::Histogram;
use serde::{Deserialize, Serialize};

/// So small a part of the length is loaded before anything is measured.
const WARM_UP_PART: u32 = 4;

/// What to load and how. Every field is an argument of `hustings-bench load`.
#[derive(clap::Args, Clone)]
pub(crate) struct Options {
    /// Where the server listens
    #[arg(long)]
    address: SocketAddr,
    /// A file with one path a line; they are asked for in turn
    #[arg(long)]
    paths: PathBuf,
    /// A header sent with every request, `Name: value`
    #[arg(long = "header")]
    headers: Vec<String>,
    /// How many connections stay open
    #[arg(long, default_value_t = 64)]
    connections: usize,
    /// How long to measure, after a quarter of that to warm up
    #[arg(long, default_value_t = 8)]
    seconds: u64,
    /// Requests a second over all connections; without it, as many as are answered
    #[arg(long)]
    rate: Option<u32>,
}

/// What a load measured. Times are in milliseconds.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Outcome {
    pub(crate) per_second: f64,
    pub(crate) p50: f64,
    pub(crate) p99: f64,
    pub(crate) slowest: f64,
    pub(crate) requests: u64,
}

impl Outcome {
    /// About how many requests were answered, those of the warm-up included, which the others leave out.
    pub(crate) fn with_warm_up(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a count of requests is far below 2^52")]
        let measured = self.requests as f64;
        measured * (1.0 + 1.0 / f64::from(WARM_UP_PART))
    }

    fn of(histogram: &Histogram<u64>, took: Duration) -> Self {
        let milliseconds =
            |quantile| Duration::from_nanos(histogram.value_at_quantile(quantile)).as_secs_f64() * 1e3;
        Self {
            #[expect(clippy::cast_precision_loss, reason = "a count of requests is far below 2^52")]
            per_second: histogram.len() as f64 / took.as_secs_f64(),
            p50: milliseconds(0.5),
            p99: milliseconds(0.99),
            slowest: milliseconds(1.0),
            requests: histogram.len(),
        }
    }
}

/// The load generator itself: measures and writes its outcome as JSON.
pub(crate) fn run(options: &Options) -> Result<()> {
    let paths = fs::read_to_string(&options.paths)
        .with_context(|| format!("could not read {}", options.paths.display()))?;
    let requests: Vec<Vec<u8>> = paths
        .lines()
        .map(|path| wire::request(options.address, path, &options.headers))
        .collect();
    ensure!(!requests.is_empty(), "{} names no path", options.paths.display());
    let measure = |length: Duration| match options.rate {
        None => closed::measure(options.address, &requests, options.connections, length),
        Some(rate) => paced::measure(options.address, &requests, options.connections, rate, length),
    };
    let length = Duration::from_secs(options.seconds);
    measure(length / WARM_UP_PART)?;
    println!("{}", serde_json::to_string(&measure(length)?)?);
    Ok(())
}

/// How much to send.
#[derive(Clone, Copy)]
pub(crate) enum Pace {
    /// As much as is answered.
    Closed,
    /// So many requests a second.
    PerSecond(u32),
}

/// A server to load, as the benchmarks see it.
pub(crate) struct Target<'target> {
    pub(crate) address: SocketAddr,
    pub(crate) paths: &'target [String],
    pub(crate) headers: &'target [String],
}

impl Target<'_> {
    /// Starts the load generator as a process of its own and waits for its outcome.
    pub(crate) fn load(&self, pace: Pace, length: Duration) -> Result<Outcome> {
        let mut paths = tempfile::NamedTempFile::new().context("could not create a temporary file")?;
        paths.write_all(self.paths.join("\n").as_bytes())?;
        let output = self
            .command(paths.path(), pace, length)?
            .stderr(Stdio::inherit())
            .output()
            .context("could not start the load generator")?;
        ensure!(
            output.status.success(),
            "the load generator failed: {}",
            output.status
        );
        serde_json::from_slice(&output.stdout).context("the load generator wrote something unexpected")
    }

    fn command(&self, paths: &Path, pace: Pace, length: Duration) -> Result<Command> {
        let mut command = Command::new(env::current_exe()?);
        command
            .arg("load")
            .args(["--address", &self.address.to_string(), "--paths"])
            .arg(paths);
        command.args(["--seconds", &length.as_secs().to_string()]);
        for header in self.headers {
            command.args(["--header", header]);
        }
        if let Pace::PerSecond(rate) = pace {
            command.args(["--rate", &rate.to_string()]);
        }
        Ok(command)
    }
}
