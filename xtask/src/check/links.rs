//! Links between documents lead somewhere, and every page of the book is in its summary.

use std::path::{Component, Path, PathBuf};

use super::Finding;
use crate::workspace::Tree;

const PAGES: &str = "docs/src/";
const SUMMARY: &str = "docs/src/SUMMARY.md";

pub(crate) fn findings(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.ending_in(".md") {
        for (number, line) in text.lines().enumerate() {
            for target in targets(line).filter(|target| !leads_somewhere(tree, path, target)) {
                findings.push(Finding::on_line(
                    path,
                    number + 1,
                    format!("the link to `{target}` leads nowhere"),
                ));
            }
        }
    }
    let summary = tree.files.get(SUMMARY).map_or("", String::as_str);
    for (path, _) in tree
        .ending_in(".md")
        .filter(|(path, _)| path.starts_with(PAGES) && *path != SUMMARY)
    {
        if !summary.contains(&format!("({})", &path[PAGES.len()..])) {
            findings.push(Finding::new(
                path,
                format!("is not in {SUMMARY}, so the book leaves it out"),
            ));
        }
    }
    findings
}

/// What stands in the parentheses of `[text](target)`, web addresses and places on the same page left out.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    line.split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'))
        .map(|(target, _)| target)
        .filter(|target| {
            !target.contains("://")
                && !target.starts_with('#')
                && !target.starts_with("mailto:")
                && !target.is_empty()
        })
}

fn leads_somewhere(tree: &Tree, from: &str, target: &str) -> bool {
    let file = target.split('#').next().unwrap_or(target).trim_end_matches('/');
    let folder = Path::new(from).parent().unwrap_or(Path::new(""));
    let mut path = PathBuf::new();
    for component in folder.join(file).components() {
        match component {
            Component::ParentDir => {
                path.pop();
            }
            Component::Normal(name) => path.push(name),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    let path = path.to_string_lossy().replace('\\', "/");
    let inside = format!("{path}/");
    tree.files
        .keys()
        .any(|file| *file == path || file.starts_with(&inside))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> usize {
        findings(&Tree::of(&[
            ("docs/adr/a.md", text),
            ("docs/adr/b.md", ""),
            ("README.md", ""),
        ]))
        .len()
    }

    #[test]
    fn a_link_that_leads_nowhere_is_found() {
        assert_eq!(
            found("[b](b.md) and [b](b.md#part) and [root](../../README.md) and [folder](../adr/)"),
            0
        );
        assert_eq!(found("[web](https://example.org) and [here](#part)"), 0);
        assert_eq!(found("[gone](gone.md) and [above](../../../README)"), 2);
    }

    #[test]
    fn a_page_that_is_not_in_the_summary_is_found() {
        let summary = (SUMMARY, "- [In](in.md)");
        let pages = [summary, ("docs/src/in.md", ""), ("docs/src/out.md", "")];
        assert_eq!(findings(&Tree::of(&pages)).len(), 1);
    }
}
