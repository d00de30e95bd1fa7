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

/// The string literals of a Rust file, with escapes resolved as far as SQL needs it.
pub(crate) fn literals(text: &str) -> Vec<String> {
    let mut literals = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(['"', '/', '\'', 'r']) {
        let (before, here) = rest.split_at(start);
        rest = if here.starts_with("//") {
            here.split_once('\n').map_or("", |(_, next)| next)
        } else if let Some(body) = here.strip_prefix('"') {
            let (literal, next) = quoted(body);
            literals.push(literal);
            next
        } else if here.starts_with("'\"'") || here.starts_with("'\\\"'") {
            // A quotation mark as a character begins no literal.
            here[1..].split_once('\'').map_or("", |(_, next)| next)
        } else if let Some((literal, next)) = raw(before, here) {
            literals.push(literal.to_owned());
            next
        } else {
            &here[1..]
        };
    }
    literals
}

/// What follows an opening quotation mark, up to the closing one.
fn quoted(text: &str) -> (String, &str) {
    let mut literal = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return (literal, &text[at + 1..]),
            '\\' => match characters.next() {
                Some((_, 'n' | 't' | 'r' | '\n')) => literal.push(' '),
                Some((_, escaped)) => literal.push(escaped),
                None => {}
            },
            other => literal.push(other),
        }
    }
    (literal, "")
}

/// `r"…"` or `r#"…"#`, unless the `r` ends a word.
fn raw<'text>(before: &str, here: &'text str) -> Option<(&'text str, &'text str)> {
    let hashes = here
        .strip_prefix('r')?
        .chars()
        .take_while(|character| *character == '#')
        .count();
    let body = here[1 + hashes..].strip_prefix('"')?;
    if before
        .chars()
        .next_back()
        .is_some_and(|last| last.is_alphanumeric() || last == '_')
    {
        return None;
    }
    body.split_once(&format!("\"{}", "#".repeat(hashes)))
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
    fn literals_are_found_whatever_their_form() {
        let text = "let a = \"one \\\"two\\\" \\\n three\"; // \"not this\"\nlet b = r#\"raw \"four\"\"#; let c = '\"'; for \"five\"";
        assert_eq!(literals(text), ["one \"two\"   three", "raw \"four\"", "five"]);
    }

    #[test]
    fn words_are_whole() {
        assert!(contains_word("a clock", "clock"));
        assert!(!contains_word("use clock_use;", "clock"));
        assert!(!contains_word("myclock", "clock"));
    }
}
