//! Decline an invitation. Whoever has the letter may.

use hustings_events::Append as _;
use hustings_http::{Answered, Anyone, Failure, Json, NoContent, Once, Operation, State};
use hustings_kernel::{Actor, Place, Scope};
use hustings_vocabulary::invitation::InvitationDeclined;
use schemars::JsonSchema;
use serde::Deserialize;

use super::rows;
use crate::Identity;
use crate::one_time;
use crate::values::SecretText;

hustings_http::refusals! {
    /// Why an invitation was not declined.
    pub(super) enum DeclineRefusal {
        NoSuchInvitation = 404 "no-such-invitation": "The invitation is not valid, or not any more.",
    }
}

/// Which invitation.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Decline {
    /// The token from the letter's link.
    token: SecretText,
}

async fn decline_invitation(
    anyone: Anyone,
    once: Once,
    State(identity): State<Identity>,
    Json(input): Json<Decline>,
) -> Result<Answered<NoContent>, Failure<DeclineRefusal>> {
    let mut tx = identity.store.begin(anyone.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let now = tx.sources().now();
    let token_hash = one_time::hash(input.token.reveal());
    let found = rows::by_token(&mut tx, &token_hash, now)
        .await?
        .ok_or(DeclineRefusal::NoSuchInvitation)?;
    let (org, invitation) = (found.org_id.into(), found.invitation_id.into());
    let inside = Scope::from_parts(
        Place::Organisation(org),
        Actor::Visitor,
        anyone.scope().correlation(),
    );
    tx.hazmat_enter(&inside).await?;
    rows::lock(&mut tx, org, invitation)
        .await?
        .filter(|row| row.opens_with(&token_hash))
        .ok_or(DeclineRefusal::NoSuchInvitation)?;
    rows::settle(&mut tx, org, invitation, "declined", now).await?;
    tx.append(&InvitationDeclined { invitation }).await?;
    Ok(once.finish(tx, NoContent).await?)
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::post(
        "/invitations/decline",
        "decline_invitation",
        "Decline an invitation",
        decline_invitation,
    )
}
