//! Chance that repeats: everything in the story that might as well be otherwise is thrown from the seed.
//!
//! Never for a secret: whoever knows the seed knows every throw.

use hustings_kernel::{Randomness as _, SeededRandomness};

/// Dice of one purpose. Each chapter has its own, so that a new chapter changes none of the others.
pub(crate) struct Dice(SeededRandomness);

impl Dice {
    /// The dice for a purpose.
    pub(crate) fn new(seed: u64, purpose: &str) -> Self {
        // FNV-1a: short, well known, and nothing depends on more than that purposes differ.
        let mixed = purpose.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(SeededRandomness::new(seed ^ mixed))
    }

    /// A number below `end`; zero if there is none.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let mut bytes = [0; 4];
        self.0.fill(&mut bytes);
        // The larger numbers come a little more seldom, by less than one in millions here.
        usize::try_from(u32::from_le_bytes(bytes)).unwrap_or(0) % end.max(1)
    }

    /// A number from `first` to `last`.
    pub(crate) fn between(&mut self, first: usize, last: usize) -> usize {
        first + self.below(last.saturating_sub(first) + 1)
    }

    /// Yes, in so many cases of a hundred.
    pub(crate) fn percent(&mut self, yes: usize) -> bool {
        self.below(100) < yes
    }

    /// One of them.
    pub(crate) fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        let place = self.below(all.len());
        all.get(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn throws(seed: u64, purpose: &str) -> Vec<usize> {
        let mut dice = Dice::new(seed, purpose);
        (0..20).map(|_| dice.between(1, 6)).collect()
    }

    #[test]
    fn a_seed_repeats_its_throws_and_each_purpose_has_its_own() {
        assert_eq!(throws(7, "cast"), throws(7, "cast"));
        assert_ne!(throws(7, "cast"), throws(8, "cast"));
        assert_ne!(throws(7, "cast"), throws(7, "people"));
        assert!(throws(7, "cast").iter().all(|eyes| (1..=6).contains(eyes)));
    }

    #[test]
    fn of_nothing_nothing_is_picked() {
        assert_eq!(Dice::new(1, "none").pick::<u8>(&[]), None);
    }
}
