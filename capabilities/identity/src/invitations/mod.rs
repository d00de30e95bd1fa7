//! Invitations: a letter with a link that makes whoever owns the address a member.
//!
//! The token is made when the letter is written and only its hash is kept. Following its link proves the address, so
//! an account made that way needs no further confirmation. A link that was handed over by hand proves nothing: with that
//! one signs up, and confirms the address. An invitation never grants more than who sent it may grant
//! at the moment it is accepted.

mod accept;
pub(crate) mod accepting;
mod decline;
pub(crate) mod forget;
mod hand_over;
mod invite;
mod join;
pub(crate) mod letter;
mod list;
mod look;
mod renewing;
mod resend;
mod revoke;
pub(crate) mod rows;

use chrono::{DateTime, Utc};
use hustings_http::{Act, Operations};
use hustings_kernel::MemberId;
use hustings_notify::LetterState;
use hustings_store::{Opened, StoreError, SubjectKeys, Vault};
use hustings_vocabulary::invitation::InvitationId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Identity;
use crate::roles::Role;
use crate::values::EmailAddress;

/// Letters to strangers are what somebody who took over an account would send most.
const INVITE: Act = Act {
    name: "invite",
    per_hour: 300,
};

/// What became of an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum InvitationState {
    /// It waits for an answer, or has run out without one.
    #[default]
    Open,
    /// It was accepted.
    Accepted,
    /// It was declined.
    Declined,
    /// It was taken back.
    Revoked,
    /// It ran out without an answer, and was replaced or is so old that its address was forgotten.
    Expired,
}

impl InvitationState {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Revoked => "revoked",
            Self::Expired => "expired",
        }
    }

    fn of_column(text: &str) -> Self {
        match text {
            "open" => Self::Open,
            "accepted" => Self::Accepted,
            "declined" => Self::Declined,
            "expired" => Self::Expired,
            _ => Self::Revoked,
        }
    }
}

/// An invitation, as those who invite see it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct InvitationView {
    /// The invitation.
    pub id: InvitationId,
    /// To whom; nothing once the address was forgotten, a month after the invitation ended.
    pub email: Option<String>,
    /// What whoever invites calls the person.
    pub name: Option<String>,
    /// The language of the letter, if not the organisation's.
    pub language: Option<String>,
    /// The role it grants.
    pub role: Role,
    /// Who invites.
    pub invited_by: MemberId,
    /// What became of it.
    pub state: InvitationState,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When the last letter went out.
    pub sent_at: Option<DateTime<Utc>>,
    /// How many letters went out.
    pub times_sent: i32,
    /// What became of the last one; nothing until the mail server is asked to take it, and after three months.
    pub letter: Option<LetterState>,
    /// Until when it holds.
    pub expires_at: DateTime<Utc>,
    /// When it was answered or taken back, or ran out for good.
    pub settled_at: Option<DateTime<Utc>>,
}

impl InvitationView {
    fn of(
        row: &rows::InvitationRow,
        keys: &SubjectKeys,
        letter: Option<LetterState>,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.invitation_id.into(),
            email: address_with(keys, row)?.map(|address| address.as_str().to_owned()),
            name: name_with(keys, row)?,
            language: row.language.clone(),
            role: Role::of_row(&row.role, row.role_id),
            invited_by: row.invited_by.into(),
            state: InvitationState::of_column(&row.state),
            created_at: row.created_at,
            sent_at: row.sent_at,
            times_sent: row.times_sent,
            letter,
            expires_at: row.expires_at,
            settled_at: row.settled_at,
        })
    }
}

/// What whoever invites calls the person, if they did.
fn name_with(keys: &SubjectKeys, row: &rows::InvitationRow) -> Result<Option<String>, StoreError> {
    let Some(sealed) = &row.name_sealed else {
        return Ok(None);
    };
    Ok(match keys.open(row.invitation_id, sealed)? {
        Opened::Clear(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
        Opened::Erased => None,
    })
}

/// The address an invitation went to, unless it was erased.
async fn address(row: &rows::InvitationRow, vault: &Vault) -> Result<Option<EmailAddress>, StoreError> {
    address_with(&vault.for_opening(&[row.invitation_id]).await?, row)
}

fn address_with(keys: &SubjectKeys, row: &rows::InvitationRow) -> Result<Option<EmailAddress>, StoreError> {
    Ok(match keys.open(row.invitation_id, &row.email_sealed)? {
        Opened::Clear(bytes) => EmailAddress::parse(&String::from_utf8_lossy(&bytes)).ok(),
        Opened::Erased => None,
    })
}

pub(crate) fn operations() -> Operations<Identity> {
    Operations::new("invitations")
        .add(invite::operation())
        .add(list::operation())
        .add(resend::operation())
        .add(hand_over::operation())
        .add(revoke::operation())
        .add(look::operation())
        .add(accept::operation())
        .add(join::operation())
        .add(decline::operation())
}
