//! Reopen an organisation that is closing.

use hustings_events::Append as _;
use hustings_http::{Answered, Failure, Json, Once, Operation, Proof, State};
use hustings_vocabulary::organisation::OrganisationReopened;

use super::{OrganisationView, rows};
use crate::Identity;
use crate::members::authority;
use crate::permissions::CloseOrganisation;

hustings_http::refusals! {
    /// Why an organisation was not reopened.
    pub(super) enum ReopenRefusal {
        NotClosing = 409 "organisation-not-closing": "The organisation is not closing.",
    }
}

async fn reopen_organisation(
    may: Proof<CloseOrganisation>,
    once: Once,
    State(identity): State<Identity>,
) -> Result<Answered<Json<OrganisationView>>, Failure<ReopenRefusal>> {
    let mut tx = identity.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let mut row = authority(&mut tx, &identity.permissions, &may)
        .await?
        .organisation;
    if row.state != "closing" {
        return Err(ReopenRefusal::NotClosing.into());
    }
    "active".clone_into(&mut row.state);
    row.closes_at = None;
    row.version += 1;
    rows::update(&mut tx, &row).await?;
    let organisation = may.org();
    tx.append(&OrganisationReopened { organisation }).await?;
    let done = once.finish(tx, Json(row.into())).await?;
    identity.memory.forget_organisation(may.org());
    Ok(done)
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::delete(
        "/orgs/{org}/closing",
        "reopen_organisation",
        "Reopen an organisation that is closing",
        reopen_organisation,
    )
}
