//! The private PostgreSQL cluster of a Hustings data folder.
//!
//! Without a database URL, Hustings brings its own database: this crate finds the server's binaries, makes the
//! cluster once, writes its settings, starts it on a Unix socket that only its owner can open, watches it, and stops
//! it. A cluster that outlived a killed parent is adopted; one that was killed is recovered. Start reading at
//! [`Cluster::start`].
//!
//! Everything here blocks: async callers go through `spawn_blocking`. The crate knows no SQL beyond roles and
//! databases and pulls in no database driver, because the developer commands and the tests stand on it too.
//!
//! # What lies where
//!
//! ```text
//! <data folder>/postgres/
//!   lock             held for as long as a `Cluster` lives; names the holder
//!   postgres.conf    generated at every start, with reasons; ends by including local.conf
//!   local.conf       the operator's own settings, if any; never touched
//!   hba.conf         peer authentication only
//!   ident.conf       which users of the machine may be which role
//!   postgres.log     what the server says; postgres.log.1 is what it said before
//!   data/            the cluster itself
//!   socket/          the socket's folder, unless that path is too long for a socket
//! ```
//!
//! Everything but `data/` and `socket/` belongs to the user who runs Hustings. Those two belong to the user who runs
//! PostgreSQL, which is the same one unless Hustings was started as root.
//!
//! # Who runs PostgreSQL when Hustings is root
//!
//! PostgreSQL refuses root, so the server is started as an unprivileged user: the owner of an existing cluster, else
//! the user named in [`ClusterOptions::run_as`], else `hustings`, else `postgres`. `nobody` is never used: whatever
//! else runs as `nobody` on the machine could then read the database's files and open its socket.
//!
//! # Roles
//!
//! [`OWNER`] logs in, creates databases and roles, and is deliberately **no** superuser: row-level security must bind
//! it here exactly as it does on a managed server. [`SUPERUSER`] is for backups and for repair.

mod account;
mod binaries;
mod cluster;
mod dump;
mod environment;
mod error;
mod files;
mod guest;
mod log;
mod memory;
mod options;
mod postmaster;
mod probe;
mod process;
mod settings;
mod socket;
mod tools;
mod waiting;

pub use binaries::{Binaries, OLDEST_SUPPORTED, Version, find_binaries, find_binaries_of_major};
pub use cluster::{Cluster, Running};
pub use error::{ClusterError, Rejected};
pub use guest::Guest;
pub use options::{ClusterOptions, Durability, Memory, default_data_dir};

/// The role that owns Hustings' databases and in whose name [`Cluster::url`] connects.
pub const OWNER: &str = "hustings";

/// The bootstrap superuser, for backups and repair: see [`Cluster::superuser_url`].
pub const SUPERUSER: &str = "postgres";
