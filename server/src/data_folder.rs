//! The data folder: where everything lives that must be kept.

use std::fs::{File, TryLockError};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use hustings_kernel::Sources;
use hustings_store::Keys;

use crate::settings::Settings;

/// The folder and the names of what is in it.
#[derive(Debug, Clone)]
pub struct DataFolder(PathBuf);

impl DataFolder {
    /// The folder the settings name, or the usual one. Made if it is missing.
    pub fn open(settings: &Settings) -> Result<Self> {
        let path = Self::path(settings)?;
        std::fs::create_dir_all(&path)
            .with_context(|| format!("cannot make the data folder {}", path.display()))?;
        Ok(Self(path))
    }

    /// Where the folder is, whether or not it exists.
    pub fn path(settings: &Settings) -> Result<PathBuf> {
        match &settings.data_dir {
            Some(path) => std::path::absolute(path).context("the data folder's path"),
            None => Ok(hustings_cluster::default_data_dir()?),
        }
    }

    /// No folder at all, for whoever needs the shape of things and keeps nothing.
    pub(crate) fn nowhere() -> Self {
        Self(PathBuf::new())
    }

    /// A folder that is no installation's, for whoever needs the places in one for a while.
    pub(crate) fn elsewhere(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// The folder itself.
    pub fn as_path(&self) -> &Path {
        &self.0
    }

    /// The key from which every secret of the installation is derived. It lies outside the database on purpose.
    pub fn key_file(&self) -> PathBuf {
        self.0.join("keys").join("installation.key")
    }

    /// Written by `backup` once the key is in an archive: when, for `doctor`.
    pub fn key_backup_note(&self) -> PathBuf {
        self.0.join("keys").join("backed-up")
    }

    /// Keeps everybody else from changing the keys for as long as what is returned lives. Fails at once if somebody does.
    pub fn hold_keys(&self) -> Result<File> {
        let path = self.key_file().with_extension("lock");
        let lock = File::options()
            .create(true)
            .append(true)
            .mode(0o600)
            .open(&path)
            .with_context(|| format!("cannot open {}", path.display()))?;
        match lock.try_lock() {
            Ok(()) => Ok(lock),
            Err(TryLockError::WouldBlock) => {
                bail!("a backup or another command is at the keys; try again once it is done")
            }
            Err(TryLockError::Error(error)) => Err(error).context("holding the keys"),
        }
    }

    /// Mail that was captured instead of sent.
    pub fn outbox(&self) -> PathBuf {
        self.0.join("outbox")
    }

    /// The installation's keys; made on the first start.
    pub fn keys(&self, sources: &Sources) -> Result<Keys> {
        Ok(Keys::load_or_create(&self.key_file(), sources)?)
    }
}
