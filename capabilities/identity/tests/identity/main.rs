//! Identity through its doors: the real router on a real socket, with a real PostgreSQL.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests may panic, and talk to their own server with a bare client"
)]

mod accounts;
mod audit;
mod coverage;
mod crew;
mod door;
mod email_changes;
mod factor_resets;
mod forgetting;
mod invitations;
mod keys;
mod member_imports;
mod members;
mod once;
mod organisations;
mod password_resets;
mod refreshing;
mod roles;
mod rows;
mod second_factors;
mod sessions;
mod sign_ups;
mod signing_in;
mod step_up;
mod tenancy;
