//! What happens to an invitation.

use chrono::{DateTime, Utc};
use hustings_kernel::MemberId;
use serde::{Deserialize, Serialize};

use crate::{Personal, events};

hustings_kernel::id!(
    /// Names an invitation into an organisation.
    InvitationId,
    "invitation"
);

/// Somebody was invited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationCreated {
    /// The invitation.
    pub invitation: InvitationId,
    /// To whom it went; sealed with a key of the invitation's own, because no person is known yet.
    pub email: Personal<String>,
    /// The role it grants.
    pub role: String,
    /// Until when it holds.
    pub expires_at: DateTime<Utc>,
}

/// An invitation went out once more, with another link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationResent {
    /// The invitation.
    pub invitation: InvitationId,
    /// Until when it holds.
    pub expires_at: DateTime<Utc>,
}

/// An invitation was handed over as a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationHandedOver {
    /// The invitation.
    pub invitation: InvitationId,
    /// Until when it holds.
    pub expires_at: DateTime<Utc>,
}

/// An invitation was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationRevoked {
    /// The invitation.
    pub invitation: InvitationId,
}

/// An invitation was accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationAccepted {
    /// The invitation.
    pub invitation: InvitationId,
    /// The member it made.
    pub member: MemberId,
}

/// An invitation was declined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationDeclined {
    /// The invitation.
    pub invitation: InvitationId,
}

events! {
    /// Somebody was invited to the organisation.
    InvitationCreated: "invitation.created" version 1 about invitation, audited;
    /// An invitation went out once more.
    InvitationResent: "invitation.resent" version 1 about invitation, audited;
    /// An invitation was handed over as a link.
    InvitationHandedOver: "invitation.handed-over" version 1 about invitation, audited;
    /// An invitation was taken back.
    InvitationRevoked: "invitation.revoked" version 1 about invitation, audited;
    /// An invitation was accepted.
    InvitationAccepted: "invitation.accepted" version 1 about invitation, audited;
    /// An invitation was declined.
    InvitationDeclined: "invitation.declined" version 1 about invitation, audited;
}
