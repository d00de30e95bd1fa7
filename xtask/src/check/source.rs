//! Reading Rust and SQL as far as the rules need it: lines without comments, and which lines are tests.
//!
//! Not a parser. It relies on rustfmt's layout, which the same check enforces: an item ends with a closing brace at
//! the indentation it began with.

/// The lines of a Rust file, numbered from one, with `//` comments cut off.
pub(crate) fn rust_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(index, line)| (index + 1, without_comment(line, "//")))
}

/// The lines of an SQL file, numbered from one, with `--` comments cut off.
pub(crate) fn sql_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(index, line)| (index + 1, without_comment(line, "--")))
}

/// Cuts at the marker, unless it stands inside a string on that line.
fn without_comment<'line>(line: &'line str, marker: &str) -> &'line str {
    let quotes_before = |end: usize| line[..end].matches('"').count();
    let start = line
        .match_indices(marker)
        .find(|(start, _)| quotes_before(*start).is_multiple_of(2));
    start.map_or(line, |(start, _)| &line[..start])
}

/// Whether a file holds only tests: `tests.rs` beside a module, or anything in a `tests` or `benches` folder.
pub(crate) fn is_test_file(path: &str) -> bool {
    path.ends_with("/tests.rs")
        || path
            .split('/')
            .any(|folder| folder == "tests" || folder == "benches")
}

/// How many lines of a Rust file are not inside an item marked `#[cfg(test)]`.
pub(crate) fn lines_without_tests(text: &str) -> usize {
    let mut counted = 0;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim() != "#[cfg(test)]" {
            counted += 1;
            continue;
        }
        let indentation = &line[..line.len() - line.trim_start().len()];
        let end = format!("{indentation}}}");
        for inside in lines.by_ref() {
            // `mod tests;` and `use …;` end on their own line; a block ends with its brace.
            let ends_at_once = inside.starts_with(indentation)
                && inside.ends_with(';')
                && !inside[indentation.len()..].starts_with(char::is_whitespace);
            if inside == end || ends_at_once {
                break;
            }
        }
    }
    counted
}

/// Whether `text` contains `word` as a whole word.
pub(crate) fn contains_word(text: &str, word: &str) -> bool {
    let is_part = |character: char| character.is_alphanumeric() || character == '_';
    text.match_indices(word).any(|(start, found)| {
        let before = text[..start].chars().next_back();
        let after = text[start + found.len()..].chars().next();
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_is_cut_off_but_not_inside_a_string() {
        let lines: Vec<_> = rust_lines("let a = 1; // why\nlet url = \"http://x\";").collect();
        assert_eq!(lines, [(1, "let a = 1; "), (2, "let url = \"http://x\";")]);
        assert_eq!(
            sql_lines("select 1 -- now()").collect::<Vec<_>>(),
            [(1, "select 1 ")]
        );
    }

    #[test]
    fn test_modules_do_not_count_as_lines() {
        let text = "fn a() {}\n\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn b() {\n    }\n}\nfn c() {}\n";
        assert_eq!(lines_without_tests(text), 3);
    }

    #[test]
    fn a_test_module_in_its_own_file_does_not_hide_what_follows() {
        assert_eq!(
            lines_without_tests("#[cfg(test)]\nmod tests;\nfn a() {}\nfn b() {}\n"),
            2
        );
    }

    #[test]
    fn a_test_only_method_does_not_hide_what_follows() {
        let text = "impl A {\n    #[cfg(test)]\n    fn b() {\n        c();\n    }\n\n    fn d() {}\n}\n";
        assert_eq!(lines_without_tests(text), 4);
    }

    #[test]
    fn words_are_whole() {
        assert!(contains_word("a clock", "clock"));
        assert!(!contains_word("use clock_use;", "clock"));
        assert!(!contains_word("myclock", "clock"));
    }
}
