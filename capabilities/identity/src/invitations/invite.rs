//! Invite somebody by e-mail, with a role and a time until which the invitation holds.

use chrono::TimeDelta;
use hustings_events::Append as _;
use hustings_http::{Answered, Created, Failure, Json, Once, Operation, Proof, State};
use hustings_jobs::Enqueue as _;
use hustings_store::{StoreError, SubjectKeys};
use hustings_vocabulary::Personal;
use hustings_vocabulary::invitation::{InvitationCreated, InvitationId};
use schemars::JsonSchema;
use serde::Deserialize;

use super::rows::{self, ALREADY_INVITED, InvitationRow};
use super::{INVITE, InvitationView};
use crate::Identity;
use crate::accounts::email_index;
use crate::mail::SendLetter;
use crate::members::authority;
use crate::permissions::InviteMembers;
use crate::roles::{self, Role};
use crate::values::{EmailAddress, Language, PersonName};

hustings_http::refusals! {
    /// Why nobody was invited.
    pub(super) enum InviteRefusal {
        NoSuchRole = 422 "no-such-role": "There is no such role.",
        MoreThanOwn = 403 "more-than-own-rights": "Nobody grants more than they may do themselves.",
        AlreadyInvited = 409 "already-invited": "There is an open invitation for this address.",
        Closing = 409 "organisation-closing": "The organisation is closing.",
    }
}

/// Whom, and as what.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Invite {
    email: EmailAddress,
    role: Role,
    /// What to call the person; they may choose another name.
    name: Option<PersonName>,
    /// The language of the letter; the organisation's if nothing is said.
    language: Option<Language>,
    /// For how many days the invitation holds; as the organisation set it if nothing is said.
    #[schemars(with = "Option<u16>", range(min = 1, max = 365))]
    days: Option<Days>,
}

/// One day to a year.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "u16")]
struct Days(u16);

impl TryFrom<u16> for Days {
    type Error = &'static str;

    fn try_from(days: u16) -> Result<Self, Self::Error> {
        if (1..=365).contains(&days) {
            Ok(Self(days))
        } else {
            Err("an invitation holds for 1 to 365 days")
        }
    }
}

async fn invite_member(
    may: Proof<InviteMembers>,
    once: Once,
    State(identity): State<Identity>,
    Json(input): Json<Invite>,
) -> Result<Answered<Created<InvitationView>>, Failure<InviteRefusal>> {
    let usually = identity.invitations_hold_for(may.org()).await?;
    let vault = identity.store.vault();
    let invitation: InvitationId = identity.store.sources().id();
    let keys = vault.for_sealing(&[invitation.uuid()]).await?;
    let mut tx = identity.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let authority = authority(&mut tx, &identity.permissions, &may).await?;
    let granted = roles::permissions_of(&mut tx, &identity.permissions, may.org(), input.role)
        .await?
        .ok_or(InviteRefusal::NoSuchRole)?;
    if !authority.permissions.covers(&granted) {
        return Err(InviteRefusal::MoreThanOwn.into());
    }
    if authority.organisation.state != "active" {
        return Err(InviteRefusal::Closing.into());
    }
    let now = tx.sources().now();
    let holds_for = input.days.map_or(usually, |days| TimeDelta::days(days.0.into()));
    let (role, role_id) = input.role.columns();
    let row = InvitationRow {
        org_id: may.org().uuid(),
        invitation_id: invitation.uuid(),
        email_sealed: keys.seal(invitation.uuid(), input.email.as_str().as_bytes())?,
        email_index: email_index(vault, &input.email).to_vec(),
        name_sealed: seal_name(&keys, invitation, input.name.as_ref())?,
        language: input.language.map(|language| language.to_string()),
        role: role.to_owned(),
        role_id,
        invited_by: may.member().uuid(),
        token_hash: None,
        link_hash: None,
        state: "open".to_owned(),
        created_at: now,
        sent_at: None,
        times_sent: 0,
        expires_at: now + holds_for,
        settled_at: None,
    };
    rows::clear_expired(&mut tx, may.org(), &row.email_index, now).await?;
    rows::insert(&mut tx, &row)
        .await
        .map_err(|error| match error.constraint() {
            Some(ALREADY_INVITED) => InviteRefusal::AlreadyInvited.into(),
            _ => Failure::from(error),
        })?;
    tx.append(&InvitationCreated {
        invitation,
        email: Personal::new(invitation, input.email.as_str().to_owned()),
        role: input.role.to_string(),
        expires_at: row.expires_at,
    })
    .await?;
    tx.enqueue(&SendLetter::Invitation { invitation }).await?;
    let made = Created::new(InvitationView::of(&row, &keys, None)?);
    Ok(once.finish(tx, made).await?)
}

fn seal_name(
    keys: &SubjectKeys,
    invitation: InvitationId,
    name: Option<&PersonName>,
) -> Result<Option<Vec<u8>>, StoreError> {
    let seal = |name: &PersonName| keys.seal(invitation.uuid(), name.as_str().as_bytes());
    name.map(seal).transpose()
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::post(
        "/orgs/{org}/invitations",
        "invite_member",
        "Invite somebody by e-mail",
        invite_member,
    )
    .limited(INVITE)
}
