//! The SQL of notices.

use chrono::{DateTime, Utc};
use hustings_kernel::MemberId;
use hustings_store::{ScopedConnection, StoreError};
use hustings_vocabulary::notice::NoticeId;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::{NoticeState, QuietHours};

/// Notices of one kind about one thing, to several members.
#[derive(Debug)]
pub(super) struct NewNotices<'a> {
    pub(super) kind: &'static str,
    pub(super) facts: Value,
    pub(super) about: Uuid,
    pub(super) by: Option<Uuid>,
    pub(super) given_at: DateTime<Utc>,
    pub(super) now: DateTime<Utc>,
    pub(super) notices: &'a [Uuid],
    pub(super) members: &'a [Uuid],
}

/// What the words are made of, as stored.
pub(super) fn facts(notice: &impl Serialize) -> Result<Value, StoreError> {
    serde_json::to_value(notice).map_err(|error| sqlx::Error::Encode(error.into()).into())
}

/// A notice as stored.
#[derive(Debug, Clone)]
pub(super) struct NoticeRow {
    pub(super) notice_id: Uuid,
    pub(super) member_id: Uuid,
    pub(super) kind: String,
    pub(super) by_member: Option<Uuid>,
    pub(super) facts: Value,
    pub(super) state: String,
    pub(super) given_at: DateTime<Utc>,
}

/// Selects notices: the columns once, what follows them from each question.
macro_rules! select_notices {
    ($rest:literal, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            NoticeRow,
            "SELECT notice_id, member_id, kind, by_member, facts, state, given_at FROM notices " + $rest,
            $($argument),+
        )
    };
}

/// Writes them down for whoever was not told yet. Which ones, and whose.
pub(super) async fn insert(
    on: &mut impl ScopedConnection,
    new: &NewNotices<'_>,
) -> Result<Vec<(Uuid, Uuid)>, StoreError> {
    let org = on.scope().org().uuid();
    let rows = sqlx::query!(
        "INSERT INTO notices
             (org_id, notice_id, member_id, kind, about, by_member, facts, state, given_at, changed_at)
         SELECT $1, told.notice, told.member, $2, $3, $4, $5, 'unread', $6, $7
         FROM unnest($8::uuid[], $9::uuid[]) AS told (notice, member)
         ON CONFLICT ON CONSTRAINT notices_once DO NOTHING
         RETURNING notice_id, member_id",
        org,
        new.kind,
        new.about,
        new.by,
        new.facts,
        new.given_at,
        new.now,
        new.notices,
        new.members,
    )
    .fetch_all(on.connection())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.notice_id, row.member_id))
        .collect())
}

/// One notice, whoever's it is.
pub(super) async fn by_id(
    on: &mut impl ScopedConnection,
    notice: NoticeId,
) -> Result<Option<NoticeRow>, StoreError> {
    let org = on.scope().org().uuid();
    let query = select_notices!("WHERE org_id = $1 AND notice_id = $2", org, notice.uuid());
    Ok(query.fetch_optional(on.connection()).await?)
}

/// A member's, the newest first, before this one.
pub(super) async fn list(
    on: &mut impl ScopedConnection,
    member: MemberId,
    before: Option<NoticeId>,
    at_most: i64,
) -> Result<Vec<NoticeRow>, StoreError> {
    let org = on.scope().org().uuid();
    let before = before.map_or(Uuid::max(), NoticeId::uuid);
    let query = select_notices!(
        "WHERE org_id = $1 AND member_id = $2 AND state <> 'deleted' AND notice_id < $3 \
         ORDER BY notice_id DESC LIMIT $4",
        org,
        member.uuid(),
        before,
        at_most,
    );
    Ok(query.fetch_all(on.connection()).await?)
}

/// Those not read yet.
pub(super) async fn list_unread(
    on: &mut impl ScopedConnection,
    member: MemberId,
    before: Option<NoticeId>,
    at_most: i64,
) -> Result<Vec<NoticeRow>, StoreError> {
    let org = on.scope().org().uuid();
    let before = before.map_or(Uuid::max(), NoticeId::uuid);
    let query = select_notices!(
        "WHERE org_id = $1 AND member_id = $2 AND state = 'unread' AND notice_id < $3 \
         ORDER BY notice_id DESC LIMIT $4",
        org,
        member.uuid(),
        before,
        at_most,
    );
    Ok(query.fetch_all(on.connection()).await?)
}

/// Those of one kind.
pub(super) async fn list_of_kind(
    on: &mut impl ScopedConnection,
    member: MemberId,
    kind: &str,
    before: Option<NoticeId>,
    at_most: i64,
) -> Result<Vec<NoticeRow>, StoreError> {
    let org = on.scope().org().uuid();
    let before = before.map_or(Uuid::max(), NoticeId::uuid);
    let query = select_notices!(
        "WHERE org_id = $1 AND member_id = $2 AND kind = $3 AND state <> 'deleted' AND notice_id < $4 \
         ORDER BY notice_id DESC LIMIT $5",
        org,
        member.uuid(),
        kind,
        before,
        at_most,
    );
    Ok(query.fetch_all(on.connection()).await?)
}

