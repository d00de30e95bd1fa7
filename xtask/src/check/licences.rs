//! Licences, banned crates and duplicate versions, by the rules in `deny.toml`.
//!
//! cargo-deny reads the same file in the hosted workflow and knows more (advisories, sources in depth). It takes
//! minutes to build, so the part that needs no network is checked here, with nothing to install: a licence nobody
//! agreed to, a banned crate, a second version of a crate, a source that is not the registry.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result};
use serde::Deserialize;
use spdx::{Expression, ParseMode};

use super::Finding;
use crate::workspace::{Package, Tree, Workspace};

const RULES: &str = "deny.toml";

/// The part of cargo-deny's file that is checked here.
#[derive(Deserialize)]
struct Rules {
    graph: Graph,
    licenses: Licences,
    bans: Bans,
    sources: Sources,
}

#[derive(Deserialize)]
struct Graph {
    targets: Vec<String>,
}

#[derive(Deserialize)]
struct Licences {
    allow: Vec<String>,
    #[serde(default)]
    exceptions: Vec<LicenceException>,
}

#[derive(Deserialize)]
struct LicenceException {
    #[serde(rename = "crate")]
    name: String,
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    #[serde(default)]
    deny: Vec<CrateName>,
    #[serde(default)]
    skip: Vec<CrateName>,
}

/// `name`, or `name@version` where a rule is about one version.
#[derive(Deserialize)]
struct CrateName {
    #[serde(rename = "crate")]
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Sources {
    allow_registry: Vec<String>,
}

pub(crate) fn findings(workspace: &Workspace, tree: &Tree) -> Result<Vec<Finding>> {
    let rules = tree.files.get(RULES).context("deny.toml is missing")?;
    let rules: Rules = toml::from_str(rules).context("deny.toml does not say what is expected")?;
    let packages = workspace.packages_with_dependencies(&rules.graph.targets)?;
    Ok(judge(&rules, &packages))
}

fn judge(rules: &Rules, packages: &[Package]) -> Vec<Finding> {
    let mut messages = Vec::new();
    for package in packages.iter().filter(|package| package.source.is_some()) {
        let Package { name, version, .. } = package;
        if let Some(problem) = licence_problem(&rules.licenses, package) {
            messages.push(format!("{name} {version}: {problem}"));
        }
        if rules.bans.deny.iter().any(|banned| banned.name == *name) {
            messages.push(format!("{name} {version} is banned"));
        }
        let source = package.source.as_deref().unwrap_or_default();
        if !rules
            .sources
            .allow_registry
            .iter()
            .any(|registry| source == format!("registry+{registry}"))
        {
            messages.push(format!(
                "{name} {version} comes from {source}, which is not an allowed registry"
            ));
        }
    }
    messages.extend(duplicates(&rules.bans, packages));
    messages
        .into_iter()
        .map(|message| Finding {
            place: RULES.to_owned(),
            message,
        })
        .collect()
}

fn licence_problem(licences: &Licences, package: &Package) -> Option<String> {
    let Some(text) = &package.license else {
        return Some("declares no licence".to_owned());
    };
    let Ok(expression) = Expression::parse_mode(text, ParseMode::LAX) else {
        return Some(format!("`{text}` is not a licence expression"));
    };
    let own = licences
        .exceptions
        .iter()
        .filter(|exception| exception.name == package.name);
    let allowed: BTreeSet<&str> = licences
        .allow
        .iter()
        .chain(own.flat_map(|exception| &exception.allow))
        .map(String::as_str)
        .collect();
    let agreed = expression.evaluate(|requirement| allowed.contains(requirement.to_string().as_str()));
    (!agreed).then(|| format!("`{text}` is not among the licences we agreed to"))
}

/// Two versions of one crate, unless all but one are listed; and listed ones that are gone.
fn duplicates(bans: &Bans, packages: &[Package]) -> Vec<String> {
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in packages {
        versions
            .entry(&package.name)
            .or_default()
            .insert(&package.version);
    }
    let skipped: BTreeSet<&str> = bans.skip.iter().map(|skip| skip.name.as_str()).collect();
    let is_skipped = |name: &str, version: &str| {
        skipped.contains(name) || skipped.contains(format!("{name}@{version}").as_str())
    };
    let mut messages = Vec::new();
    for (name, versions) in &versions {
        let kept: Vec<_> = versions
            .iter()
            .filter(|version| !is_skipped(name, version))
            .copied()
            .collect();
        if kept.len() > 1 {
            messages.push(format!(
                "{name} is there in versions {}: agree on one, or add a skip",
                kept.join(" and ")
            ));
        }
    }
    for skip in &skipped {
        let (name, version) = skip
            .split_once('@')
            .map_or((*skip, None), |(name, version)| (name, Some(version)));
        let there = versions.get(name);
        let needed = there
            .is_some_and(|there| there.len() > 1 && version.is_none_or(|version| there.contains(version)));
        if !needed {
            messages.push(format!("the skip of {skip} is no longer needed: remove it"));
        }
    }
    messages
}

#[cfg(test)]
mod tests {
    use super::*;

