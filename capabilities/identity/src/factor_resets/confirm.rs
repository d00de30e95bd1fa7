//! Take one's lost second factor away, with the link that two admins had sent and the password.

use hustings_http::{Act, Answered, Anyone, Failure, Json, NoContent, Once, Operation, State};
use hustings_jobs::Enqueue as _;
use hustings_kernel::{AccountId, Scope};
use hustings_store::Freshness;
use hustings_vocabulary::account::FactorRemoval;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{at_the_door, rows};
use crate::mail::{Notice, SendLetter};
use crate::passwords::{Password, Verdict};
use crate::second_factors::removing::remove_all;
use crate::sessions::attempts::{Counted, count_confirmation, forgive_confirmation};
use crate::sessions::starting;
use crate::values::SecretText;
use crate::{Identity, accounts, one_time};

/// The token from the letter, and the password.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ConfirmReset {
    /// What stands behind `#token=` in the link.
    token: SecretText,
    /// The password of the account.
    password: Password,
}

hustings_http::refusals! {
    /// Why the second factor is still there.
    pub(super) enum ConfirmResetRefusal {
        LinkSpent = 410 "link-spent": "The link was used already or has expired.",
        OperatorNeeded = 409 "operator-needed": "For this account only whoever runs the installation can do it.",
        WrongPassword = 403 "wrong-password": "The password is wrong.",
        Locked[after] = 429 "locked": "There were too many wrong tries; wait before the next one.",
    }
}

/// As many as may try a password.
const CONFIRM: Act = Act {
    name: "second-factor-reset",
    per_hour: 60,
};

pub(super) fn operation() -> Operation<Identity> {
    Operation::post(
        "/second-factor-resets/confirm",
        "confirm_second_factor_reset",
        "Take one's lost second factor away with the link from the letter",
        confirm,
    )
    .limited(CONFIRM)
}

async fn confirm(
    anyone: Anyone,
    once: Once,
    State(identity): State<Identity>,
    Json(input): Json<ConfirmReset>,
) -> Result<Answered<NoContent>, Failure<ConfirmResetRefusal>> {
    let work = take_away(&identity, &anyone, &once, input);
    once.around(&identity.store, anyone.scope(), work).await
}

async fn take_away(
    identity: &Identity,
    anyone: &Anyone,
    once: &Once,
    input: ConfirmReset,
) -> Result<Answered<NoContent>, Failure<ConfirmResetRefusal>> {
    let token_hash = one_time::hash(input.token.reveal());
    let account = judge(identity, anyone.scope(), &token_hash, &input.password).await?;
    let mut tx = identity.store.begin(anyone.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    tx.hazmat_enter(&at_the_door(anyone.scope().correlation()))
        .await?;
    if !rows::spend(&mut tx, &token_hash).await? {
        return Err(ConfirmResetRefusal::LinkSpent.into());
    }
    let lowered = remove_all(&mut tx, account, FactorRemoval::Admins)
        .await?
        .ok_or(ConfirmResetRefusal::LinkSpent)?;
    let notice = Notice::SecondFactorRemoved;
    tx.enqueue(&SendLetter::Security { account, notice }).await?;
    let done = once.finish(tx, NoContent).await?;
    starting::forget(identity, &lowered);
    Ok(done)
}

/// Is the link good, and the password right?
async fn judge(
    identity: &Identity,
    scope: &Scope,
    token_hash: &[u8],
    password: &Password,
) -> Result<AccountId, Failure<ConfirmResetRefusal>> {
    let now = identity.store.sources().now();
    let mut read = identity.store.read(scope, Freshness::Latest).await?;
    let (account, org) = rows::by_token(&mut read, token_hash, now)
        .await?
        .ok_or(ConfirmResetRefusal::LinkSpent)?;
    // They may have become somebody elsewhere since it was approved.
    if rows::has_weight_elsewhere(&mut read, account, org).await? {
        return Err(ConfirmResetRefusal::OperatorNeeded.into());
    }
    let row = accounts::rows::by_id(&mut read, account)
        .await?
        .ok_or(ConfirmResetRefusal::LinkSpent)?;
    drop(read);
    let correlation = scope.correlation();
    if let Counted::Locked(after) = count_confirmation(identity, account, correlation).await? {
        return Err(ConfirmResetRefusal::Locked(after).into());
    }
    match identity.passwords.compare(password, row.password_hash).await? {
        Verdict::Wrong => Err(ConfirmResetRefusal::WrongPassword.into()),
        Verdict::Right { .. } => {
            forgive_confirmation(identity, account, correlation).await?;
            Ok(account)
        }
    }
}
