//! SQL never asks the database what time it is, and a migration starts with why.
//!
//! Time is passed in: otherwise a test cannot move it and an import cannot have a past.

use std::collections::BTreeMap;

use super::Finding;
use super::source::{rust_lines, sql_lines};
use crate::workspace::Tree;

const CLOCKS: [&str; 6] = [
    concat!("no", "w()"),
    concat!("clock_", "timestamp()"),
    concat!("statement_", "timestamp()"),
    concat!("transaction_", "timestamp()"),
    concat!("current_", "timestamp"),
    concat!("local", "timestamp"),
];

pub(crate) fn findings(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.ending_in("rows.rs") {
        findings.extend(clocks(path, rust_lines(text)));
    }
    let mut versions: BTreeMap<u64, &str> = BTreeMap::new();
    for (path, text) in tree.ending_in(".sql") {
        findings.extend(clocks(path, sql_lines(text)));
        if !path.contains("/migrations/") {
            continue;
        }
        if !text.starts_with("--") {
            findings.push(Finding::on_line(
                path,
                1,
                "a migration starts with a comment that says why",
            ));
        }
        if !is_listed(tree, path) {
            findings.push(Finding::new(
                path,
                "no `migrations!` of its crate lists it, so it would never be applied",
            ));
        }
        match version(path) {
            None => findings.push(Finding::new(path, "name it `<number>_<what>.sql`")),
            Some(version) => {
                if let Some(other) = versions.insert(version, path) {
                    findings.push(Finding::new(path, format!("has the same number as {other}")));
                }
            }
        }
    }
    findings
}

/// The number a migration's file name starts with.
pub(crate) fn version(path: &str) -> Option<u64> {
    let name = path.rsplit('/').next()?;
    name.split_once('_')?.0.parse().ok()
}

/// Whether the crate names the file, without its ending, in a literal.
fn is_listed(tree: &Tree, path: &str) -> bool {
    let Some((crate_folder, name)) = path.split_once("/migrations/") else {
        return false;
    };
    let literal = format!("\"{}\"", name.trim_end_matches(".sql"));
    let sources = format!("{crate_folder}/src/");
    tree.ending_in(".rs")
        .any(|(source, text)| source.starts_with(&sources) && text.contains(&literal))
}

fn clocks<'text>(path: &str, lines: impl Iterator<Item = (usize, &'text str)>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (number, line) in lines {
        let line = line.to_lowercase();
        let clock = CLOCKS.iter().find(|clock| asks(&line, clock));
        if let Some(clock) = clock {
            findings.push(Finding::on_line(
                path,
                number,
                format!("asks the database for the time (`{clock}`): pass it in"),
            ));
        }
    }
    findings
}

/// Whether the clock stands there as a word of SQL: `sources.now()` is Rust, and `known()` another function.
fn asks(line: &str, clock: &str) -> bool {
    line.match_indices(clock).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        !before.is_some_and(|before| before.is_alphanumeric() || "_.:".contains(before))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Beside a crate that lists the migrations of these tests.
    fn found(path: &str, text: &str) -> usize {
        let listing = ("platform/store/src/lib.rs", "[\"1_a\", \"a\"]");
        findings(&Tree::of(&[listing, (path, text)])).len()
    }
    #[test]
    fn the_clock_of_the_database_is_found() {
        let asks = concat!("select NO", "W(), known()");
        assert_eq!(found("capabilities/voting/src/ballots/rows.rs", asks), 1);
        assert_eq!(
            found("platform/store/migrations/1_a.sql", &format!("-- why\n{asks};\n")),
            1
        );
        assert_eq!(
            found(
                "platform/store/migrations/1_a.sql",
                "-- why\ndefault current_timestamp\n"
            ),
            1
        );
    }

    #[test]
    fn the_injected_clock_may_be_asked() {
        assert_eq!(
            found(
                "capabilities/voting/src/ballots/rows.rs",
                "let time = tx.sources().now();"
            ),
            0
        );
    }

    #[test]
    fn comments_and_other_names_may_say_it() {
        let text = concat!(
            "-- why: no",
            "w() is forbidden\nselect known(), snow() -- no",
            "w()\n"
        );
        assert_eq!(found("platform/store/migrations/1_a.sql", text), 0);
    }

    #[test]
    fn a_migration_says_why_and_has_a_number_of_its_own() {
        assert_eq!(
            found("platform/store/migrations/1_a.sql", "create table a ();\n"),
            1
        );
        assert_eq!(found("platform/store/migrations/a.sql", "-- why\n"), 1);
        let tree = Tree::of(&[
            ("platform/store/src/lib.rs", "[\"1_a\", \"1_b\"]"),
            ("platform/store/migrations/1_a.sql", "-- a\n"),
            ("platform/store/migrations/1_b.sql", "-- b\n"),
        ]);
        assert_eq!(findings(&tree).len(), 1);
    }

    #[test]
    fn a_migration_that_nothing_lists_is_found() {
        assert_eq!(found("platform/store/migrations/2_forgotten.sql", "-- why\n"), 1);
    }
}
