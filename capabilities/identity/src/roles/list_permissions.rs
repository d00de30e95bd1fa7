//! List every permission there is, with what it allows.

use hustings_http::{Failure, Json, Operation, Proof, State};

use super::PermissionView;
use crate::Identity;
use crate::permissions::ReadRoles;

async fn list_permissions(
    _: Proof<ReadRoles>,
    State(identity): State<Identity>,
) -> Result<Json<Vec<PermissionView>>, Failure> {
    let all = identity.permissions.of_organisations();
    Ok(Json(all.map(PermissionView::from).collect()))
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::get(
        "/orgs/{org}/permissions",
        "list_permissions",
        "List the permissions there are",
        list_permissions,
    )
}
