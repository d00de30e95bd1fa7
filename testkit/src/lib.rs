//! A real, fresh, fast Hustings for one test.
//!
//! Every test has a database of its own, cloned from a migrated template on the one cluster that `cargo xtask test`
//! starts; a clock that stands still until the test moves it; and randomness that repeats. Start with
//! [`TestDatabase`].

mod catalogue;
mod coverage;
mod database;

pub use catalogue::tenancy_violations;
pub use coverage::Doors;
pub use database::{TestDatabase, test_cluster_url};
