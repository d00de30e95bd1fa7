//! Close one's account. The person leaves every organisation, and what is known of them can no longer be read.

use hustings_events::Append as _;
use hustings_http::{
    Client, EdgeRefusal, Failure, Json, NoContent, Operation, SignedIn, State, SteppedUpIfGuarded,
    WithCookies,
};
use hustings_kernel::{Actor, Place, Scope};
use hustings_store::{Freshness, ScopedTx};
use hustings_vocabulary::account::AccountClosed;
use hustings_vocabulary::session::RevocationReason;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{ConfirmRefusal, confirm, rows};
use crate::passwords::Password;
use crate::sessions::{cookies_taken_back, starting};
use crate::{Identity, factor_resets, members, second_factors};

/// The password, once more.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CloseAccount {
    /// The password of the account.
    password: Password,
}

hustings_http::refusals! {
    /// Why the account was not closed.
    pub(crate) enum CloseAccountRefusal {
        WrongPassword = 403 "wrong-password": "The password is wrong.",
        LastAdmin = 409 "last-admin": "You are the last admin of an organisation; hand it over or close it first.",
        Locked[after] = 429 "locked": "There were too many wrong passwords; wait before the next try.",
    }
}

/// The operation.
pub(crate) fn operation() -> Operation<Identity> {
    Operation::post("/account/close", "close_account", "Close one's account", close)
        .without_idempotency_key("whoever has closed their account gets `session-ended`, which says the same")
}

async fn close(
    me: SignedIn,
    _: SteppedUpIfGuarded,
    client: Client,
    State(identity): State<Identity>,
    Json(input): Json<CloseAccount>,
) -> Result<WithCookies<NoContent>, Failure<CloseAccountRefusal>> {
    let account = me.account();
    let mut read = identity.store.read(me.scope(), Freshness::Latest).await?;
    let row = rows::by_id(&mut read, account)
        .await?
        .ok_or(EdgeRefusal::NotFound)?;
    drop(read);
    match confirm(&identity, &me, &row, &input.password).await? {
        Ok(()) => {}
        Err(ConfirmRefusal::Wrong) => return Err(CloseAccountRefusal::WrongPassword.into()),
        Err(ConfirmRefusal::Locked(after)) => return Err(CloseAccountRefusal::Locked(after).into()),
    }

    let mut tx = identity.store.begin(me.scope()).await?;
    leave_everywhere(&identity, &mut tx, &me).await?;
    let at_home = Scope::from_parts(
        Place::Account(account),
        Actor::Account(account),
        me.scope().correlation(),
    );
    tx.hazmat_enter(&at_home).await?;
    // First the account, then its sessions: whoever is signing in right now waits for the one and is caught by the other.
    rows::close(&mut tx, account).await?;
    second_factors::rows::unguard(&mut tx, account).await?;
    factor_resets::rows::end(&mut tx, account).await?;
    let ended = starting::end_all(&mut tx, account, None, RevocationReason::AccountClosed).await?;
    tx.append(&AccountClosed { account }).await?;
    tx.erase(&[account.uuid()]).await?;
    tx.commit().await?;
    starting::forget(&identity, &ended);
    Ok(WithCookies {
        cookies: cookies_taken_back(&client),
        answer: NoContent,
    })
}

/// Leaves every organisation, in the order of their ids, so that two who close at once wait for each other.
async fn leave_everywhere(
    identity: &Identity,
    tx: &mut ScopedTx,
    me: &SignedIn,
) -> Result<(), Failure<CloseAccountRefusal>> {
    for org in members::rows::organisations_of(tx, me.account()).await? {
        if members::leave(identity, tx, me, org).await?.is_err() {
            return Err(CloseAccountRefusal::LastAdmin.into());
        }
    }
    Ok(())
}
