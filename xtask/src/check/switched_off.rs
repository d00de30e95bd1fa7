//! No test is switched off: what fails is mended or deleted.

use super::Finding;
use super::source::rust_lines;
use crate::workspace::Tree;

// Written in two parts, or this file would find itself.
const ATTRIBUTE: &str = concat!("#[ign", "ore");
const IN_DOCUMENTATION: &str = concat!("```ign", "ore");

pub(crate) fn findings(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.ending_in(".rs") {
        // Documentation tests live in comments, so those count here.
        let code = rust_lines(text).filter(|(_, line)| line.contains(ATTRIBUTE));
        let documentation = text
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line))
            .filter(|(_, line)| line.contains(IN_DOCUMENTATION));
        for (number, _) in code.chain(documentation) {
            findings.push(Finding::on_line(
                path,
                number,
                "a test that is switched off: mend it or delete it",
            ));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ignored_test_is_found() {
        let code = concat!("#[test]\n#[ign", "ore = \"slow\"]\nfn a() {}\n");
        let documentation = concat!("/// ```ign", "ore\n/// a();\n/// ```\n");
        assert_eq!(
            findings(&Tree::of(&[("a.rs", code), ("b.rs", documentation)])).len(),
            2
        );
    }
}
