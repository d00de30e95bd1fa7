//! Accept an invitation with the account one has.

use hustings_http::{Created, Failure, Json, Operation, SignedIn, State};
use hustings_kernel::Scope;
use schemars::JsonSchema;
use serde::Deserialize;

use super::accepting::{AcceptRefusal, AcceptedInvitation, accept, find};
use super::rows;
use crate::Identity;
use crate::values::{PersonName, SecretText};

/// Which invitation, and what to be called there.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Accept {
    /// The token from the letter's link.
    token: SecretText,
    name: PersonName,
}

async fn accept_invitation(
    me: SignedIn,
    State(identity): State<Identity>,
    Json(input): Json<Accept>,
) -> Result<Created<AcceptedInvitation>, Failure<AcceptRefusal>> {
    let correlation = me.scope().correlation();
    let mut tx = identity.store.begin(&Scope::visitor(correlation)).await?;
    let found = find(&mut tx, &input.token).await?;
    // A link that was passed on does not make somebody else a member.
    if !rows::is_address_of(&mut tx, me.account(), &found.email_index).await? {
        return Err(AcceptRefusal::OtherAddress.into());
    }
    let accepted = accept(&identity, &mut tx, &found, me.account(), &input.name, correlation).await?;
    tx.commit().await?;
    let location = format!("/v1/orgs/{}/membership", accepted.organisation);
    Ok(Created::at(location, accepted))
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::post(
        "/invitations/accept",
        "accept_invitation",
        "Accept an invitation with the account one has",
        accept_invitation,
    )
}
