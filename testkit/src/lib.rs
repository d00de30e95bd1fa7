//! A real, fresh, fast Hustings for one test.
//!
//! Every test has a database of its own, cloned from a migrated template on the one cluster that `cargo xtask test`
//! starts; a clock that stands still until the test moves it; and randomness that repeats. Start with
//! [`TestDatabase`]; a capability's tests start with `TestApp` (feature `app`): the whole application on such a
//! database, behind a real socket.

#[cfg(feature = "app")]
mod app;
mod catalogue;
mod coverage;
mod database;
mod work;

#[cfg(feature = "app")]
pub use app::{
    AppSettings, Ground, Letter, Member, PASSWORD, Part, Pass, Person, Reply, TestApp, TestNode, token_in,
};
pub use catalogue::tenancy_violations;
pub use coverage::Doors;
pub use database::{TestDatabase, test_cluster_url};
pub use work::blocks_touched;
