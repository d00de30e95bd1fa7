//! Have new recovery codes made; the old ones are worth nothing from then on.

use hustings_events::Append as _;
use hustings_http::{Answered, Failure, Json, Once, Operation, Secret, SignedIn, State, SteppedUp};
use hustings_vocabulary::account::RecoveryCodesRenewed;

use super::codes::NewRecoveryCodes;
use super::rows;
use crate::Identity;

hustings_http::refusals! {
    /// Why there are no new codes.
    pub(super) enum RenewCodesRefusal {
        NoSecondFactor = 409 "no-second-factor": "The account has no second factor.",
    }
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::post(
        "/account/recovery-codes",
        "renew_recovery_codes",
        "Have new recovery codes made",
        renew,
    )
}

async fn renew(
    me: SignedIn,
    _: SteppedUp,
    once: Once,
    State(identity): State<Identity>,
) -> Result<Answered<Secret<Json<NewRecoveryCodes>>>, Failure<RenewCodesRefusal>> {
    let account = me.account();
    let mut tx = identity.store.begin(me.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    if !rows::is_guarded(&mut tx, account).await? {
        return Err(RenewCodesRefusal::NoSecondFactor.into());
    }
    let codes = NewRecoveryCodes::new(tx.sources());
    let hashes = codes.hashes(&tx.vault(), account);
    rows::put_recovery_codes(&mut tx, account, &hashes).await?;
    tx.append(&RecoveryCodesRenewed { account }).await?;
    Ok(once.finish(tx, Secret(Json(codes))).await?)
}
