//! Access tokens: short-lived JWTs that carry ids and nothing else.
//!
//! Identity issues them; the edge verifies them; whether the session still stands is asked of the
//! [`Door`](crate::Door). Keys rotate: the newest signs, the older ones verify until their tokens have expired.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use chrono::{DateTime, Utc};
use hustings_kernel::{AccountId, SessionId};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
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
    /// The library refused to sign.
    #[error("the access token could not be signed")]
    Signing(#[source] jsonwebtoken::errors::Error),
}

impl hustings_kernel::Fault for TokenKeyError {}

/// Clocks of two nodes differ a little; a token is not refused for that.
const LEEWAY: Duration = Duration::from_secs(5);

/// The keys that sign and verify access tokens.
pub struct Tokens {
    signing: EncodingKey,
    header: Header,
    verifying: BTreeMap<String, DecodingKey>,
    validation: Validation,
}

impl fmt::Debug for Tokens {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Tokens")
            .field("signs_with", &self.header.kid)
            .field("verifies_with", &self.verifying.keys())
            .finish_non_exhaustive()
    }
}

impl Tokens {
    /// A ring of keys, the newest first.
    pub fn new(keys: &[TokenKey]) -> Result<Self, TokenKeyError> {
        let newest = keys.first().ok_or(TokenKeyError::None)?;
        if let Some(short) = keys.iter().find(|key| key.secret.len() < 32) {
            return Err(TokenKeyError::Short(short.id.clone()));
        }
        let mut header = Header::new(Algorithm::HS256);
        header.kid = Some(newest.id.clone());
        let mut validation = Validation::new(Algorithm::HS256);
        // Expiry is judged below by the injected clock; the library would read the system's.
        validation.validate_exp = false;
        Ok(Self {
            signing: EncodingKey::from_secret(&newest.secret),
            header,
            verifying: keys
                .iter()
                .map(|key| (key.id.clone(), DecodingKey::from_secret(&key.secret)))
                .collect(),
            validation,
        })
    }

    /// Signs a token.
    pub fn issue(&self, claims: &AccessClaims) -> Result<Zeroizing<String>, TokenKeyError> {
        jsonwebtoken::encode(&self.header, claims, &self.signing)
            .map(Zeroizing::new)
            .map_err(TokenKeyError::Signing)
    }

    /// Reads a token that one of the keys has signed and that has not expired.
    pub fn verify(&self, token: &str, now: DateTime<Utc>) -> Result<AccessClaims, TokenError> {
        // Longer than any token we issue: not worth the hashing.
        if token.len() > 1024 {
            return Err(TokenError::Invalid);
        }
        let header = jsonwebtoken::decode_header(token).map_err(|_| TokenError::Invalid)?;
        let key = header
            .kid
            .and_then(|id| self.verifying.get(&id))
            .ok_or(TokenError::Invalid)?;
        let claims = jsonwebtoken::decode::<AccessClaims>(token, key, &self.validation)
            .map_err(|_| TokenError::Invalid)?
            .claims;
        let leeway = i64::try_from(LEEWAY.as_secs()).unwrap_or(0);
        if claims.expires_at.saturating_add(leeway) <= now.timestamp() {
            return Err(TokenError::Expired);
        }
        Ok(claims)
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

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
