//! What people and things are called, and how that is compared and found.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::{InvalidValue, text_value};

/// Splitting a name into more words than this helps nobody who searches.
const MOST_WORDS: usize = 8;

/// What a person is called. People have one name or many, in any script; only emptiness and noise are refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonName(String);

text_value!(PersonName, "What a person is called.", 1..=100);

impl PersonName {
    /// Reads a name.
    pub fn parse(text: &str) -> Result<Self, InvalidValue> {
        one_line(text, 100)
            .map(Self)
            .ok_or(InvalidValue("a name has 1 to 100 characters on one line"))
    }
}

/// What a thing is called: an organisation, a role, a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label(String);

text_value!(Label, "What something is called.", 1..=80);

impl Label {
    /// Reads a label.
    pub fn parse(text: &str) -> Result<Self, InvalidValue> {
        one_line(text, 80)
            .map(Self)
            .ok_or(InvalidValue("a label has 1 to 80 characters on one line"))
    }
}

/// A sentence or two: why somebody was suspended, what a role is for. May be empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Note(String);

text_value!(Note, "A sentence or two.", 0..=500);

impl Note {
    /// Reads a note.
    pub fn parse(text: &str) -> Result<Self, InvalidValue> {
        let text = text.trim();
        let is_text = |character: char| !character.is_control() || character == '\n';
        if text.chars().count() <= 500 && text.chars().all(is_text) {
            Ok(Self(text.nfc().collect()))
        } else {
            Err(InvalidValue(
                "a note has at most 500 characters and no control characters",
            ))
        }
    }

    /// Says it nothing?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The text without spaces around it and with single ones within; nothing if it is empty, too long or not plain text.
fn one_line(text: &str, most: usize) -> Option<String> {
    let text: String = text.nfc().collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = !text.is_empty() && text.chars().count() <= most;
    (fits && !text.chars().any(is_noise)).then_some(text)
}

/// Control characters, and those that turn or hide what stands beside them.
fn is_noise(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Lower case without accents: `Øyvind Müller` sorts beside `oyvind muller` as far as Unicode knows how.
pub fn fold(text: &str) -> String {
    text.nfkd()
        .filter(|character| !is_combining_mark(*character))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The folded words by which a name is found.
pub fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut words: Vec<String> = folded
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
        .map(str::to_owned)
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_tidied() {
        assert_eq!(
            PersonName::parse("  Ada \t Lovelace ").unwrap().as_str(),
            "Ada Lovelace"
        );
        assert_eq!(PersonName::parse("明").unwrap().as_str(), "明");
    }

    #[test]
    fn what_is_no_name_is_refused() {
        for text in ["", "  ", &"a".repeat(101), "a\u{202e}b", "a\u{7}b"] {
            assert!(PersonName::parse(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_name_is_found_without_its_accents() {
        assert_eq!(words("Zoë d'Arc-Müller"), ["arc", "d", "muller", "zoe"]);
        assert_eq!(words("Zoe\u{308} ZOË"), ["zoe"]);
        assert!(words("— …").is_empty());
    }

    #[test]
    fn a_note_may_be_empty_and_have_lines() {
        assert!(Note::parse(" ").unwrap().is_empty());
        assert_eq!(Note::parse("one\ntwo").unwrap().as_str(), "one\ntwo");
        assert!(Note::parse("\u{0}").is_err());
        assert!(Note::parse(&"a".repeat(501)).is_err());
    }
}
