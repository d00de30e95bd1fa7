//! What accepting an invitation comes to, whoever does it.

use hustings_events::Append as _;
use hustings_http::{EdgeRefusal, Failure};
use hustings_kernel::{AccountId, Actor, MemberId, OrgId, Permission as _, Place, Scope};
use hustings_store::{ScopedConnection as _, ScopedTx, StoreError};
use hustings_vocabulary::invitation::{InvitationAccepted, InvitationId};
use hustings_vocabulary::member::Way;
use schemars::JsonSchema;
use serde::Serialize;

use super::rows::{self, InvitationRow};
use crate::Identity;
use crate::members::{Admission, MemberStatus, Standing, admit, rows as member_rows};
use crate::organisations::rows as organisation_rows;
use crate::permissions::InviteMembers;
use crate::roles::{self, Role};
use crate::values::PersonName;

hustings_http::refusals! {
    /// Why an invitation could not be accepted.
    pub(crate) enum AcceptRefusal {
        NoSuchInvitation = 404 "no-such-invitation": "The invitation is not valid, or not any more.",
        OtherAddress = 403 "invitation-for-another-address": "The invitation is for another e-mail address than yours.",
        AlreadyMember = 409 "already-a-member": "You are a member already.",
        AddressNotProved = 409 "address-not-proved": "This link was handed over by hand; sign up with it, and confirm your address.",
        Void = 409 "invitation-void": "Who invited you may no longer do so; ask for another invitation.",
        AccountExists = 409 "account-exists": "There is an account with this address; sign in and accept.",
        WeakPassword(fields) = 422 "weak-password": "This password is not accepted.",
    }
}

/// A new member, as they see it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct AcceptedInvitation {
    /// The organisation.
    pub(crate) organisation: OrgId,
    /// Who one is there.
    pub(crate) member: MemberId,
}

/// The open invitation that a token with this hash opens. From the doors.
pub(super) async fn find(
    tx: &mut ScopedTx,
    token_hash: &[u8],
) -> Result<InvitationRow, Failure<AcceptRefusal>> {
    let now = tx.sources().now();
    let found = rows::by_token(tx, token_hash, now).await?;
    found.ok_or_else(|| AcceptRefusal::NoSuchInvitation.into())
}

/// Who accepts which invitation.
#[derive(Debug)]
pub(crate) struct Acceptance<'a> {
    pub(crate) org: OrgId,
    pub(crate) invitation: InvitationId,
    /// With which token; none if it was shown earlier.
    pub(crate) token_hash: Option<&'a [u8]>,
    pub(crate) account: AccountId,
    pub(crate) name: &'a PersonName,
}

/// Makes the account a member as the invitation says, if all of it still holds. The transaction ends up in the
/// organisation. A refusal has written nothing.
pub(crate) async fn accept(
    identity: &Identity,
    tx: &mut ScopedTx,
    acceptance: &Acceptance<'_>,
) -> Result<AcceptedInvitation, Failure<AcceptRefusal>> {
    let &Acceptance {
        org,
        invitation,
        token_hash,
        account,
        name,
    } = acceptance;
    let correlation = tx.scope().correlation();
    let inside = Scope::from_parts(Place::Organisation(org), Actor::Account(account), correlation);
    tx.hazmat_enter(&inside).await?;
    let organisation = organisation_rows::lock(tx, org)
        .await?
        .ok_or(EdgeRefusal::NotFound)?;
    let now = tx.sources().now();
    // Found from outside; only now nobody else can answer it too.
    let row = rows::lock(tx, org, invitation)
        .await?
        .filter(|row| row.state == "open" && row.expires_at > now)
        .filter(|row| token_hash.is_none_or(|hash| row.opens_with(hash)))
        .ok_or(AcceptRefusal::NoSuchInvitation)?;
    let role = Role::of_row(&row.role, row.role_id);
    if organisation.state != "active" || !may_still_invite(identity, tx, org, &row, role).await? {
        return Err(AcceptRefusal::Void.into());
    }
    let admission = Admission {
        account,
        name,
        role,
        language: None,
        time_zone: None,
        way: Way::Invitation(invitation),
    };
    let member = admit(tx, &admission).await?.ok_or(AcceptRefusal::AlreadyMember)?;
    rows::settle(tx, org, invitation, "accepted", now).await?;
    tx.append(&InvitationAccepted { invitation, member }).await?;
    Ok(AcceptedInvitation {
        organisation: org,
        member,
    })
}

/// Could whoever invited do it again now?
async fn may_still_invite(
    identity: &Identity,
    tx: &mut ScopedTx,
    org: OrgId,
    row: &InvitationRow,
    role: Role,
) -> Result<bool, StoreError> {
    let Some(inviter) = member_rows::entry_of_member(tx, org, row.invited_by.into()).await? else {
        return Ok(false);
    };
    let inviter = Standing::of(&inviter, &identity.permissions);
    let Some(granted) = roles::permissions_of(tx, &identity.permissions, org, role).await? else {
        return Ok(false);
    };
    Ok(inviter.status == MemberStatus::Active
        && inviter.permissions.holds(InviteMembers::TYPE.name)
        && inviter.permissions.covers(&granted))
}
