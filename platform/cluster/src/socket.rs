//! Where the socket lies: a folder only its owner can enter, under a path short enough for a socket.

use std::fs::{self, DirBuilder};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

use crate::ClusterError;
use crate::account::Accounts;
use crate::files::{Files, own_folder};

/// The file PostgreSQL makes for its default port.
pub(crate) const SOCKET: &str = ".s.PGSQL.5432";

/// What fits into a socket's address, without the closing zero; macOS has four bytes less than Linux.
const LONGEST_PATH: usize = if cfg!(target_os = "macos") { 103 } else { 107 };

/// Makes the socket's folder: beside the data if that path will do, else one derived from the data's path under
/// `/run/hustings` or `/tmp`. The same data folder always gets the same one, so that a cluster that was left behind
/// is found where it listens.
pub(crate) fn folder(files: &Files, accounts: &Accounts) -> Result<PathBuf, ClusterError> {
    let beside = files.home.join("socket");
    let folder = if fits(&beside) {
        beside
    } else {
        let name = short_name(&files.data);
        run_folder(accounts).map_or_else(|| Path::new("/tmp").join(&name), |run| run.join(&name))
    };
    own_folder(&folder, accounts)?;
    Ok(folder)
}

/// Removes a folder that is not beside the data: nobody would tidy it up. If it is not empty it stays.
pub(crate) fn give_up(files: &Files, folder: &Path) {
    if !folder.starts_with(&files.home) {
        let _ = fs::remove_dir(folder);
    }
}

/// A short name that is always the same for the same data and differs for any other.
pub(crate) fn short_name(data: &Path) -> String {
    format!("hustings-{:016x}", fnv1a(data.as_os_str().as_bytes()))
}

/// The standard library's hasher may change with the compiler, and this name must not.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// Short enough, and of characters that mean nothing in PostgreSQL's list of socket folders.
fn fits(folder: &Path) -> bool {
    let bytes = folder.as_os_str().as_bytes();
    bytes.len() + 1 + SOCKET.len() <= LONGEST_PATH
        && bytes
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || b"/._-".contains(byte))
}

/// `/run/hustings`, if it is ours: root makes it, anyone else has it from the service manager or not at all.
fn run_folder(accounts: &Accounts) -> Option<PathBuf> {
    let folder = PathBuf::from("/run/hustings");
    if accounts.ours.uid == 0 && Path::new("/run").is_dir() {
        // If it exists already, or cannot be made, the check below decides.
        let _ = DirBuilder::new().mode(0o711).create(&folder);
    }
    let metadata = fs::symlink_metadata(&folder).ok()?;
    let ours = metadata.is_dir() && metadata.uid() == accounts.ours.uid && metadata.mode() & 0o022 == 0;
    let passable = !accounts.differ() || metadata.mode() & 0o001 != 0;
    (ours && passable).then_some(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_name_never_changes() {
        // The reference value of FNV-1a for "a": a new name would lose sight of a running cluster.
        assert_eq!(fnv1a(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(short_name(Path::new("a")), "hustings-af63dc4c8601ec8c");
    }

    #[test]
    fn long_and_odd_paths_do_not_fit() {
        assert!(fits(Path::new("/var/lib/hustings/postgres/socket")));
        assert!(!fits(Path::new("/var/lib/my, data/socket")));
        let longest = LONGEST_PATH - SOCKET.len() - 2;
        assert!(fits(Path::new(&format!("/{}", "x".repeat(longest)))));
        assert!(!fits(Path::new(&format!("/{}", "x".repeat(longest + 1)))));
    }
}
