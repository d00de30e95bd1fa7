//! Change one's password, knowing the old one. Every other session ends: one of them may be why it is changed.

use hustings_events::Append as _;
use hustings_http::{
    Answered, EdgeRefusal, Failure, Json, NoContent, Once, Operation, SignedIn, State, SteppedUpIfGuarded,
};
use hustings_jobs::Enqueue as _;
use hustings_store::Freshness;
use hustings_vocabulary::account::{AccountPasswordChanged, PasswordChange};
use hustings_vocabulary::session::RevocationReason;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{AccountView, ConfirmRefusal, confirm, rows};
use crate::Identity;
use crate::mail::{Notice, SendLetter};
use crate::passwords::Password;
use crate::sessions::starting;

/// The old password and the new.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangePassword {
    /// The password as it is.
    current: Password,
    /// The password as it shall be.
    new: Password,
}

hustings_http::refusals! {
    /// Why the password was not changed.
    pub(crate) enum ChangePasswordRefusal {
        WrongPassword = 403 "wrong-password": "The current password is wrong.",
        WeakPassword(fields) = 422 "weak-password": "This password is not accepted.",
        Locked[after] = 429 "locked": "There were too many wrong passwords; wait before the next try.",
    }
}

/// The operation.
pub(crate) fn operation() -> Operation<Identity> {
    Operation::put(
        "/account/password",
        "change_password",
        "Change one's password",
        change_password,
    )
}

async fn change_password(
    me: SignedIn,
    _: SteppedUpIfGuarded,
    once: Once,
    State(identity): State<Identity>,
    Json(input): Json<ChangePassword>,
) -> Result<Answered<NoContent>, Failure<ChangePasswordRefusal>> {
    let work = replace(&identity, &me, &once, input);
    once.around(&identity.store, me.scope(), work).await
}

/// Replaces it, if the old one is known and the new one accepted.
async fn replace(
    identity: &Identity,
    me: &SignedIn,
    once: &Once,
    input: ChangePassword,
) -> Result<Answered<NoContent>, Failure<ChangePasswordRefusal>> {
    let account = me.account();
    let mut read = identity.store.read(me.scope(), Freshness::Latest).await?;
    let row = rows::by_id(&mut read, account)
        .await?
        .ok_or(EdgeRefusal::NotFound)?;
    drop(read);
    match confirm(identity, me, &row, &input.current).await? {
        Ok(()) => {}
        Err(ConfirmRefusal::Wrong) => return Err(ChangePasswordRefusal::WrongPassword.into()),
        Err(ConfirmRefusal::Locked(after)) => return Err(ChangePasswordRefusal::Locked(after).into()),
    }
    let before = row.password_hash.clone();
    let known = AccountView::of(identity.store.vault(), row).await?.known();
    let hash = identity
        .passwords
        .accept(&input.new, known)
        .await?
        .map_err(|weakness| ChangePasswordRefusal::WeakPassword(vec![weakness.problem("new")]))?;

    let mut tx = identity.store.begin(me.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let now = tx.sources().now();
    // Of two changes at once the second no longer knows the current password.
    if !rows::replace_password(&mut tx, account, before.as_deref(), &hash, now).await? {
        return Err(ChangePasswordRefusal::WrongPassword.into());
    }
    let ended = starting::end_all(
        &mut tx,
        account,
        Some(me.session()),
        RevocationReason::PasswordChanged,
    )
    .await?;
    let through = PasswordChange::Changed;
    tx.append(&AccountPasswordChanged { account, through }).await?;
    tx.enqueue(&SendLetter::Security {
        account,
        notice: Notice::PasswordChanged,
    })
    .await?;
    let done = once.finish(tx, NoContent).await?;
    starting::forget(identity, &ended);
    Ok(done)
}
