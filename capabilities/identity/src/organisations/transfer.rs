//! Hand an organisation over to another member, in one step: they become admin, and the caller something else.

use hustings_events::Append as _;
use hustings_http::{Answered, Failure, Json, NoContent, Once, Operation, Proof, State, SteppedUp};
use hustings_kernel::{BuiltInRole, MemberId};
use hustings_vocabulary::member::MemberRoleChanged;
use hustings_vocabulary::organisation::OrganisationTransferred;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::Identity;
use crate::members::{MemberStatus, Standing, authority, rows};
use crate::permissions::CloseOrganisation;
use crate::roles::{self, Role};

hustings_http::refusals! {
    /// Why an organisation was not handed over.
    pub(super) enum TransferRefusal {
        NoSuchMember = 404 "no-such-member": "There is no such member.",
        NotActive = 409 "member-not-active": "Only an active member can take the organisation over.",
        Oneself = 409 "not-oneself": "Name another member.",
        NotAdmin = 403 "not-an-admin": "Only an admin hands the organisation over.",
        NoSuchRole = 422 "no-such-role": "There is no such role.",
    }
}

/// To whom, and what the caller is from then on.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Transfer {
    /// The new admin.
    to: MemberId,
    /// The caller's role afterwards; leader if nothing is said.
    #[serde(default = "leader")]
    own_role: Role,
}

fn leader() -> Role {
    Role::BuiltIn(BuiltInRole::Leader)
}

async fn transfer_organisation(
    may: Proof<CloseOrganisation>,
    _: SteppedUp,
    once: Once,
    State(identity): State<Identity>,
    Json(input): Json<Transfer>,
) -> Result<Answered<NoContent>, Failure<TransferRefusal>> {
    let (org, from, to) = (may.org(), may.member(), input.to);
    if from == to {
        return Err(TransferRefusal::Oneself.into());
    }
    let mut tx = identity.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let authority = authority(&mut tx, &identity.permissions, &may).await?;
    let own = rows::entry_of_member(&mut tx, org, from)
        .await?
        .ok_or(TransferRefusal::NoSuchMember)?;
    let own = Standing::of(&own, &identity.permissions);
    // An admin's API key holds less than its admin, and grants no more than it holds.
    let everything = identity.permissions.built_in(BuiltInRole::Admin);
    if !own.role.is_admin() || !authority.permissions.covers(&everything) {
        return Err(TransferRefusal::NotAdmin.into());
    }
    let other = rows::entry_of_member(&mut tx, org, to)
        .await?
        .ok_or(TransferRefusal::NoSuchMember)?;
    let other = Standing::of(&other, &identity.permissions);
    if other.status != MemberStatus::Active {
        return Err(TransferRefusal::NotActive.into());
    }
    roles::permissions_of(&mut tx, &identity.permissions, org, input.own_role)
        .await?
        .ok_or(TransferRefusal::NoSuchRole)?;

    let now = tx.sources().now();
    let admin = Role::BuiltIn(BuiltInRole::Admin);
    for (member, before, after) in [(to, other.role, admin), (from, own.role, input.own_role)] {
        rows::set_role(&mut tx, org, member, after, now).await?;
        tx.append(&MemberRoleChanged {
            member,
            from: before.to_string(),
            to: after.to_string(),
        })
        .await?;
    }
    tx.append(&OrganisationTransferred {
        organisation: org,
        from,
        to,
    })
    .await?;
    let done = once.finish(tx, NoContent).await?;
    identity.memory.forget_organisation(may.org());
    Ok(done)
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::post(
        "/orgs/{org}/transfer",
        "transfer_organisation",
        "Hand an organisation over to another member",
        transfer_organisation,
    )
}
