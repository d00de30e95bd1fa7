//! Put back as unread what was marked as read together.

use chrono::{DateTime, Utc};
use hustings_http::{Failure, Json, Operation, Proof, State};
use hustings_notify::notices::Notices;
use hustings_notify::notices::inbox;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::permissions::OwnInbox;

/// What to put back.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PutBack {
    /// The moment at which it was marked.
    read_at: DateTime<Utc>,
}

/// What was put back.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct MarkedAsUnread {
    /// How many.
    unread: u64,
}

async fn put_back(
    may: Proof<OwnInbox>,
    State(notices): State<Notices>,
    Json(input): Json<PutBack>,
) -> Result<Json<MarkedAsUnread>, Failure> {
    let mut tx = notices.store().begin(may.scope()).await?;
    let unread = inbox::put_back(&mut tx, may.member(), input.read_at).await?;
    tx.commit().await?;
    Ok(Json(MarkedAsUnread { unread }))
}

pub(super) fn operation() -> Operation<Notices> {
    Operation::post(
        "/orgs/{org}/inbox/unreading",
        "put_back",
        "Put back what was marked as read together",
        put_back,
    )
    .without_idempotency_key("what is unread already stays so")
}
