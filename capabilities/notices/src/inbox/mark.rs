//! Mark one notice: as read, as unread again, as thrown away. Each takes back the others.

use hustings_http::{Failure, Json, NoContent, Operation, Path, Proof, State};
use hustings_notify::notices::inbox;
use hustings_notify::notices::{NoticeState, Notices};
use hustings_vocabulary::notice::NoticeId;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::permissions::OwnInbox;

hustings_http::refusals! {
    /// Why a notice was not marked.
    pub(super) enum MarkRefusal {
        NoSuchNotice = 404 "no-such-notice": "There is no such notice.",
    }
}

/// How it is to stand.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Mark {
    state: NoticeState,
}

async fn mark_notice(
    may: Proof<OwnInbox>,
    Path(notice): Path<NoticeId>,
    State(notices): State<Notices>,
    Json(mark): Json<Mark>,
) -> Result<NoContent, Failure<MarkRefusal>> {
    let mut tx = notices.store().begin(may.scope()).await?;
    inbox::mark(&mut tx, may.member(), notice, mark.state)
        .await?
        .ok_or(MarkRefusal::NoSuchNotice)?;
    tx.commit().await?;
    Ok(NoContent)
}

pub(super) fn operation() -> Operation<Notices> {
    Operation::put(
        "/orgs/{org}/inbox/{notice}/state",
        "mark_notice",
        "Mark a notice as read, unread or thrown away",
        mark_notice,
    )
    .without_idempotency_key("it stands afterwards as was asked, however often")
}
