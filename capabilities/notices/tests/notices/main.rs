//! Notices through their doors: the real router on a real socket, with a real PostgreSQL.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests may panic, and run a mail server of their own"
)]

mod consents;
mod coverage;
mod inbox;
mod letters;
mod office;
mod opting_out;
