//! Read how one's account is guarded.

use chrono::{DateTime, Utc};
use hustings_http::{Failure, Json, Operation, SignedIn, State};
use hustings_store::Freshness;
use schemars::JsonSchema;
use serde::Serialize;

use super::rows;
use crate::Identity;

/// The second factor of an account.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SecondFactorView {
    /// The authenticator app, if there is one.
    authenticator: Option<AuthenticatorView>,
    /// How many recovery codes can still be used.
    recovery_codes_left: i64,
}

/// An authenticator app.
#[derive(Debug, Serialize, JsonSchema)]
struct AuthenticatorView {
    /// When it was added.
    added_at: DateTime<Utc>,
    /// When a code of it was last accepted.
    last_used_at: Option<DateTime<Utc>>,
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::get(
        "/account/second-factor",
        "read_second_factor",
        "Read how one's account is guarded",
        read,
    )
}

async fn read(me: SignedIn, State(identity): State<Identity>) -> Result<Json<SecondFactorView>, Failure> {
    let mut read = identity.store.read(me.scope(), Freshness::Latest).await?;
    let authenticator = rows::authenticator(&mut read, me.account()).await?;
    let recovery_codes_left = rows::recovery_codes_left(&mut read, me.account()).await?;
    Ok(Json(SecondFactorView {
        authenticator: authenticator.map(|row| AuthenticatorView {
            added_at: row.added_at,
            last_used_at: row.last_used_at,
        }),
        recovery_codes_left,
    }))
}
