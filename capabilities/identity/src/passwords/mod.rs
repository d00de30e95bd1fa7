//! Passwords: what may be one, and how it is kept.
//!
//! [`Password`] is a secret as somebody typed it; [`policy`] judges a new one; [`Passwords`] hashes and compares, few at
//! a time, because each costs a noticeable share of a core on purpose.

mod hashing;
mod policy;

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

pub use hashing::{PasswordFault, PasswordSettings, Passwords, Verdict};
pub use policy::Weakness;

/// Longer than anybody types, short enough that judging it stays cheap.
const LONGEST: usize = 256;

/// A password as somebody typed it. It does not print and is wiped when dropped.
///
/// It is kept in the normal form NFKC: a keyboard may compose `ü` or send it in two parts, and a phone's keyboard may
/// differ from the desk's, but it is the same password.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(Zeroizing<String>);

impl Password {
    /// Takes what was typed. `None` if it is empty or absurdly long.
    pub fn new(typed: &str) -> Option<Self> {
        let length = typed.chars().count();
        if length == 0 || length > LONGEST {
            return None;
        }
        Some(Self(Zeroizing::new(typed.nfkc().collect())))
    }

    fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Password(…)")
    }
}

impl<'de> Deserialize<'de> for Password {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let typed = Zeroizing::new(String::deserialize(deserializer)?);
        Self::new(&typed).ok_or_else(|| serde::de::Error::custom("a password has 1 to 256 characters"))
    }
}

impl JsonSchema for Password {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Password".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "password", "minLength": 1, "maxLength": LONGEST })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_letters_make_the_same_password_however_they_were_typed() {
        let composed = Password::new("Müßiggang ﬁn").unwrap();
        let decomposed = Password::new("Mu\u{308}ßiggang fin").unwrap();
        assert_eq!(composed, decomposed);
        assert_eq!(format!("{composed:?}"), "Password(…)");
    }

    #[test]
    fn an_empty_or_endless_password_is_none() {
        assert!(Password::new("").is_none());
        assert!(Password::new(&"a".repeat(257)).is_none());
        assert!(Password::new(&"ü".repeat(256)).is_some());
    }
}