    const REGISTRY: &str = "https://example.org/index";

    fn rules(skip: &[&str]) -> Rules {
        Rules {
            graph: Graph { targets: Vec::new() },
            licenses: Licences {
                allow: vec!["MIT".to_owned(), "Apache-2.0".to_owned()],
                exceptions: vec![LicenceException {
                    name: "odd".to_owned(),
                    allow: vec!["MPL-2.0".to_owned()],
                }],
            },
            bans: Bans {
                deny: vec![CrateName {
                    name: "openssl".to_owned(),
                }],
                skip: skip
                    .iter()
                    .map(|name| CrateName {
                        name: (*name).to_owned(),
                    })
                    .collect(),
            },
            sources: Sources {
                allow_registry: vec![REGISTRY.to_owned()],
            },
        }
    }

    fn package(name: &str, version: &str, licence: &str) -> Package {
        Package {
            name: name.to_owned(),
            version: version.to_owned(),
            license: Some(licence.to_owned()),
            source: Some(format!("registry+{REGISTRY}")),
            manifest_path: "Cargo.toml".into(),
            dependencies: Vec::new(),
        }
    }

    fn found(skip: &[&str], packages: &[Package]) -> usize {
        judge(&rules(skip), packages).len()
    }

    #[test]
    fn a_licence_nobody_agreed_to_is_found() {
        assert_eq!(found(&[], &[package("a", "1.0.0", "MIT OR GPL-3.0-only")]), 0);
        assert_eq!(found(&[], &[package("a", "1.0.0", "MIT/Apache-2.0")]), 0);
        assert_eq!(found(&[], &[package("a", "1.0.0", "MIT AND GPL-3.0-only")]), 1);
        assert_eq!(found(&[], &[package("a", "1.0.0", "MPL-2.0")]), 1);
        assert_eq!(found(&[], &[package("odd", "1.0.0", "MPL-2.0")]), 0);
        let silent = Package {
            license: None,
            ..package("a", "1.0.0", "")
        };
        assert_eq!(found(&[], &[silent]), 1);
    }

    #[test]
    fn a_banned_crate_and_a_strange_source_are_found() {
        assert_eq!(found(&[], &[package("openssl", "1.0.0", "MIT")]), 1);
        let strange = Package {
            source: Some("git+https://example.org".to_owned()),
            ..package("a", "1.0.0", "MIT")
        };
        assert_eq!(found(&[], &[strange]), 1);
    }

    #[test]
    fn a_second_version_is_found_unless_it_is_listed() {
        let twice = [package("a", "1.0.0", "MIT"), package("a", "2.0.0", "MIT")];
        assert_eq!(found(&[], &twice), 1);
        assert_eq!(found(&["a@1.0.0"], &twice), 0);
    }

    #[test]
    fn a_skip_that_is_no_longer_needed_is_found() {
        assert_eq!(found(&["a@1.0.0"], &[package("a", "2.0.0", "MIT")]), 1);
        assert_eq!(found(&["a"], &[package("a", "2.0.0", "MIT")]), 1);
    }
}
