//! What one can hear of notices as they come.

use hustings_kernel::{Event as _, Permission as _};
use hustings_live::{Reach, Topic};
use hustings_vocabulary::{consent, notice};

use crate::permissions::OwnInbox;

/// The live topics of notices.
pub(crate) const TOPICS: &[Topic] = &[Topic {
    name: "inbox",
    kinds: &[
        notice::NoticeGiven::KIND,
        notice::NoticesMarked::KIND,
        consent::ConsentChanged::KIND,
    ],
    reach: Reach::Member(OwnInbox::TYPE.name, "member"),
}];
