//! The workspace as cargo and the file system see it: its root, its packages, its files.
//!
//! The rules in `check` work on a [`Tree`], which tests build in memory.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use serde::Deserialize;
use walkdir::{DirEntry, WalkDir};

use crate::command;

/// Where the sources lie and how to call cargo on them.
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The workspace around the current folder. Not the folder this program was built in: a target folder may
    /// have been copied from another checkout.
    pub(crate) fn find() -> Result<Self> {
        let manifest = command::output(Command::new("cargo").args([
            "locate-project",
            "--workspace",
            "--message-format",
            "plain",
        ]))?;
        let root = Path::new(manifest.trim())
            .parent()
            .context("cargo named a manifest without a folder")?
            .to_path_buf();
        Ok(Self { root })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// `cargo` at the root of the workspace.
    pub(crate) fn cargo(&self) -> Command {
        let mut cargo = Command::new("cargo");
        cargo.current_dir(&self.root);
        cargo
    }

    /// The packages of the workspace, without their dependencies' own packages.
    pub(crate) fn packages(&self) -> Result<Vec<Package>> {
        let mut cargo = self.cargo();
        cargo.args(["metadata", "--format-version=1", "--no-deps", "--locked"]);
        Ok(metadata(&mut cargo)?.packages)
    }

    /// The folder of what was built with a profile: `debug`, `release`.
    pub(crate) fn built(&self, profile: &str) -> Result<PathBuf> {
        let mut cargo = self.cargo();
        cargo.args(["metadata", "--format-version=1", "--no-deps", "--locked"]);
        Ok(metadata(&mut cargo)?.target_directory.join(profile))
    }

    /// Every package of the lockfile that is built for one of these targets.
    pub(crate) fn packages_with_dependencies(&self, targets: &[String]) -> Result<Vec<Package>> {
        let mut cargo = self.cargo();
        cargo.args(["metadata", "--format-version=1", "--all-features", "--locked"]);
        for target in targets {
            cargo.args(["--filter-platform", target]);
        }
        Ok(metadata(&mut cargo)?.packages)
    }

    /// The files of the workspace, built and downloaded things left out. What is no text, such as a picture, is there with
    /// none, so that a link to it leads somewhere.
    pub(crate) fn tree(&self) -> Result<Tree> {
        let mut files = BTreeMap::new();
        for entry in WalkDir::new(&self.root)
            .into_iter()
            .filter_entry(|entry| !is_left_out(entry))
        {
            let entry = entry?;
            if !entry.file_type().is_file() {
                continue;
            }
            let bytes = fs::read(entry.path())
                .with_context(|| format!("could not read {}", entry.path().display()))?;
            let path = entry
                .path()
                .strip_prefix(&self.root)?
                .to_string_lossy()
                .replace('\\', "/");
            files.insert(path, String::from_utf8(bytes).unwrap_or_default());
        }
        Ok(Tree { files })
    }
}

fn is_left_out(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let built = [
        "target",
        ".git",
        "node_modules",
        "dist",
        ".venv",
        "__pycache__",
        ".sqlx",
    ];
    entry.depth() > 0 && (built.contains(&name.as_ref()) || (entry.depth() == 1 && name == "data"))
}

fn metadata(cargo: &mut Command) -> Result<Metadata> {
    let json = command::output(cargo)?;
    serde_json::from_str(&json).context("cargo metadata wrote something unexpected")
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    target_directory: PathBuf,
}

/// What the rules want to know of a package.
#[derive(Deserialize)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) license: Option<String>,
    /// None for packages of this workspace.
    pub(crate) source: Option<String>,
    pub(crate) manifest_path: PathBuf,
    pub(crate) dependencies: Vec<Dependency>,
}

/// One line of a package's dependency tables.
#[derive(Deserialize)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    /// `dev`, `build`, or nothing for an ordinary one.
    pub(crate) kind: Option<String>,
}

/// Text files by their path from the root, written with `/`.
pub(crate) struct Tree {
    pub(crate) files: BTreeMap<String, String>,
}

impl Tree {
    /// The files whose names end so.
    pub(crate) fn ending_in<'tree>(
        &'tree self,
        suffix: &'tree str,
    ) -> impl Iterator<Item = (&'tree str, &'tree str)> {
        self.files
            .iter()
            .filter(move |(path, _)| path.ends_with(suffix))
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    #[cfg(test)]
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let files = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
            .collect();
        Self { files }
    }
}
