//! Tokens that are good once: 256 random bits in a link, of which only a hash is kept.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hustings_kernel::Sources;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::values::SecretText;

/// A token that is good once.
pub(crate) struct OneTimeToken(Zeroizing<String>);

impl OneTimeToken {
    /// A new one.
    pub(crate) fn new(sources: &Sources) -> Self {
        let bytes = Zeroizing::new(sources.bytes::<32>());
        Self(Zeroizing::new(URL_SAFE_NO_PAD.encode(bytes.as_slice())))
    }

    /// As it stands in a link.
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }

    /// To be shown to whoever is meant to use it.
    pub(crate) fn into_secret(self) -> SecretText {
        self.0.into()
    }

    /// What is kept of it.
    pub(crate) fn hash(&self) -> [u8; 32] {
        hash(&self.0)
    }

    /// A page of the web client that takes the token. In the fragment, which a browser tells nobody: not the server's
    /// log, not the next site.
    pub(crate) fn link(&self, public_url: &str, page: &str) -> String {
        format!("{public_url}/{page}#token={}", self.reveal())
    }
}

/// What is kept of a token. A plain hash will do: nobody guesses 256 random bits.
pub(crate) fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use hustings_kernel::{ManualClock, SeededRandomness};

    use super::*;

    #[test]
    fn what_is_kept_is_the_hash_of_what_was_sent() {
        let clock = ManualClock::at(chrono::DateTime::UNIX_EPOCH);
        let token = OneTimeToken::new(&Sources::new(clock, SeededRandomness::new(1)));
        assert_eq!(token.reveal().len(), 43);
        assert_eq!(token.hash(), hash(token.reveal()));
        assert!(!token.hash().as_slice().starts_with(token.reveal().as_bytes()));
        let link = token.link("https://a.example", "reset-password");
        assert_eq!(
            link,
            format!("https://a.example/reset-password#token={}", token.reveal())
        );
    }
}
