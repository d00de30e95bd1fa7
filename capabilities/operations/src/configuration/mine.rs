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
    /// Each experiment, and the variant to show.
    experiments: BTreeMap<&'static str, &'static str>,
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
    let experiments = operating.configuration.variants(may.org(), who.member).await?;
    Ok(Tagged(OwnFeatures {
        flags: flags.into_iter().collect(),
        experiments: experiments.into_iter().collect(),
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
