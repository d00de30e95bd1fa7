//! The codes of an authenticator app: RFC 6238 as every app speaks it, HMAC-SHA-1, six digits, half a minute each.

use chrono::{DateTime, Utc};
use hustings_kernel::Sources;
use ring::hmac;
use subtle::{ConditionallySelectable as _, ConstantTimeEq as _};
use zeroize::Zeroizing;

/// As long as the hash, as RFC 4226 recommends.
const SECRET: usize = 20;
const PERIOD: i64 = 30;
/// A phone's clock is off by a little, and typing takes a while.
const STEPS_APART: i64 = 1;
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// What the codes are made of.
pub(super) struct TotpSecret(Zeroizing<Vec<u8>>);

impl TotpSecret {
    /// A new one.
    pub(super) fn new(sources: &Sources) -> Self {
        let bytes = Zeroizing::new(sources.bytes::<SECRET>());
        Self(Zeroizing::new(bytes.to_vec()))
    }

    /// As it was stored.
    pub(super) fn of(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// To be stored, sealed.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// To be typed into an app.
    pub(super) fn base32(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(SECRET * 8 / 5));
        let (mut held, mut bits) = (0_u32, 0);
        for byte in self.0.iter() {
            held = (held << 8) | u32::from(*byte);
            bits += 8;
            while bits >= 5 {
                bits -= 5;
                text.push(char::from(ALPHABET[(held >> bits) as usize & 31]));
            }
        }
        // 20 bytes are 32 whole digits: nothing is left over.
        text
    }

    /// To be shown to an app's camera.
    pub(super) fn uri(&self, issuer: &str, account: &str) -> Zeroizing<String> {
        let (issuer, account) = (escape(issuer), escape(account));
        Zeroizing::new(format!(
            "otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}&algorithm=SHA1&digits=6&period={PERIOD}",
            *self.base32()
        ))
    }

    /// The half minute near this time whose code this is, if it is later than `after`.
    pub(super) fn step_of(&self, code: u32, now: DateTime<Utc>, after: Option<i64>) -> Option<i64> {
        let current = now.timestamp().div_euclid(PERIOD);
        let mut found = i64::MIN;
        for step in current - STEPS_APART..=current + STEPS_APART {
            let right = self.code(step).ct_eq(&code);
            found = i64::conditional_select(&found, &step, right);
        }
        (found != i64::MIN && after.is_none_or(|after| found > after)).then_some(found)
    }

    fn code(&self, step: i64) -> u32 {
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.0);
        let tag = hmac::sign(&key, &step.to_be_bytes());
        let tag = tag.as_ref();
        let offset = usize::from(tag[tag.len() - 1] & 15);
        let [a, b, c, d] = [tag[offset], tag[offset + 1], tag[offset + 2], tag[offset + 3]];
        (u32::from_be_bytes([a, b, c, d]) & 0x7fff_ffff) % 1_000_000
    }
}

/// A part of an address, with everything escaped that could mean something there.
fn escape(text: &str) -> String {
    use std::fmt::Write as _;
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret() -> TotpSecret {
        TotpSecret::of(b"12345678901234567890".to_vec())
    }

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    #[test]
    fn the_codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, the last six of eight digits.
        for (seconds, code) in [
            (59, 287_082),
            (1_111_111_109, 81_804),
            (1_111_111_111, 50_471),
            (1_234_567_890, 5_924),
            (2_000_000_000, 279_037),
            (20_000_000_000, 353_130),
        ] {
            assert_eq!(secret().code(seconds / PERIOD), code);
            assert_eq!(secret().step_of(code, at(seconds), None), Some(seconds / PERIOD));
        }
    }

    #[test]
    fn a_code_is_good_half_a_minute_early_or_late_and_no_longer() {
        let step = 1_111_111_109 / PERIOD;
        for (moved, expected) in [(-2, None), (-1, Some(step)), (1, Some(step)), (2, None)] {
            let now = at((step + moved) * PERIOD);
            assert_eq!(secret().step_of(81_804, now, None), expected, "{moved}");
        }
    }

    #[test]
    fn what_was_accepted_once_or_is_older_is_accepted_no_more() {
        let step = 1_111_111_109 / PERIOD;
        let now = at(1_111_111_109);
        assert_eq!(secret().step_of(81_804, now, Some(step - 1)), Some(step));
        assert_eq!(secret().step_of(81_804, now, Some(step)), None);
        assert_eq!(secret().step_of(81_804, now, Some(step + 1)), None);
    }

    #[test]
    fn an_app_is_told_everything_it_needs() {
        assert_eq!(*secret().base32(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(
            *secret().uri("votes.example", "zoë+x@example.org"),
            "otpauth://totp/votes.example:zo%C3%AB%2Bx%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=votes.example&algorithm=SHA1&digits=6&period=30"
        );
    }
}
