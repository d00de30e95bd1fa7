//! Ask to be reached at another address. Links go to the old and to the new.
//!
//! Whether the new address has an account is not looked up here: the answer would tell.

use chrono::TimeDelta;
use hustings_http::{
    Act, Answered, EdgeRefusal, Failure, Json, NoContent, Once, Operation, SignedIn, State,
    SteppedUpIfGuarded,
};
use hustings_jobs::Enqueue as _;
use hustings_store::Freshness;
use schemars::JsonSchema;
use serde::Deserialize;

use super::VALID_FOR;
use super::rows::{self, EmailChangeRow};
use crate::accounts::{ConfirmRefusal, confirm};
use crate::mail::{SendLetter, Side};
use crate::passwords::Password;
use crate::values::EmailAddress;
use crate::{Identity, accounts};

/// How long to wait before asking again: each time brings a stranger's mailbox a letter.
const AGAIN_AFTER: TimeDelta = TimeDelta::minutes(5);

/// Where to be reached.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RequestEmailChange {
    /// The new address.
    email: EmailAddress,
    /// The password of the account, once more.
    password: Password,
}

hustings_http::refusals! {
    /// Why no links were sent.
    pub(crate) enum EmailChangeRefusal {
        WrongPassword = 403 "wrong-password": "The password is wrong.",
        Locked[after] = 429 "locked": "There were too many wrong passwords; wait before the next try.",
        TooSoon[after] = 429 "too-soon": "Letters were sent a moment ago; wait before asking again.",
    }
}

/// Each brings somebody two letters.
const ASK: Act = Act {
    name: "email-change",
    per_hour: 20,
};

/// The operation.
pub(crate) fn operation() -> Operation<Identity> {
    Operation::post(
        "/account/email",
        "request_email_change",
        "Ask to be reached at another address",
        request,
    )
    .limited(ASK)
}

async fn request(
    me: SignedIn,
    _: SteppedUpIfGuarded,
    once: Once,
    State(identity): State<Identity>,
    Json(input): Json<RequestEmailChange>,
) -> Result<Answered<NoContent>, Failure<EmailChangeRefusal>> {
    let work = note_request(&identity, &me, &once, input);
    once.around(&identity.store, me.scope(), work).await
}

/// Notes the wish, and lets both letters be written.
async fn note_request(
    identity: &Identity,
    me: &SignedIn,
    once: &Once,
    input: RequestEmailChange,
) -> Result<Answered<NoContent>, Failure<EmailChangeRefusal>> {
    let account = me.account();
    let mut read = identity.store.read(me.scope(), Freshness::Latest).await?;
    let row = accounts::rows::by_id(&mut read, account)
        .await?
        .ok_or(EdgeRefusal::NotFound)?;
    let asked_at = rows::asked_at(&mut read, account).await?;
    drop(read);
    let now = identity.store.sources().now();
    if let Some(wait) = asked_at.and_then(|at| (at + AGAIN_AFTER - now).to_std().ok()) {
        return Err(EmailChangeRefusal::TooSoon(wait).into());
    }
    match confirm(identity, me, &row, &input.password).await? {
        Ok(()) => {}
        Err(ConfirmRefusal::Wrong) => return Err(EmailChangeRefusal::WrongPassword.into()),
        Err(ConfirmRefusal::Locked(after)) => return Err(EmailChangeRefusal::Locked(after).into()),
    }
    let vault = identity.store.vault();
    let keys = vault.for_sealing(&[account.uuid()]).await?;
    let wanted = EmailChangeRow {
        account_id: account.uuid(),
        new_email_sealed: keys.seal(account.uuid(), input.email.as_str().as_bytes())?,
        new_email_index: accounts::email_index(vault, &input.email).to_vec(),
        old_confirmed_at: None,
        new_confirmed_at: None,
        expires_at: now + VALID_FOR,
    };
    let mut tx = identity.store.begin(me.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    rows::put(&mut tx, &wanted, now).await?;
    for side in [Side::Old, Side::New] {
        tx.enqueue(&SendLetter::EmailChange { account, side }).await?;
    }
    Ok(once.finish(tx, NoContent).await?)
}
