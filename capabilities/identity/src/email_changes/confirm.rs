//! Confirm a change of address with the link from one of the letters. The second confirmation makes it so.

use hustings_events::Append as _;
use hustings_http::{Answered, Anyone, Failure, Json, Once, Operation, State};
use hustings_kernel::{AccountId, Actor, Place, Scope};
use hustings_store::ScopedTx;
use hustings_vocabulary::account::AccountEmailChanged;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::rows::{self, EmailChangeRow};
use crate::values::SecretText;
use crate::{Identity, accounts, one_time};

/// The token from one of the letters.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConfirmEmailChange {
    /// What stands behind `#token=` in the link.
    token: SecretText,
}

/// How far the change is.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct EmailChangeProgress {
    /// Is the account reached at the new address now? If not, the other letter is still to be answered.
    changed: bool,
}

hustings_http::refusals! {
    /// Why nothing was confirmed.
    pub(crate) enum ConfirmEmailRefusal {
        AddressTaken = 409 "address-taken": "There is another account with this address.",
        LinkSpent = 410 "link-spent": "The link was used already or has expired.",
    }
}

/// The operation.
pub(crate) fn operation() -> Operation<Identity> {
    Operation::post(
        "/email-changes/confirm",
        "confirm_email_change",
        "Confirm a change of address",
        confirm,
    )
}

async fn confirm(
    anyone: Anyone,
    once: Once,
    State(identity): State<Identity>,
    Json(input): Json<ConfirmEmailChange>,
) -> Result<Answered<Json<EmailChangeProgress>>, Failure<ConfirmEmailRefusal>> {
    let token_hash = one_time::hash(input.token.reveal());
    let mut tx = identity.store.begin(anyone.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let account = rows::owner(&mut tx, &token_hash)
        .await?
        .ok_or(ConfirmEmailRefusal::LinkSpent)?;
    // From here on it is known who acts.
    let correlation = anyone.scope().correlation();
    tx.hazmat_enter(&Scope::from_parts(
        Place::Installation,
        Actor::Account(account),
        correlation,
    ))
    .await?;
    let now = tx.sources().now();
    let change = rows::spend(&mut tx, account, &token_hash, now)
        .await?
        .ok_or(ConfirmEmailRefusal::LinkSpent)?;
    let changed = change.old_confirmed_at.is_some() && change.new_confirmed_at.is_some();
    if changed {
        apply(&mut tx, account, &change).await?;
    }
    Ok(once.finish(tx, Json(EmailChangeProgress { changed })).await?)
}

async fn apply(
    tx: &mut ScopedTx,
    account: AccountId,
    change: &EmailChangeRow,
) -> Result<(), Failure<ConfirmEmailRefusal>> {
    let now = tx.sources().now();
    let (sealed, index) = (&change.new_email_sealed, &change.new_email_index);
    if let Err(error) = accounts::rows::set_email(tx, account, sealed, index, now).await {
        return Err(if error.constraint() == Some(accounts::rows::EMAIL_TAKEN) {
            ConfirmEmailRefusal::AddressTaken.into()
        } else {
            error.into()
        });
    }
    rows::delete(tx, account).await?;
    tx.append(&AccountEmailChanged { account }).await?;
    Ok(())
}
