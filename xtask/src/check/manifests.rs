//! Every dependency is named once, in the root manifest, with its exact version; every crate takes the lints.

use anyhow::{Context as _, Result};
use toml::{Table, Value};

use super::Finding;
use crate::workspace::Tree;

pub(crate) fn findings(tree: &Tree) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for (path, text) in tree.ending_in("Cargo.toml") {
        let manifest: Table = text
            .parse()
            .with_context(|| format!("{path} is not a manifest"))?;
        if path == "Cargo.toml" {
            findings.extend(unpinned(&manifest));
        } else {
            findings.extend(own_versions(path, &manifest));
            if manifest
                .get("lints")
                .and_then(|lints| lints.get("workspace"))
                .is_none()
            {
                findings.push(Finding::new(
                    path,
                    "does not take the lints: add `[lints] workspace = true`",
                ));
            }
        }
    }
    Ok(findings)
}

fn unpinned(root: &Table) -> Vec<Finding> {
    let dependencies = root
        .get("workspace")
        .and_then(|workspace| workspace.get("dependencies"));
    let mut findings = Vec::new();
    for (name, value) in dependencies.and_then(Value::as_table).into_iter().flatten() {
        let version = value
            .as_str()
            .or_else(|| value.get("version").and_then(Value::as_str));
        let is_ours = value.get("path").is_some();
        if !is_ours && !version.is_some_and(|version| version.starts_with('=')) {
            findings.push(Finding::new(
                "Cargo.toml",
                format!("{name} has no exact version: write `=x.y.z`"),
            ));
        }
    }
    findings
}

fn own_versions(path: &str, manifest: &Table) -> Vec<Finding> {
    let mut findings = Vec::new();
    for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
        for (name, value) in manifest
            .get(table)
            .and_then(Value::as_table)
            .into_iter()
            .flatten()
        {
            if value.get("workspace").is_none() {
                let message =
                    format!("{name}: name it in the root manifest and take it with `workspace = true`");
                findings.push(Finding::new(path, message));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loose_version_is_found() -> Result<()> {
        let root =
            "[workspace.dependencies]\nloose = \"1\"\nexact = \"=1.2.3\"\nours = { path = \"ours\" }\n";
        let found = findings(&Tree::of(&[("Cargo.toml", root)]))?;
        assert_eq!(found.len(), 1);
        assert!(found[0].message.starts_with("loose "));
        Ok(())
    }

    #[test]
    fn a_crate_that_names_its_own_version_or_skips_the_lints_is_found() -> Result<()> {
        let own =
            "[dependencies]\na = \"=1.0.0\"\nb.workspace = true\nc = { workspace = true, features = [] }\n";
        let found = findings(&Tree::of(&[("platform/store/Cargo.toml", own)]))?;
        assert_eq!(found.len(), 2);
        Ok(())
    }
}
