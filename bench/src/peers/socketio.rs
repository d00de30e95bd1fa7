//! Socket.IO on Node with node-postgres: one process, as one node is.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};

use super::install_node;
use crate::cluster::BenchCluster;
use crate::processes::{Running, free_address};

const DATABASE: &str = "socketio";
/// What happens stands here before anybody hears of it.
const SCHEMA: &str = "
    CREATE TABLE happened (
        position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        org_id uuid NOT NULL,
        noun text NOT NULL,
        id uuid NOT NULL,
        kind text NOT NULL,
        at timestamptz NOT NULL
    );
";

/// A server that runs.
pub(crate) struct SocketIo {
    pub(crate) address: SocketAddr,
    pub(crate) running: Running,
}

/// Starts it with a database of its own in this cluster.
pub(crate) fn start(cluster: &BenchCluster) -> Result<SocketIo> {
    let folder = install_node(Path::new("bench/peers/socketio"))?;
    cluster.cluster().ensure_database(DATABASE)?;
    cluster
        .cluster()
        .run_sql(DATABASE, SCHEMA)
        .context("making the peer's table")?;
    let address = free_address()?;
    let mut node = Command::new("node");
    node.arg("server.js").current_dir(folder);
    node.env("NODE_ENV", "production")
        .env("PORT", address.port().to_string())
        .env("PGHOST", cluster.socket_folder()?)
        .env("PGUSER", hustings_cluster::OWNER)
        .env("PGDATABASE", DATABASE);
    let mut running = Running::start(&mut node)?;
    running.wait_for(address).context("socket.io did not start")?;
    Ok(SocketIo { address, running })
}
