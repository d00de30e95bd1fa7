//! Close an organisation. It goes on until its time is over, and can be reopened until then.

use chrono::TimeDelta;
use hustings_events::Append as _;
use hustings_http::{Answered, Failure, Json, Once, Operation, Proof, State, SteppedUp};
use hustings_vocabulary::organisation::OrganisationClosing;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{OrganisationView, rows};
use crate::Identity;
use crate::members::authority;
use crate::permissions::CloseOrganisation;

hustings_http::refusals! {
    /// Why an organisation was not closed.
    pub(super) enum CloseRefusal {
        AlreadyClosing = 409 "organisation-closing": "The organisation is closing already.",
        OtherSlug = 422 "slug-does-not-match": "Write the organisation's slug to show that you mean this one.",
    }
}

/// Meant in earnest?
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Close {
    /// The slug of the organisation, against slips of the hand.
    slug: String,
}

async fn close_organisation(
    may: Proof<CloseOrganisation>,
    _: SteppedUp,
    once: Once,
    State(identity): State<Identity>,
    Json(input): Json<Close>,
) -> Result<Answered<Json<OrganisationView>>, Failure<CloseRefusal>> {
    let mut tx = identity.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let mut row = authority(&mut tx, &identity.permissions, &may)
        .await?
        .organisation;
    if row.state != "active" {
        return Err(CloseRefusal::AlreadyClosing.into());
    }
    if row.slug != input.slug {
        return Err(CloseRefusal::OtherSlug.into());
    }
    let closes_at = tx.sources().now() + TimeDelta::days(identity.settings.closing_days.into());
    "closing".clone_into(&mut row.state);
    row.closes_at = Some(closes_at);
    row.version += 1;
    rows::update(&mut tx, &row).await?;
    tx.append(&OrganisationClosing {
        organisation: may.org(),
        closes_at,
    })
    .await?;
    let done = once.finish(tx, Json(row.into())).await?;
    identity.memory.forget_organisation(may.org());
    Ok(done)
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::put(
        "/orgs/{org}/closing",
        "close_organisation",
        "Close an organisation",
        close_organisation,
    )
}
