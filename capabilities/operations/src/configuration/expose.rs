//! Note that the caller was shown a variant of an experiment. The first time in a round counts.

use hustings_configuration::{What, desk};
use hustings_http::{EdgeRefusal, Failure, Json, NoContent, Operation, Path, Proof, State};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::Operating;
use crate::permissions::UseFeatures;

hustings_http::refusals! {
    /// Why nothing was noted.
    pub(super) enum ExposeRefusal {
        OtherVariant = 409 "other-variant": "The caller gets another variant by now.",
    }
}

/// What was shown.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Exposure {
    /// The variant.
    variant: String,
}

async fn note_exposure(
    may: Proof<UseFeatures>,
    Path(key): Path<String>,
    State(operating): State<Operating>,
    Json(shown): Json<Exposure>,
) -> Result<NoContent, Failure<ExposeRefusal>> {
    let found = operating.configuration.find(&key);
    let experiment = found
        .filter(|found| matches!(found.what, What::Experiment { .. }))
        .ok_or(EdgeRefusal::NotFound)?;
    let (plan, variant) = operating
        .configuration
        .assignment(may.org(), experiment, may.member())
        .await?;
    if variant != shown.variant {
        return Err(ExposeRefusal::OtherVariant.into());
    }
    // What everybody gets is compared with nothing.
    if plan.runs() {
        let mut tx = operating.store.begin(may.scope()).await?;
        desk::expose(&mut tx, experiment, plan.round(), may.member(), variant).await?;
        tx.commit().await?;
    }
    Ok(NoContent)
}

pub(super) fn operation() -> Operation<Operating> {
    Operation::post(
        "/orgs/{org}/features/{key}/exposures",
        "note_exposure",
        "Note that one was shown a variant of an experiment",
        note_exposure,
    )
    .without_idempotency_key("the first time counts, and a repeat changes nothing")
}
