//! The secret of an API key: `hk_`, 64 hexadecimal digits of chance, 8 of a checksum.
//!
//! The checksum lets a scanner tell a leaked key from any other text, and lets us turn away a mistyped one without
//! asking the database. Only a keyed hash is stored; for 256 random bits that is as good as a slow one.

use std::fmt::Write as _;

use hustings_http::API_KEY_PREFIX;
use hustings_store::Vault;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

const RANDOM_DIGITS: usize = 64;
const CHECK_DIGITS: usize = 8;
/// How much of a secret is kept, so that a person recognises a key.
const SHOWN: usize = 8;

/// A key's secret. It does not print.
pub(crate) struct KeySecret(Zeroizing<String>);

impl std::fmt::Debug for KeySecret {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("KeySecret(…)")
    }
}

impl KeySecret {
    /// A new secret of these random bytes.
    pub(crate) fn new(random: &Zeroizing<[u8; 32]>) -> Self {
        let mut text = Zeroizing::new(String::with_capacity(
            API_KEY_PREFIX.len() + RANDOM_DIGITS + CHECK_DIGITS,
        ));
        text.push_str(API_KEY_PREFIX);
        for byte in random.iter() {
            // Writing to a string does not fail.
            let _ = write!(text, "{byte:02x}");
        }
        let check = checksum(&text);
        text.push_str(&check);
        Self(text)
    }

    /// Reads a secret; `None` if it is none of ours.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix(API_KEY_PREFIX)?;
        let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if digits.len() != RANDOM_DIGITS + CHECK_DIGITS || !digits.bytes().all(is_hex) {
            return None;
        }
        let (body, check) = text.split_at(text.len() - CHECK_DIGITS);
        (checksum(body) == check).then(|| Self(Zeroizing::new(text.to_owned())))
    }

    /// The secret itself, to be shown once.
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }

    /// Its first characters.
    pub(crate) fn prefix(&self) -> &str {
        &self.0[..API_KEY_PREFIX.len() + SHOWN]
    }

    /// Under which it is found.
    pub(crate) fn hash(&self, vault: &Vault) -> [u8; 32] {
        vault.blind_index("api key", &self.0)
    }
}

fn checksum(body: &str) -> String {
    let mut check = String::with_capacity(CHECK_DIGITS);
    for byte in &Sha256::digest(body.as_bytes())[..CHECK_DIGITS / 2] {
        // Writing to a string does not fail.
        let _ = write!(check, "{byte:02x}");
    }
    check
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_recognised_and_a_mistyped_one_is_not() {
        let secret = KeySecret::new(&Zeroizing::new([7; 32]));
        assert_eq!(secret.prefix(), "hk_07070707");
        assert!(KeySecret::parse(secret.reveal()).is_some());
        let mistyped = secret.reveal().replacen('7', "8", 1);
        for text in [
            "",
            "hk_",
            &mistyped,
            &secret.reveal().to_uppercase(),
            &secret.reveal()[3..],
        ] {
            assert!(KeySecret::parse(text).is_none(), "{text}");
        }
        assert_eq!(format!("{secret:?}"), "KeySecret(…)");
    }
}
