//! A PostgreSQL cluster for one benchmark: durable and tuned as Hustings' own, deleted afterwards.

use std::fs;
use std::time::Duration;

use anyhow::{Context as _, Result};
use hustings_cluster::{Cluster, ClusterOptions};

use crate::folder::Folder;
use crate::processes::processor_time;

/// A cluster that is stopped and deleted when this is dropped.
pub(crate) struct BenchCluster {
    cluster: Cluster,
    // Dropped after the cluster was stopped.
    folder: Folder,
}

impl BenchCluster {
    /// Starts it with one empty database.
    pub(crate) fn start(database: &str) -> Result<Self> {
        let folder = Folder::create("cluster")?;
        // Ours and the peers' pools at once.
        let options = ClusterOptions {
            max_connections: 200,
            ..ClusterOptions::new(folder.path())
        };
        let cluster = Cluster::start(&options).context("could not start PostgreSQL")?;
        let started = Self { cluster, folder };
        started.cluster.ensure_database(database)?;
        Ok(started)
    }

    pub(crate) fn cluster(&self) -> &Cluster {
        &self.cluster
    }

    /// Where its socket lies, for peers that want libpq's variables.
    pub(crate) fn socket_folder(&self) -> Result<String> {
        self.line_of_pid_file(4)
    }

    /// What all of PostgreSQL has used so far.
    pub(crate) fn processor_time(&self) -> Result<Duration> {
        let id = self
            .line_of_pid_file(0)?
            .parse()
            .context("postmaster.pid names no process")?;
        processor_time(id)
    }

    /// Its lines: process, data folder, start, port, socket folder.
    fn line_of_pid_file(&self, line: usize) -> Result<String> {
        let path = self.folder.path().join("postgres/data/postmaster.pid");
        let text = fs::read_to_string(&path).with_context(|| format!("could not read {}", path.display()))?;
        text.lines()
            .nth(line)
            .map(str::to_owned)
            .context("postmaster.pid has an unexpected form")
    }
}

impl Drop for BenchCluster {
    fn drop(&mut self) {
        if let Err(error) = self.cluster.stop() {
            eprintln!("warning: the benchmark's cluster still runs: {error}");
        }
    }
}
