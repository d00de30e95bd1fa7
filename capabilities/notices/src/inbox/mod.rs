//! The inbox: what a member was told, the newest first.

mod count;
mod list;
mod mark;
mod put_back;
mod read_all;

use chrono::{DateTime, Utc};
use hustings_http::Operations;
use hustings_kernel::MemberId;
use hustings_notify::notices::inbox::Stored;
use hustings_notify::notices::{NoticeState, Notices, Surroundings, Tongue};
use hustings_vocabulary::notice::NoticeId;
use schemars::JsonSchema;
use serde::Serialize;

/// Something the caller was told.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct InboxEntry {
    /// The notice.
    pub(crate) id: NoticeId,
    /// Which kind of notice: `identity.role-changed`.
    kind: String,
    /// What happened, in a line.
    title: String,
    /// What it means, in a sentence or two.
    text: String,
    /// What the link is called.
    action: &'static str,
    /// The page it leads to, below the organisation's own; that itself if there is none.
    page: Option<String>,
    /// Whose doing it was, if a member's.
    by: Option<MemberId>,
    /// How it stands.
    state: NoticeState,
    /// When it happened.
    at: DateTime<Utc>,
}

impl InboxEntry {
    fn of(notices: &Notices, stored: &Stored, tongue: Tongue, surroundings: &Surroundings) -> Self {
        let worded = notices.word(stored, tongue, surroundings);
        Self {
            id: stored.id(),
            kind: stored.kind().to_owned(),
            title: worded.words.title,
            text: worded.words.text,
            action: worded.words.action,
            page: worded.page,
            by: stored.by(),
            state: stored.state(),
            at: stored.given_at(),
        }
    }
}

pub(crate) fn operations() -> Operations<Notices> {
    Operations::new("inbox")
        .add(list::operation())
        .add(count::operation())
        .add(mark::operation())
        .add(read_all::operation())
        .add(put_back::operation())
}
