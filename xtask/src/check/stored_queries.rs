//! `.sqlx` holds no query that is gone from the code.
//!
//! The other half needs no rule: a query that is not stored does not compile. And whether what is stored is still true
//! of the schema is a test of platform/store.

use super::Finding;
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
    let sources: Vec<String> = tree
        .ending_in(".rs")
        .filter(|(_, text)| text.contains("query"))
        .chain(tree.ending_in(".sql"))
        .map(|(_, text)| bare(text))
        .collect();
    stored
        .into_iter()
        .filter(|(_, query)| !sources.iter().any(|source| source.contains(query)))
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

/// Words and parameters only: a literal in the code may be broken into lines, joined with `+`, or escaped.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|character| character.is_alphanumeric() || "_$*=<>".contains(*character))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(stored: &str) -> usize {
        let code = "sqlx_query!(\n    \"select id \\\n     from \\\"members\\\"\" + \" where id = $1\", id)";
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
        assert_eq!(findings(&Tree::of(&[(".sqlx/query-1.json", "{")])).len(), 1);
    }
}
