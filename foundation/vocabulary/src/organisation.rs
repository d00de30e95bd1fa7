//! What happens to an organisation as a whole.

use chrono::{DateTime, Utc};
use hustings_kernel::{MemberId, OrgId};
use serde::{Deserialize, Serialize};

use crate::events;

/// An organisation came into being.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationCreated {
    /// The organisation.
    pub organisation: OrgId,
    /// Its first admin.
    pub founder: MemberId,
}

/// Its name, address, language, time zone or rules of entry changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationChanged {
    /// The organisation.
    pub organisation: OrgId,
    /// Which settings changed.
    pub fields: Vec<String>,
}

/// It will close.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationClosing {
    /// The organisation.
    pub organisation: OrgId,
    /// Until then it can be reopened.
    pub closes_at: DateTime<Utc>,
}

/// It will not close after all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationReopened {
    /// The organisation.
    pub organisation: OrgId,
}

/// It is closed for good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationClosed {
    /// The organisation.
    pub organisation: OrgId,
}

/// It was handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationTransferred {
    /// The organisation.
    pub organisation: OrgId,
    /// Who was its admin.
    pub from: MemberId,
    /// Who is now.
    pub to: MemberId,
}

events! {
    /// An organisation came into being.
    OrganisationCreated: "organisation.created" version 1 about organisation, audited;
    /// An organisation's name, address, language, time zone or rules of entry changed.
    OrganisationChanged: "organisation.changed" version 1 about organisation, audited;
    /// An organisation will close, unless it is reopened in time.
    OrganisationClosing: "organisation.closing" version 1 about organisation, audited;
    /// An organisation that was to close goes on.
    OrganisationReopened: "organisation.reopened" version 1 about organisation, audited;
    /// The time to reopen an organisation is over, and it is closed.
    OrganisationClosed: "organisation.closed" version 1 about organisation, audited;
    /// An organisation was handed over to another member.
    OrganisationTransferred: "organisation.transferred" version 1 about organisation, audited;
}
