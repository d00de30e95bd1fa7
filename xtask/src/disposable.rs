//! A private PostgreSQL cluster for the length of one command.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use hustings_cluster::{Cluster, ClusterOptions};
use rustix::process::geteuid;

use crate::install;
use crate::workspace::Workspace;

/// A cluster that is stopped and deleted when this is dropped.
pub(crate) struct Disposable {
    cluster: Cluster,
    folder: PathBuf,
}

impl Disposable {
    /// Starts an empty cluster. Its folder has a name of its own for each user, checkout and purpose, so what a killed
    /// run left behind, server included, is found and swept away by the next one.
    pub(crate) fn start(workspace: &Workspace, purpose: &str) -> Result<Self> {
        install::postgresql()?;
        let mut hasher = DefaultHasher::new();
        workspace.root().hash(&mut hasher);
        geteuid().as_raw().hash(&mut hasher);
        // Not below `target`: the checkout may lie in root's home, closed to the user who then runs PostgreSQL.
        let folder = env::temp_dir().join(format!("hustings-{purpose}-{:016x}", hasher.finish()));
        let options = ClusterOptions {
            max_connections: 200,
            ..ClusterOptions::disposable(&folder)
        };
        if folder.exists() {
            drop(Self {
                cluster: start(&options)?,
                folder: folder.clone(),
            });
        }
        Ok(Self {
            cluster: start(&options)?,
            folder,
        })
    }

    pub(crate) fn cluster(&self) -> &Cluster {
        &self.cluster
    }

    fn remove(&self) -> Result<()> {
        self.cluster.stop()?;
        fs::remove_dir_all(&self.folder)
            .with_context(|| format!("could not remove {}", self.folder.display()))
    }
}

fn start(options: &ClusterOptions) -> Result<Cluster> {
    Cluster::start(options).context("could not start a PostgreSQL cluster for this command")
}

impl Drop for Disposable {
    fn drop(&mut self) {
        if let Err(error) = self.remove() {
            eprintln!("warning: the cluster of this command is still there: {error:#}");
        }
    }
}
