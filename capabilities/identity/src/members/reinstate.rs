//! Reinstate a suspended membership.

use hustings_events::Append as _;
use hustings_http::{Answered, Failure, NoContent, Once, Operation, Path, Proof, State};
use hustings_kernel::MemberId;
use hustings_vocabulary::member::MemberReinstated;

use super::standing::both;
use super::{MemberStatus, rows};
use crate::Identity;
use crate::permissions::SuspendMembers;

hustings_http::refusals! {
    /// Why a membership was not reinstated.
    pub(super) enum ReinstateRefusal {
        NoSuchMember = 404 "no-such-member": "There is no such member.",
        NotSuspended = 409 "member-not-suspended": "The membership is not suspended.",
        BeyondReach = 403 "beyond-reach": "The member would again do more than you, so their membership is not yours to reinstate.",
    }
}

async fn reinstate_member(
    may: Proof<SuspendMembers>,
    Path(member): Path<MemberId>,
    once: Once,
    State(identity): State<Identity>,
) -> Result<Answered<NoContent>, Failure<ReinstateRefusal>> {
    let org = may.org();
    let mut tx = identity.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let (authority, standing) = both(&mut tx, &identity.permissions, &may, member)
        .await?
        .ok_or(ReinstateRefusal::NoSuchMember)?;
    if standing.status != MemberStatus::Suspended {
        return Err(ReinstateRefusal::NotSuspended.into());
    }
    if !authority.reaches(&standing) {
        return Err(ReinstateRefusal::BeyondReach.into());
    }
    let now = tx.sources().now();
    rows::set_status(&mut tx, org, member, MemberStatus::Active, None, now).await?;
    tx.append(&MemberReinstated { member }).await?;
    let done = once.finish(tx, NoContent).await?;
    identity.memory.forget_member(org, member);
    Ok(done)
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::delete(
        "/orgs/{org}/members/{member}/suspension",
        "reinstate_member",
        "Reinstate a suspended membership",
        reinstate_member,
    )
}
