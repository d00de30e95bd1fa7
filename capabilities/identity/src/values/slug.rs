//! An organisation's name in addresses.

use super::{InvalidValue, text_value};

/// Names that would be mistaken for a part of the platform.
const RESERVED: [&str; 16] = [
    "about", "account", "admin", "api", "app", "assets", "auth", "help", "hustings", "login", "orgs",
    "setup", "static", "support", "v1", "www",
];

/// A short name made of `a-z`, `0-9` and single hyphens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slug(String);

text_value!(
    Slug,
    "A short name made of a-z, 0-9 and single hyphens, unique in the installation.",
    2..=40
);

impl Slug {
    /// Reads a slug.
    pub fn parse(text: &str) -> Result<Self, InvalidValue> {
        let is_plain = text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        let hyphens_stand_alone = !text.starts_with('-') && !text.ends_with('-') && !text.contains("--");
        if !(2..=40).contains(&text.len()) || !is_plain || !hyphens_stand_alone {
            return Err(InvalidValue(
                "a slug has 2 to 40 characters: a-z, 0-9 and single hyphens between them",
            ));
        }
        if RESERVED.contains(&text) {
            return Err(InvalidValue("this slug is reserved"));
        }
        Ok(Self(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_plain() {
        assert!(Slug::parse("city-27").is_ok());
        for text in [
            "",
            "a",
            "A1",
            "-ab",
            "ab-",
            "a--b",
            "a b",
            "admin",
            &"a".repeat(41),
        ] {
            assert!(Slug::parse(text).is_err(), "{text:?}");
        }
    }
}
