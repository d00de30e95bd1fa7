//! Operations through its doors: the real router on a real socket, with a real PostgreSQL.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

mod agents;
mod configuration;
mod coverage;
mod health;
mod jobs;
mod notices;
mod plant;
mod roles;
mod rows;
