//! Tell the caller which features they have and which variants of experiments they get.

use std::collections::BTreeMap;

use hustings_configuration::Who;
use hustings_http::{Failure, Operation, Proof, State, Tagged};
use schemars::JsonSchema;
use serde::Serialize;

use crate::Operating;
use crate::permissions::UseFeatures;

/// What a member has.
#[derive(Debug, Serialize, JsonSchema)]
struct OwnFeatures {
    /// Each feature that can be switched, and whether it is there.
    flags: BTreeMap<&'static str, bool>,
    /// Each experiment, and what to show.
    experiments: BTreeMap<&'static str, OwnVariant>,
}

/// What a member is shown of an experiment.
#[derive(Debug, Serialize, JsonSchema)]
struct OwnVariant {
    /// The variant.
    variant: &'static str,
    /// Does the experiment run, so that it counts when the variant is shown?
    runs: bool,
}

async fn read_own_features(
    may: Proof<UseFeatures>,
    State(operating): State<Operating>,
) -> Result<Tagged<OwnFeatures>, Failure> {
    let who = Who {
        member: may.member(),
        role: may.role(),
    };
    let flags = operating.configuration.features(may.org(), &who).await?;
    let assignments = operating.configuration.assignments(may.org(), who.member).await?;
    let experiments = assignments.into_iter().map(|(key, plan, variant)| {
        let runs = plan.runs();
        (key, OwnVariant { variant, runs })
    });
    Ok(Tagged(OwnFeatures {
        flags: flags.into_iter().collect(),
        experiments: experiments.collect(),
    }))
}

pub(super) fn operation() -> Operation<Operating> {
    Operation::get(
        "/orgs/{org}/features",
        "read_own_features",
        "Read which features and variants one has",
        read_own_features,
    )
}
