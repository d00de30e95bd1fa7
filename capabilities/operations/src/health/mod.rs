//! The health of the system: what is looked at, how bad it is, and what to do about it.
//!
//! [`checks`] judges what both `hustings doctor` and a running server can see; `running` adds what only a running one
//! knows. Nothing here mends anything.

pub mod checks;
mod finding;
mod read;
mod running;

use hustings_http::Operations;

use crate::Operating;

pub use finding::{Check, Finding, Severity};

pub(crate) fn operations() -> Operations<Operating> {
    Operations::new("health").add(read::operation())
}
