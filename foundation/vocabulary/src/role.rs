//! What happens to a role of an organisation's own making.

use serde::{Deserialize, Serialize};

use crate::events;

hustings_kernel::id!(
    /// Names a role of an organisation's own making.
    RoleId,
    "role"
);

/// A role was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleCreated {
    /// The role.
    pub role: RoleId,
    /// What it may do.
    pub permissions: Vec<String>,
}

/// A role was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleChanged {
    /// The role.
    pub role: RoleId,
    /// Permissions it has now and had not.
    pub granted: Vec<String>,
    /// Permissions it had and has no longer.
    pub withdrawn: Vec<String>,
}

/// A role was deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleDeleted {
    /// The role.
    pub role: RoleId,
    /// The role that its members hold now, if it had any.
    pub replacement: Option<String>,
}

events! {
    /// The organisation made a role of its own.
    RoleCreated: "role.created" version 1 about role, audited;
    /// A role of the organisation's own was changed.
    RoleChanged: "role.changed" version 1 about role, audited;
    /// A role of the organisation's own was deleted.
    RoleDeleted: "role.deleted" version 1 about role, audited;
}
