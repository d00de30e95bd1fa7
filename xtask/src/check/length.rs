//! No source file over 600 lines without its tests. (Functions are clippy's: `too-many-lines-threshold`.)
//!
//! `xtask/tidy-exceptions.toml` lists files that are longer, each with the length it may not exceed. The list only
//! shrinks: an entry that is no longer needed, or is more generous than the file, fails the check.

use anyhow::{Context as _, Result};
use toml::Table;

use super::Finding;
use super::source::{is_test_file, lines_without_tests};
use crate::workspace::Tree;

const LIMIT: usize = 600;
const EXCEPTIONS: &str = "xtask/tidy-exceptions.toml";

pub(crate) fn findings(tree: &Tree) -> Result<Vec<Finding>> {
    let exceptions = exceptions(tree)?;
    let mut findings = Vec::new();
    for (path, length) in lengths(tree) {
        match exceptions.get(path).and_then(toml::Value::as_integer) {
            None if length > LIMIT => {
                let message =
                    format!("{length} lines without tests, {LIMIT} are allowed: split it by what it does");
                findings.push(Finding::new(path, message));
            }
            Some(allowed) if usize::try_from(allowed).is_ok_and(|allowed| length > allowed) => {
                findings.push(Finding::new(
                    path,
                    format!("grew to {length} lines; its exception says {allowed}"),
                ));
            }
            Some(_) if length <= LIMIT => {
                findings.push(Finding::new(
                    EXCEPTIONS,
                    format!("{path} no longer needs an exception: remove it"),
                ));
            }
            Some(allowed) if usize::try_from(allowed).is_ok_and(|allowed| length < allowed) => {
                findings.push(Finding::new(
                    EXCEPTIONS,
                    format!("{path} shrank: lower its exception to {length}"),
                ));
            }
            _ => {}
        }
    }
    for (path, _) in &exceptions {
        if !tree.files.contains_key(path) {
            findings.push(Finding::new(
                EXCEPTIONS,
                format!("{path} does not exist: remove it"),
            ));
        }
    }
    Ok(findings)
}

fn exceptions(tree: &Tree) -> Result<Table> {
    let text = tree.files.get(EXCEPTIONS).map_or("", String::as_str);
    let table: Table = text
        .parse()
        .with_context(|| format!("{EXCEPTIONS} is not TOML"))?;
    let files = table.get("file-length").and_then(toml::Value::as_table);
    Ok(files.cloned().unwrap_or_default())
}

fn lengths(tree: &Tree) -> impl Iterator<Item = (&str, usize)> {
    let rust = tree
        .ending_in(".rs")
        .map(|(path, text)| (path, lines_without_tests(text)));
    let others = [".sql", ".ts", ".tsx", ".css", ".mjs", ".py"]
        .into_iter()
        .flat_map(|suffix| {
            tree.ending_in(suffix)
                .filter(|(path, text)| !is_list(path, text))
                .map(|(path, text)| (path, text.lines().count()))
        });
    rust.chain(others).filter(|(path, _)| !is_test_file(path))
}

/// What is generated, and the words of a language: long because there is much of it, and nobody reads it through.
fn is_list(path: &str, text: &str) -> bool {
    text.starts_with("// Generated from ") || path.starts_with("web/src/i18n/catalogues/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(lines: usize, exceptions: &str) -> Result<Vec<String>> {
        let text = "a\n".repeat(lines);
        let tree = Tree::of(&[("server/src/a.rs", &text), (EXCEPTIONS, exceptions)]);
        Ok(findings(&tree)?
            .into_iter()
            .map(|finding| finding.place)
            .collect())
    }

    #[test]
    fn a_long_file_is_found() -> Result<()> {
        assert!(found(600, "")?.is_empty());
        assert_eq!(found(601, "")?, ["server/src/a.rs"]);
        Ok(())
    }

    #[test]
    fn an_exception_holds_for_its_length_and_no_longer() -> Result<()> {
        let exception = "[file-length]\n\"server/src/a.rs\" = 700\n";
        assert!(found(700, exception)?.is_empty());
        assert_eq!(found(701, exception)?, ["server/src/a.rs"]);
        Ok(())
    }

    #[test]
    fn the_list_of_exceptions_only_shrinks() -> Result<()> {
        let exception = "[file-length]\n\"server/src/a.rs\" = 700\n";
        assert_eq!(found(650, exception)?, [EXCEPTIONS]);
        assert_eq!(found(10, exception)?, [EXCEPTIONS]);
        assert_eq!(
            found(10, "[file-length]\n\"server/src/gone.rs\" = 700\n")?,
            [EXCEPTIONS]
        );
        Ok(())
    }

    #[test]
    fn tests_do_not_count() -> Result<()> {
        let text = "a\n".repeat(700);
        let tree = Tree::of(&[("server/tests/a.rs", &text), ("server/src/a/tests.rs", &text)]);
        assert_eq!(findings(&tree)?, []);
        Ok(())
    }

    #[test]
    fn what_is_generated_and_the_words_of_a_language_may_be_long() -> Result<()> {
        let words = "a\n".repeat(700);
        let types = format!("// Generated from docs/api/openapi.json\n{words}");
        let tree = Tree::of(&[
            ("web/src/i18n/catalogues/fr.ts", &words),
            ("web/src/api/schema.ts", &types),
        ]);
        assert_eq!(findings(&tree)?, []);
        Ok(())
    }
}
