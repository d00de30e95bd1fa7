//! What happens to the keys that seal what is personal.

use serde::{Deserialize, Serialize};

use crate::events;
use crate::named::id_of_name;

hustings_kernel::id!(
    /// Names the keys of the installation, of which there is one set.
    VaultId,
    "vault"
);

impl VaultId {
    /// The installation's.
    pub fn of_installation() -> Self {
        Self::from(id_of_name("vault"))
    }
}

/// An operator had everybody's key wrapped with a new one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VaultRotated {
    /// Whose keys.
    pub vault: VaultId,
    /// The number of the new wrapping key.
    pub generation: u16,
    /// So many keys were wrapped anew.
    pub rewrapped: u64,
}

/// An operator took older wrapping keys out of a node's key file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VaultRetired {
    /// Whose keys.
    pub vault: VaultId,
    /// So many of them.
    pub retired: u64,
}

events! {
    /// An operator had everybody's key wrapped with a new one.
    VaultRotated: "vault.rotated" version 1 about vault, audited;
    /// An operator took older wrapping keys out of a node's key file.
    VaultRetired: "vault.retired" version 1 about vault, audited;
}
