//! A kind of event that a capability says it emits is made somewhere in its sources, or in the platform's, which appends
//! some on a capability's behalf.
//!
//! What reads a kind relies on somebody emitting it, and the list of a capability is only a word given: here it is
//! compared with the places where the event's type is built.

use super::Finding;
use super::source::{is_test_file, rust_lines};
use crate::workspace::Tree;

/// How the list of a capability begins, and how it ends.
const LIST: &str = "const EMITS: &[&str] = &[";
const END: &str = "];";

pub(crate) fn findings(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.ending_in(".rs") {
        let Some(capability) = folder_of(path) else {
            continue;
        };
        for (number, event) in listed(text) {
            let is_made = tree
                .ending_in(".rs")
                .filter(|(other, _)| folder_of(other) == Some(capability) || is_platform(other))
                .any(|(_, text)| rust_lines(text).any(|(_, line)| makes(line, event)));
            if !is_made {
                findings.push(Finding::on_line(
                    path,
                    number,
                    format!("says that {event} is emitted, but nothing here appends one"),
                ));
            }
        }
    }
    findings
}

fn is_platform(path: &str) -> bool {
    path.starts_with("platform/") && path.contains("/src/") && !is_test_file(path)
}

/// `capabilities/voting` of its sources; tests emit nothing.
fn folder_of(path: &str) -> Option<&str> {
    let name = path.strip_prefix("capabilities/")?.split('/').next()?;
    let folder = &path[..("capabilities/".len() + name.len())];
    let is_source = path[folder.len()..].starts_with("/src/") && !is_test_file(path);
    is_source.then_some(folder)
}

/// The types in the list, each with its line: `PostPublished` of `post::PostPublished::KIND`.
fn listed(text: &str) -> impl Iterator<Item = (usize, &str)> {
    rust_lines(text)
        .skip_while(|(_, line)| !line.trim_start().ends_with(LIST))
        .skip(1)
        .take_while(|(_, line)| line.trim() != END)
        .filter_map(|(number, line)| {
            let path = line.trim().strip_suffix("::KIND,")?;
            Some((number, path.rsplit("::").next()?))
        })
}

/// Builds a value of this type on this line.
fn makes(line: &str, event: &str) -> bool {
    let line = line.trim();
    let is_about_the_type = ["impl", "struct", "pub struct", "pub(crate) struct", "for"]
        .iter()
        .any(|word| line.starts_with(word));
    let is_part = |character: char| character.is_alphanumeric() || character == '_';
    !is_about_the_type
        && line.match_indices(event).any(|(start, found)| {
            let rest = &line[start + found.len()..];
            !line[..start].chars().next_back().is_some_and(is_part)
                && (rest.starts_with(" {") || rest.starts_with(')'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTED: &str =
        "const EMITS: &[&str] = &[\n    post::PostPublished::KIND,\n    post::PostHidden::KIND,\n];\n";

    #[test]
    fn what_is_listed_and_appended_is_well() {
        let publish = "tx.append(&PostPublished {\n    post,\n}).await?;\n";
        let hide = "let hidden = post::PostHidden { post };\n";
        let tree = Tree::of(&[
            ("capabilities/community/src/capability.rs", LISTED),
            ("capabilities/community/src/posts/publish.rs", publish),
            ("capabilities/community/src/posts/hide.rs", hide),
        ]);
        assert_eq!(findings(&tree), []);
    }

    #[test]
    fn what_is_listed_and_appended_nowhere_or_elsewhere_is_found() {
        let others = "// PostHidden { .. } is not made here\nuse post::PostHidden;\nimpl Seen for PostHidden {}\nlet a = PostPublished { post };\nlet b = MyPostHidden { post };\n";
        let made = "let hidden = PostHidden { post };\n";
        let tree = Tree::of(&[
            ("capabilities/community/src/capability.rs", LISTED),
            ("capabilities/community/src/posts/mod.rs", others),
            ("capabilities/community/tests/posts.rs", made),
            ("capabilities/voting/src/lib.rs", made),
        ]);
        let found = findings(&tree);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].place, "capabilities/community/src/capability.rs:3");
    }
}
