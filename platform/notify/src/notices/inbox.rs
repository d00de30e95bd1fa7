//! What a member does with their notices: count, list, read, throw away, and undo any of it.

use chrono::{DateTime, SubsecRound as _, Utc};
use hustings_events::Append as _;
use hustings_kernel::MemberId;
use hustings_store::{ScopedConnection, ScopedTx, StoreError};
use hustings_vocabulary::notice::{NoticeId, NoticesMarked};

use super::{NoticeState, rows};

/// More than this many unread ones are not counted.
pub const MOST_COUNTED: i64 = 100;

/// Which of a member's notices.
#[derive(Debug, Clone, Copy)]
pub enum Which<'a> {
    /// All that were not thrown away.
    All,
    /// Those not read yet.
    Unread,
    /// Those of one kind.
    OfKind(&'a str),
}

/// A notice as it is stored, still without words.
#[derive(Debug, Clone)]
pub struct Stored(pub(super) rows::NoticeRow);

impl Stored {
    /// Its id.
    pub fn id(&self) -> NoticeId {
        self.0.notice_id.into()
    }

    /// Its kind.
    pub fn kind(&self) -> &str {
        &self.0.kind
    }

    /// Whose doing it was, if a member's.
    pub fn by(&self) -> Option<MemberId> {
        self.0.by_member.map(MemberId::from)
    }

    /// How it stands.
    pub fn state(&self) -> NoticeState {
        NoticeState::of(&self.0.state)
    }

    /// When it happened.
    pub fn given_at(&self) -> DateTime<Utc> {
        self.0.given_at
    }
}

/// Lists a member's notices, the newest first, before this one.
pub async fn list(
    on: &mut impl ScopedConnection,
    member: MemberId,
    which: Which<'_>,
    before: Option<NoticeId>,
    at_most: i64,
) -> Result<Vec<Stored>, StoreError> {
    let rows = match which {
        Which::All => rows::list(on, member, before, at_most).await?,
        Which::Unread => rows::list_unread(on, member, before, at_most).await?,
        Which::OfKind(kind) => rows::list_of_kind(on, member, kind, before, at_most).await?,
    };
    Ok(rows.into_iter().map(Stored).collect())
}

/// How many a member has not read, up to [`MOST_COUNTED`].
pub async fn unread(on: &mut impl ScopedConnection, member: MemberId) -> Result<i64, StoreError> {
    rows::count_unread(on, member, MOST_COUNTED).await
}

/// Has one of a member's notices stand otherwise. How it stood before; none if it is not theirs.
pub async fn mark(
    tx: &mut ScopedTx,
    member: MemberId,
    notice: NoticeId,
    state: NoticeState,
) -> Result<Option<NoticeState>, StoreError> {
    let Some(before) = rows::lock(tx, member, notice).await? else {
        return Ok(None);
    };
    if before != state {
        let now = tx.sources().now();
        rows::set_state(tx, notice, state, now).await?;
        tx.append(&NoticesMarked { member }).await?;
    }
    Ok(Some(before))
}

/// Marks all of a member's notices as read, as far as this one: what came later was not seen. How many, and the moment by
/// which they can be put back.
pub async fn read_all(
    tx: &mut ScopedTx,
    member: MemberId,
    through: NoticeId,
) -> Result<(u64, DateTime<Utc>), StoreError> {
    // As exact as the database keeps it.
    let now = tx.sources().now().trunc_subsecs(6);
    let read = rows::read_all(tx, member, through, now).await?;
    if read > 0 {
        tx.append(&NoticesMarked { member }).await?;
    }
    Ok((read, now))
}

/// Puts back what was marked as read together. How many.
pub async fn put_back(
    tx: &mut ScopedTx,
    member: MemberId,
    read_at: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let now = tx.sources().now();
    let back = rows::put_back(tx, member, read_at, now).await?;
    if back > 0 {
        tx.append(&NoticesMarked { member }).await?;
    }
    Ok(back)
}
