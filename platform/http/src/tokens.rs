//! Access tokens: short-lived JWTs that carry ids and nothing else.
//!
//! Identity issues them; the edge verifies them; whether the session still stands is asked of the
//! [`Door`](crate::Door). Keys rotate: the newest signs, the older ones verify until their tokens have expired.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use hustings_kernel::{AccountId, SessionId};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::Zeroizing;

/// How sure we are of who signed in.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Assurance {
    /// One factor: a password, or a link sent by e-mail.
    Single,
    /// Two factors, or a passkey that verified its user.
    Multi,
}

/// What an access token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessClaims {
    /// Whose it is.
    #[serde(rename = "sub")]
    pub account: AccountId,
    /// The session it belongs to.
    #[serde(rename = "sid")]
    pub session: SessionId,
    /// How sure that session is of its owner.
    #[serde(rename = "acr")]
    pub assurance: Assurance,
    /// When it was issued, in seconds of the Unix clock.
    #[serde(rename = "iat")]
    pub issued_at: i64,
    /// When it expires, in seconds of the Unix clock.
    #[serde(rename = "exp")]
    pub expires_at: i64,
}

/// One signing key. Its id is public and stands in every token's header.
pub struct TokenKey {
    /// Names the key; never reused.
    pub id: String,
    /// At least 32 unpredictable bytes.
    pub secret: Zeroizing<Vec<u8>>,
}

/// Why a token proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// It was good once; the session can be refreshed.
    #[error("the access token has expired")]
    Expired,
    /// It is not ours, or not a token.
    #[error("the access token is not valid")]
    Invalid,
}

/// Why a token could not be issued, or a ring could not be made.
#[derive(Debug, thiserror::Error)]
pub enum TokenKeyError {
    /// A ring without a key can neither sign nor verify.
    #[error("there is no token key")]
    None,
    /// A short secret can be guessed.
    #[error("token key {0} is shorter than 32 bytes")]
    Short(String),
    /// The claims could not be written.
    #[error("the access token could not be written")]
    Writing(#[source] serde_json::Error),
}

impl hustings_kernel::Fault for TokenKeyError {}

/// Clocks of two nodes differ a little; a token is not refused for that.
const LEEWAY_SECONDS: i64 = 5;

/// The keys that sign and verify access tokens, the newest first.
///
/// Only tokens of our own making are ever read, so their header is one of a few known texts and is compared as
/// such: there is no algorithm to negotiate, and nothing is parsed before the signature holds. A JWT library would
/// bring every algorithm we must never accept.
pub struct Tokens(Vec<RingKey>);

struct RingKey {
    id: String,
    /// The header in its encoded form, with the dot after it.
    header: String,
    mac: Hmac<Sha256>,
}

impl fmt::Debug for Tokens {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_list()
            .entries(self.0.iter().map(|key| &key.id))
            .finish()
    }
}

impl Tokens {
    /// A ring of keys, the newest first.
    pub fn new(keys: &[TokenKey]) -> Result<Self, TokenKeyError> {
        let ring: Vec<RingKey> = keys.iter().map(RingKey::new).collect::<Result<_, _>>()?;
        if ring.is_empty() {
            return Err(TokenKeyError::None);
        }
        Ok(Self(ring))
    }

    /// Signs a token.
    pub fn issue(&self, claims: &AccessClaims) -> Result<Zeroizing<String>, TokenKeyError> {
        let newest = self.0.first().ok_or(TokenKeyError::None)?;
        let claims = serde_json::to_vec(claims).map_err(TokenKeyError::Writing)?;
        let mut token = newest.header.clone();
        URL_SAFE_NO_PAD.encode_string(claims, &mut token);
        let signature = newest.mac(token.as_bytes()).finalize().into_bytes();
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(signature, &mut token);
        Ok(Zeroizing::new(token))
    }

    /// Reads a token that one of the keys has signed and that has not expired.
    pub fn verify(&self, token: &str, now: DateTime<Utc>) -> Result<AccessClaims, TokenError> {
        let key = self
            .0
            .iter()
            .find(|key| token.starts_with(&key.header))
            .ok_or(TokenError::Invalid)?;
        let (message, signature) = token.rsplit_once('.').ok_or(TokenError::Invalid)?;
        let mut presented = [0; 32];
        match URL_SAFE_NO_PAD.decode_slice(signature, &mut presented) {
            Ok(32) => {}
            _ => return Err(TokenError::Invalid),
        }
        // Constant in time.
        key.mac(message.as_bytes())
            .verify_slice(&presented)
            .map_err(|_| TokenError::Invalid)?;
        let claims = message.get(key.header.len()..).ok_or(TokenError::Invalid)?;
        let claims = URL_SAFE_NO_PAD.decode(claims).map_err(|_| TokenError::Invalid)?;
        let claims: AccessClaims = serde_json::from_slice(&claims).map_err(|_| TokenError::Invalid)?;
        if claims.expires_at.saturating_add(LEEWAY_SECONDS) <= now.timestamp() {
            return Err(TokenError::Expired);
        }
        Ok(claims)
    }
}

