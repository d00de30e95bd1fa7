//! Give a member another role, never one that allows more than the giver may.

use hustings_events::Append as _;
use hustings_http::{Answered, Failure, Json, Once, Operation, Path, Proof, State};
use hustings_kernel::MemberId;
use hustings_vocabulary::member::MemberRoleChanged;
use schemars::JsonSchema;
use serde::Deserialize;

use super::standing::both;
use super::{MemberStatus, MemberView, rows};
use crate::Identity;
use crate::permissions::ChangeMemberRoles;
use crate::roles::{self, Role};

hustings_http::refusals! {
    /// Why a role was not changed.
    pub(super) enum ChangeRoleRefusal {
        NoSuchMember = 404 "no-such-member": "There is no such member.",
        NoSuchRole = 422 "no-such-role": "There is no such role.",
        HasLeft = 409 "member-has-left": "The member has left.",
        BeyondReach = 403 "beyond-reach": "The member may do more than you, so their role is not yours to change.",
        MoreThanOwn = 403 "more-than-own-rights": "Nobody grants more than they may do themselves.",
        LastAdmin = 409 "last-admin": "This is the last admin; make somebody else one first.",
    }
}

/// Another role.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangeRole {
    role: Role,
}

async fn change_member_role(
    may: Proof<ChangeMemberRoles>,
    Path(member): Path<MemberId>,
    once: Once,
    State(identity): State<Identity>,
    Json(input): Json<ChangeRole>,
) -> Result<Answered<Json<MemberView>>, Failure<ChangeRoleRefusal>> {
    let org = may.org();
    let mut tx = identity.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let (authority, standing) = both(&mut tx, &identity.permissions, &may, member)
        .await?
        .ok_or(ChangeRoleRefusal::NoSuchMember)?;
    let granted = roles::permissions_of(&mut tx, &identity.permissions, org, input.role)
        .await?
        .ok_or(ChangeRoleRefusal::NoSuchRole)?;

    if standing.status == MemberStatus::Left {
        return Err(ChangeRoleRefusal::HasLeft.into());
    }
    if !authority.reaches(&standing) {
        return Err(ChangeRoleRefusal::BeyondReach.into());
    }
    if !authority.permissions.covers(&granted) {
        return Err(ChangeRoleRefusal::MoreThanOwn.into());
    }
    if !input.role.is_admin() && standing.is_last_admin(&mut tx, org).await? {
        return Err(ChangeRoleRefusal::LastAdmin.into());
    }

    if standing.role != input.role {
        let now = tx.sources().now();
        rows::set_role(&mut tx, org, member, input.role, now).await?;
        tx.append(&MemberRoleChanged {
            member,
            from: standing.role.to_string(),
            to: input.role.to_string(),
        })
        .await?;
    }
    let changed = rows::by_id(&mut tx, org, member)
        .await?
        .ok_or(ChangeRoleRefusal::NoSuchMember)?;
    let done = once.finish(tx, Json(changed.into())).await?;
    identity.memory.forget_member(org, member);
    Ok(done)
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::put(
        "/orgs/{org}/members/{member}/role",
        "change_member_role",
        "Give a member another role",
        change_member_role,
    )
}
