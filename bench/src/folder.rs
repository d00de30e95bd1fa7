//! A folder for one benchmark, deleted afterwards.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// A folder below the system's temporary one, which PostgreSQL's user can reach when we are root.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn create(purpose: &str) -> Result<Self> {
        let path = env::temp_dir().join(format!("hustings-bench-{purpose}-{}", std::process::id()));
        fs::create_dir(&path).with_context(|| format!("could not create {}", path.display()))?;
        Ok(Self(path))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            eprintln!("warning: {} is still there: {error}", self.0.display());
        }
    }
}
