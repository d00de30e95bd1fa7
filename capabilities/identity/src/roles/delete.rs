//! Delete a role of the organisation's own. Whoever holds it needs another one.

use hustings_events::Append as _;
use hustings_http::{Answered, Failure, NoContent, Once, Operation, Path, Proof, Query, State};
use hustings_vocabulary::role::{RoleDeleted, RoleId};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Role, permissions_of, rows};
use crate::Identity;
use crate::members::authority;
use crate::permissions::DefineRoles;

hustings_http::refusals! {
    /// Why a role was not deleted.
    pub(super) enum DeleteRoleRefusal {
        NoSuchRole = 404 "no-such-role": "There is no such role.",
        Held = 409 "role-held": "Somebody holds this role or is invited to it; name a replacement.",
        NoSuchReplacement = 422 "no-such-replacement": "The replacement is no other role.",
        MoreThanOwn = 403 "more-than-own-rights": "Nobody grants, or decides over, more than they may do themselves.",
    }
}

/// What comes instead.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DeleteRole {
    /// The role that whoever holds this one gets.
    replacement: Option<Role>,
}

async fn delete_role(
    may: Proof<DefineRoles>,
    Path(role): Path<RoleId>,
    Query(input): Query<DeleteRole>,
    once: Once,
    State(identity): State<Identity>,
) -> Result<Answered<NoContent>, Failure<DeleteRoleRefusal>> {
    let org = may.org();
    let mut tx = identity.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let authority = authority(&mut tx, &identity.permissions, &may).await?;
    let taken = permissions_of(&mut tx, &identity.permissions, org, Role::Own(role))
        .await?
        .ok_or(DeleteRoleRefusal::NoSuchRole)?;
    if input.replacement.is_none() && rows::holders(&mut tx, org, role).await? > 0 {
        return Err(DeleteRoleRefusal::Held.into());
    }
    // Who has left, and what was settled, keeps a role too: the lowest, if nothing better is said.
    let replacement = input
        .replacement
        .unwrap_or(Role::BuiltIn(hustings_kernel::BuiltInRole::Guest));
    let given = permissions_of(&mut tx, &identity.permissions, org, replacement)
        .await?
        .filter(|_| replacement != Role::Own(role))
        .ok_or(DeleteRoleRefusal::NoSuchReplacement)?;
    if !authority.permissions.covers(&taken) || !authority.permissions.covers(&given) {
        return Err(DeleteRoleRefusal::MoreThanOwn.into());
    }
    let now = tx.sources().now();
    rows::replace(&mut tx, org, role, replacement, now).await?;
    rows::delete(&mut tx, org, role).await?;
    tx.append(&RoleDeleted {
        role,
        replacement: input.replacement.map(|role| role.to_string()),
    })
    .await?;
    let done = once.finish(tx, NoContent).await?;
    identity.memory.forget_organisation(may.org());
    Ok(done)
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::delete(
        "/orgs/{org}/roles/{role}",
        "delete_role",
        "Delete a role",
        delete_role,
    )
}
