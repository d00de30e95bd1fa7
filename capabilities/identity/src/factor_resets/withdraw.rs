//! Take the request to reset a second factor back, approved or not.

use hustings_events::Append as _;
use hustings_http::{Answered, Failure, NoContent, Once, Operation, Path, Proof, State};
use hustings_kernel::MemberId;
use hustings_vocabulary::member::SecondFactorResetWithdrawn;

use super::rows;
use crate::Identity;
use crate::permissions::ResetSecondFactors;

hustings_http::refusals! {
    /// Why nothing was taken back.
    pub(super) enum WithdrawResetRefusal {
        NotRequested = 404 "reset-not-requested": "Nobody asked for this, or it was some days ago.",
    }
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::delete(
        "/orgs/{org}/members/{member}/second-factor-reset",
        "withdraw_second_factor_reset",
        "Take the request to reset a member's second factor back",
        withdraw,
    )
}

async fn withdraw(
    may: Proof<ResetSecondFactors>,
    Path(member): Path<MemberId>,
    once: Once,
    State(identity): State<Identity>,
) -> Result<Answered<NoContent>, Failure<WithdrawResetRefusal>> {
    let mut tx = identity.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    if !rows::withdraw(&mut tx, may.org(), member).await? {
        return Err(WithdrawResetRefusal::NotRequested.into());
    }
    tx.append(&SecondFactorResetWithdrawn { member }).await?;
    Ok(once.finish(tx, NoContent).await?)
}
