//! What the operations of identity share.

use std::ops::Deref;
use std::sync::Arc;

use hustings_capability::Worker;
use hustings_configuration::Configuration;
use hustings_http::{PublicUrl, Tokens};
use hustings_notify::Post;
use hustings_store::{Gatherer, Store};

use crate::door::memory::Memory;
use crate::keys::KeyUse;
use crate::members::MembersById;
use crate::passwords::{PasswordFault, Passwords};
use crate::roles::PermissionCatalogue;
use crate::sessions::{RefreshKey, SessionUse};
use crate::{IdentitySettings, last_use};

/// Connections that gathered reads of members use.
const READING_LANES: usize = 2;

/// What identity is made of.
#[derive(Debug)]
pub struct IdentityParts {
    /// The database.
    pub store: Store,
    /// The settings.
    pub settings: IdentitySettings,
    /// Every permission there is.
    pub permissions: PermissionCatalogue,
    /// What organisations chose.
    pub configuration: Configuration,
    /// The keys of access tokens.
    pub tokens: Arc<Tokens>,
    /// Where people find this installation.
    pub public_url: PublicUrl,
    /// Carries letters.
    pub post: Post,
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
    pub(crate) configuration: Configuration,
    /// The keys of access tokens.
    pub tokens: Arc<Tokens>,
    /// Where people find this installation.
    pub public_url: PublicUrl,
    /// Carries letters.
    pub post: Post,
    /// Hashes and compares passwords.
    pub passwords: Passwords,
    pub(crate) refresh_key: RefreshKey,
    pub(crate) memory: Memory,
    pub(crate) key_use: KeyUse,
    pub(crate) session_use: SessionUse,
    pub(crate) members: Gatherer<MembersById>,
}

impl Identity {
    /// Puts identity together. The workers want to be run: without them some questions are never answered.
    pub fn new(parts: IdentityParts) -> Result<(Self, Vec<Worker>), PasswordFault> {
        let passwords = Passwords::new(&parts.settings.passwords, parts.store.sources().clone())?;
        let refresh_key = RefreshKey::of(parts.store.vault().keys());
        let (key_use, session_use) = (KeyUse::default(), SessionUse::default());
        let (members, member_worker) = Gatherer::new(parts.store.clone(), MembersById, READING_LANES);
        let (of_keys, of_sessions) = (key_use.clone(), session_use.clone());
        let store = parts.store.clone();
        let workers = vec![
            Worker::new("members by id", |stop| member_worker.run(stop)),
            Worker::new("last uses", |stop| {
                last_use::run(of_keys, of_sessions, store, stop)
            }),
        ];
        let identity = Self(Arc::new(Shared {
            store: parts.store,
            settings: parts.settings,
            permissions: parts.permissions,
            configuration: parts.configuration,
            tokens: parts.tokens,
            public_url: parts.public_url,
            post: parts.post,
            passwords,
            refresh_key,
            memory: Memory::default(),
            key_use,
            session_use,
            members,
        }));
        Ok((identity, workers))
    }
}

impl Identity {
    /// When each API key was last used; its worker writes that down.
    pub fn key_use(&self) -> KeyUse {
        self.key_use.clone()
    }

    /// When each session was last seen; its worker writes that down.
    pub fn session_use(&self) -> SessionUse {
        self.session_use.clone()
    }
}

impl Deref for Identity {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}
