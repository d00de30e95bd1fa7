//! What can this person do? A member's role, and everything it allows.

use hustings_http::{Failure, Json, Operation, Path, Proof, State};
use hustings_kernel::MemberId;
use hustings_store::Freshness;
use schemars::JsonSchema;
use serde::Serialize;

use super::{MemberStatus, Standing, rows};
use crate::Identity;
use crate::permissions::ReadRoles;
use crate::roles::{PermissionView, Role};

hustings_http::refusals! {
    /// Why nothing is said about somebody's rights.
    pub(super) enum ReadPermissionsRefusal {
        NoSuchMember = 404 "no-such-member": "There is no such member.",
    }
}

/// What somebody can do.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct MemberPermissions {
    /// The role all this follows from.
    role: Role,
    /// How the membership stands: only an active one allows anything.
    status: MemberStatus,
    /// What they may do now.
    permissions: Vec<PermissionView>,
}

async fn read_member_permissions(
    may: Proof<ReadRoles>,
    Path(member): Path<MemberId>,
    State(identity): State<Identity>,
) -> Result<Json<MemberPermissions>, Failure<ReadPermissionsRefusal>> {
    let mut read = identity.store.read(may.scope(), Freshness::Latest).await?;
    let row = rows::entry_of_member(&mut read, may.org(), member)
        .await?
        .ok_or(ReadPermissionsRefusal::NoSuchMember)?;
    let standing = Standing::of(&row, &identity.permissions);
    let active = standing.status == MemberStatus::Active;
    let held = identity.permissions.of_organisations();
    Ok(Json(MemberPermissions {
        role: standing.role,
        status: standing.status,
        permissions: held
            .filter(|permission| active && standing.permissions.holds(permission.name))
            .map(PermissionView::from)
            .collect(),
    }))
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::get(
        "/orgs/{org}/members/{member}/permissions",
        "read_member_permissions",
        "Read what a member can do",
        read_member_permissions,
    )
}
