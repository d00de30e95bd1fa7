//! List the roles: the built-in ones in rising order, then the organisation's own by name.

use hustings_http::{Failure, Json, Operation, Proof, State};
use hustings_kernel::BuiltInRole;
use hustings_store::Freshness;

use super::{PermissionCatalogue, Role, RoleView, rows};
use crate::Identity;
use crate::permissions::ReadRoles;

async fn list_roles(
    may: Proof<ReadRoles>,
    State(identity): State<Identity>,
) -> Result<Json<Vec<RoleView>>, Failure> {
    let mut read = identity.store.read(may.scope(), Freshness::Latest).await?;
    let own = rows::all(&mut read, may.org()).await?;
    let built_in = BuiltInRole::ALL
        .into_iter()
        .filter(|role| *role != BuiltInRole::PlatformAdmin)
        .map(|role| built_in(role, &identity.permissions));
    let own = own
        .into_iter()
        .map(|row| RoleView::of(row, &identity.permissions));
    Ok(Json(built_in.chain(own).collect()))
}

fn built_in(role: BuiltInRole, catalogue: &PermissionCatalogue) -> RoleView {
    let description = match role {
        BuiltInRole::Guest => "Looks around.",
        BuiltInRole::Supporter => "Follows and signs.",
        BuiltInRole::Member => "Takes part.",
        BuiltInRole::ActiveMember => "Takes part often, and is trusted with more.",
        BuiltInRole::Moderator => "Keeps the debate civil.",
        BuiltInRole::Leader => "Runs campaigns and people.",
        BuiltInRole::Admin => "Runs the organisation.",
        BuiltInRole::Viewer => "Staff that may look and touch nothing.",
        BuiltInRole::Operator => "Staff that keeps the machinery running.",
        BuiltInRole::PlatformAdmin => "Runs the installation.",
    };
    RoleView {
        role: Role::BuiltIn(role),
        name: role.as_str().to_owned(),
        description: description.to_owned(),
        permissions: catalogue.built_in(role).names().map(str::to_owned).collect(),
        version: None,
    }
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::get("/orgs/{org}/roles", "list_roles", "List the roles", list_roles)
}
