//! Approve that the lost second factor of a member is taken away, as somebody else than who asked for it.

use hustings_events::Append as _;
use hustings_http::{Answered, Caller, Failure, NoContent, Once, Operation, Path, Proof, State, SteppedUp};
use hustings_jobs::Enqueue as _;
use hustings_kernel::{AccountId, MemberId};
use hustings_vocabulary::member::SecondFactorResetApproved;

use super::{VALID_FOR, at_the_door, rows};
use crate::Identity;
use crate::mail::SendLetter;
use crate::members::both;
use crate::permissions::ResetSecondFactors;

hustings_http::refusals! {
    /// Why nothing was approved.
    pub(super) enum ApproveResetRefusal {
        PersonNeeded = 403 "person-needed": "Two people decide this; sign in.",
        NoSuchMember = 404 "no-such-member": "There is no such member.",
        NotRequested = 404 "reset-not-requested": "Nobody asked for this, or it was some days ago.",
        AlreadyApproved = 409 "reset-approved": "It was approved already.",
        Oneself = 409 "not-oneself": "Nobody approves their own.",
        SameAdmin = 409 "same-admin": "You asked for it; somebody else has to approve.",
        BeyondReach = 403 "beyond-reach": "The member may do more than you.",
    }
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::put(
        "/orgs/{org}/members/{member}/second-factor-reset/approval",
        "approve_second_factor_reset",
        "Approve that a member's lost second factor is taken away",
        approve,
    )
}

async fn approve(
    may: Proof<ResetSecondFactors>,
    _: SteppedUp,
    Path(member): Path<MemberId>,
    once: Once,
    State(identity): State<Identity>,
) -> Result<Answered<NoContent>, Failure<ApproveResetRefusal>> {
    if matches!(may.caller(), Caller::Key(_)) {
        return Err(ApproveResetRefusal::PersonNeeded.into());
    }
    if member == may.member() {
        return Err(ApproveResetRefusal::Oneself.into());
    }
    let org = may.org();
    let mut tx = identity.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let (authority, standing) = both(&mut tx, &identity.permissions, &may, member)
        .await?
        .ok_or(ApproveResetRefusal::NoSuchMember)?;
    if !authority.reaches(&standing) {
        return Err(ApproveResetRefusal::BeyondReach.into());
    }
    let now = tx.sources().now();
    let reset = rows::hold(&mut tx, org, member, now)
        .await?
        .ok_or(ApproveResetRefusal::NotRequested)?;
    if reset.requested_by == may.member().uuid() {
        return Err(ApproveResetRefusal::SameAdmin.into());
    }
    if reset.approved_by.is_some() {
        return Err(ApproveResetRefusal::AlreadyApproved.into());
    }
    let guard = rows::guard(&mut tx, org, member)
        .await?
        .ok_or(ApproveResetRefusal::NoSuchMember)?;
    rows::approve(&mut tx, org, member, may.member(), now + VALID_FOR).await?;
    let requested_by = reset.requested_by.into();
    tx.append(&SecondFactorResetApproved { member, requested_by })
        .await?;
    tx.hazmat_enter(&at_the_door(may.scope().correlation())).await?;
    let account = AccountId::from(guard.account_id);
    tx.enqueue(&SendLetter::FactorReset { account, org }).await?;
    Ok(once.finish(tx, NoContent).await?)
}
