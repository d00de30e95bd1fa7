//! Lost second factors: two admins of an organisation take one away together, and only the person can finish it.
//!
//! One asks, with a reason; another one approves. Then the person gets a link that, together with their password, takes
//! the second factor away. So two admins alone get into nobody's account, and neither does whoever reads the mail alone.
//! An account is more than one organisation's: where it has weight in another one, only an operator resets it
//! ([`rows::has_weight_elsewhere`]). Whoever proves with the second factor meanwhile has not lost it, and ends the matter.

mod approve;
mod confirm;
pub(crate) mod letter;
mod read;
mod request;
pub(crate) mod rows;
mod withdraw;

use chrono::TimeDelta;
use hustings_http::Operations;
use hustings_kernel::{Actor, CorrelationId, Place, Scope};

use crate::Identity;

/// How long a request waits for the second admin, and then the link for the person.
const VALID_FOR: TimeDelta = TimeDelta::days(3);

/// The operations on lost second factors.
pub(crate) fn operations() -> Operations<Identity> {
    Operations::new("second-factor")
        .add(read::operation())
        .add(request::operation())
        .add(approve::operation())
        .add(withdraw::operation())
        .add(confirm::operation())
}

/// Where accounts can be looked at, and letters to them written.
fn at_the_door(correlation: CorrelationId) -> Scope {
    Scope::from_parts(Place::Installation, Actor::Visitor, correlation)
}
