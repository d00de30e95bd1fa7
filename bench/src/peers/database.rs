//! What the HTTP peers read: one table like one of ours, in a cluster like ours.

use std::time::Duration;

use anyhow::{Context as _, Result};

use crate::cluster::BenchCluster;

const NAME: &str = "peers";
const SCHEMA: &str = include_str!("../../peers/schema.sql");
/// The organisation whose members are read; the schema makes ten.
pub(super) const ORGANISATION: &str = "00000000-0000-7000-8000-000000000003";

pub(super) struct Database(BenchCluster);

impl Database {
    pub(super) fn start() -> Result<Self> {
        let cluster = BenchCluster::start(NAME)?;
        cluster
            .cluster()
            .run_sql(NAME, SCHEMA)
            .context("bench/peers/schema.sql failed")?;
        Ok(Self(cluster))
    }

    /// What libpq's environment variables are to say. Peers take the organisation's role by themselves.
    pub(super) fn environment(&self) -> Result<Vec<(&'static str, String)>> {
        Ok(vec![
            ("PGHOST", self.0.socket_folder()?),
            ("PGUSER", hustings_cluster::OWNER.to_owned()),
            ("PGDATABASE", NAME.to_owned()),
            ("PEER_ROLE", "peer_application".to_owned()),
        ])
    }

    pub(super) fn processor_time(&self) -> Result<Duration> {
        self.0.processor_time()
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
