//! What happens to an API key.

use chrono::{DateTime, Utc};
use hustings_kernel::{ApiKeyId, MemberId};
use serde::{Deserialize, Serialize};

use crate::events;

/// A key was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyCreated {
    /// The key.
    pub key: ApiKeyId,
    /// For whom it acts.
    pub member: MemberId,
    /// What it may do at most.
    pub permissions: Vec<String>,
    /// Until when it works, if not for ever.
    pub expires_at: Option<DateTime<Utc>>,
}

/// A key was revoked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyRevoked {
    /// The key.
    pub key: ApiKeyId,
    /// For whom it acted.
    pub member: MemberId,
}

events! {
    /// An API key was made.
    KeyCreated: "key.created" version 1 about key, audited;
    /// An API key was revoked.
    KeyRevoked: "key.revoked" version 1 about key, audited;
}
