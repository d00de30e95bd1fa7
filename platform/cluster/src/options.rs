//! How a cluster is to be run, and where its data live by default.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use crate::ClusterError;
use crate::environment::variable;

/// What [`Cluster::start`](crate::Cluster::start) needs to know.
#[derive(Debug, Clone)]
pub struct ClusterOptions {
    /// Hustings' data folder; the cluster lives in `postgres/` below it. Created if missing.
    pub data_dir: PathBuf,
    /// The folder with PostgreSQL's server binaries. `None` looks in `PATH` and the usual places.
    pub binaries: Option<PathBuf>,
    /// The user who runs PostgreSQL when Hustings runs as root. `None` picks `hustings`, then `postgres`.
    pub run_as: Option<String>,
    /// Whether what was committed survives a crash of the machine.
    pub durability: Durability,
    /// How much memory the settings may count on.
    pub memory: Memory,
    /// Connections the server accepts, three of which it keeps for the superuser.
    pub max_connections: u16,
    /// How long to wait for the server to accept connections. Generous, because replaying the write-ahead log after
    /// a crash may take minutes; a server that gives up is reported at once, not after this long.
    pub start_timeout: Duration,
    /// How long a fast shutdown may take before an immediate one follows.
    pub stop_timeout: Duration,
}

impl ClusterOptions {
    /// A durable cluster below `data_dir`, with the memory of this machine.
    pub fn new(data_dir: impl Into<PathBuf>) -> Self {
        Self {
            data_dir: data_dir.into(),
            binaries: None,
            run_as: None,
            durability: Durability::Durable,
            memory: Memory::Detect,
            max_connections: 100,
            start_timeout: Duration::from_mins(10),
            stop_timeout: Duration::from_mins(1),
        }
    }

    /// A cluster for tests: fast, and lost with the machine's next crash.
    pub fn disposable(data_dir: impl Into<PathBuf>) -> Self {
        Self {
            durability: Durability::Disposable,
            ..Self::new(data_dir)
        }
    }
}

/// Whether commits survive a crash of the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// A commit that was acknowledged is on disk.
    Durable,
    /// Nothing is flushed. For tests only: a crash of the machine may destroy the whole cluster.
    Disposable,
}

/// How much memory the generated settings are tuned for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Memory {
    /// What the machine, or the control group we run in, has.
    Detect,
    /// So many megabytes.
    Megabytes(u64),
}

/// The data folder when none is set: `/var/lib/hustings` for root, else `hustings` in the XDG data folder.
///
/// Root's own home would not do: it is closed to the unprivileged user who runs PostgreSQL.
pub fn default_data_dir() -> Result<PathBuf, ClusterError> {
    if rustix::process::geteuid().is_root() {
        return Ok(PathBuf::from("/var/lib/hustings"));
    }
    xdg_data_dir(variable("XDG_DATA_HOME"), variable("HOME"))
        .map(|folder| folder.join("hustings"))
        .ok_or(ClusterError::NoHome)
}

/// The specification says that a relative `XDG_DATA_HOME` is to be ignored.
fn xdg_data_dir(xdg_data_home: Option<OsString>, home: Option<OsString>) -> Option<PathBuf> {
    let named = xdg_data_home
        .map(PathBuf::from)
        .filter(|folder| folder.is_absolute());
    named.or_else(|| {
        let home = home.map(PathBuf::from).filter(|folder| folder.is_absolute())?;
        Some(home.join(".local/share"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_folder_follows_xdg_and_ignores_relative_paths() {
        let home = || Some(OsString::from("/users/ada"));
        assert_eq!(
            xdg_data_dir(Some("/srv/xdg".into()), home()),
            Some("/srv/xdg".into())
        );
        assert_eq!(
            xdg_data_dir(Some("relative".into()), home()),
            Some("/users/ada/.local/share".into())
        );
        assert_eq!(xdg_data_dir(None, home()), Some("/users/ada/.local/share".into()));
        assert_eq!(xdg_data_dir(None, None), None);
    }
}
