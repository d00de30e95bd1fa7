//! Choose a new password with the link from the letter. Every session of the account ends.

use hustings_events::Append as _;
use hustings_http::{Answered, Anyone, Failure, Json, NoContent, Once, Operation, State};
use hustings_jobs::Enqueue as _;
use hustings_kernel::{AccountId, Actor, Place, Scope};
use hustings_store::Freshness;
use hustings_vocabulary::account::{AccountPasswordChanged, PasswordChange};
use hustings_vocabulary::session::RevocationReason;
use schemars::JsonSchema;
use serde::Deserialize;

use super::rows;
use crate::accounts::AccountView;
use crate::mail::{Notice, SendLetter};
use crate::passwords::Password;
use crate::sessions::{attempts, starting};
use crate::values::SecretText;
use crate::{Identity, accounts, one_time};

/// The token from the letter, and the password it sets.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResetPassword {
    /// What stands behind `#token=` in the link.
    token: SecretText,
    /// The password as it shall be.
    password: Password,
}

hustings_http::refusals! {
    /// Why there is no new password.
    pub(crate) enum ResetPasswordRefusal {
        LinkSpent = 410 "link-spent": "The link was used already or has expired.",
        WeakPassword(fields) = 422 "weak-password": "This password is not accepted.",
    }
}

/// The operation.
pub(crate) fn operation() -> Operation<Identity> {
    Operation::post(
        "/password-resets/confirm",
        "reset_password",
        "Choose a new password with the link from the letter",
        reset,
    )
}

async fn reset(
    anyone: Anyone,
    once: Once,
    State(identity): State<Identity>,
    Json(input): Json<ResetPassword>,
) -> Result<Answered<NoContent>, Failure<ResetPasswordRefusal>> {
    let work = set_password(&identity, &anyone, &once, input);
    once.around(&identity.store, anyone.scope(), work).await
}

/// Sets it, if the link is good and the password is accepted.
async fn set_password(
    identity: &Identity,
    anyone: &Anyone,
    once: &Once,
    input: ResetPassword,
) -> Result<Answered<NoContent>, Failure<ResetPasswordRefusal>> {
    let token_hash = one_time::hash(input.token.reveal());
    let account = judge(identity, anyone.scope(), &token_hash).await?;
    // A password that is not accepted does not use the link up.
    let hash = identity
        .passwords
        .accept(&input.password, account.known())
        .await?
        .map_err(|weakness| ResetPasswordRefusal::WeakPassword(vec![weakness.problem("password")]))?;

    let account = account.id;
    let scope = Scope::from_parts(
        Place::Installation,
        Actor::Account(account),
        anyone.scope().correlation(),
    );
    let mut tx = identity.store.begin(anyone.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    // From here on it is known who acts.
    tx.hazmat_enter(&scope).await?;
    let now = tx.sources().now();
    if !rows::spend(&mut tx, &token_hash, now).await? {
        return Err(ResetPasswordRefusal::LinkSpent.into());
    }
    accounts::rows::set_password(&mut tx, account, &hash, now).await?;
    let ended = starting::end_all(&mut tx, account, None, RevocationReason::PasswordChanged).await?;
    attempts::forgive_account(&mut tx, account).await?;
    let through = PasswordChange::Reset;
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

/// Whose password the token sets, and what it must not be made of.
async fn judge(
    identity: &Identity,
    scope: &Scope,
    token_hash: &[u8],
) -> Result<AccountView, Failure<ResetPasswordRefusal>> {
    let mut read = identity.store.read(scope, Freshness::Latest).await?;
    let now = identity.store.sources().now();
    let account: Option<AccountId> = rows::owner(&mut read, token_hash, now).await?;
    let account = account.ok_or(ResetPasswordRefusal::LinkSpent)?;
    let row = accounts::rows::by_id(&mut read, account)
        .await?
        .ok_or(ResetPasswordRefusal::LinkSpent)?;
    drop(read);
    Ok(AccountView::of(identity.store.vault(), row).await?)
}
