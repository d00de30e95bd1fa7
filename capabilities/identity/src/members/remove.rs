//! Remove a member. What they wrote keeps its author; only an invitation brings them back.

use hustings_events::Append as _;
use hustings_http::{Answered, Failure, NoContent, Once, Operation, Path, Proof, State};
use hustings_kernel::MemberId;
use hustings_vocabulary::member::MemberRemoved;

use super::standing::both;
use super::{MemberStatus, rows};
use crate::Identity;
use crate::permissions::RemoveMembers;

hustings_http::refusals! {
    /// Why a member was not removed.
    pub(super) enum RemoveRefusal {
        NoSuchMember = 404 "no-such-member": "There is no such member.",
        HasLeft = 409 "member-has-left": "The member has left.",
        Oneself = 409 "not-oneself": "Nobody removes themselves; leave instead.",
        BeyondReach = 403 "beyond-reach": "The member may do more than you, so they are not yours to remove.",
        LastAdmin = 409 "last-admin": "This is the last admin; make somebody else one first.",
    }
}

async fn remove_member(
    may: Proof<RemoveMembers>,
    Path(member): Path<MemberId>,
    once: Once,
    State(identity): State<Identity>,
) -> Result<Answered<NoContent>, Failure<RemoveRefusal>> {
    if member == may.member() {
        return Err(RemoveRefusal::Oneself.into());
    }
    let org = may.org();
    let mut tx = identity.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let (authority, standing) = both(&mut tx, &identity.permissions, &may, member)
        .await?
        .ok_or(RemoveRefusal::NoSuchMember)?;
    if standing.status == MemberStatus::Left {
        return Err(RemoveRefusal::HasLeft.into());
    }
    if !authority.reaches(&standing) {
        return Err(RemoveRefusal::BeyondReach.into());
    }
    if standing.is_last_admin(&mut tx, org).await? {
        return Err(RemoveRefusal::LastAdmin.into());
    }
    let now = tx.sources().now();
    rows::end(&mut tx, org, member, true, now).await?;
    tx.append(&MemberRemoved { member }).await?;
    let done = once.finish(tx, NoContent).await?;
    identity.memory.forget_member(org, member);
    Ok(done)
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::delete(
        "/orgs/{org}/members/{member}",
        "remove_member",
        "Remove a member",
        remove_member,
    )
}
