//! Password resets: a new password for who can read the account's mail.

pub(crate) mod letter;
mod request;
mod reset;
pub(crate) mod rows;

use chrono::TimeDelta;
use hustings_http::Operations;

use crate::Identity;
use crate::one_time::OneTimeToken;

/// How long the link in the letter works.
pub(crate) const VALID_FOR: TimeDelta = TimeDelta::hours(1);

/// The page of the web client where the token is used.
pub(crate) fn link(identity: &Identity, token: &OneTimeToken) -> String {
    token.link(identity.public_url.as_str(), "reset-password")
}

/// The operations of resetting a password.
pub(crate) fn operations() -> Operations<Identity> {
    Operations::new("password-reset")
        .add(request::operation())
        .add(reset::operation())
}
