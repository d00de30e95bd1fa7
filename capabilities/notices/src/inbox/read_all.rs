//! Mark everything as read, as far as the newest notice one has seen.

use chrono::{DateTime, Utc};
use hustings_http::{Answered, Failure, Json, Once, Operation, Proof, State};
use hustings_notify::notices::Notices;
use hustings_notify::notices::inbox;
use hustings_vocabulary::notice::NoticeId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::permissions::OwnInbox;

/// How far.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReadAll {
    /// The newest notice one has seen; what comes after it stays unread.
    through: NoticeId,
}

/// What was marked.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct MarkedAsRead {
    /// How many.
    read: u64,
    /// The moment, by which they are put back together.
    read_at: DateTime<Utc>,
}

async fn read_all(
    may: Proof<OwnInbox>,
    once: Once,
    State(notices): State<Notices>,
    Json(input): Json<ReadAll>,
) -> Result<Answered<Json<MarkedAsRead>>, Failure> {
    let mut tx = notices.store().begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let (read, read_at) = inbox::read_all(&mut tx, may.member(), input.through).await?;
    Ok(once.finish(tx, Json(MarkedAsRead { read, read_at })).await?)
}

pub(super) fn operation() -> Operation<Notices> {
    Operation::post(
        "/orgs/{org}/inbox/reading",
        "read_all",
        "Mark everything as read",
        read_all,
    )
}
