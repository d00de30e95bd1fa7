//! List the organisations one belongs to.

use hustings_http::{Failure, Operation, Page, PageRequest, SignedIn, State};
use hustings_kernel::{MemberId, OrgId};
use hustings_store::Freshness;
use schemars::JsonSchema;
use serde::Serialize;

use super::{OrganisationState, rows};
use crate::Identity;
use crate::members::MemberStatus;
use crate::roles::Role;

/// An organisation one belongs to.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct OwnOrganisation {
    /// The organisation.
    id: OrgId,
    /// What it is called.
    name: String,
    /// Its name in addresses.
    slug: String,
    /// How far it is from its end.
    state: OrganisationState,
    /// Who one is there.
    member: MemberId,
    /// How the membership stands.
    status: MemberStatus,
    /// The role one holds there.
    role: Role,
}

async fn list_own_organisations(
    me: SignedIn,
    request: PageRequest<OrgId>,
    State(identity): State<Identity>,
) -> Result<Page<OwnOrganisation>, Failure> {
    let mut read = identity.store.read(me.scope(), Freshness::Latest).await?;
    let found = rows::of_account(&mut read, me.account(), request.after().copied(), request.rows()).await?;
    Ok(request.page(
        found,
        |row| row.org_id.into(),
        |row| OwnOrganisation {
            id: row.org_id.into(),
            state: OrganisationState::of_column(&row.state),
            member: row.member_id.into(),
            status: MemberStatus::of_column(&row.status),
            role: Role::of_row(&row.role, row.role_id),
            name: row.name,
            slug: row.slug,
        },
    ))
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::get(
        "/me/organisations",
        "list_own_organisations",
        "List the organisations one belongs to",
        list_own_organisations,
    )
}
