//! `.sqlx` holds no query that is gone from the code.
//!
//! The other half needs no rule: a query that is not stored does not compile. And whether what is stored is still true
//! of the schema is a test of platform/store.

use super::Finding;
use super::source::literals;
use crate::workspace::Tree;

pub(crate) fn findings(tree: &Tree) -> Vec<Finding> {
    let stored: Vec<(&str, String)> = tree
        .ending_in(".json")
        .filter(|(path, _)| path.starts_with(".sqlx/"))
        .map(|(path, text)| (path, query_of(text)))
        .collect();
    if stored.is_empty() {
        return Vec::new();
    }
    let sources: Vec<Vec<String>> = tree
        .ending_in(".rs")
        .filter(|(_, text)| text.contains("query"))
        .map(|(_, text)| literals(text).iter().map(|literal| bare(literal)).collect())
        .collect();
    stored
        .into_iter()
        .filter(|(_, query)| !sources.iter().any(|literals| is_made_of(query, literals)))
        .map(|(path, _)| {
            Finding::new(
                path,
                "this query is gone from the code: run `cargo xtask prepare`",
            )
        })
        .collect()
}

fn query_of(json: &str) -> String {
    let value: Option<serde_json::Value> = serde_json::from_str(json).ok();
    let query = value.as_ref().and_then(|value| value.get("query")?.as_str());
    // A file that cannot be read matches no source and is reported.
    query.map_or_else(|| "\0".to_owned(), bare)
}

/// Words and parameters only: a literal in the code may be broken into lines or indented otherwise.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|character| character.is_alphanumeric() || "_$*=<>".contains(*character))
        .collect()
}

/// Whether the query is one of the literals, or several of them one after the other: sqlx lets a query be put together
/// with `+`, and a macro may bring one part of it.
fn is_made_of(query: &str, literals: &[String]) -> bool {
    let mut reached = vec![false; query.len() + 1];
    reached[0] = true;
    for start in 0..query.len() {
        if !reached[start] {
            continue;
        }
        for literal in literals.iter().filter(|literal| !literal.is_empty()) {
            if query[start..].starts_with(literal.as_str()) {
                reached[start + literal.len()] = true;
            }
        }
    }
    reached[query.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(stored: &str) -> usize {
        let code = "macro_rules! select { ($rest:literal) => { query!(\"select id \\\n     from \\\"members\\\" \" + $rest) } }\n\
                    fn one() { select!(\"where id = $1\"); }";
        let json = serde_json::json!({ "query": stored }).to_string();
        findings(&Tree::of(&[("a/rows.rs", code), (".sqlx/query-1.json", &json)])).len()
    }

    #[test]
    fn a_stored_query_that_is_gone_is_found() {
        assert_eq!(found("select id from \"members\" where id = $1"), 0);
        assert_eq!(found("select id from \"members\" where id = $2"), 1);
    }

    #[test]
    fn a_file_that_is_no_query_is_found() {
        assert_eq!(
            findings(&Tree::of(&[("a/rows.rs", "query"), (".sqlx/query-1.json", "{")])).len(),
            1
        );
    }
}
