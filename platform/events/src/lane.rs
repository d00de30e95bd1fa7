//! Lanes: streams are dealt to a fixed number of them, and agents share the work by lanes.

use hustings_kernel::OrgId;
use uuid::Uuid;

/// How many lanes there are. They are written into every event, so this never changes.
pub const LANES: i16 = 64;

/// The lane of a stream. Written out instead of taken from a library, because it has to stay the same for ever: an
/// event of the same stream in another lane could be handled before the ones that come first.
pub(crate) fn lane(org: OrgId, noun: &str, stream: Uuid) -> i16 {
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let org = org.uuid();
    let bytes = org
        .as_bytes()
        .iter()
        .chain(stream.as_bytes())
        .chain(noun.as_bytes());
    // FNV-1a, folded, because its low bits alone are weak.
    let hash = bytes.fold(OFFSET, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME));
    let folded = (hash ^ (hash >> 32)) % u64::from(LANES.unsigned_abs());
    i16::try_from(folded).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream(number: u128) -> Uuid {
        Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 | number)
    }

    #[test]
    fn the_lane_of_a_stream_never_changes() {
        assert_eq!(lane(OrgId::INSTALLATION, "post", stream(1)), 20);
        assert_eq!(lane(OrgId::INSTALLATION, "vote", stream(1)), 1);
    }

    #[test]
    fn streams_spread_over_all_lanes() {
        let mut counts = [0_u32; 64];
        for number in 0..6400 {
            let lane = lane(OrgId::INSTALLATION, "post", stream(number));
            counts[usize::try_from(lane).unwrap()] += 1;
        }
        assert!(
            counts.iter().all(|count| (50..=160).contains(count)),
            "{counts:?}"
        );
    }
}
