//! What happens to the audit log itself.

use hustings_kernel::OrgId;
use serde::{Deserialize, Serialize};

use crate::events;

/// Somebody took a copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditExported {
    /// Whose log.
    pub organisation: OrgId,
}

events! {
    /// A copy of the audit log was taken.
    AuditExported: "audit.exported" version 1 about organisation, audited;
}
