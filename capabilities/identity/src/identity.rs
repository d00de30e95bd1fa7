//! What the operations of identity share.

use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;

use hustings_http::{PublicUrl, Tokens};
use hustings_store::Store;

use crate::IdentitySettings;
use crate::door::memory::Memory;
use crate::keys::KeyUse;
use crate::passwords::{PasswordFault, Passwords};
use crate::roles::PermissionCatalogue;
use crate::sessions::RefreshKey;

/// What identity is made of.
#[derive(Debug)]
pub struct IdentityParts {
    /// The database.
    pub store: Store,
    /// The settings.
    pub settings: IdentitySettings,
    /// Every permission there is.
    pub permissions: PermissionCatalogue,
    /// The keys of access tokens.
    pub tokens: Arc<Tokens>,
    /// Where people find this installation.
    pub public_url: PublicUrl,
    /// The folder where mails are put.
    pub outbox: PathBuf,
}

/// The state of identity's operations and jobs. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Identity(Arc<Shared>);

/// What stands behind [`Identity`].
#[derive(Debug)]
pub struct Shared {
    /// The database.
    pub store: Store,
    /// The settings.
    pub settings: IdentitySettings,
    /// Every permission there is.
    pub permissions: PermissionCatalogue,
    /// The keys of access tokens.
    pub tokens: Arc<Tokens>,
    /// Where people find this installation.
    pub public_url: PublicUrl,
    /// The folder where mails are put.
    pub outbox: PathBuf,
    /// Hashes and compares passwords.
    pub passwords: Passwords,
    pub(crate) refresh_key: RefreshKey,
    pub(crate) memory: Memory,
    pub(crate) key_use: KeyUse,
}

impl Identity {
    /// Puts identity together.
    pub fn new(parts: IdentityParts) -> Result<Self, PasswordFault> {
        let passwords = Passwords::new(&parts.settings.passwords, parts.store.sources().clone())?;
        let refresh_key = RefreshKey::of(parts.store.vault().keys());
        Ok(Self(Arc::new(Shared {
            store: parts.store,
            settings: parts.settings,
            permissions: parts.permissions,
            tokens: parts.tokens,
            public_url: parts.public_url,
            outbox: parts.outbox,
            passwords,
            refresh_key,
            memory: Memory::default(),
            key_use: KeyUse::default(),
        })))
    }
}

impl Deref for Identity {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}
