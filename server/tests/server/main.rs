//! The real binary, with a private PostgreSQL of its own.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests may panic")]

mod backups;
mod composition;
mod crashes;
mod demo;
mod doctor;
mod elsewhere;
mod jobs;
mod keys;
mod metrics;
mod secrets;
mod served;
mod split;

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// A new data folder that an unprivileged PostgreSQL may pass through when the tests run as root.
fn data_folder() -> TempDir {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o711)).unwrap();
    folder
}

fn hustings(data_dir: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hustings"))
        .args(arguments)
        .current_dir(data_dir.parent().unwrap())
        .env("HUSTINGS__DATA_DIR", data_dir)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Runs a command that must succeed.
fn succeed(data_dir: &Path, arguments: &[&str]) -> String {
    let output = hustings(data_dir, arguments);
    assert!(
        output.status.success(),
        "{arguments:?}: {}{}",
        text(&output.stdout),
        text(&output.stderr)
    );
    text(&output.stdout)
}
