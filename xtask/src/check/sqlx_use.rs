//! SQL has few doors: `sqlx` is used only in platform/store, platform/events, platform/jobs, testkit and in files
//! named `rows.rs`.

use super::Finding;
use super::source::{contains_word, rust_lines};
use crate::workspace::Tree;

const ALLOWED_FOLDERS: [&str; 4] = [
    "platform/store/",
    "platform/events/",
    "platform/jobs/",
    "testkit/",
];

pub(crate) fn findings(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.ending_in(".rs") {
        let allowed =
            path.ends_with("/rows.rs") || ALLOWED_FOLDERS.iter().any(|folder| path.starts_with(folder));
        if allowed {
            continue;
        }
        for (number, line) in rust_lines(text) {
            if names_the_crate(line) {
                findings.push(Finding::on_line(
                    path,
                    number,
                    "uses sqlx: move the SQL into a `rows.rs`",
                ));
            }
        }
    }
    findings
}

/// Names `sqlx` as a path, not as a word in a message.
fn names_the_crate(line: &str) -> bool {
    let line = line.trim_start();
    let imports =
        line.starts_with("use ") || line.starts_with("pub use ") || line.starts_with("pub(crate) use ");
    contains_word(line, "sqlx") && (line.contains(concat!("sqlx", "::")) || imports)
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUERY: &str = concat!("use sqlx", "::query;\n");

    #[test]
    fn the_doors_may_use_it() {
        let tree = Tree::of(&[
            ("platform/store/src/pool.rs", QUERY),
            ("platform/events/src/log.rs", QUERY),
            ("capabilities/voting/src/ballots/rows.rs", QUERY),
            ("testkit/src/lib.rs", QUERY),
        ]);
        assert_eq!(findings(&tree), []);
    }

    #[test]
    fn everyone_else_may_not() {
        let tree = Tree::of(&[
            ("capabilities/voting/src/ballots/cast.rs", QUERY),
            ("platform/http/src/a.rs", QUERY),
        ]);
        assert_eq!(findings(&tree).len(), 2);
    }

    #[test]
    fn comments_and_other_words_are_no_use() {
        let text = concat!(
            "// sqlx",
            "::query is elsewhere\nuse crate::sqlx_use;\nlet text = \"sqlx is fine\";\n"
        );
        assert_eq!(findings(&Tree::of(&[("server/src/main.rs", text)])), []);
    }
}
