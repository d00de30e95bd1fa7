//! Who people are and what they may do.
//!
//! An *account* is a person with credentials and belongs to no organisation; a *membership* joins it to one. What a
//! member may do there follows from a role, built in or of the organisation's own; a program acts through an API key,
//! never beyond its owner's rights. Everything sensitive is an audited event, sealed into a chain of hashes.
//!
//! Start with [`permissions`] for what may be allowed at all.

mod identity;
pub mod passwords;
pub mod permissions;
pub mod roles;
mod settings;
pub mod values;

pub use identity::{Identity, IdentityParts};
pub use settings::{Founding, IdentitySettings};

hustings_store::migrations! {
    /// The tables of people and organisations.
    pub const MIGRATIONS = ["20261120000400_accounts"];
}
