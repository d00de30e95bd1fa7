//! Where a picture lies.

use super::{InvalidValue, text_value};

/// An address on the web, encrypted on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureAddress(String);

text_value!(
    PictureAddress,
    "The address of a picture; it begins with https://.",
    9..=500
);

impl PictureAddress {
    /// Reads an address.
    pub fn parse(text: &str) -> Result<Self, InvalidValue> {
        let rest = text.strip_prefix("https://").unwrap_or_default();
        let plain = rest
            .chars()
            .all(|character| character.is_ascii_graphic() && !"\"'<>\\`{}|^".contains(character));
        if rest.is_empty() || rest.starts_with('/') || text.len() > 500 || !plain {
            return Err(InvalidValue(
                "a picture's address begins with https:// and has at most 500 characters",
            ));
        }
        Ok(Self(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_encrypted_and_harmless() {
        assert!(PictureAddress::parse("https://example.org/a.png?size=2").is_ok());
        for text in [
            "",
            "https://",
            "http://example.org/a",
            "javascript:alert(1)",
            "https://a/\"><script>",
        ] {
            assert!(PictureAddress::parse(text).is_err(), "{text}");
        }
    }
}
