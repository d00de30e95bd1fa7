//! Sessions: where somebody is signed in.
//!
//! A session is also a family of refresh tokens, each derived from the session and a generation. Signing in is guarded
//! by the rules in [`lockout`]; what a request's access token is worth is asked of the door.

pub(crate) mod attempts;
mod device;
pub(crate) mod forget_expired;
pub(crate) mod handing_over;
mod last_seen;
mod list;
pub(crate) mod lockout;
mod refresh;
mod refresh_token;
mod revoke;
mod revoke_others;
pub(crate) mod rows;
mod sign_in;
mod sign_out;
pub(crate) mod starting;

use hustings_http::Operations;

use crate::Identity;

pub(crate) use handing_over::cookies_taken_back;
pub(crate) use last_seen::COARSE;
pub use last_seen::SessionUse;
pub(crate) use refresh_token::RefreshKey;

/// The operations on sessions.
pub(crate) fn operations() -> Operations<Identity> {
    Operations::new("sessions")
        .add(sign_in::operation())
        .add(refresh::operation())
        .add(sign_out::operation())
        .add(list::operation())
        .add(revoke::operation())
        .add(revoke_others::operation())
}
