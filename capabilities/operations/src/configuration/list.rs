//! List everything that can be configured, with what holds.

use hustings_configuration::desk;
use hustings_http::{Failure, Operation, Proof, State, Tagged};
use hustings_store::Freshness;
use schemars::JsonSchema;
use serde::Serialize;

use super::ConfiguredView;
use crate::Operating;
use crate::permissions::ReadConfiguration;

/// Everything that can be configured.
#[derive(Debug, Serialize, JsonSchema)]
struct WholeConfiguration {
    /// In the order of the keys.
    items: Vec<ConfiguredView>,
}

async fn list_configuration(
    may: Proof<ReadConfiguration>,
    State(operating): State<Operating>,
) -> Result<Tagged<WholeConfiguration>, Failure> {
    let mut read = operating.store.read(may.scope(), Freshness::Latest).await?;
    let all = desk::all(&mut read, operating.configuration.declared()).await?;
    let mut exposures = desk::exposures(&mut read, &all).await?;
    let items = all
        .iter()
        .map(|one| ConfiguredView::of(one, may.permissions(), &mut exposures))
        .collect();
    Ok(Tagged(WholeConfiguration { items }))
}

pub(super) fn operation() -> Operation<Operating> {
    Operation::get(
        "/orgs/{org}/configuration",
        "list_configuration",
        "List what can be configured",
        list_configuration,
    )
}
