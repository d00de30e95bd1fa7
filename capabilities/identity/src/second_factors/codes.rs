//! What somebody types as a second factor: the six digits of an app, or a recovery code.

use std::fmt;

use hustings_kernel::{AccountId, Sources};
use hustings_store::Vault;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize};
use zeroize::Zeroizing;

use crate::values::SecretText;

/// How many recovery codes somebody is given.
pub(super) const RECOVERY_CODES: usize = 10;
/// Without letters that are taken for digits or for one another.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// Fifty random bits: with the lockout nobody guesses that.
const DIGITS: usize = 10;
const LONGEST: usize = 64;

/// What somebody typed. Blanks and dashes do not count.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum FactorCode {
    /// The six digits of an app.
    App(u32),
    /// A recovery code.
    Recovery(Zeroizing<String>),
}

impl FactorCode {
    fn parse(typed: &str) -> Option<Self> {
        if typed.len() > LONGEST {
            return None;
        }
        let kept = typed
            .chars()
            .filter(|letter| !letter.is_whitespace() && *letter != '-');
        let kept: Zeroizing<String> = Zeroizing::new(kept.flat_map(char::to_lowercase).map(meant).collect());
        let is_known = |digit: &u8| ALPHABET.contains(digit);
        if kept.len() == 6 && kept.bytes().all(|digit| digit.is_ascii_digit()) {
            kept.parse().ok().map(Self::App)
        } else if kept.len() == DIGITS && kept.as_bytes().iter().all(is_known) {
            Some(Self::Recovery(kept))
        } else {
            None
        }
    }
}

/// The letter that was meant, of those that look alike.
fn meant(letter: char) -> char {
    match letter {
        'o' => '0',
        'i' | 'l' => '1',
        other => other,
    }
}

impl fmt::Debug for FactorCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("FactorCode(…)")
    }
}

impl<'de> Deserialize<'de> for FactorCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let typed = Zeroizing::new(String::deserialize(deserializer)?);
        Self::parse(&typed).ok_or_else(|| {
            serde::de::Error::custom("a code has six digits, a recovery code ten letters and digits")
        })
    }
}

impl JsonSchema for FactorCode {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "FactorCode".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "minLength": 6,
            "maxLength": LONGEST,
            "description": "The six digits that an authenticator app shows, or a recovery code.",
        })
    }
}

/// New recovery codes, to be shown this once.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct NewRecoveryCodes {
    /// Each stands in once for the second factor.
    recovery_codes: Vec<SecretText>,
}

impl NewRecoveryCodes {
    /// As many as somebody is given.
    pub(super) fn new(sources: &Sources) -> Self {
        let one = |_| SecretText::from(recovery_code(sources));
        Self {
            recovery_codes: (0..RECOVERY_CODES).map(one).collect(),
        }
    }

    /// What is kept of them.
    pub(super) fn hashes(&self, vault: &Vault, account: AccountId) -> Vec<Vec<u8>> {
        let kept = |code: &SecretText| hash(vault, account, &code.reveal().replace('-', "")).to_vec();
        self.recovery_codes.iter().map(kept).collect()
    }
}

fn recovery_code(sources: &Sources) -> Zeroizing<String> {
    let random = Zeroizing::new(sources.bytes::<DIGITS>());
    let mut code = Zeroizing::new(String::with_capacity(DIGITS + 1));
    for (place, byte) in random.iter().enumerate() {
        if place == DIGITS / 2 {
            code.push('-');
        }
        // 32 letters: each as likely as the other.
        code.push(char::from(ALPHABET[usize::from(byte & 31)]));
    }
    code
}

/// What is kept of a recovery code.
pub(super) fn hash(vault: &Vault, account: AccountId, code: &str) -> [u8; 32] {
    let whole = Zeroizing::new(format!("{account}:{code}"));
    vault.blind_index("recovery code", &whole)
}

#[cfg(test)]
mod tests {
    use hustings_kernel::{ManualClock, SeededRandomness};

    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        for typed in ["012345", " 012 345 ", "012-345"] {
            assert_eq!(FactorCode::parse(typed), Some(FactorCode::App(12_345)), "{typed}");
        }
        for typed in ["0a1b2-c3d4e", "OA1B2C3D4E", "oalb2 c3d4e"] {
            let read = FactorCode::Recovery(Zeroizing::new("0a1b2c3d4e".to_owned()));
            assert_eq!(FactorCode::parse(typed), Some(read), "{typed}");
        }
    }

    #[test]
    fn anything_else_is_no_code() {
        for typed in [
            "",
            "12345",
            "1234567",
            "12345a",
            "0a1b2c3d4",
            "0a1b2c3d4u",
            "１２３４５６",
            &"1".repeat(70),
        ] {
            assert_eq!(FactorCode::parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn new_recovery_codes_differ_and_are_read_again() {
        let clock = ManualClock::at(chrono::DateTime::UNIX_EPOCH);
        let sources = Sources::new(clock, SeededRandomness::new(1));
        let codes = NewRecoveryCodes::new(&sources).recovery_codes;
        let read: Vec<_> = codes
            .iter()
            .map(|code| FactorCode::parse(code.reveal()).unwrap())
            .collect();
        assert_eq!(read.len(), RECOVERY_CODES);
        for (place, code) in read.iter().enumerate() {
            assert!(!read[..place].contains(code));
        }
        assert_eq!(codes[0].reveal().len(), 11);
    }
}
