//! Change a role of the organisation's own: its name, what it is for, what it allows.

use hustings_events::Append as _;
use hustings_http::{Answered, Failure, IfMatch, Json, Once, Operation, Path, Proof, State, Versioned};
use hustings_vocabulary::role::{RoleChanged, RoleId};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{RoleView, parse_permissions, rows};
use crate::Identity;
use crate::members::authority;
use crate::permissions::DefineRoles;
use crate::values::{Label, Note};

hustings_http::refusals! {
    /// Why a role was not changed.
    pub(super) enum ChangeOwnRoleRefusal {
        NoSuchRole = 404 "no-such-role": "There is no such role.",
        NoSuchPermission(fields) = 422 "no-such-permission": "Some permissions do not exist.",
        MoreThanOwn = 403 "more-than-own-rights": "Nobody grants, or decides over, more than they may do themselves.",
        NameTaken = 409 "role-name-taken": "There is a role of this name already.",
    }
}

/// The role as it is to be.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangeOwnRole {
    name: Label,
    #[serde(default)]
    description: Note,
    /// The names of what it allows.
    #[schemars(length(max = 500))]
    permissions: Vec<String>,
}

async fn change_role(
    may: Proof<DefineRoles>,
    Path(role): Path<RoleId>,
    seen: IfMatch,
    once: Once,
    State(identity): State<Identity>,
    Json(input): Json<ChangeOwnRole>,
) -> Result<Answered<Versioned<RoleView>>, Failure<ChangeOwnRoleRefusal>> {
    let wanted = parse_permissions(&input.permissions, &identity.permissions)
        .map_err(ChangeOwnRoleRefusal::NoSuchPermission)?;
    let mut tx = identity.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let authority = authority(&mut tx, &identity.permissions, &may).await?;
    let mut row = rows::by_id(&mut tx, may.org(), role)
        .await?
        .ok_or(ChangeOwnRoleRefusal::NoSuchRole)?;
    seen.check(row.version)?;
    let before = identity
        .permissions
        .known(row.permissions.iter().map(String::as_str));
    if !authority.permissions.covers(&wanted) || !authority.permissions.covers(&before) {
        return Err(ChangeOwnRoleRefusal::MoreThanOwn.into());
    }

    row.name = input.name.to_string();
    row.description = input.description.to_string();
    row.permissions = wanted.names().map(str::to_owned).collect();
    row.version += 1;
    rows::update(&mut tx, may.org(), &row)
        .await
        .map_err(|error| match error.constraint() {
            Some("roles_name_unique") => ChangeOwnRoleRefusal::NameTaken.into(),
            _ => Failure::from(error),
        })?;
    let missing_in = |other: &hustings_kernel::PermissionSet, set: &hustings_kernel::PermissionSet| {
        set.names()
            .filter(|name| !other.holds(name))
            .map(str::to_owned)
            .collect()
    };
    tx.append(&RoleChanged {
        role,
        granted: missing_in(&before, &wanted),
        withdrawn: missing_in(&wanted, &before),
    })
    .await?;
    let changed = Versioned {
        version: row.version,
        value: RoleView::of(row, &identity.permissions),
    };
    let done = once.finish(tx, changed).await?;
    identity.memory.forget_organisation(may.org());
    Ok(done)
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::put(
        "/orgs/{org}/roles/{role}",
        "change_role",
        "Change a role",
        change_role,
    )
}
