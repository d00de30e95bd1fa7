//! List everything one said about letters of a kind of notice.

use hustings_http::{Failure, Json, Operation, Path, Proof, State};
use hustings_notify::consents::{self, Word};
use hustings_notify::notices::Notices;
use hustings_store::Freshness;

use crate::permissions::OwnInbox;

hustings_http::refusals! {
    /// Why nothing was listed.
    pub(super) enum HistoryRefusal {
        NoSuchKind = 404 "no-such-kind": "There is no such kind of notice.",
    }
}

async fn list_words(
    may: Proof<OwnInbox>,
    Path(kind): Path<String>,
    State(notices): State<Notices>,
) -> Result<Json<Vec<Word>>, Failure<HistoryRefusal>> {
    let kind = notices.find(&kind).ok_or(HistoryRefusal::NoSuchKind)?;
    let mut read = notices.store().read(may.scope(), Freshness::Latest).await?;
    Ok(Json(consents::history(&mut read, may.member(), kind.kind).await?))
}

pub(super) fn operation() -> Operation<Notices> {
    Operation::get(
        "/orgs/{org}/inbox/preferences/{kind}/history",
        "list_words",
        "List what one said about letters of a kind of notice",
        list_words,
    )
}
