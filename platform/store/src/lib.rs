//! PostgreSQL for Hustings.
//!
//! [`Store::begin`] opens a transaction that sees one organisation (or one account) and nothing else; it is the only
//! way to the database. [`Batcher`] commits many small writes together, [`Gatherer`] reads many rows by key in one
//! question, [`Vault`] seals what is personal. SQL itself stands in the `rows.rs` of whoever owns the table.

mod batch;
mod error;
mod facts;
mod gather;
mod gathering;
mod key_memory;
mod keys;
mod migrations;
mod rotation;
mod scoped;
mod sealing;
mod settings;
mod store;
mod vault;
mod wake;

pub use batch::{BatchError, BatchLimits, BatchWorker, BatchedWrite, Batcher, Entry};
pub use error::StoreError;
pub use facts::{Facts, facts};
pub use gather::{Found, GatherWorker, Gatherer, KeyedRead, KeyedReader};
pub use keys::{Keys, KeysError};
pub use migrations::{MigrateError, Migration, MigrationState, migrate, migration_states};
pub use rotation::{Rotated, RotationError, VaultState};
pub use scoped::{AgentTx, Point, ScopedConnection, ScopedRead, ScopedTx};
pub use settings::StoreSettings;
pub use store::{Freshness, Store};
pub use vault::{Opened, SubjectKeys, Vault};
pub use wake::{Wake, WakeListener, WakeWorker};

migrations! {
    /// The tables and functions every other crate stands on.
    pub const MIGRATIONS = ["20261120000001_ground"];
}
