//! Accept an invitation with the account one has.

use hustings_http::{Answered, Created, Failure, Json, Once, Operation, SignedIn, State};
use hustings_kernel::Scope;
use schemars::JsonSchema;
use serde::Deserialize;

use super::accepting::{AcceptRefusal, Acceptance, AcceptedInvitation, accept, find};
use super::rows;
use crate::values::{PersonName, SecretText};
use crate::{Identity, one_time};

/// Which invitation, and what to be called there.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Accept {
    /// The token from the letter's link, or from one that was handed over.
    token: SecretText,
    name: PersonName,
}

async fn accept_invitation(
    me: SignedIn,
    once: Once,
    State(identity): State<Identity>,
    Json(input): Json<Accept>,
) -> Result<Answered<Created<AcceptedInvitation>>, Failure<AcceptRefusal>> {
    let mut tx = identity.store.begin(me.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    // From the doorstep: a person sees only organisations they belong to.
    tx.hazmat_enter(&Scope::visitor(me.scope().correlation())).await?;
    let token_hash = one_time::hash(input.token.reveal());
    let found = find(&mut tx, &token_hash).await?;
    // A link that was passed on does not make somebody else a member.
    if !rows::is_address_of(&mut tx, me.account(), &found.email_index).await? {
        return Err(AcceptRefusal::OtherAddress.into());
    }
    let acceptance = Acceptance {
        org: found.org_id.into(),
        invitation: found.invitation_id.into(),
        token_hash: Some(&token_hash),
        account: me.account(),
        name: &input.name,
    };
    let accepted = accept(&identity, &mut tx, &acceptance).await?;
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
