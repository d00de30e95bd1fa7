//! Who people are and what they may do.
//!
//! An *account* is a person with credentials and belongs to no organisation; a *membership* joins it to one. What a
//! member may do there follows from a role, built in or of the organisation's own; a program acts through an API key,
//! never beyond its owner's rights. Everything sensitive is an audited event, sealed into a chain of hashes.
//!
//! Start with [`permissions`] for what may be allowed at all.

pub mod audit;
mod identity;
pub mod keys;
pub mod members;
pub mod organisations;
pub mod passwords;
pub mod permissions;
pub mod roles;
mod settings;
pub mod values;

use hustings_http::Routes;

pub use identity::{Identity, IdentityParts};
pub use settings::{Founding, IdentitySettings};

hustings_store::migrations! {
    /// The tables of people and organisations.
    pub const MIGRATIONS = ["20261120000400_accounts", "20261120000410_organisations"];
}

/// Everything that can be asked of identity.
pub fn routes(identity: &Identity) -> Routes {
    organisations::operations()
        .with_state(identity.clone())
        .merge(members::operations().with_state(identity.clone()))
        .merge(roles::operations().with_state(identity.clone()))
        .merge(keys::operations().with_state(identity.clone()))
        .merge(audit::operations().with_state(identity.clone()))
}
