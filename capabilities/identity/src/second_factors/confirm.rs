//! Finish setting an authenticator app up, with a code it shows. From then on sign-in asks for one.

use hustings_events::Append as _;
use hustings_http::{Answered, Failure, Json, Once, Operation, Secret, SignedIn, State};
use hustings_jobs::Enqueue as _;
use hustings_store::Opened;
use hustings_vocabulary::account::{SecondFactor, SecondFactorAdded};
use schemars::JsonSchema;
use serde::Deserialize;

use super::codes::{FactorCode, NewRecoveryCodes};
use super::prove::note_proof;
use super::rows;
use super::totp::TotpSecret;
use crate::Identity;
use crate::mail::{Notice, SendLetter};

/// What the app shows.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ConfirmAuthenticator {
    /// The six digits.
    code: FactorCode,
}

hustings_http::refusals! {
    /// Why the app is not the account's.
    pub(super) enum ConfirmAuthenticatorRefusal {
        NotBegun = 409 "authenticator-not-begun": "Begin to set the app up first; what was begun half an hour ago is forgotten.",
        WrongCode = 403 "wrong-code": "The code is wrong, was used before, or has run out.",
    }
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::post(
        "/account/authenticator/confirm",
        "confirm_authenticator",
        "Finish setting an authenticator app up",
        confirm,
    )
}

async fn confirm(
    me: SignedIn,
    once: Once,
    State(identity): State<Identity>,
    Json(input): Json<ConfirmAuthenticator>,
) -> Result<Answered<Secret<Json<NewRecoveryCodes>>>, Failure<ConfirmAuthenticatorRefusal>> {
    let account = me.account();
    let mut tx = identity.store.begin(me.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let now = tx.sources().now();
    let sealed = rows::hold_enrolment(&mut tx, account, now)
        .await?
        .ok_or(ConfirmAuthenticatorRefusal::NotBegun)?;
    let keys = tx.vault().for_opening(&[account.uuid()]).await?;
    let Opened::Clear(secret) = keys.open(account.uuid(), &sealed)? else {
        return Err(ConfirmAuthenticatorRefusal::NotBegun.into());
    };
    // Only whoever began it has seen the secret: there is nothing to guess.
    let step = match input.code {
        FactorCode::App(code) => TotpSecret::of(secret).step_of(code, now, None),
        FactorCode::Recovery(_) => None,
    };
    let step = step.ok_or(ConfirmAuthenticatorRefusal::WrongCode)?;

    rows::enrol(&mut tx, account, &sealed, step, now).await?;
    let codes = NewRecoveryCodes::new(tx.sources());
    let hashes = codes.hashes(&tx.vault(), account);
    rows::put_recovery_codes(&mut tx, account, &hashes).await?;
    note_proof(&mut tx, &me, hustings_http::Assurance::Multi).await?;
    let factor = SecondFactor::Authenticator;
    tx.append(&SecondFactorAdded { account, factor }).await?;
    tx.enqueue(&SendLetter::Security {
        account,
        notice: Notice::SecondFactorAdded,
    })
    .await?;
    let done = once.finish(tx, Secret(Json(codes))).await?;
    identity.memory.forget_session(me.session());
    Ok(done)
}
