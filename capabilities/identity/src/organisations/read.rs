//! Read an organisation's settings.

use hustings_http::{EdgeRefusal, Failure, Operation, Proof, State, Versioned};
use hustings_store::Freshness;

use super::{OrganisationView, rows};
use crate::Identity;
use crate::permissions::ReadOrganisation;

async fn read_organisation(
    may: Proof<ReadOrganisation>,
    State(identity): State<Identity>,
) -> Result<Versioned<OrganisationView>, Failure> {
    let mut read = identity.store.read(may.scope(), Freshness::Latest).await?;
    let row = rows::by_id(&mut read, may.org())
        .await?
        .ok_or(EdgeRefusal::NotFound)?;
    Ok(Versioned {
        version: row.version,
        value: row.into(),
    })
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::get(
        "/orgs/{org}",
        "read_organisation",
        "Read an organisation",
        read_organisation,
    )
}
