//! What happens to members' notices. What a notice says is not in the log: pages that hear of it ask.

use hustings_kernel::MemberId;
use serde::{Deserialize, Serialize};

use crate::events;

hustings_kernel::id!(
    /// Names a notice to a member.
    NoticeId,
    "notice"
);

/// A member was told something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeGiven {
    /// The notice.
    pub notice: NoticeId,
    /// To whom.
    pub member: MemberId,
    /// The kind of notice, not of event: `identity.role-changed`.
    pub notice_kind: String,
}

/// A member read, put back or threw away notices of theirs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticesMarked {
    /// Whose they are.
    pub member: MemberId,
}

events! {
    /// A member was told something.
    NoticeGiven: "notice.given" version 1 about notice, everyday;
    /// A member read, put back or threw away notices of theirs.
    NoticesMarked: "notice.marked" version 1 about member, everyday;
}