impl RingKey {
    fn new(key: &TokenKey) -> Result<Self, TokenKeyError> {
        if key.secret.len() < 32 {
            return Err(TokenKeyError::Short(key.id.clone()));
        }
        let header = serde_json::json!({ "alg": "HS256", "kid": key.id, "typ": "JWT" });
        let mac = Hmac::new_from_slice(&key.secret).map_err(|_| TokenKeyError::Short(key.id.clone()))?;
        Ok(Self {
            id: key.id.clone(),
            header: URL_SAFE_NO_PAD.encode(header.to_string()) + ".",
            mac,
        })
    }

    fn mac(&self, message: &[u8]) -> Hmac<Sha256> {
        let mut mac = self.mac.clone();
        mac.update(message);
        mac
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(id: &str, byte: u8) -> TokenKey {
        TokenKey {
            id: id.to_owned(),
            secret: Zeroizing::new(vec![byte; 32]),
        }
    }

    fn claims() -> AccessClaims {
        AccessClaims {
            account: uuid::Uuid::from_u128(1).into(),
            session: uuid::Uuid::from_u128(2).into(),
            assurance: Assurance::Single,
            issued_at: 1_000,
            expires_at: 4_600,
        }
    }

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    #[test]
    fn a_token_is_read_until_it_expires() {
        let tokens = Tokens::new(&[key("a", 1)]).unwrap();
        let token = tokens.issue(&claims()).unwrap();
        assert_eq!(tokens.verify(&token, at(4_600)), Ok(claims()));
        assert_eq!(tokens.verify(&token, at(4_605)), Err(TokenError::Expired));
    }

    #[test]
    fn an_older_key_verifies_and_no_longer_signs() {
        let before = Tokens::new(&[key("a", 1)]).unwrap();
        let after = Tokens::new(&[key("b", 2), key("a", 1)]).unwrap();
        let token = before.issue(&claims()).unwrap();
        assert!(after.verify(&token, at(1_000)).is_ok());
        let newer = after.issue(&claims()).unwrap();
        assert_eq!(before.verify(&newer, at(1_000)), Err(TokenError::Invalid));
    }

    #[test]
    fn a_forged_token_is_refused() {
        let tokens = Tokens::new(&[key("a", 1)]).unwrap();
        let token = tokens.issue(&claims()).unwrap();
        let parts: Vec<&str> = token.split('.').collect();
        let none = URL_SAFE_NO_PAD.encode(r#"{"alg":"none","kid":"a"}"#);
        let other = URL_SAFE_NO_PAD.encode(r#"{"alg":"HS512","kid":"a"}"#);
        let altered = URL_SAFE_NO_PAD.encode(
            URL_SAFE_NO_PAD
                .decode(parts[1])
                .map(|bytes| String::from_utf8(bytes).unwrap().replace("4600", "9600"))
                .unwrap(),
        );
        for forged in [
            String::new(),
            "..".to_owned(),
            "a.b.c".to_owned(),
            format!("{none}.{}.", parts[1]),
            format!("{none}.{}.{}", parts[1], parts[2]),
            format!("{other}.{}.{}", parts[1], parts[2]),
            format!("{}.{altered}.{}", parts[0], parts[2]),
            format!("{}.{}.", parts[0], parts[1]),
            "a".repeat(5_000),
        ] {
            assert_eq!(
                tokens.verify(&forged, at(1_000)),
                Err(TokenError::Invalid),
                "{forged}"
            );
        }
    }

    #[test]
    fn a_ring_wants_a_key_of_full_length() {
        assert!(matches!(Tokens::new(&[]), Err(TokenKeyError::None)));
        let short = TokenKey {
            id: "s".to_owned(),
            secret: Zeroizing::new(vec![1; 16]),
        };
        assert!(matches!(Tokens::new(&[short]), Err(TokenKeyError::Short(id)) if id == "s"));
    }
}
