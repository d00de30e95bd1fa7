//! Count what one has not read. Every page asks.

use hustings_http::{Failure, Operation, Proof, State, Tagged};
use hustings_notify::notices::Notices;
use hustings_notify::notices::inbox::{self, MOST_COUNTED};
use hustings_store::Freshness;
use schemars::JsonSchema;
use serde::Serialize;

use crate::permissions::OwnInbox;

/// How much one has not read.
#[derive(Debug, Serialize, JsonSchema)]
struct UnreadCount {
    /// How many notices.
    unread: i64,
    /// Are there perhaps more? They are not counted any further.
    or_more: bool,
}

async fn count_unread(
    may: Proof<OwnInbox>,
    State(notices): State<Notices>,
) -> Result<Tagged<UnreadCount>, Failure> {
    let mut read = notices.store().read(may.scope(), Freshness::Latest).await?;
    let unread = inbox::unread(&mut read, may.member()).await?;
    Ok(Tagged(UnreadCount {
        unread,
        or_more: unread >= MOST_COUNTED,
    }))
}

pub(super) fn operation() -> Operation<Notices> {
    Operation::get(
        "/orgs/{org}/inbox/unread",
        "count_unread",
        "Count what one has not read",
        count_unread,
    )
}
