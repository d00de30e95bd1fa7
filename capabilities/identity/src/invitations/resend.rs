//! Send an invitation once more: with another link, and as long again as invitations hold.

use chrono::TimeDelta;
use hustings_events::Append as _;
use hustings_http::{Answered, Failure, Json, Once, Operation, Path, Proof, State};
use hustings_jobs::Enqueue as _;
use hustings_vocabulary::invitation::{InvitationId, InvitationResent};

use super::{INVITE, InvitationView, rows};
use crate::Identity;
use crate::mail::SendLetter;
use crate::members::authority;
use crate::permissions::InviteMembers;
use crate::roles::{self, Role};

hustings_http::refusals! {
    /// Why an invitation was not sent again.
    pub(super) enum ResendRefusal {
        NoSuchInvitation = 404 "no-such-invitation": "There is no such invitation.",
        Settled = 409 "invitation-settled": "The invitation was answered or taken back.",
        MoreThanOwn = 403 "more-than-own-rights": "Nobody grants more than they may do themselves.",
        Closing = 409 "organisation-closing": "The organisation is closing.",
    }
}

async fn resend_invitation(
    may: Proof<InviteMembers>,
    Path(invitation): Path<InvitationId>,
    once: Once,
    State(identity): State<Identity>,
) -> Result<Answered<Json<InvitationView>>, Failure<ResendRefusal>> {
    let mut tx = identity.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let authority = authority(&mut tx, &identity.permissions, &may).await?;
    let mut row = rows::lock(&mut tx, may.org(), invitation)
        .await?
        .ok_or(ResendRefusal::NoSuchInvitation)?;
    if row.state != "open" {
        return Err(ResendRefusal::Settled.into());
    }
    if authority.organisation.state != "active" {
        return Err(ResendRefusal::Closing.into());
    }
    let role = Role::of_row(&row.role, row.role_id);
    let granted = roles::permissions_of(&mut tx, &identity.permissions, may.org(), role)
        .await?
        .unwrap_or_default();
    if !authority.permissions.covers(&granted) {
        return Err(ResendRefusal::MoreThanOwn.into());
    }
    row.expires_at = tx.sources().now() + TimeDelta::days(identity.settings.invitation_days.into());
    rows::prolong(&mut tx, may.org(), invitation, row.expires_at).await?;
    tx.append(&InvitationResent {
        invitation,
        expires_at: row.expires_at,
    })
    .await?;
    tx.enqueue(&SendLetter::Invitation { invitation }).await?;
    let keys = identity.store.vault().for_opening(&[row.invitation_id]).await?;
    let sent = Json(InvitationView::of(&row, &keys)?);
    Ok(once.finish(tx, sent).await?)
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::post(
        "/orgs/{org}/invitations/{invitation}/letters",
        "resend_invitation",
        "Send an invitation once more",
        resend_invitation,
    )
    .limited(INVITE)
}
