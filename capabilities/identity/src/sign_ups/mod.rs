//! Sign-ups: people who want an account and have yet to show that the address is theirs.
//!
//! There is no account until then, so nobody can occupy another's address. The request does the same work and gives the
//! same answer whether or not the address has an account; a job finds out and writes the fitting letter.

mod confirm;
pub(crate) mod letter;
pub(crate) mod rows;
mod sign_up;

use chrono::TimeDelta;
use hustings_http::Operations;
use hustings_kernel::OrgId;
use hustings_store::{ScopedConnection, StoreError};

use crate::{Identity, organisations};

/// How long the link in the letter works.
pub(crate) const VALID_FOR: TimeDelta = TimeDelta::hours(24);

/// The operations of signing up.
pub(crate) fn operations() -> Operations<Identity> {
    Operations::new("sign-up")
        .add(sign_up::operation())
        .add(confirm::operation())
}

/// May anybody with an account join this organisation? Asked from outside.
pub(crate) async fn is_open(on: &mut impl ScopedConnection, org: OrgId) -> Result<bool, StoreError> {
    let organisation = organisations::rows::by_id(on, org).await?;
    Ok(organisation.is_some_and(|row| row.sign_up == "open" && row.state == "active"))
}
