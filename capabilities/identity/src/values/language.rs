//! A language people read.

use super::{InvalidValue, text_value};

/// A language tag as in BCP 47, as far as catalogues of texts use them: language, script, region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language(String);

text_value!(
    Language,
    "A language tag such as en, pt-BR or zh-Hant-TW.",
    2..=11
);

impl Language {
    /// Reads a tag and writes it in its usual capitals.
    pub fn parse(text: &str) -> Result<Self, InvalidValue> {
        Self::read(text).ok_or(InvalidValue("a language is written like en, pt-BR or zh-Hant-TW"))
    }

    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('-').peekable();
        let letters = |part: &str, counts: &[usize]| {
            counts.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
        };
        let language = parts.next().filter(|part| letters(part, &[2, 3]))?;
        let mut tag = language.to_ascii_lowercase();
        if let Some(script) = parts.next_if(|part| letters(part, &[4])) {
            let (first, rest) = script.split_at(1);
            tag.extend(["-", &first.to_ascii_uppercase(), &rest.to_ascii_lowercase()]);
        }
        if let Some(region) = parts.next_if(|part| letters(part, &[2])) {
            tag.extend(["-", &region.to_ascii_uppercase()]);
        }
        parts.next().is_none().then_some(Self(tag))
    }

    /// English, in which every text exists.
    pub fn english() -> Self {
        Self("en".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_takes_its_usual_form() {
        for (text, tag) in [
            ("EN", "en"),
            ("pt-br", "pt-BR"),
            ("zh-hant-tw", "zh-Hant-TW"),
            ("fil", "fil"),
        ] {
            assert_eq!(Language::parse(text).unwrap().as_str(), tag);
        }
    }

    #[test]
    fn what_is_no_tag_is_refused() {
        for text in ["", "e", "english", "en-", "en-G", "en-GB-x", "é", "12", "en_GB"] {
            assert!(Language::parse(text).is_err(), "{text:?}");
        }
    }
}
