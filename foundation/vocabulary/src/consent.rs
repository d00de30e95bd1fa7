//! What happens to what people agreed to.

use hustings_kernel::MemberId;
use serde::{Deserialize, Serialize};

use crate::events;

/// A member agreed to something, or took it back. Where and how they said it stands in the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentChanged {
    /// Who.
    pub member: MemberId,
    /// What for: a kind of notice.
    pub purpose: String,
    /// By which way: letter.
    pub channel: String,
    /// Do they agree now?
    pub granted: bool,
}

events! {
    /// A member agreed to something, or took it back.
    ConsentChanged: "consent.changed" version 1 about member, everyday;
}
