//! What the operations of this capability share.

use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;

use hustings_configuration::Configuration;
use hustings_events::AgentControl;
use hustings_live::RedisUrl;
use hustings_notify::Post;
use hustings_store::{Migration, Store};

use crate::nodes::ThisNode;

/// What it is made of.
#[derive(Debug)]
pub struct OperatingParts {
    /// The database.
    pub store: Store,
    /// Every migration of every part, to tell whether the schema is this build's.
    pub migrations: Vec<Migration>,
    /// Where the installation keeps what lies outside the database.
    pub files: InstallationFiles,
    /// The process itself.
    pub node: ThisNode,
    /// What organisations chose.
    pub configuration: Configuration,
    /// The Redis through which nodes share what is ephemeral, if there is one.
    pub redis: Option<RedisUrl>,
    /// Carries letters.
    pub post: Post,
}

/// Where the installation keeps what lies outside the database.
#[derive(Debug, Clone)]
pub struct InstallationFiles {
    /// The data folder, whose disk must not run full.
    pub data_folder: PathBuf,
    /// The key that every secret is derived from.
    pub key: PathBuf,
    /// Written by the backup once the key is in an archive.
    pub key_backup_note: PathBuf,
}

/// The state of the operations. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Operating(Arc<Shared>);

/// What stands behind [`Operating`].
#[derive(Debug)]
pub struct Shared {
    /// The database.
    pub store: Store,
    /// An operator's hand on the agents.
    pub agents: AgentControl,
    /// The process itself.
    pub node: ThisNode,
    /// What organisations chose.
    pub configuration: Configuration,
    pub(crate) migrations: Vec<Migration>,
    pub(crate) files: InstallationFiles,
    pub(crate) redis: Option<RedisUrl>,
    pub(crate) post: Post,
}

impl Operating {
    /// Puts it together.
    pub fn new(parts: OperatingParts) -> Self {
        Self(Arc::new(Shared {
            agents: AgentControl::new(parts.store.clone()),
            store: parts.store,
            node: parts.node,
            configuration: parts.configuration,
            migrations: parts.migrations,
            files: parts.files,
            redis: parts.redis,
            post: parts.post,
        }))
    }
}

impl Deref for Operating {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}
