//! Hand an invitation over as a link, to be carried to whoever is invited some other way than by the letter.
//!
//! The link is shown this once, and another one takes its place. It proves no address: whoever has no account yet signs up
//! with it and confirms theirs.

use chrono::{DateTime, Utc};
use hustings_events::Append as _;
use hustings_http::{Answered, Created, Failure, Once, Operation, Path, Proof, Secret, State};
use hustings_vocabulary::invitation::{InvitationHandedOver, InvitationId};
use schemars::JsonSchema;
use serde::Serialize;
use zeroize::Zeroizing;

use super::renewing::{RenewRefusal, renew};
use super::{INVITE, rows};
use crate::Identity;
use crate::one_time::OneTimeToken;
use crate::permissions::InviteMembers;
use crate::values::SecretText;

/// An invitation as a link.
#[derive(Serialize, JsonSchema)]
struct InvitationLink {
    /// Where it is answered. It is never shown again.
    link: SecretText,
    /// Until when it holds.
    expires_at: DateTime<Utc>,
}

async fn hand_invitation_over(
    may: Proof<InviteMembers>,
    Path(invitation): Path<InvitationId>,
    once: Once,
    State(identity): State<Identity>,
) -> Result<Answered<Secret<Created<InvitationLink>>>, Failure<RenewRefusal>> {
    let holds_for = identity.invitations_hold_for(may.org()).await?;
    let mut tx = identity.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let row = renew(&identity, &mut tx, &may, invitation, holds_for).await?;
    let token = OneTimeToken::new(tx.sources());
    rows::set_link(&mut tx, may.org(), invitation, &token.hash()).await?;
    tx.append(&InvitationHandedOver {
        invitation,
        expires_at: row.expires_at,
    })
    .await?;
    let link = InvitationLink {
        link: Zeroizing::new(token.link(identity.public_url.as_str(), "invitation")).into(),
        expires_at: row.expires_at,
    };
    Ok(once.finish(tx, Secret(Created::new(link))).await?)
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::post(
        "/orgs/{org}/invitations/{invitation}/links",
        "hand_invitation_over",
        "Hand an invitation over as a link",
        hand_invitation_over,
    )
    .limited(INVITE)
}
