//! Cursors: places in the log that clients may hold, because only we can read them.
//!
//! A position of the log would tell one organisation how busy the others are, so it is sealed. The seal is bound to
//! the room, so that a cursor opens nothing but the topic it came from.

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Key, Nonce};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{Datelike, NaiveDate};
use hustings_events::Bookmark;
use hustings_kernel::{Position, Sources};

/// Seals and opens them.
pub(crate) struct Cursors {
    cipher: Aes256Gcm,
    sources: Sources,
}

/// The longest text that can be one.
pub(crate) const LONGEST: usize = 64;

impl Cursors {
    pub(crate) fn new(key: &[u8; 32], sources: Sources) -> Self {
        let cipher = Aes256Gcm::new(&Key::<Aes256Gcm>::from(*key));
        Self { cipher, sources }
    }

    /// The cursor of a place, for the room with these bytes.
    pub(crate) fn seal(&self, room: &[u8], place: Bookmark) -> String {
        let nonce: [u8; 12] = self.sources.bytes();
        let mut plain = place.position.0.to_le_bytes().to_vec();
        plain.extend(place.month.num_days_from_ce().to_le_bytes());
        let payload = Payload {
            msg: &plain,
            aad: room,
        };
        // Fails only for texts of many gigabytes.
        let sealed = self
            .cipher
            .encrypt(&Nonce::from(nonce), payload)
            .unwrap_or_default();
        let mut whole = nonce.to_vec();
        whole.extend(sealed);
        URL_SAFE_NO_PAD.encode(whole)
    }

    /// The place of a cursor, if it is one of that room.
    pub(crate) fn open(&self, room: &[u8], cursor: &str) -> Option<Bookmark> {
        let whole = URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let (nonce, sealed) = whole.split_first_chunk::<12>()?;
        let payload = Payload {
            msg: sealed,
            aad: room,
        };
        let plain = self.cipher.decrypt(&Nonce::from(*nonce), payload).ok()?;
        let (position, month) = plain.split_first_chunk::<8>()?;
        let month = i32::from_le_bytes(month.try_into().ok()?);
        Some(Bookmark {
            position: Position(i64::from_le_bytes(*position)),
            month: NaiveDate::from_num_days_from_ce_opt(month)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_opens_only_in_its_own_room_and_only_unharmed() {
        let cursors = Cursors::new(&[5; 32], Sources::system());
        let place = Bookmark {
            position: Position(77),
            month: NaiveDate::from_ymd_opt(2026, 11, 1).unwrap(),
        };
        let cursor = cursors.seal(b"a", place);
        assert!(cursor.len() <= LONGEST);
        assert_eq!(cursors.open(b"a", &cursor), Some(place));
        assert_eq!(cursors.open(b"b", &cursor), None);
        for nonsense in ["", "A", "????", &cursor[1..], &format!("{cursor}AA")] {
            assert_eq!(cursors.open(b"a", nonsense), None, "{nonsense}");
        }
    }
}
