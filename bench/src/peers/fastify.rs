//! Fastify with node-postgres: one Node process per core behind its own `cluster` module.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};

use super::{Database, Subject, database, install_node, session, workers};
use crate::processes::{Running, free_address};

pub(super) fn start(database: &Database) -> Result<Subject> {
    let folder = install_node(Path::new("bench/peers/fastify-pg"))?;
    let address = free_address()?;
    let mut node = Command::new("node");
    node.arg("server.js")
        .current_dir(folder)
        .envs(database.environment());
    node.env("NODE_ENV", "production")
        .env("PORT", address.port().to_string())
        .env("SESSION_SECRET", session::SECRET)
        .env("WORKERS", workers()?.to_string());
    let mut running = Running::start(&mut node)?;
    running.wait_for(address).context("fastify-pg did not start")?;
    Ok(Subject {
        name: "Fastify + pg",
        address,
        paths: database::paths(),
        header: session::header()?,
        running,
    })
}
