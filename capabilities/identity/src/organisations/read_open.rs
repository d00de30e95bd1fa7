//! Look at an organisation that is open to everybody, from outside: what it is called, before one joins it.
//!
//! Whether there are others, which are joined by invitation, is not to be learned here: they are not found either.

use hustings_http::{Anyone, EdgeRefusal, Failure, Json, Operation, Path, State};
use hustings_kernel::OrgId;
use schemars::JsonSchema;
use serde::Serialize;

use super::rows;
use crate::Identity;
use crate::values::Slug;

/// An organisation that anybody may join.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct OpenOrganisation {
    /// The organisation.
    organisation: OrgId,
    /// What it is called.
    name: String,
    /// Its name in addresses.
    slug: String,
}

async fn read_open_organisation(
    anyone: Anyone,
    Path(slug): Path<Slug>,
    State(identity): State<Identity>,
) -> Result<Json<OpenOrganisation>, Failure> {
    let mut tx = identity.store.begin(anyone.scope()).await?;
    let row = rows::open_by_slug(&mut tx, slug.as_str())
        .await?
        .ok_or(EdgeRefusal::NotFound)?;
    Ok(Json(OpenOrganisation {
        organisation: row.org_id.into(),
        name: row.name,
        slug: row.slug,
    }))
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::get(
        "/open-organisations/{slug}",
        "read_open_organisation",
        "Look at an organisation that is open to everybody",
        read_open_organisation,
    )
}
