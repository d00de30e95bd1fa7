//! An experiment: something is shown in one of several ways, by lot, to find out which is best.
//!
//! The lot is a keyed hash of the organisation, the round and the member, so nobody keeps a list and everybody sees the
//! same each time. Each variant draws for each member, and the one whose draw, weighed, is best wins (weighted
//! rendezvous hashing): a variant whose weight grows only gains people, one whose weight falls only loses some, and
//! between the others nobody moves.

use std::collections::{BTreeMap, BTreeSet};

use hustings_kernel::{MemberId, OrgId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Configurable, What};

/// The largest weight of a variant.
const HEAVIEST: u16 = 1000;

/// What an organisation does with an experiment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "state", rename_all = "kebab-case", deny_unknown_fields)]
pub enum ExperimentPlan {
    /// Everybody gets the same variant.
    Stopped {
        /// Which.
        variant: String,
        /// The round that ended last; 0 if there was none.
        round: i64,
    },
    /// Everybody gets theirs by lot.
    Running {
        /// How much of the members each variant gets, beside the others.
        weights: BTreeMap<String, u16>,
        /// Which round it is. Each has a lot of its own.
        round: i64,
    },
}

impl ExperimentPlan {
    /// What holds where nobody said anything: the usual variant.
    pub fn as_declared(variants: &[&str]) -> Self {
        Self::Stopped {
            variant: variants.first().copied().unwrap_or_default().to_owned(),
            round: 0,
        }
    }

    /// The round it is in, or was in last.
    pub fn round(&self) -> i64 {
        match self {
            Self::Stopped { round, .. } | Self::Running { round, .. } => *round,
        }
    }

    /// Do people get their variant by lot?
    pub fn runs(&self) -> bool {
        matches!(self, Self::Running { .. })
    }

    /// The plan as it is kept, or what is wrong with it.
    pub(crate) fn accept(self, variants: &[&str]) -> Result<Self, String> {
        let fits = match &self {
            Self::Stopped { variant, .. } => variants.contains(&variant.as_str()),
            Self::Running { weights, .. } => {
                let named: BTreeSet<&str> = weights.keys().map(String::as_str).collect();
                let all: BTreeSet<&str> = variants.iter().copied().collect();
                named == all
                    && weights.values().all(|weight| *weight <= HEAVIEST)
                    && weights.values().any(|weight| *weight > 0)
            }
        };
        fits.then_some(self).ok_or_else(|| {
            format!(
                "One of the variants, or a weight of 0 to {HEAVIEST} for each, not all 0: {}.",
                variants.join(", ")
            )
        })
    }

    /// Which variant somebody gets. `draw` is their lottery number with that variant: the same every time.
    pub(crate) fn assign<'v>(&self, variants: &[&'v str], draw: impl Fn(&str) -> u64) -> Option<&'v str> {
        match self {
            Self::Stopped { variant, .. } => variants.iter().copied().find(|one| one == variant),
            Self::Running { weights, .. } => variants
                .iter()
                .filter_map(|variant| {
                    let weight = weights.get(*variant).filter(|weight| **weight > 0)?;
                    Some((*variant, waiting_time(draw(variant)) / f64::from(*weight)))
                })
                .min_by(|(_, one), (_, other)| one.total_cmp(other))
                .map(|(variant, _)| variant),
        }
    }
}

/// An exponentially distributed time from an evenly distributed number.
fn waiting_time(draw: u64) -> f64 {
    /// Half a step, so that the logarithm of nothing is never taken.
    const HALF: f64 = 0.5;
    const STEPS: f64 = 4_294_967_296.0;
    let step = u32::try_from(draw >> 32).unwrap_or(u32::MAX);
    -((f64::from(step) + HALF) / STEPS).ln()
}

/// Something that can be shown in several ways. Made as a constant, and listed by its
/// [`configurable`](Self::configurable).
#[derive(Debug, Clone, Copy)]
pub struct Experiment {
    configurable: Configurable,
}

