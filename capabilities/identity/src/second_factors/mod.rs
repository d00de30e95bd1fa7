//! Second factors: what somebody proves with besides the password.
//!
//! An account has one authenticator app and, for when it is not at hand, recovery codes. Sign-in with the right password
//! then answers a challenge instead of a session ([`challenges`]); a session that began with one factor is raised, and
//! sensitive operations are opened, by a proof ([`prove`]). Start with [`totp`] for the codes, [`checking`] for what
//! makes one right.

mod begin;
pub(crate) mod challenges;
mod checking;
mod codes;
mod confirm;
mod prove;
mod read;
mod remove;
pub(crate) mod removing;
mod renew_codes;
pub(crate) mod rows;
mod totp;

use hustings_http::Operations;

use crate::Identity;

pub(crate) use prove::RECENT;

/// The operations on second factors.
pub(crate) fn operations() -> Operations<Identity> {
    Operations::new("second-factor")
        .add(read::operation())
        .add(begin::operation())
        .add(confirm::operation())
        .add(remove::operation())
        .add(renew_codes::operation())
        .add(prove::operation())
        .add(challenges::operation())
}
