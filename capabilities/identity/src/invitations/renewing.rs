//! What sending an invitation once more and handing it over as a link have in common: it holds as long again.

use chrono::TimeDelta;
use hustings_http::{Failure, Proof};
use hustings_store::ScopedTx;
use hustings_vocabulary::invitation::InvitationId;

use super::rows::{self, InvitationRow};
use crate::Identity;
use crate::members::authority;
use crate::permissions::InviteMembers;
use crate::roles::{self, Role};

hustings_http::refusals! {
    /// Why an invitation does not go out again.
    pub(super) enum RenewRefusal {
        NoSuchInvitation = 404 "no-such-invitation": "There is no such invitation.",
        Settled = 409 "invitation-settled": "The invitation was answered or taken back.",
        MoreThanOwn = 403 "more-than-own-rights": "Nobody grants more than they may do themselves.",
        Closing = 409 "organisation-closing": "The organisation is closing.",
    }
}

/// Locks an invitation that waits for an answer, and lets it hold as long again, if the caller could send it now.
pub(super) async fn renew(
    identity: &Identity,
    tx: &mut ScopedTx,
    may: &Proof<InviteMembers>,
    invitation: InvitationId,
    holds_for: TimeDelta,
) -> Result<InvitationRow, Failure<RenewRefusal>> {
    let authority = authority(tx, &identity.permissions, may).await?;
    let mut row = rows::lock(tx, may.org(), invitation)
        .await?
        .ok_or(RenewRefusal::NoSuchInvitation)?;
    if row.state != "open" {
        return Err(RenewRefusal::Settled.into());
    }
    if authority.organisation.state != "active" {
        return Err(RenewRefusal::Closing.into());
    }
    let role = Role::of_row(&row.role, row.role_id);
    let granted = roles::permissions_of(tx, &identity.permissions, may.org(), role)
        .await?
        .unwrap_or_default();
    if !authority.permissions.covers(&granted) {
        return Err(RenewRefusal::MoreThanOwn.into());
    }
    let again = tx.sources().now() + holds_for;
    row.expires_at = row.expires_at.max(again);
    rows::prolong(tx, may.org(), invitation, row.expires_at).await?;
    Ok(row)
}
