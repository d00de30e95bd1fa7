//! Make a role of the organisation's own, which allows no more than its maker may.

use hustings_events::Append as _;
use hustings_http::{Answered, Created, Failure, Json, Once, Operation, Proof, State};
use hustings_vocabulary::role::{RoleCreated, RoleId};
use schemars::JsonSchema;
use serde::Deserialize;

use super::rows::{self, RoleRow};
use super::{MOST_ROLES, RoleView, parse_permissions};
use crate::Identity;
use crate::members::authority;
use crate::permissions::DefineRoles;
use crate::values::{Label, Note};

hustings_http::refusals! {
    /// Why a role was not made.
    pub(super) enum CreateRoleRefusal {
        NoSuchPermission(fields) = 422 "no-such-permission": "Some permissions do not exist.",
        MoreThanOwn = 403 "more-than-own-rights": "Nobody grants more than they may do themselves.",
        NameTaken = 409 "role-name-taken": "There is a role of this name already.",
        TooMany = 409 "too-many-roles": "An organisation has at most 50 roles of its own.",
    }
}

/// A new role.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CreateRole {
    name: Label,
    #[serde(default)]
    description: Note,
    /// The names of what it allows.
    #[schemars(length(max = 500))]
    permissions: Vec<String>,
}

async fn create_role(
    may: Proof<DefineRoles>,
    once: Once,
    State(identity): State<Identity>,
    Json(input): Json<CreateRole>,
) -> Result<Answered<Created<RoleView>>, Failure<CreateRoleRefusal>> {
    let permissions = parse_permissions(&input.permissions, &identity.permissions)
        .map_err(CreateRoleRefusal::NoSuchPermission)?;
    let mut tx = identity.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let authority = authority(&mut tx, &identity.permissions, &may).await?;
    if !authority.permissions.covers(&permissions) {
        return Err(CreateRoleRefusal::MoreThanOwn.into());
    }
    if rows::all(&mut tx, may.org()).await?.len() >= MOST_ROLES {
        return Err(CreateRoleRefusal::TooMany.into());
    }
    let role: RoleId = tx.sources().id();
    let row = RoleRow {
        role_id: role.uuid(),
        name: input.name.to_string(),
        description: input.description.to_string(),
        permissions: permissions.names().map(str::to_owned).collect(),
        created_at: tx.sources().now(),
        version: 1,
    };
    rows::insert(&mut tx, may.org(), &row)
        .await
        .map_err(|error| match error.constraint() {
            Some("roles_name_unique") => CreateRoleRefusal::NameTaken.into(),
            _ => Failure::from(error),
        })?;
    tx.append(&RoleCreated {
        role,
        permissions: row.permissions.clone(),
    })
    .await?;
    let made = Created::new(RoleView::of(row, &identity.permissions));
    Ok(once.finish(tx, made).await?)
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::post("/orgs/{org}/roles", "create_role", "Make a role", create_role)
}
