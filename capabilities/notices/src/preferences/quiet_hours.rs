//! The hours in which one wants no letters that can wait: read them, set them, do without.

use hustings_http::{Failure, Json, NoContent, Operation, Proof, State};
use hustings_notify::notices::{Notices, QuietHours, quiet_hours, set_quiet_hours};
use hustings_store::Freshness;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::permissions::OwnInbox;

hustings_http::refusals! {
    /// Why the hours were not set.
    pub(super) enum QuietHoursRefusal {
        NoHours = 422 "no-quiet-hours": "Quiet hours go from one hour of the day, 0 to 23, to another.",
    }
}

/// One's quiet hours.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OwnQuietHours {
    /// The hours; none if any time will do.
    hours: Option<QuietHours>,
}

async fn read_quiet_hours(
    may: Proof<OwnInbox>,
    State(notices): State<Notices>,
) -> Result<Json<OwnQuietHours>, Failure> {
    let mut read = notices.store().read(may.scope(), Freshness::Latest).await?;
    let hours = quiet_hours(&mut read, may.member()).await?;
    Ok(Json(OwnQuietHours { hours }))
}

async fn choose_quiet_hours(
    may: Proof<OwnInbox>,
    State(notices): State<Notices>,
    Json(input): Json<OwnQuietHours>,
) -> Result<NoContent, Failure<QuietHoursRefusal>> {
    if input.hours.is_some_and(|hours| !hours.are_hours()) {
        return Err(QuietHoursRefusal::NoHours.into());
    }
    let mut tx = notices.store().begin(may.scope()).await?;
    let now = tx.sources().now();
    set_quiet_hours(&mut tx, may.member(), input.hours, now).await?;
    tx.commit().await?;
    Ok(NoContent)
}

pub(super) fn read() -> Operation<Notices> {
    Operation::get(
        "/orgs/{org}/inbox/quiet-hours",
        "read_quiet_hours",
        "Read when one wants no letters that can wait",
        read_quiet_hours,
    )
}

pub(super) fn choose() -> Operation<Notices> {
    Operation::put(
        "/orgs/{org}/inbox/quiet-hours",
        "choose_quiet_hours",
        "Choose when one wants no letters that can wait",
        choose_quiet_hours,
    )
    .without_idempotency_key("they are afterwards as was asked, however often")
}
