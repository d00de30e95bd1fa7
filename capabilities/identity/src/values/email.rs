//! An address that mail can reach.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use unicode_normalization::UnicodeNormalization as _;

use super::InvalidValue;

/// An e-mail address. Two addresses are the same when their [`normalised`](Self::normalised) forms are.
///
/// It does not print: who logs one should have to mean it.
#[derive(Clone, PartialEq, Eq)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Reads an address.
    ///
    /// Quoted local parts and comments exist in the standard and nowhere else; in a header they are dangerous.
    pub fn parse(text: &str) -> Result<Self, InvalidValue> {
        let text = text.trim();
        Self::is_address(text)
            .then(|| Self(text.to_owned()))
            .ok_or(InvalidValue("an e-mail address is written like ada@example.org"))
    }

    fn is_address(text: &str) -> bool {
        let Some((local, domain)) = text.rsplit_once('@') else {
            return false;
        };
        let plain = |character: char| {
            !character.is_whitespace() && !character.is_control() && !r#""(),:;<>[\]@"#.contains(character)
        };
        let label = |part: &str| {
            (1..=63).contains(&part.len())
                && !part.starts_with('-')
                && !part.ends_with('-')
                && part
                    .chars()
                    .all(|character| character.is_alphanumeric() || character == '-')
        };
        text.len() <= 254
            && (1..=64).contains(&local.len())
            && local.chars().all(plain)
            && domain.contains('.')
            && domain.split('.').all(label)
    }

    /// The address as it was typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form in which addresses are compared. By the book the part before the @ could depend on case; nobody's does,
    /// and two accounts that differ in nothing else would help only impostors.
    pub fn normalised(&self) -> String {
        self.0.nfkc().collect::<String>().to_lowercase()
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("EmailAddress(…)")
    }
}

impl Serialize for EmailAddress {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for EmailAddress {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for EmailAddress {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "EmailAddress".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "email", "maxLength": 254 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_compared_without_case() {
        for good in [
            "ada@example.org",
            " Ada.Lovelace+x@Mail.Example.ORG ",
            "jürgen@bücher.example",
            "o'neil@x.ie",
        ] {
            assert!(EmailAddress::parse(good).is_ok(), "{good}");
        }
        let one = EmailAddress::parse("Ada@Example.org").unwrap();
        assert_eq!(one.normalised(), "ada@example.org");
        assert_eq!(one.as_str(), "Ada@Example.org");
        assert_eq!(format!("{one:?}"), "EmailAddress(…)");
    }

    #[test]
    fn what_could_not_be_reached_or_could_break_a_header_is_no_address() {
        for bad in [
            "",
            "ada",
            "@example.org",
            "ada@",
            "ada@localhost",
            "ada@@example.org",
            "a b@example.org",
            "ada@exa mple.org",
            "ada@example..org",
            "ada@-a.org",
            "\"ada\"@example.org",
            "ada@example.org\nBcc: x",
            "ada@[10.0.0.1]",
            "<ada@example.org>",
            "a,b@example.org",
        ] {
            assert!(EmailAddress::parse(bad).is_err(), "{bad}");
        }
        assert!(EmailAddress::parse(&format!("{}@example.org", "a".repeat(65))).is_err());
    }
}
