//! Refresh tokens: derived, not stored.
//!
//! A token names its session and its generation and proves both with a keyed hash. The successor of a token is
//! therefore always the same one: two tabs that refresh at once, or a client that lost the answer, get the same and
//! nobody takes them for thieves. What the database keeps is only which generation is the newest.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use hustings_kernel::SessionId;
use hustings_store::Keys;
use sha2::Sha256;
use zeroize::Zeroizing;

const ID: usize = 16;
const NAMED: usize = ID + 4;
const WHOLE: usize = NAMED + 32;

/// The key with which refresh tokens are made and checked.
pub(crate) struct RefreshKey(Zeroizing<[u8; 32]>);

impl std::fmt::Debug for RefreshKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("RefreshKey(…)")
    }
}

impl RefreshKey {
    /// The installation's.
    pub(crate) fn of(keys: &Keys) -> Self {
        Self(keys.derive("hustings refresh tokens v1"))
    }

    /// The token of one generation of a session.
    pub(crate) fn issue(&self, session: SessionId, generation: u32) -> Zeroizing<String> {
        let mut bytes = Zeroizing::new([0_u8; WHOLE]);
        bytes[..ID].copy_from_slice(session.uuid().as_bytes());
        bytes[ID..NAMED].copy_from_slice(&generation.to_be_bytes());
        let proof = self.mac(&bytes[..NAMED]).finalize().into_bytes();
        bytes[NAMED..].copy_from_slice(&proof);
        Zeroizing::new(URL_SAFE_NO_PAD.encode(bytes.as_slice()))
    }

    /// What a token names, if it is one of ours.
    pub(crate) fn read(&self, token: &str) -> Option<(SessionId, u32)> {
        let mut bytes = Zeroizing::new([0_u8; WHOLE]);
        let length = URL_SAFE_NO_PAD.decode_slice(token, bytes.as_mut_slice()).ok()?;
        if length != WHOLE {
            return None;
        }
        // Constant in time.
        self.mac(&bytes[..NAMED]).verify_slice(&bytes[NAMED..]).ok()?;
        let id = uuid::Uuid::from_slice(&bytes[..ID]).ok()?;
        let generation = u32::from_be_bytes(bytes[ID..NAMED].try_into().ok()?);
        Some((id.into(), generation))
    }

    fn mac(&self, named: &[u8]) -> Hmac<Sha256> {
        // Padded to the hash's block as HMAC itself would, so that this construction cannot fail.
        let mut block = Zeroizing::new([0; 64]);
        block[..32].copy_from_slice(self.0.as_slice());
        let mut mac = Hmac::<Sha256>::new((&*block).into());
        mac.update(named);
        mac
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> RefreshKey {
        RefreshKey::of(&Keys::from_bytes([byte; 32]))
    }

    fn session() -> SessionId {
        uuid::Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001).into()
    }

    #[test]
    fn a_generation_has_one_token_and_it_names_both() {
        let token = key(1).issue(session(), 7);
        assert_eq!(*token, *key(1).issue(session(), 7));
        assert_ne!(*token, *key(1).issue(session(), 8));
        assert_eq!(key(1).read(&token), Some((session(), 7)));
    }

    #[test]
    fn a_forged_token_names_nothing() {
        let token = key(1).issue(session(), 7);
        assert_eq!(key(2).read(&token), None);
        let mut altered = token.to_string();
        altered.replace_range(24..25, if &altered[24..25] == "A" { "B" } else { "A" });
        for forged in ["", "x", &token[1..], &format!("{}A", *token), &altered, "ü"] {
            assert_eq!(key(1).read(forged), None, "{forged}");
        }
    }
}
