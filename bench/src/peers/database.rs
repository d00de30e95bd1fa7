//! The cluster the HTTP peers read from: durable and tuned as Hustings' own, with one table like one of ours.

use std::env;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context as _, Result};
use hustings_cluster::{Cluster, ClusterOptions};

use crate::processes::{Postmaster, processor_time};

const NAME: &str = "peers";
const SCHEMA: &str = include_str!("../../peers/schema.sql");
/// The organisation whose members are read; the schema makes ten.
pub(super) const ORGANISATION: &str = "00000000-0000-7000-8000-000000000003";

pub(super) struct Database {
    cluster: Cluster,
    folder: PathBuf,
}

impl Database {
    pub(super) fn start() -> Result<Self> {
        let folder = env::temp_dir().join(format!("hustings-bench-{}", std::process::id()));
        let cluster = Cluster::start(&ClusterOptions::new(&folder)).context("could not start PostgreSQL")?;
        let database = Self { cluster, folder };
        database.cluster.ensure_database(NAME)?;
        database
            .cluster
            .run_sql(NAME, SCHEMA)
            .context("bench/peers/schema.sql failed")?;
        Ok(database)
    }

    /// What libpq's environment variables are to say. Peers take the organisation's role by themselves.
    pub(super) fn environment(&self) -> Result<Vec<(&'static str, String)>> {
        Ok(vec![
            ("PGHOST", Postmaster::of(&self.folder)?.socket_folder),
            ("PGUSER", hustings_cluster::OWNER.to_owned()),
            ("PGDATABASE", NAME.to_owned()),
            ("PEER_ROLE", "peer_application".to_owned()),
        ])
    }

    /// What all of PostgreSQL has used so far.
    pub(super) fn processor_time(&self) -> Result<Duration> {
        processor_time(Postmaster::of(&self.folder)?.id)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let removed = self.cluster.stop().map_err(anyhow::Error::from);
        let removed = removed.and_then(|()| Ok(std::fs::remove_dir_all(&self.folder)?));
        if let Err(error) = removed {
            eprintln!("warning: the benchmark's cluster is still there: {error:#}");
        }
    }
}

/// A thousand rows of one organisation, as the peers' routes name them.
pub(super) fn paths() -> Vec<String> {
    // The schema deals members to organisations in turn.
    let numbers = (0..1000).map(|index| index * 10 + 3);
    numbers
        .map(|number| format!("/v1/orgs/{ORGANISATION}/members/00000000-0000-7000-9000-{number:012}"))
        .collect()
}