/// How many a member has not read; no more than this many are counted.
pub(super) async fn count_unread(
    on: &mut impl ScopedConnection,
    member: MemberId,
    at_most: i64,
) -> Result<i64, StoreError> {
    let org = on.scope().org().uuid();
    let count = sqlx::query_scalar!(
        "SELECT count(*) FROM (
             SELECT FROM notices WHERE org_id = $1 AND member_id = $2 AND state = 'unread' LIMIT $3
         ) AS counted",
        org,
        member.uuid(),
        at_most,
    )
    .fetch_one(on.connection())
    .await?;
    Ok(count.unwrap_or_default())
}

/// How one of a member's notices stands, held until the transaction ends.
pub(super) async fn lock(
    on: &mut impl ScopedConnection,
    member: MemberId,
    notice: NoticeId,
) -> Result<Option<NoticeState>, StoreError> {
    let org = on.scope().org().uuid();
    let state = sqlx::query_scalar!(
        "SELECT state FROM notices WHERE org_id = $1 AND notice_id = $2 AND member_id = $3 FOR UPDATE",
        org,
        notice.uuid(),
        member.uuid(),
    )
    .fetch_optional(on.connection())
    .await?;
    Ok(state.as_deref().map(NoticeState::of))
}

/// Has it stand otherwise.
pub(super) async fn set_state(
    on: &mut impl ScopedConnection,
    notice: NoticeId,
    state: NoticeState,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let org = on.scope().org().uuid();
    sqlx::query!(
        "UPDATE notices SET state = $3, changed_at = $4 WHERE org_id = $1 AND notice_id = $2",
        org,
        notice.uuid(),
        state.as_str(),
        now,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Marks everything a member has not read as read, as far as this notice.
pub(super) async fn read_all(
    on: &mut impl ScopedConnection,
    member: MemberId,
    through: NoticeId,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let org = on.scope().org().uuid();
    let read = sqlx::query!(
        "UPDATE notices SET state = 'read', changed_at = $4
         WHERE org_id = $1 AND member_id = $2 AND state = 'unread' AND notice_id <= $3",
        org,
        member.uuid(),
        through.uuid(),
        now,
    )
    .execute(on.connection())
    .await?;
    Ok(read.rows_affected())
}

/// Puts back what a member marked as read at this very moment.
pub(super) async fn put_back(
    on: &mut impl ScopedConnection,
    member: MemberId,
    read_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let org = on.scope().org().uuid();
    let back = sqlx::query!(
        "UPDATE notices SET state = 'unread', changed_at = $4
         WHERE org_id = $1 AND member_id = $2 AND state = 'read' AND changed_at = $3",
        org,
        member.uuid(),
        read_at,
        now,
    )
    .execute(on.connection())
    .await?;
    Ok(back.rows_affected())
}

/// Forgets what was given or deleted so long ago, in every organisation.
pub(super) async fn forget(
    on: &mut impl ScopedConnection,
    given_before: DateTime<Utc>,
    deleted_before: DateTime<Utc>,
) -> Result<i64, StoreError> {
    let forgotten = sqlx::query_scalar!(
        "SELECT scope.forget_notices($1, $2)",
        given_before,
        deleted_before
    )
    .fetch_one(on.connection())
    .await?;
    Ok(forgotten.unwrap_or_default())
}

/// A member's quiet hours.
pub(super) async fn quiet_hours(
    on: &mut impl ScopedConnection,
    member: MemberId,
) -> Result<Option<QuietHours>, StoreError> {
    let org = on.scope().org().uuid();
    let row = sqlx::query!(
        "SELECT quiet_from, quiet_until FROM quiet_hours WHERE org_id = $1 AND member_id = $2",
        org,
        member.uuid(),
    )
    .fetch_optional(on.connection())
    .await?;
    // The table's constraints know no other hours.
    Ok(row.map(|row| QuietHours {
        from: u8::try_from(row.quiet_from).unwrap_or_default(),
        until: u8::try_from(row.quiet_until).unwrap_or_default(),
    }))
}

pub(super) async fn set_quiet_hours(
    on: &mut impl ScopedConnection,
    member: MemberId,
    hours: QuietHours,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let org = on.scope().org().uuid();
    sqlx::query!(
        "INSERT INTO quiet_hours (org_id, member_id, quiet_from, quiet_until, changed_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT ON CONSTRAINT quiet_hours_pkey DO UPDATE
         SET quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, changed_at = excluded.changed_at",
        org,
        member.uuid(),
        i16::from(hours.from),
        i16::from(hours.until),
        now,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

pub(super) async fn forget_quiet_hours(
    on: &mut impl ScopedConnection,
    member: MemberId,
) -> Result<(), StoreError> {
    let org = on.scope().org().uuid();
    sqlx::query!(
        "DELETE FROM quiet_hours WHERE org_id = $1 AND member_id = $2",
        org,
        member.uuid(),
    )
    .execute(on.connection())
    .await?;
    Ok(())
}
