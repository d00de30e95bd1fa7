//! Imports only go down: server → capabilities → platform → foundation. A capability never imports a capability,
//! and `testkit` is only ever a dev-dependency.
//!
//! Read from cargo's own view of the dependency tables, so a crate cannot be reached by another name.

use std::collections::BTreeMap;

use anyhow::Result;

use super::Finding;
use crate::workspace::Workspace;

/// A package of the workspace, with what it depends on inside the workspace.
pub(crate) struct Member {
    name: String,
    /// Where it lies, from the root: `platform/store`.
    folder: String,
    /// Names of packages, each with whether it is needed for tests only.
    imports: Vec<(String, Use)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Ordinary,
    TestsOnly,
}

/// The storeys of the house, from the ground up.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Layer {
    Foundation,
    Platform,
    Capability,
    Server,
    /// `testkit`: a whole Hustings for tests, so it may import all of it.
    Testkit,
    /// `xtask` and `bench`: nobody imports them.
    Tools,
}

impl Layer {
    fn of(folder: &str) -> Option<Self> {
        match folder.split('/').next()? {
            "foundation" => Some(Self::Foundation),
            "platform" => Some(Self::Platform),
            "capabilities" => Some(Self::Capability),
            "server" => Some(Self::Server),
            "testkit" => Some(Self::Testkit),
            "xtask" | "bench" => Some(Self::Tools),
            _ => None,
        }
    }
}

pub(crate) fn members(workspace: &Workspace) -> Result<Vec<Member>> {
    let mut members = Vec::new();
    for package in workspace.packages()? {
        let folder = package.manifest_path.parent().unwrap_or(&package.manifest_path);
        let folder = folder
            .strip_prefix(workspace.root())?
            .to_string_lossy()
            .into_owned();
        let imports = package
            .dependencies
            .into_iter()
            .map(|dependency| {
                let tests_only = dependency.kind.as_deref() == Some("dev");
                (
                    dependency.name,
                    if tests_only { Use::TestsOnly } else { Use::Ordinary },
                )
            })
            .collect();
        members.push(Member {
            name: package.name,
            folder,
            imports,
        });
    }
    Ok(members)
}

pub(crate) fn findings(members: &[Member]) -> Vec<Finding> {
    let folders: BTreeMap<&str, &str> = members
        .iter()
        .map(|member| (member.name.as_str(), member.folder.as_str()))
        .collect();
    let mut findings = Vec::new();
    for member in members {
        let place = format!("{}/Cargo.toml", member.folder);
        let Some(layer) = Layer::of(&member.folder) else {
            findings.push(Finding::new(
                place,
                "lies in no layer of the design; move it or name its layer",
            ));
            continue;
        };
        for (import, needed_for) in &member.imports {
            let imported = folders.get(import.as_str()).and_then(|folder| Layer::of(folder));
            if let Some(refusal) = imported.and_then(|imported| refusal(layer, imported, *needed_for)) {
                findings.push(Finding::new(
                    place.clone(),
                    format!("imports {import}: {refusal}"),
                ));
            }
        }
    }
    findings
}

fn refusal(layer: Layer, imported: Layer, needed_for: Use) -> Option<&'static str> {
    match imported {
        Layer::Tools => Some("xtask and bench are commands, not libraries"),
        Layer::Testkit if needed_for == Use::TestsOnly => None,
        Layer::Testkit => Some("testkit is for dev-dependencies only"),
        Layer::Capability if layer == Layer::Capability => {
            Some("a capability never imports a capability; they meet in the event log")
        }
        _ if imported > layer => Some("imports only go down: server → capabilities → platform → foundation"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(folder: &str, imports: &[(&str, Use)]) -> Member {
        let imports = imports
            .iter()
            .map(|(name, needed_for)| ((*name).to_owned(), *needed_for))
            .collect();
        Member {
            name: folder.to_owned(),
            folder: folder.to_owned(),
            imports,
        }
    }

    fn refused(folder: &str, import: &str, needed_for: Use) -> bool {
        let members = [member(folder, &[(import, needed_for)]), member(import, &[])];
        !findings(&members).is_empty()
    }

    #[test]
    fn imports_may_go_down_and_sideways_within_the_platform() {
        assert!(!refused("server", "capabilities/voting", Use::Ordinary));
        assert!(!refused("capabilities/voting", "platform/store", Use::Ordinary));
        assert!(!refused("platform/events", "platform/store", Use::Ordinary));
        assert!(!refused("platform/store", "foundation/kernel", Use::Ordinary));
        assert!(!refused("xtask", "platform/cluster", Use::Ordinary));
    }

    #[test]
    fn imports_may_not_go_up() {
        assert!(refused("foundation/kernel", "platform/store", Use::Ordinary));
        assert!(refused("platform/store", "capabilities/voting", Use::Ordinary));
        assert!(refused("platform/store", "capabilities/voting", Use::TestsOnly));
        assert!(refused("capabilities/voting", "server", Use::Ordinary));
        assert!(refused("server", "xtask", Use::Ordinary));
    }

    #[test]
    fn a_capability_may_not_import_a_capability_even_for_tests() {
        assert!(refused(
            "capabilities/voting",
            "capabilities/identity",
            Use::Ordinary
        ));
        assert!(refused(
            "capabilities/voting",
            "capabilities/identity",
            Use::TestsOnly
        ));
    }

    #[test]
    fn testkit_is_for_tests_only() {
        assert!(!refused("platform/store", "testkit", Use::TestsOnly));
        assert!(refused("server", "testkit", Use::Ordinary));
        assert!(refused("bench", "testkit", Use::Ordinary));
    }

    #[test]
    fn a_package_outside_the_layers_is_found() {
        assert_eq!(findings(&[member("misc", &[])]).len(), 1);
    }
}
