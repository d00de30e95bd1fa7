//! The arithmetic of the audit chain; pure.
//!
//! Every audited event has a *digest*: a salted hash of the event exactly as the log stores it, with what is personal
//! sealed. Every digest has a *link*: a hash of the link before, the place in the chain, and the digest. The last link
//! is *sealed*: authenticated with a key that does not lie in the database. Whoever changes, removes or slips in an
//! event would have to rewrite every later link and forge the seal. Where the beginning of a chain was removed because
//! its time was over, an *anchor* stands for it: the last link removed, sealed with a key of its own.

use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit as _, Mac as _};
use hustings_kernel::OrgId;
use hustings_store::Keys;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use uuid::Uuid;
use zeroize::Zeroizing;

/// A hash.
pub(crate) type Hash = [u8; 32];
/// Chance enough that nobody finds out what a digest covers by trying.
pub(crate) type Salt = [u8; 16];

/// An event as the log stores it.
#[derive(Debug, Clone)]
pub(crate) struct StoredEvent {
    pub(crate) id: Uuid,
    pub(crate) position: i64,
    pub(crate) org_id: Uuid,
    pub(crate) noun: String,
    pub(crate) stream_id: Uuid,
    pub(crate) stream_version: i64,
    pub(crate) kind: String,
    pub(crate) version: i16,
    pub(crate) actor: String,
    pub(crate) occurred_at: DateTime<Utc>,
    pub(crate) recorded_at: DateTime<Utc>,
    pub(crate) correlation_id: Uuid,
    pub(crate) causation_id: Option<Uuid>,
    /// The payload's text as the database writes it, which is always the same for the same value.
    pub(crate) payload: String,
}

/// The digest of an event.
pub(crate) fn digest(salt: &[u8], event: &StoredEvent) -> Hash {
    let mut hash = Sha256::new();
    let mut add = |bytes: &[u8]| {
        // Each part says how long it is, so that no two events share a sequence of bytes.
        hash.update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(bytes);
    };
    add(b"hustings audited event v1");
    add(salt);
    add(event.id.as_bytes());
    add(event.org_id.as_bytes());
    add(event.noun.as_bytes());
    add(event.stream_id.as_bytes());
    add(&event.stream_version.to_be_bytes());
    add(event.kind.as_bytes());
    add(&event.version.to_be_bytes());
    add(event.actor.as_bytes());
    add(&event.occurred_at.timestamp_micros().to_be_bytes());
    add(&event.recorded_at.timestamp_micros().to_be_bytes());
    add(event.correlation_id.as_bytes());
    add(event.causation_id.as_ref().map_or(&[][..], |id| id.as_bytes()));
    add(event.payload.as_bytes());
    hash.finalize().into()
}

/// Where a chain ends. One without links ends before its first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) sequence: i64,
    pub(crate) link: Hash,
}

impl Head {
    /// Before the first link.
    pub(crate) const START: Self = Self {
        sequence: 0,
        link: [0; 32],
    };

    /// The chain with one more link.
    #[must_use]
    pub(crate) fn followed_by(self, org: OrgId, event: Uuid, digest: &Hash) -> Self {
        let sequence = self.sequence + 1;
        let mut hash = Sha256::new();
        // Every part has a fixed length, so nothing can be moved from one to the other.
        hash.update(b"hustings audit link v1");
        hash.update(self.link);
        hash.update(org.uuid().as_bytes());
        hash.update(sequence.to_be_bytes());
        hash.update(event.as_bytes());
        hash.update(digest);
        Self {
            sequence,
            link: hash.finalize().into(),
        }
    }
}

/// What stands for the removed beginning of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Anchor {
    /// The last link that was removed.
    pub(crate) head: Head,
    /// Everything recorded before that was sealed. What of it is in the chain no more was removed.
    pub(crate) forgotten_before: DateTime<Utc>,
}

/// The keys that seal heads and anchors.
pub(crate) struct SealingKey {
    heads: Zeroizing<Hash>,
    anchors: Zeroizing<Hash>,
}

impl std::fmt::Debug for SealingKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("SealingKey(…)")
    }
}

impl SealingKey {
    /// The installation's.
    pub(crate) fn of(keys: &Keys) -> Self {
        Self {
            heads: keys.derive("hustings audit seal v1"),
            // Another one: every link was the head once, and its seal must not make an anchor of it.
            anchors: keys.derive("hustings audit anchor v1"),
        }
    }

    /// The seal of a head.
    pub(crate) fn seal(&self, org: OrgId, head: &Head) -> Hash {
        over(&self.heads, org, head).finalize().into_bytes().into()
    }

    /// The seal of an anchor.
    pub(crate) fn seal_anchor(&self, org: OrgId, anchor: &Anchor) -> Hash {
        let mut mac = over(&self.anchors, org, &anchor.head);
        mac.update(&anchor.forgotten_before.timestamp_micros().to_be_bytes());
        mac.finalize().into_bytes().into()
    }

