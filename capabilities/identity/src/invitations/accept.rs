//! Accept an invitation with the account one has.

use hustings_http::{Answered, Created, Failure, Json, Once, Operation, SignedIn, State};
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
    once: Once,
    State(identity): State<Identity>,
    Json(input): Json<Accept>,
) -> Result<Answered<Created<AcceptedInvitation>>, Failure<AcceptRefusal>> {
    let correlation = me.scope().correlation();
    let mut tx = identity.store.begin(me.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    // From the doorstep: a person sees only organisations they belong to.
    tx.hazmat_enter(&Scope::visitor(correlation)).await?;
    let found = find(&mut tx, &input.token).await?;
    // A link that was passed on does not make somebody else a member.
    if !rows::is_address_of(&mut tx, me.account(), &found.email_index).await? {
        return Err(AcceptRefusal::OtherAddress.into());
    }
    let accepted = accept(&identity, &mut tx, &found, me.account(), &input.name, correlation).await?;
    let location = format!("/v1/orgs/{}/membership", accepted.organisation);
    Ok(once.finish(tx, Created::at(location, accepted)).await?)
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::post(
        "/invitations/accept",
        "accept_invitation",
        "Accept an invitation with the account one has",
        accept_invitation,
    )
}
