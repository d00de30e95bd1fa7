//! Begin to set an authenticator app up: it is told its secret, and counts once it has shown a code.

use chrono::{DateTime, TimeDelta, Utc};
use hustings_http::{
    Answered, EdgeRefusal, Failure, Json, Once, Operation, Secret, SignedIn, State, SteppedUp,
};
use hustings_store::Freshness;
use schemars::JsonSchema;
use serde::Serialize;

use super::rows;
use super::totp::TotpSecret;
use crate::Identity;
use crate::accounts::{self, AccountView};
use crate::values::SecretText;

/// How long an app may take to show a code.
const VALID_FOR: TimeDelta = TimeDelta::minutes(30);

/// What an app is told.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Enrolment {
    /// The secret in base 32, for typing it in.
    secret: SecretText,
    /// The same and everything else as an address, for a QR code.
    uri: SecretText,
    /// Until when a code of it must have been shown.
    expires_at: DateTime<Utc>,
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::post(
        "/account/authenticator",
        "begin_authenticator",
        "Begin to set an authenticator app up",
        begin,
    )
}

async fn begin(
    me: SignedIn,
    _: SteppedUp,
    once: Once,
    State(identity): State<Identity>,
) -> Result<Answered<Secret<Json<Enrolment>>>, Failure> {
    let account = me.account();
    let mut read = identity.store.read(me.scope(), Freshness::Latest).await?;
    let row = accounts::rows::by_id(&mut read, account)
        .await?
        .ok_or(EdgeRefusal::NotFound)?;
    drop(read);
    let vault = identity.store.vault();
    let email = AccountView::of(vault, row).await?.email;
    let secret = TotpSecret::new(identity.store.sources());
    let sealed = vault
        .for_sealing(&[account.uuid()])
        .await?
        .seal(account.uuid(), secret.bytes())?;

    let mut tx = identity.store.begin(me.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let expires_at = tx.sources().now() + VALID_FOR;
    rows::begin_enrolment(&mut tx, account, &sealed, expires_at).await?;
    let enrolment = Enrolment {
        secret: secret.base32().into(),
        uri: secret.uri(issuer(&identity), &email).into(),
        expires_at,
    };
    Ok(once.finish(tx, Secret(Json(enrolment))).await?)
}

/// The name under which an app lists the account: where this installation is.
fn issuer(identity: &Identity) -> &str {
    let url = identity.public_url.as_str();
    url.split_once("://").map_or(url, |(_, place)| place)
}
