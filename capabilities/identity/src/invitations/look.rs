//! Look at an invitation before answering it: who invites, to what, until when.

use chrono::{DateTime, Utc};
use hustings_http::{Anyone, Failure, Json, Operation, State};
use hustings_kernel::OrgId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{address_with, name_with, rows};
use crate::Identity;
use crate::accounts::rows::by_email;
use crate::members::rows as member_rows;
use crate::one_time;
use crate::organisations::rows as organisation_rows;
use crate::roles::{Role, rows as role_rows};
use crate::values::SecretText;

hustings_http::refusals! {
    /// Why there is nothing to look at.
    pub(super) enum LookRefusal {
        NoSuchInvitation = 404 "no-such-invitation": "The invitation is not valid, or not any more.",
    }
}

/// Which invitation.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Look {
    /// The token from the letter's link.
    token: SecretText,
}

/// An invitation, as whoever got it sees it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ReceivedInvitation {
    /// The organisation.
    organisation: OrgId,
    /// What it is called.
    organisation_name: String,
    /// Who invites.
    invited_by: String,
    /// The role it grants, by name.
    role: String,
    /// The address it went to.
    email: String,
    /// What whoever invites calls the person; they may choose another name.
    name: Option<String>,
    /// Did the link come by letter? If not it proves no address: whoever has no account signs up with it.
    proves_address: bool,
    /// Is there an account with this address? Then sign in to accept.
    has_account: bool,
    /// Until when it holds.
    expires_at: DateTime<Utc>,
}

async fn look_at_invitation(
    anyone: Anyone,
    State(identity): State<Identity>,
    Json(input): Json<Look>,
) -> Result<Json<ReceivedInvitation>, Failure<LookRefusal>> {
    let mut tx = identity.store.begin(anyone.scope()).await?;
    let now = tx.sources().now();
    let token_hash = one_time::hash(input.token.reveal());
    let row = rows::by_token(&mut tx, &token_hash, now)
        .await?
        .ok_or(LookRefusal::NoSuchInvitation)?;
    let org: OrgId = row.org_id.into();
    let organisation = organisation_rows::by_id(&mut tx, org)
        .await?
        .filter(|organisation| organisation.state == "active")
        .ok_or(LookRefusal::NoSuchInvitation)?;
    let inviter = member_rows::by_id(&mut tx, org, row.invited_by.into())
        .await?
        .ok_or(LookRefusal::NoSuchInvitation)?;
    let role = match Role::of_row(&row.role, row.role_id) {
        Role::BuiltIn(role) => role.to_string(),
        Role::Own(id) => role_rows::by_id(&mut tx, org, id)
            .await?
            .map_or_else(String::new, |own| own.name),
    };
    let has_account = by_email(&mut tx, &row.email_index).await?.is_some();
    drop(tx);
    let keys = identity.store.vault().for_opening(&[row.invitation_id]).await?;
    let email = address_with(&keys, &row)?.ok_or(LookRefusal::NoSuchInvitation)?;
    Ok(Json(ReceivedInvitation {
        organisation: org,
        organisation_name: organisation.name,
        invited_by: inviter.name,
        role,
        email: email.as_str().to_owned(),
        name: name_with(&keys, &row)?,
        proves_address: row.came_by_letter(&token_hash),
        has_account,
        expires_at: row.expires_at,
    }))
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::post(
        "/invitations/look",
        "look_at_invitation",
        "Look at an invitation",
        look_at_invitation,
    )
    .without_idempotency_key(
        "it changes nothing; it is no GET because the token must not stand in an address",
    )
}
