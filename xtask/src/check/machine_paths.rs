//! No file names a folder of somebody's machine.

use super::Finding;
use crate::workspace::Tree;

// Written in two parts, or this file would find itself.
// Homes below `/home` are left alone: documentation and tests have made-up people live there.
const PATHS: [&str; 3] = [
    concat!("/ro", "ot/"),
    concat!("/Us", "ers/"),
    concat!("/wo", "rk/"),
];

pub(crate) fn findings(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in &tree.files {
        for (index, line) in text.lines().enumerate() {
            if let Some(machine) = PATHS.iter().find(|machine| starts_a_path(line, machine)) {
                findings.push(Finding::on_line(
                    path,
                    index + 1,
                    format!("names a folder of one machine ({machine}…)"),
                ));
            }
        }
    }
    findings
}

/// Whether the line has an absolute path that starts so: a URL or a relative path has a letter before the slash.
fn starts_a_path(line: &str, machine: &str) -> bool {
    line.match_indices(machine).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        !before.is_some_and(|before| before.is_alphanumeric() || "._-}*".contains(before))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_absolute_path_of_a_machine_is_found() {
        let text = concat!(
            "data = \"/wo",
            "rk/data\"\nurl = \"https://example.org/wo",
            "rk/\"\n"
        );
        let found = findings(&Tree::of(&[("deploy/a.toml", text)]));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].place, "deploy/a.toml:1");
    }
}
