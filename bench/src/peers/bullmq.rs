//! BullMQ on a Redis of its own that appends to disk once a second.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;

use super::install_node;
use crate::processes::{Running, free_address};
use crate::report::Figure;

const JOBS: u32 = 20_000;

/// What `bench/peers/bullmq/bench.js` writes.
#[derive(Deserialize)]
pub(crate) struct Measured {
    pub(crate) jobs_per_second: f64,
    pub(crate) idle_p50_ms: f64,
}

pub(super) fn bench() -> Result<Vec<Figure>> {
    let measured = measure()?;
    Ok(vec![
        Figure::new(
            format!("BullMQ: enqueue and run {JOBS} jobs"),
            measured.jobs_per_second,
            "/s",
        ),
        Figure::new(
            "BullMQ: one job on an idle queue, p50",
            measured.idle_p50_ms,
            "ms",
        ),
    ])
}

pub(crate) fn measure() -> Result<Measured> {
    let folder = install_node(Path::new("bench/peers/bullmq"))?;
    let data = tempfile::tempdir()?;
    let address = free_address()?;
    let mut redis = Command::new("redis-server");
    redis
        .args([
            "--port",
            &address.port().to_string(),
            "--bind",
            "127.0.0.1",
            "--dir",
        ])
        .arg(data.path());
    redis.args(["--appendonly", "yes", "--appendfsync", "everysec", "--save", ""]);
    redis
        .args(["--maxmemory-policy", "noeviction"])
        .stdout(Stdio::null());
    let mut redis =
        Running::start(&mut redis).context("BullMQ needs redis-server (apt-get install redis-server)")?;
    redis.wait_for(address)?;

    let output = Command::new("node")
        .arg("bench.js")
        .current_dir(folder)
        .env("NODE_ENV", "production")
        .env("REDIS_PORT", address.port().to_string())
        .env("JOBS", JOBS.to_string())
        .env("CONCURRENCY", "100")
        .stderr(Stdio::inherit())
        .output()
        .context("could not start node")?;
    ensure!(output.status.success(), "bullmq failed: {}", output.status);
    serde_json::from_slice(&output.stdout).context("bullmq wrote something unexpected")
}
