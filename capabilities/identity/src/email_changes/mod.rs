//! Changes of address: nothing changes before both the old and the new address have agreed.

mod confirm;
pub(crate) mod letter;
mod request;
pub(crate) mod rows;

use chrono::TimeDelta;
use hustings_http::Operations;

use crate::Identity;

/// How long the links in the letters work.
pub(crate) const VALID_FOR: TimeDelta = TimeDelta::hours(24);

/// The operations of changing one's address.
pub(crate) fn operations() -> Operations<Identity> {
    Operations::new("account")
        .add(request::operation())
        .add(confirm::operation())
}