impl Experiment {
    /// Names it and its variants, the usual one first.
    pub const fn new(
        key: &'static str,
        description: &'static str,
        variants: &'static [&'static str],
    ) -> Self {
        let what = What::Experiment { variants };
        Self {
            configurable: Configurable {
                key,
                description,
                guarded_by: None,
                what,
            },
        }
    }

    /// What it is, as data.
    pub const fn configurable(&self) -> Configurable {
        self.configurable
    }
}

/// What a member's lottery number with a variant is drawn from.
pub(crate) fn ticket(key: &str, org: OrgId, round: i64, member: MemberId, variant: &str) -> String {
    format!("{key}/{org}/{round}/{member}/{variant}")
}

#[cfg(test)]
mod tests {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};

    use proptest::prelude::*;

    use super::*;

    const VARIANTS: [&str; 3] = ["a", "b", "c"];

    /// A lottery that is good enough for a test.
    fn draw(member: u64, variant: &str) -> u64 {
        let mut hasher = DefaultHasher::new();
        (member, variant).hash(&mut hasher);
        hasher.finish()
    }

    fn running(weights: [u16; 3]) -> ExperimentPlan {
        let named = VARIANTS.into_iter().map(str::to_owned);
        ExperimentPlan::Running {
            weights: named.zip(weights).collect(),
            round: 1,
        }
    }

    fn assigned(plan: &ExperimentPlan, member: u64) -> Option<&'static str> {
        plan.assign(&VARIANTS, |variant| draw(member, variant))
    }

    #[test]
    fn a_stopped_experiment_gives_everybody_the_chosen_variant() {
        let stopped = ExperimentPlan::Stopped {
            variant: "b".to_owned(),
            round: 4,
        };
        assert!((0..100).all(|member| assigned(&stopped, member) == Some("b")));
        assert_eq!(assigned(&ExperimentPlan::as_declared(&VARIANTS), 1), Some("a"));
    }

    #[test]
    fn variants_get_what_their_weights_say() {
        let plan = running([1, 3, 0]);
        let of = |wanted| {
            (0..4000)
                .filter(|member| assigned(&plan, *member) == Some(wanted))
                .count()
        };
        assert!((850..1150).contains(&of("a")), "{}", of("a"));
        assert_eq!((of("a") + of("b"), of("c")), (4000, 0));
    }

    #[test]
    fn a_plan_that_cannot_be_is_refused() {
        assert!(running([1, 1, 1]).accept(&VARIANTS).is_ok());
        assert!(
            running([0, 0, 0]).accept(&VARIANTS).is_err(),
            "nobody would get anything"
        );
        assert!(running([1, 1001, 1]).accept(&VARIANTS).is_err());
        assert!(running([1, 1, 1]).accept(&["a", "b"]).is_err());
        let stopped = |variant: &str| ExperimentPlan::Stopped {
            variant: variant.to_owned(),
            round: 0,
        };
        assert!(stopped("c").accept(&VARIANTS).is_ok());
        assert!(stopped("d").accept(&VARIANTS).is_err());
    }

    proptest! {
        #[test]
        fn a_member_always_gets_the_same(member: u64, a in 0_u16..=1000, b in 1_u16..=1000, c in 0_u16..=1000) {
            let plan = running([a, b, c]);
            let first = assigned(&plan, member);
            prop_assert!(first.is_some());
            prop_assert_eq!(assigned(&plan.clone(), member), first);
        }

        #[test]
        fn a_variant_that_grows_only_gains_and_nobody_moves_between_the_others(
            member: u64,
            weights in [0_u16..=500, 1_u16..=500, 0_u16..=500],
            more in 1_u16..=500,
        ) {
            let before = assigned(&running(weights), member);
            let after = assigned(&running([weights[0] + more, weights[1], weights[2]]), member);
            prop_assert!(after == before || after == Some("a"), "{:?} became {:?}", before, after);
        }
    }
}
