//! The SQL of consents.

use chrono::{DateTime, Utc};
use hustings_kernel::MemberId;
use hustings_store::{ScopedConnection, StoreError};
use hustings_vocabulary::notice::NoticeId;
use uuid::Uuid;

use super::{Channel, Saying, Source, Word};

struct WordRow {
    granted: bool,
    source: String,
    evidence: Option<Uuid>,
    at: DateTime<Utc>,
}

impl From<WordRow> for Word {
    fn from(row: WordRow) -> Self {
        Self {
            granted: row.granted,
            source: Source::of(&row.source),
            notice: row.evidence.map(NoticeId::from),
            at: row.at,
        }
    }
}

/// Makes those who speak about the same at once speak one after the other.
pub(super) async fn queue(
    on: &mut impl ScopedConnection,
    member: MemberId,
    purpose: &str,
    channel: Channel,
) -> Result<(), StoreError> {
    let org = on.scope().org().uuid();
    let key = format!("{org} {member} {purpose} {}", channel.as_str());
    sqlx::query!(
        "SELECT pg_advisory_xact_lock(hashtext('consents'), hashtext($1))",
        key
    )
    .fetch_one(on.connection())
    .await?;
    Ok(())
}

pub(super) async fn last(
    on: &mut impl ScopedConnection,
    member: MemberId,
    purpose: &str,
    channel: Channel,
) -> Result<Option<Word>, StoreError> {
    let org = on.scope().org().uuid();
    let row = sqlx::query_as!(
        WordRow,
        "SELECT granted, source, evidence, at FROM consents
         WHERE org_id = $1 AND member_id = $2 AND purpose = $3 AND channel = $4
         ORDER BY number DESC LIMIT 1",
        org,
        member.uuid(),
        purpose,
        channel.as_str(),
    )
    .fetch_optional(on.connection())
    .await?;
    Ok(row.map(Word::from))
}

pub(super) async fn add(
    on: &mut impl ScopedConnection,
    saying: &Saying<'_>,
    channel: Channel,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let org = on.scope().org().uuid();
    sqlx::query!(
        "INSERT INTO consents (org_id, member_id, purpose, channel, number, granted, source, evidence, at)
         SELECT $1, $2, $3, $4, coalesce(max(number), 0) + 1, $5, $6, $7, $8 FROM consents
         WHERE org_id = $1 AND member_id = $2 AND purpose = $3 AND channel = $4",
        org,
        saying.member.uuid(),
        saying.purpose,
        channel.as_str(),
        saying.granted,
        saying.source.as_str(),
        saying.notice.map(NoticeId::uuid),
        now,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

pub(super) async fn last_of_each(
    on: &mut impl ScopedConnection,
    member: MemberId,
    channel: Channel,
) -> Result<Vec<(String, Word)>, StoreError> {
    let org = on.scope().org().uuid();
    let rows = sqlx::query!(
        "SELECT DISTINCT ON (purpose) purpose, granted, source, evidence, at FROM consents
         WHERE org_id = $1 AND member_id = $2 AND channel = $3
         ORDER BY purpose, number DESC",
        org,
        member.uuid(),
        channel.as_str(),
    )
    .fetch_all(on.connection())
    .await?;
    let words = rows.into_iter().map(|row| {
        let word = Word {
            granted: row.granted,
            source: Source::of(&row.source),
            notice: row.evidence.map(NoticeId::from),
            at: row.at,
        };
        (row.purpose, word)
    });
    Ok(words.collect())
}

/// More than this nobody reads.
const LONGEST_HISTORY: i64 = 100;

pub(super) async fn history(
    on: &mut impl ScopedConnection,
    member: MemberId,
    purpose: &str,
    channel: Channel,
) -> Result<Vec<Word>, StoreError> {
    let org = on.scope().org().uuid();
    let rows = sqlx::query_as!(
        WordRow,
        "SELECT granted, source, evidence, at FROM consents
         WHERE org_id = $1 AND member_id = $2 AND purpose = $3 AND channel = $4
         ORDER BY number DESC LIMIT $5",
        org,
        member.uuid(),
        purpose,
        channel.as_str(),
        LONGEST_HISTORY,
    )
    .fetch_all(on.connection())
    .await?;
    Ok(rows.into_iter().map(Word::from).collect())
}

pub(super) async fn is_leaving(
    on: &mut impl ScopedConnection,
    member: MemberId,
    purpose: &str,
) -> Result<bool, StoreError> {
    let org = on.scope().org().uuid();
    let leaving = sqlx::query_scalar!(
        "SELECT EXISTS (
             SELECT FROM deliveries WHERE org_id = $1 AND reader = $2 AND purpose = $3 AND state = 'sending'
         )",
        org,
        member.uuid(),
        purpose,
    )
    .fetch_one(on.connection())
    .await?;
    Ok(leaving.unwrap_or_default())
}
