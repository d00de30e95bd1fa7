//! Read one thing that can be configured.

use hustings_configuration::desk;
use hustings_http::{EdgeRefusal, Failure, Operation, Path, Proof, State, Versioned};
use hustings_store::Freshness;

use super::{ConfiguredView, shown};
use crate::Operating;
use crate::permissions::ReadConfiguration;

async fn read_configured(
    may: Proof<ReadConfiguration>,
    Path(key): Path<String>,
    State(operating): State<Operating>,
) -> Result<Versioned<ConfiguredView>, Failure> {
    let found = operating.configuration.find(&key).ok_or(EdgeRefusal::NotFound)?;
    let mut read = operating.store.read(may.scope(), Freshness::Latest).await?;
    let mut all = desk::all(&mut read, std::slice::from_ref(found)).await?;
    let current = all.pop().ok_or(EdgeRefusal::NotFound)?;
    Ok(Versioned {
        version: current.version,
        value: shown(&mut read, current, &may).await?,
    })
}

pub(super) fn operation() -> Operation<Operating> {
    Operation::get(
        "/orgs/{org}/configuration/{key}",
        "read_configured",
        "Read one thing that can be configured",
        read_configured,
    )
}