    /// Is this the seal of that head?
    pub(crate) fn is_authentic(&self, org: OrgId, head: &Head, seal: &[u8]) -> bool {
        self.seal(org, head).ct_eq(seal).into()
    }

    /// Is this the seal of that anchor?
    pub(crate) fn is_authentic_anchor(&self, org: OrgId, anchor: &Anchor, seal: &[u8]) -> bool {
        self.seal_anchor(org, anchor).ct_eq(seal).into()
    }
}

fn over(key: &Zeroizing<Hash>, org: OrgId, head: &Head) -> Hmac<Sha256> {
    // Padded to the hash's block as HMAC itself would, so that this construction cannot fail.
    let mut block = Zeroizing::new([0; 64]);
    block[..32].copy_from_slice(key.as_slice());
    let mut mac = Hmac::<Sha256>::new((&*block).into());
    mac.update(org.uuid().as_bytes());
    mac.update(&head.sequence.to_be_bytes());
    mac.update(&head.link);
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(payload: &str) -> StoredEvent {
        StoredEvent {
            id: Uuid::from_u128(1),
            position: 1,
            org_id: Uuid::from_u128(2),
            noun: "member".to_owned(),
            stream_id: Uuid::from_u128(3),
            stream_version: 1,
            kind: "member.left".to_owned(),
            version: 1,
            actor: "system".to_owned(),
            occurred_at: DateTime::UNIX_EPOCH,
            recorded_at: DateTime::UNIX_EPOCH,
            correlation_id: Uuid::from_u128(4),
            causation_id: None,
            payload: payload.to_owned(),
        }
    }

    #[test]
    fn a_digest_depends_on_the_salt_and_every_part() {
        let digest_of = |event: &StoredEvent| digest(&[1; 16], event);
        let plain = digest_of(&event("{}"));
        assert_eq!(plain, digest_of(&event("{}")));
        assert_ne!(plain, digest(&[2; 16], &event("{}")));
        assert_ne!(plain, digest_of(&event("{ }")));
        let shifted = StoredEvent {
            noun: "membe".to_owned(),
            kind: "rmember.left".to_owned(),
            ..event("{}")
        };
        assert_ne!(plain, digest_of(&shifted));
        let caused = StoredEvent {
            causation_id: Some(Uuid::nil()),
            ..event("{}")
        };
        assert_ne!(plain, digest_of(&caused));
    }

    #[test]
    fn a_link_depends_on_all_before_it() {
        let org = OrgId::from(Uuid::from_u128(2));
        let chain = |digests: &[Hash]| {
            digests.iter().fold(Head::START, |head, digest| {
                head.followed_by(org, Uuid::from_u128(1), digest)
            })
        };
        assert_eq!(chain(&[[1; 32], [2; 32]]).sequence, 2);
        assert_ne!(chain(&[[1; 32], [2; 32]]).link, chain(&[[2; 32], [1; 32]]).link);
        assert_ne!(chain(&[[1; 32]]).link, chain(&[[1; 32], [1; 32]]).link);
    }

    #[test]
    fn a_seal_cannot_be_moved() {
        let key = SealingKey::of(&Keys::from_bytes([3; 32]));
        let org = OrgId::from(Uuid::from_u128(2));
        let head = Head::START.followed_by(org, Uuid::from_u128(1), &[1; 32]);
        let seal = key.seal(org, &head);
        assert!(key.is_authentic(org, &head, &seal));
        assert!(!key.is_authentic(OrgId::from(Uuid::from_u128(9)), &head, &seal));
        assert!(!key.is_authentic(org, &Head::START, &seal));
        assert!(!SealingKey::of(&Keys::from_bytes([4; 32])).is_authentic(org, &head, &seal));
        assert!(!key.is_authentic(org, &head, &[]));
    }

    #[test]
    fn an_anchor_is_sealed_with_its_time_and_no_head_s_seal_makes_one() {
        let key = SealingKey::of(&Keys::from_bytes([3; 32]));
        let org = OrgId::from(Uuid::from_u128(2));
        let anchor = Anchor {
            head: Head::START.followed_by(org, Uuid::from_u128(1), &[1; 32]),
            forgotten_before: DateTime::UNIX_EPOCH,
        };
        let seal = key.seal_anchor(org, &anchor);
        assert!(key.is_authentic_anchor(org, &anchor, &seal));
        let later = Anchor {
            forgotten_before: DateTime::UNIX_EPOCH + chrono::TimeDelta::days(1),
            ..anchor
        };
        assert!(!key.is_authentic_anchor(org, &later, &seal));
        assert!(!key.is_authentic_anchor(org, &anchor, &key.seal(org, &anchor.head)));
    }
}
