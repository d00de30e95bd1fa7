//! Reaching a cluster that another process runs: the command line beside a running server.

use std::path::Path;

use crate::cluster::url_over;
use crate::files::Files;
use crate::process::{self, PidFile};
use crate::{Binaries, ClusterError, OWNER, SUPERUSER, find_binaries_of_major};

/// A cluster that is somebody else's to start and stop.
#[derive(Debug, Clone)]
pub struct Guest {
    binaries: Binaries,
    socket_dir: std::path::PathBuf,
}

impl Guest {
    /// The cluster of this data folder, if it runs and accepts connections.
    pub fn of(data_dir: &Path, binaries: Option<&Path>) -> Result<Option<Self>, ClusterError> {
        let files = Files::prepare(data_dir)?;
        let Some(major) = files.made_by()? else {
            return Ok(None);
        };
        let Some(file) = PidFile::read(&files.data) else {
            return Ok(None);
        };
        let Some(socket_dir) = file.socket_dir.filter(|_| file.ready) else {
            return Ok(None);
        };
        if !process::is_postmaster(file.pid, &files.data) {
            return Ok(None);
        }
        let binaries = find_binaries_of_major(binaries, major, &files.data)?;
        Ok(Some(Self { binaries, socket_dir }))
    }

    /// Where to reach a database, as the owner role.
    pub fn url(&self, database: &str) -> String {
        url_over(&self.socket_dir, OWNER, database)
    }

    /// As [`Guest::url`], but as the superuser, whom no row-level security binds.
    pub fn superuser_url(&self, database: &str) -> String {
        url_over(&self.socket_dir, SUPERUSER, database)
    }

    /// The server's binaries.
    pub fn binaries(&self) -> &Binaries {
        &self.binaries
    }
}
