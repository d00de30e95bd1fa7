//! What a letter's link to unsubscribe carries: who, from what, and that it was us who wrote it.
//!
//! It works for ever and for whoever holds the letter, signed in or not. It can do nothing but say no to letters of one
//! kind, and take that back.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use hustings_kernel::{MemberId, OrgId};
use hustings_store::Keys;
use hustings_vocabulary::notice::NoticeId;
use sha2::Sha256;
use uuid::Uuid;
use zeroize::Zeroizing;

const PURPOSE: &str = "hustings unsubscribe v1";
const ID: usize = 16;
const MAC: usize = 32;
/// Longer names of kinds there are none.
const LONGEST: usize = 400;

/// Who unsubscribes from what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsubscribing {
    /// Where.
    pub org: OrgId,
    /// Who.
    pub member: MemberId,
    /// The notice whose letter carries it.
    pub notice: NoticeId,
    /// From which kind of notice.
    pub kind: String,
}

impl Unsubscribing {
    /// As it stands in a link.
    pub fn seal(&self, keys: &Keys) -> String {
        let ids = [self.org.uuid(), self.member.uuid(), self.notice.uuid()];
        let mut bytes: Vec<u8> = ids.iter().flat_map(|id| *id.as_bytes()).collect();
        bytes.extend_from_slice(self.kind.as_bytes());
        let mac = mac(keys, &bytes).finalize().into_bytes();
        bytes.extend_from_slice(&mac);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// What such a link says, if it is one of ours.
    pub fn open(keys: &Keys, token: &str) -> Option<Self> {
        if token.len() > LONGEST {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (said, proof) = bytes.split_at_checked(bytes.len().checked_sub(MAC)?)?;
        mac(keys, said).verify_slice(proof).ok()?;
        let id = |number: usize| Uuid::from_slice(said.get(number * ID..(number + 1) * ID)?).ok();
        Some(Self {
            org: id(0)?.into(),
            member: id(1)?.into(),
            notice: id(2)?.into(),
            kind: String::from_utf8(said.get(3 * ID..)?.to_vec()).ok()?,
        })
    }
}

fn mac(keys: &Keys, bytes: &[u8]) -> Hmac<Sha256> {
    let mut block = Zeroizing::new([0; 64]);
    block[..32].copy_from_slice(&*keys.derive(PURPOSE));
    let mut mac = Hmac::<Sha256>::new((&*block).into());
    mac.update(bytes);
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_says_what_was_put_into_it_and_no_other_is_believed() {
        let keys = Keys::from_bytes([7; 32]);
        let id = |number| Uuid::from_u128(number);
        let unsubscribing = Unsubscribing {
            org: id(1).into(),
            member: id(2).into(),
            notice: id(3).into(),
            kind: "identity.role-changed".to_owned(),
        };
        let token = unsubscribing.seal(&keys);
        assert_eq!(Unsubscribing::open(&keys, &token), Some(unsubscribing));
        assert_eq!(Unsubscribing::open(&Keys::from_bytes([8; 32]), &token), None);
        let mut other = token.clone();
        other.replace_range(0..1, if token.starts_with('A') { "B" } else { "A" });
        for forged in [other.as_str(), &token[1..], "", "AAAA", &"A".repeat(1000)] {
            assert_eq!(Unsubscribing::open(&keys, forged), None, "{forged}");
        }
    }
}
