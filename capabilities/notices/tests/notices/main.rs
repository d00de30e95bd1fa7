//! Notices through their doors: the real router on a real socket, with a real PostgreSQL.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

mod coverage;
mod inbox;
mod letters;
mod office;
