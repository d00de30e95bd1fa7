//! Send an invitation once more: with another link, and as long again as invitations hold.

use hustings_events::Append as _;
use hustings_http::{Answered, Failure, Json, Once, Operation, Path, Proof, State};
use hustings_jobs::Enqueue as _;
use hustings_vocabulary::invitation::{InvitationId, InvitationResent};

use super::renewing::{RenewRefusal, renew};
use super::{INVITE, InvitationView};
use crate::Identity;
use crate::mail::SendLetter;
use crate::permissions::InviteMembers;

async fn resend_invitation(
    may: Proof<InviteMembers>,
    Path(invitation): Path<InvitationId>,
    once: Once,
    State(identity): State<Identity>,
) -> Result<Answered<Json<InvitationView>>, Failure<RenewRefusal>> {
    let holds_for = identity.invitations_hold_for(may.org()).await?;
    let mut tx = identity.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let row = renew(&identity, &mut tx, &may, invitation, holds_for).await?;
    tx.append(&InvitationResent {
        invitation,
        expires_at: row.expires_at,
    })
    .await?;
    tx.enqueue(&SendLetter::Invitation { invitation }).await?;
    let keys = identity.store.vault().for_opening(&[row.invitation_id]).await?;
    let sent = Json(InvitationView::of(&row, &keys, None)?);
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
