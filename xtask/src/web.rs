//! The web client and its tests: what npm does, done when it is needed and not again.
//!
//! The server embeds `web/dist` when it is compiled, so whatever runs the server as a person would builds the client
//! first. Packages are installed when the lockfile has changed, the client is built when a source has.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context as _, Result, bail};
use walkdir::WalkDir;

use crate::workspace::Workspace;
use crate::{command, install};

/// The oldest Node that the client's tools run on.
const OLDEST_NODE: (u32, u32) = (20, 19);
/// Says which lockfile the installed packages are of.
const INSTALLED: &str = "node_modules/.installed-from";

/// Builds what the server embeds, unless it is newer than everything it is made of.
pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    let web = workspace.root().join("web");
    packages(&web)?;
    let built = modified(&web.join("dist/index.html"));
    if built.is_some() && newest_source(&web)? < built {
        return Ok(());
    }
    npm(&web, &["run", "build"])
}

/// Types, lints, catalogues, and whether the generated client is up to date.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let web = workspace.root().join("web");
    packages(&web)?;
    npm(&web, &["run", "check"])
}

/// Generates the client anew from the description of the API.
pub(crate) fn prepare(workspace: &Workspace) -> Result<()> {
    let web = workspace.root().join("web");
    packages(&web)?;
    npm(&web, &["run", "generate"])
}

/// The tests that need no browser.
pub(crate) fn test(workspace: &Workspace) -> Result<()> {
    let web = workspace.root().join("web");
    packages(&web)?;
    npm(&web, &["test"])
}

/// The tests in a real browser, against a real server.
pub(crate) fn test_in_browser(workspace: &Workspace) -> Result<()> {
    command::run(in_browser(workspace, "npm")?.arg("test"))
}

/// A program in `e2e/`, with everything that drives a real browser against a real server ready for it.
pub(crate) fn in_browser(workspace: &Workspace, program: &str) -> Result<Command> {
    let chromium = install::chromium()?;
    build(workspace)?;
    let mut server = workspace.cargo();
    server.args([
        "build",
        "--locked",
        "--package",
        "hustings-server",
        "--bin",
        "hustings",
    ]);
    command::run(&mut server)?;
    let folder = workspace.root().join("e2e");
    packages(&folder)?;
    let mut driver = Command::new(program);
    driver
        .current_dir(&folder)
        .env("CHROMIUM", chromium)
        .env("HUSTINGS_BINARY", workspace.built("debug")?.join("hustings"));
    Ok(driver)
}

fn npm(folder: &Path, arguments: &[&str]) -> Result<()> {
    command::run(Command::new("npm").args(arguments).current_dir(folder))
}

/// Installs exactly what the lockfile says, unless that is there.
fn packages(folder: &Path) -> Result<()> {
    node()?;
    let lockfile = folder.join("package-lock.json");
    let wanted =
        fs::read_to_string(&lockfile).with_context(|| format!("could not read {}", lockfile.display()))?;
    let note = folder.join(INSTALLED);
    if fs::read_to_string(&note).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    npm(folder, &["ci", "--no-audit", "--no-fund"])?;
    fs::write(&note, wanted).with_context(|| format!("could not write {}", note.display()))
}

fn node() -> Result<()> {
    let (major, minor) = OLDEST_NODE;
    let help = format!(
        "the web client is built with Node {major}.{minor} or newer and its npm; install it as https://nodejs.org says"
    );
    let mut node = Command::new("node");
    node.arg("--version");
    if !command::exists(&mut node)? || !command::exists(Command::new("npm").arg("--version"))? {
        bail!("{help}");
    }
    let found = command::output(Command::new("node").arg("--version"))?;
    if version(&found).is_none_or(|found| found < OLDEST_NODE) {
        bail!("Node {} is too old: {help}", found.trim());
    }
    Ok(())
}

/// Major and minor of `v20.19.5`.
fn version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.trim().trim_start_matches('v').split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

fn newest_source(web: &Path) -> Result<Option<SystemTime>> {
    let mut newest = None;
    let sources = WalkDir::new(web).into_iter().filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() != 1 || !matches!(name.as_ref(), "dist" | "node_modules")
    });
    for source in sources {
        let source = source?;
        if source.file_type().is_file() {
            newest = newest.max(modified(source.path()));
        }
    }
    Ok(newest)
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|found| found.modified()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_node_is_compared_by_its_numbers() {
        assert_eq!(version("v20.20.2\n"), Some((20, 20)));
        assert!(version("v9.11.2\n") < Some(OLDEST_NODE));
        assert!(version("v22.0.0\n") > Some(OLDEST_NODE));
        assert_eq!(version("nightly"), None);
    }
}
