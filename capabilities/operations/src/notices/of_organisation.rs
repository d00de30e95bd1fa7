//! What needs attention in one organisation.

use hustings_http::Proof;
use hustings_jobs::desk;
use hustings_store::{Freshness, StoreError};

use super::{Notice, NoticeKind, NoticePlace};
use crate::Operating;
use crate::permissions::{ReadDeadLetters, ReadJobs, ReadNotices};

/// What there is, as far as the caller may know of it.
pub(super) async fn notices(
    operating: &Operating,
    may: &Proof<ReadNotices>,
) -> Result<Vec<Notice>, StoreError> {
    let mut notices = Vec::new();
    if may.has::<ReadJobs>() {
        let mut read = operating.store.read(may.scope(), Freshness::Latest).await?;
        let dead = desk::dead(&mut read).await?;
        if dead.jobs > 0 {
            notices.push(Notice {
                kind: NoticeKind::DeadJobs,
                place: NoticePlace::Organisation,
                count: dead.jobs,
                since: dead.since,
                target: None,
            });
        }
    }
    if may.has::<ReadDeadLetters>() {
        let letters = operating.agents.count_letters(Some(may.org())).await?;
        if letters.streams > 0 {
            notices.push(Notice {
                kind: NoticeKind::DeadLetters,
                place: NoticePlace::Organisation,
                count: letters.streams,
                since: letters.since,
                target: None,
            });
        }
    }
    Ok(notices)
}
