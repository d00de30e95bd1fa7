//! Take an invitation back.

use hustings_events::Append as _;
use hustings_http::{Answered, Failure, NoContent, Once, Operation, Path, Proof, State};
use hustings_vocabulary::invitation::{InvitationId, InvitationRevoked};

use super::rows;
use crate::Identity;
use crate::permissions::InviteMembers;

hustings_http::refusals! {
    /// Why an invitation was not taken back.
    pub(super) enum RevokeInvitationRefusal {
        NoSuchInvitation = 404 "no-such-invitation": "There is no such invitation.",
        Accepted = 409 "invitation-accepted": "The invitation was accepted.",
    }
}

async fn revoke_invitation(
    may: Proof<InviteMembers>,
    Path(invitation): Path<InvitationId>,
    once: Once,
    State(identity): State<Identity>,
) -> Result<Answered<NoContent>, Failure<RevokeInvitationRefusal>> {
    let mut tx = identity.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let row = rows::lock(&mut tx, may.org(), invitation)
        .await?
        .ok_or(RevokeInvitationRefusal::NoSuchInvitation)?;
    if row.state == "accepted" {
        return Err(RevokeInvitationRefusal::Accepted.into());
    }
    if row.state == "open" {
        let now = tx.sources().now();
        rows::settle(&mut tx, may.org(), invitation, "revoked", now).await?;
        tx.append(&InvitationRevoked { invitation }).await?;
    }
    Ok(once.finish(tx, NoContent).await?)
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::delete(
        "/orgs/{org}/invitations/{invitation}",
        "revoke_invitation",
        "Take an invitation back",
        revoke_invitation,
    )
}
