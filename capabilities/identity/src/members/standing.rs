//! How somebody stands in an organisation at this very moment.
//!
//! The rights that a proof carries may be a second old, and two admins may be demoting each other. Whatever hands out
//! or takes away rights therefore locks the organisation first and looks again.

use hustings_http::{EdgeRefusal, Failure, Proof};
use hustings_kernel::{Actor, MemberId, OrgId, Permission, PermissionSet};
use hustings_store::{ScopedConnection as _, ScopedTx, StoreError};

use super::MemberStatus;
use super::rows::{self, EntryRow};
use crate::keys::rows as key_rows;
use crate::organisations::rows::{self as organisation_rows, OrganisationRow};
use crate::roles::{PermissionCatalogue, Role};

/// A member as far as rights are concerned.
#[derive(Debug, Clone)]
pub(crate) struct Standing {
    pub(crate) member: MemberId,
    pub(crate) status: MemberStatus,
    pub(crate) role: Role,
    pub(crate) permissions: PermissionSet,
}

impl Standing {
    /// Reads it from its row.
    pub(crate) fn of(row: &EntryRow, catalogue: &PermissionCatalogue) -> Self {
        let role = Role::of_row(&row.role, row.role_id);
        Self {
            member: row.member_id.into(),
            status: MemberStatus::of_column(&row.status),
            role,
            permissions: catalogue.of_role(role, row.own_permissions.as_deref()),
        }
    }

    /// Is this the only one left who can run the organisation?
    pub(crate) async fn is_last_admin(&self, tx: &mut ScopedTx, org: OrgId) -> Result<bool, StoreError> {
        if !self.role.is_admin() || self.status != MemberStatus::Active {
            return Ok(false);
        }
        Ok(rows::other_active_admins(tx, org, self.member).await? == 0)
    }
}

/// What the caller may do now, and the organisation, which stays locked until the transaction ends.
#[derive(Debug)]
pub(crate) struct Authority {
    pub(crate) organisation: OrganisationRow,
    pub(crate) permissions: PermissionSet,
}

impl Authority {
    /// May the caller decide over somebody who stands like this? Only if there is nothing the other may and they may
    /// not: otherwise a leader could remove the admins.
    pub(crate) fn reaches(&self, other: &Standing) -> bool {
        self.permissions.covers(&other.permissions)
    }
}

/// Locks the organisation and looks at the caller's rights again.
pub(crate) async fn authority<P: Permission, R>(
    tx: &mut ScopedTx,
    catalogue: &PermissionCatalogue,
    may: &Proof<P>,
) -> Result<Authority, Failure<R>> {
    let organisation = organisation_rows::lock(tx, may.org())
        .await?
        .ok_or(EdgeRefusal::NotFound)?;
    let standing = rows::entry_of_member(tx, may.org(), may.member())
        .await?
        .map(|row| Standing::of(&row, catalogue))
        .filter(|standing| standing.status == MemberStatus::Active)
        .ok_or(EdgeRefusal::NoPermission)?;
    // For an API key the proof holds less than its member.
    let permissions = standing.permissions.intersection(may.permissions());
    if !permissions.holds(P::TYPE.name) {
        return Err(EdgeRefusal::NoPermission.into());
    }
    Ok(Authority {
        organisation,
        permissions,
    })
}

/// How whoever acts in this transaction stands now, for work that goes on after their request. `None` if they can come in
/// no more. Whoever asks has locked the organisation.
pub(crate) async fn standing_of_actor(
    tx: &mut ScopedTx,
    catalogue: &PermissionCatalogue,
) -> Result<Option<Standing>, StoreError> {
    let org = tx.scope().org();
    let (member, at_most) = match *tx.scope().actor() {
        Actor::Member(member) => (member, None),
        Actor::Key(key) => {
            let now = tx.sources().now();
            let row = key_rows::lock(tx, org, key).await?;
            let usable = row
                .filter(|row| row.revoked_at.is_none() && row.expires_at.is_none_or(|expires| expires > now));
            let Some(row) = usable else { return Ok(None) };
            let at_most = catalogue.known(row.permissions.iter().map(String::as_str));
            (row.member_id.into(), Some(at_most))
        }
        _ => return Ok(None),
    };
    let row = rows::entry_of_member(tx, org, member).await?;
    let standing = row.map(|row| Standing::of(&row, catalogue));
    let mut standing = standing.filter(|standing| standing.status == MemberStatus::Active);
    if let (Some(standing), Some(at_most)) = (&mut standing, at_most) {
        standing.permissions = standing.permissions.intersection(&at_most);
    }
    Ok(standing)
}

/// Locks the organisation and looks at both: the caller, and the member they want to decide over. `None` if there is no
/// such member.
pub(crate) async fn both<P: Permission, R>(
    tx: &mut ScopedTx,
    catalogue: &PermissionCatalogue,
    may: &Proof<P>,
    member: MemberId,
) -> Result<Option<(Authority, Standing)>, Failure<R>> {
    let authority = authority(tx, catalogue, may).await?;
    let row = rows::entry_of_member(tx, may.org(), member).await?;
    Ok(row.map(|row| (authority, Standing::of(&row, catalogue))))
}
