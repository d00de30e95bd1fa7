//! Suspend a membership, with a reason. Only this membership: the account and its other organisations go on.

use hustings_events::Append as _;
use hustings_http::{Answered, Failure, Json, NoContent, Once, Operation, Path, Proof, State};
use hustings_kernel::MemberId;
use hustings_vocabulary::Personal;
use hustings_vocabulary::member::MemberSuspended;
use schemars::JsonSchema;
use serde::Deserialize;

use super::standing::both;
use super::{MemberStatus, rows};
use crate::Identity;
use crate::permissions::SuspendMembers;
use crate::values::Note;

hustings_http::refusals! {
    /// Why a membership was not suspended.
    pub(super) enum SuspendRefusal {
        NoSuchMember = 404 "no-such-member": "There is no such member.",
        NotActive = 409 "member-not-active": "The membership is not active.",
        Oneself = 409 "not-oneself": "Nobody suspends themselves.",
        BeyondReach = 403 "beyond-reach": "The member may do more than you, so their membership is not yours to suspend.",
        LastAdmin = 409 "last-admin": "This is the last admin; make somebody else one first.",
        ReasonNeeded = 422 "reason-needed": "A suspension needs a reason.",
    }
}

/// Why.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Suspend {
    /// The reason, which those who may suspend can read.
    reason: Note,
}

async fn suspend_member(
    may: Proof<SuspendMembers>,
    Path(member): Path<MemberId>,
    once: Once,
    State(identity): State<Identity>,
    Json(input): Json<Suspend>,
) -> Result<Answered<NoContent>, Failure<SuspendRefusal>> {
    if input.reason.is_empty() {
        return Err(SuspendRefusal::ReasonNeeded.into());
    }
    if member == may.member() {
        return Err(SuspendRefusal::Oneself.into());
    }
    let org = may.org();
    let keys = identity.store.vault().for_sealing(&[member.uuid()]).await?;
    let sealed = keys.seal(member.uuid(), input.reason.as_str().as_bytes())?;

    let mut tx = identity.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let (authority, standing) = both(&mut tx, &identity.permissions, &may, member)
        .await?
        .ok_or(SuspendRefusal::NoSuchMember)?;
    if standing.status != MemberStatus::Active {
        return Err(SuspendRefusal::NotActive.into());
    }
    if !authority.reaches(&standing) {
        return Err(SuspendRefusal::BeyondReach.into());
    }
    if standing.is_last_admin(&mut tx, org).await? {
        return Err(SuspendRefusal::LastAdmin.into());
    }

    let now = tx.sources().now();
    rows::set_status(&mut tx, org, member, MemberStatus::Suspended, Some(&sealed), now).await?;
    tx.append(&MemberSuspended {
        member,
        reason: Personal::new(member, input.reason.to_string()),
    })
    .await?;
    let done = once.finish(tx, NoContent).await?;
    identity.memory.forget_member(may.org(), member);
    Ok(done)
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::put(
        "/orgs/{org}/members/{member}/suspension",
        "suspend_member",
        "Suspend a membership",
        suspend_member,
    )
}
