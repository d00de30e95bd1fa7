//! List what one was told, in one's own language.

use hustings_http::{Failure, Operation, Page, PageRequest, Proof, State};
use hustings_kernel::MemberId;
use hustings_notify::notices::inbox::{self, Which};
use hustings_notify::notices::{Notices, Tongue};
use hustings_store::Freshness;
use hustings_vocabulary::notice::NoticeId;
use schemars::JsonSchema;
use serde::Deserialize;

use super::InboxEntry;
use crate::permissions::OwnInbox;

/// Which of one's notices.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct InboxFilter {
    /// Only those not read yet.
    #[serde(default)]
    unread: bool,
    /// Only those of this kind, unless only the unread are asked for.
    kind: Option<String>,
    /// The language to write them in; one's own if nothing is said.
    language: Option<String>,
}

impl InboxFilter {
    fn which(&self) -> Which<'_> {
        match &self.kind {
            _ if self.unread => Which::Unread,
            Some(kind) => Which::OfKind(kind),
            None => Which::All,
        }
    }
}

async fn list_inbox(
    may: Proof<OwnInbox>,
    request: PageRequest<NoticeId, InboxFilter>,
    State(notices): State<Notices>,
) -> Result<Page<InboxEntry>, Failure> {
    let filter = request.filter();
    let before = request.after().copied();
    let mut read = notices.store().read(may.scope(), Freshness::Latest).await?;
    let found = inbox::list(&mut read, may.member(), filter.which(), before, request.rows()).await?;
    drop(read);
    let mut named: Vec<MemberId> = found.iter().filter_map(inbox::Stored::by).collect();
    named.sort_unstable();
    named.dedup();
    let book = notices.book();
    let surroundings = book.surroundings(may.org(), may.member(), &named).await?;
    let tongue = Tongue::of(filter.language.as_deref().unwrap_or(&surroundings.language));
    let show = |stored| InboxEntry::of(&notices, &stored, tongue, &surroundings);
    Ok(request.page(found, inbox::Stored::id, show).tagged())
}

pub(super) fn operation() -> Operation<Notices> {
    Operation::get(
        "/orgs/{org}/inbox",
        "list_inbox",
        "List what one was told",
        list_inbox,
    )
}
