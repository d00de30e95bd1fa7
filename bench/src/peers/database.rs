//! What the HTTP peers read: one table like one of ours, in a cluster like ours.

use anyhow::{Context as _, Result};

use crate::cluster::BenchCluster;

pub(super) const NAME: &str = "peers";
const SCHEMA: &str = include_str!("../../peers/schema.sql");
/// The organisation whose members are read; the schema makes ten.
pub(super) const ORGANISATION: &str = "00000000-0000-7000-8000-000000000003";

pub(super) struct Database {
    socket_folder: String,
}

impl Database {
    /// Fills it, in a cluster that others may use as well.
    pub(super) fn make(cluster: &BenchCluster) -> Result<Self> {
        cluster.cluster().ensure_database(NAME)?;
        cluster
            .cluster()
            .run_sql(NAME, SCHEMA)
            .context("bench/peers/schema.sql failed")?;
        Ok(Self {
            socket_folder: cluster.socket_folder()?,
        })
    }

    /// What libpq's environment variables are to say. Peers take the organisation's role by themselves.
    pub(super) fn environment(&self) -> [(&'static str, &str); 4] {
        [
            ("PGHOST", &self.socket_folder),
            ("PGUSER", hustings_cluster::OWNER),
            ("PGDATABASE", NAME),
            ("PEER_ROLE", "peer_application"),
        ]
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
