//! The SQL of members.

use chrono::{DateTime, Utc};
use hustings_kernel::{AccountId, MemberId, OrgId};
use hustings_store::{ScopedConnection, StoreError};
use uuid::Uuid;

use super::MemberStatus;
use crate::roles::Role;
use crate::values::{fold, words};

/// A member as stored.
#[derive(Debug, Clone)]
pub(crate) struct MemberRow {
    pub(crate) member_id: Uuid,
    pub(crate) name: String,
    pub(crate) name_folded: String,
    pub(crate) avatar: Option<String>,
    pub(crate) level: i16,
    pub(crate) role: String,
    pub(crate) role_id: Option<Uuid>,
    pub(crate) status: String,
    pub(crate) language: Option<String>,
    pub(crate) time_zone: Option<String>,
    pub(crate) joined_at: DateTime<Utc>,
    pub(crate) version: i64,
}

/// Selects members: the columns once, what follows them from each question.
macro_rules! select_members {
    ($rest:literal, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            MemberRow,
            "SELECT m.member_id, m.name, m.name_folded, m.avatar, m.level, m.role, m.role_id, m.status, \
                 m.language, m.time_zone, m.joined_at, m.version FROM members m " + $rest,
            $($argument),+
        )
    };
}

pub(crate) async fn by_id(
    on: &mut impl ScopedConnection,
    org: OrgId,
    member: MemberId,
) -> Result<Option<MemberRow>, StoreError> {
    let query = select_members!(
        "WHERE m.org_id = $1 AND m.member_id = $2",
        org.uuid(),
        member.uuid()
    );
    Ok(query.fetch_optional(on.connection()).await?)
}

pub(crate) async fn by_ids(
    on: &mut impl ScopedConnection,
    org: OrgId,
    members: &[Uuid],
) -> Result<Vec<MemberRow>, StoreError> {
    let query = select_members!(
        "WHERE m.org_id = $1 AND m.member_id = ANY($2)",
        org.uuid(),
        members
    );
    Ok(query.fetch_all(on.connection()).await?)
}

/// The member, locked until the transaction ends.
pub(crate) async fn lock(
    on: &mut impl ScopedConnection,
    org: OrgId,
    member: MemberId,
) -> Result<Option<MemberRow>, StoreError> {
    let query = select_members!(
        "WHERE m.org_id = $1 AND m.member_id = $2 FOR NO KEY UPDATE",
        org.uuid(),
        member.uuid(),
    );
    Ok(query.fetch_optional(on.connection()).await?)
}

pub(crate) async fn by_account(
    on: &mut impl ScopedConnection,
    org: OrgId,
    account: AccountId,
) -> Result<Option<MemberRow>, StoreError> {
    let query = select_members!(
        "WHERE m.org_id = $1 AND m.account_id = $2",
        org.uuid(),
        account.uuid()
    );
    Ok(query.fetch_optional(on.connection()).await?)
}

/// What the lists have in common: one status, a place to begin behind, a number of rows.
#[derive(Debug)]
pub(crate) struct Slice<'a> {
    pub(crate) org: OrgId,
    pub(crate) status: &'a str,
    pub(crate) role: Option<Role>,
    pub(crate) at_most: i64,
}

/// By name, behind a name and an id.
pub(crate) async fn list_by_name(
    on: &mut impl ScopedConnection,
    slice: &Slice<'_>,
    after: Option<(&str, MemberId)>,
) -> Result<Vec<MemberRow>, StoreError> {
    let (name, member) = after.unwrap_or(("", Uuid::nil().into()));
    let rows =
        match slice.role.map(Role::columns) {
            None => {
                select_members!(
                    "WHERE m.org_id = $1 AND m.status = $2 AND (m.name_folded, m.member_id) > ($3, $4) \
                 ORDER BY m.name_folded, m.member_id LIMIT $5",
                    slice.org.uuid(),
                    slice.status,
                    name,
                    member.uuid(),
                    slice.at_most,
                )
                .fetch_all(on.connection())
                .await?
            }
            Some((role, own)) => select_members!(
                "WHERE m.org_id = $1 AND m.status = $2 AND m.role = $3 AND m.role_id IS NOT DISTINCT FROM $4 \
                 AND (m.name_folded, m.member_id) > ($5, $6) ORDER BY m.name_folded, m.member_id LIMIT $7",
                slice.org.uuid(),
                slice.status,
                role,
                own,
                name,
                member.uuid(),
                slice.at_most,
            )
            .fetch_all(on.connection())
            .await?,
        };
    Ok(rows)
}

/// The newest first, behind a time of joining and an id.
pub(crate) async fn list_newest(
    on: &mut impl ScopedConnection,
    slice: &Slice<'_>,
    after: Option<(DateTime<Utc>, MemberId)>,
) -> Result<Vec<MemberRow>, StoreError> {
    let (joined, member) = after.unwrap_or((DateTime::<Utc>::MAX_UTC, Uuid::max().into()));
    // The database's time ends earlier than the type's.
    let joined = joined.min(DateTime::from_timestamp(253_402_300_799, 0).unwrap_or(joined));
    let rows = match slice.role.map(Role::columns) {
        None => {
            select_members!(
                "WHERE m.org_id = $1 AND m.status = $2 AND (m.joined_at, m.member_id) < ($3, $4) \
                 ORDER BY m.joined_at DESC, m.member_id DESC LIMIT $5",
                slice.org.uuid(),
                slice.status,
                joined,
                member.uuid(),
                slice.at_most,
            )
            .fetch_all(on.connection())
            .await?
        }
        Some((role, own)) => {
            select_members!(
                "WHERE m.org_id = $1 AND m.status = $2 AND m.role = $3 AND m.role_id IS NOT DISTINCT FROM $4 \
                 AND (m.joined_at, m.member_id) < ($5, $6) ORDER BY m.joined_at DESC, m.member_id DESC LIMIT $7",
                slice.org.uuid(),
                slice.status,
                role,
                own,
                joined,
                member.uuid(),
                slice.at_most,
            )
            .fetch_all(on.connection())
            .await?
        }
    };
    Ok(rows)
}

/// Those whose names have words that begin like each of the folded `beginnings`, by name. The first beginning leads.
pub(crate) async fn search(
    on: &mut impl ScopedConnection,
    slice: &Slice<'_>,
    beginnings: &[String],
    after: Option<(&str, MemberId)>,
) -> Result<Vec<MemberRow>, StoreError> {
    let (name, member) = after.unwrap_or(("", Uuid::nil().into()));
    let leading = beginnings.first().map(String::as_str).unwrap_or_default();
    let (role, own) = slice.role.map(Role::columns).unzip();
    let query = select_members!(
        "WHERE m.org_id = $1 AND m.status = $2 AND (m.name_folded, m.member_id) > ($3, $4) \
         AND ($5::text IS NULL OR (m.role = $5 AND m.role_id IS NOT DISTINCT FROM $6)) \
         AND m.member_id IN (SELECT w.member_id FROM member_words w \
             WHERE w.org_id = $1 AND w.word >= $7 AND w.word < $7 || chr(1114111)) \
         AND NOT EXISTS (SELECT FROM unnest($8::text[]) AS also (beginning) \
             WHERE NOT EXISTS (SELECT FROM member_words w WHERE w.org_id = $1 AND w.member_id = m.member_id \
                 AND w.word >= also.beginning AND w.word < also.beginning || chr(1114111))) \
         ORDER BY m.name_folded, m.member_id LIMIT $9",
        slice.org.uuid(),
        slice.status,
        name,
        member.uuid(),
        role,
        own.flatten(),
        leading,
        beginnings,
        slice.at_most,
    );
    Ok(query.fetch_all(on.connection()).await?)
}

/// How many there are, counted no further than the slice allows.
pub(crate) async fn count(on: &mut impl ScopedConnection, slice: &Slice<'_>) -> Result<i64, StoreError> {
    let (role, own) = slice.role.map(Role::columns).unzip();
    let query = sqlx::query_scalar!(
        "SELECT count(*) AS \"count!\" FROM (SELECT FROM members m WHERE m.org_id = $1 AND m.status = $2 \
             AND ($3::text IS NULL OR (m.role = $3 AND m.role_id IS NOT DISTINCT FROM $4)) LIMIT $5) found",
        slice.org.uuid(),
        slice.status,
        role,
        own.flatten(),
        slice.at_most,
    );
    Ok(query.fetch_one(on.connection()).await?)
}

/// Who is about to become a member.
#[derive(Debug)]
pub(crate) struct NewMember<'a> {
    pub(crate) org: OrgId,
    pub(crate) member: MemberId,
    pub(crate) account: AccountId,
    pub(crate) name: &'a str,
    pub(crate) role: Role,
    pub(crate) language: Option<&'a str>,
    pub(crate) time_zone: Option<&'a str>,
    /// Somebody inside asked for them, so that a bar to coming back falls.
    pub(crate) invited: bool,
    pub(crate) now: DateTime<Utc>,
}

/// Makes a member, or brings back the one who left, under the id they had. Nothing if they are a member already.
pub(crate) async fn admit(
    on: &mut impl ScopedConnection,
    new: &NewMember<'_>,
) -> Result<Option<MemberId>, StoreError> {
    let (role, role_id) = new.role.columns();
    let admitted = sqlx::query_scalar!(
        "INSERT INTO members (org_id, member_id, account_id, name, name_folded, role, role_id, status, language,
             time_zone, joined_at, changed_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'active', $8, $9, $10, $10, 1)
         ON CONFLICT ON CONSTRAINT members_account_unique DO UPDATE
             SET name = excluded.name, name_folded = excluded.name_folded, role = excluded.role,
                 role_id = excluded.role_id, status = 'active', joined_at = excluded.joined_at,
                 changed_at = excluded.changed_at, barred = false, version = members.version + 1
             WHERE members.status = 'left' AND ($11 OR NOT members.barred)
         RETURNING member_id",
        new.org.uuid(),
        new.member.uuid(),
        new.account.uuid(),
        new.name,
        fold(new.name),
        role,
        role_id,
        new.language,
        new.time_zone,
        new.now,
        new.invited,
    )
    .fetch_optional(on.connection())
    .await?
    .map(MemberId::from);
    if let Some(member) = admitted {
        set_words(on, new.org, member, new.name).await?;
    }
    Ok(admitted)
}

async fn set_words(
    on: &mut impl ScopedConnection,
    org: OrgId,
    member: MemberId,
    name: &str,
) -> Result<(), StoreError> {
    sqlx::query!(
        "WITH gone AS (DELETE FROM member_words WHERE org_id = $1 AND member_id = $2 AND word <> ALL ($3))
         INSERT INTO member_words (org_id, word, member_id) SELECT $1, word, $2 FROM unnest($3::text[]) AS word
         ON CONFLICT ON CONSTRAINT member_words_pk DO NOTHING",
        org.uuid(),
        member.uuid(),
        &words(name),
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// What a member may change of themselves.
#[derive(Debug)]
pub(crate) struct Profile<'a> {
    pub(crate) name: &'a str,
    pub(crate) avatar: Option<&'a str>,
    pub(crate) language: Option<&'a str>,
    pub(crate) time_zone: Option<&'a str>,
}

pub(crate) async fn set_profile(
    on: &mut impl ScopedConnection,
    org: OrgId,
    member: MemberId,
    profile: &Profile<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE members SET name = $3, name_folded = $4, avatar = $5, language = $6, time_zone = $7, changed_at = $8,
             version = version + 1
         WHERE org_id = $1 AND member_id = $2",
        org.uuid(),
        member.uuid(),
        profile.name,
        fold(profile.name),
        profile.avatar,
        profile.language,
        profile.time_zone,
        now,
    )
    .execute(on.connection())
    .await?;
    set_words(on, org, member, profile.name).await
}

pub(crate) async fn set_role(
    on: &mut impl ScopedConnection,
    org: OrgId,
    member: MemberId,
    role: Role,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (role, role_id) = role.columns();
    sqlx::query!(
        "UPDATE members SET role = $3, role_id = $4, changed_at = $5, version = version + 1
         WHERE org_id = $1 AND member_id = $2",
        org.uuid(),
        member.uuid(),
        role,
        role_id,
        now,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Sets the status, and why somebody is suspended if that is the status.
pub(crate) async fn set_status(
    on: &mut impl ScopedConnection,
    org: OrgId,
    member: MemberId,
    status: MemberStatus,
    reason_sealed: Option<&[u8]>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE members SET status = $3, suspension_reason_sealed = $4, changed_at = $5, version = version + 1
         WHERE org_id = $1 AND member_id = $2",
        org.uuid(),
        member.uuid(),
        status.as_str(),
        reason_sealed,
        now,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Ends a membership. Who is barred comes back only by invitation.
pub(crate) async fn end(
    on: &mut impl ScopedConnection,
    org: OrgId,
    member: MemberId,
    barred: bool,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE members SET status = 'left', suspension_reason_sealed = NULL, barred = $3, changed_at = $4,
             version = version + 1
         WHERE org_id = $1 AND member_id = $2",
        org.uuid(),
        member.uuid(),
        barred,
        now,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

pub(crate) async fn suspension_reason(
    on: &mut impl ScopedConnection,
    org: OrgId,
    member: MemberId,
) -> Result<Option<Vec<u8>>, StoreError> {
    let reason = sqlx::query_scalar!(
        "SELECT suspension_reason_sealed FROM members WHERE org_id = $1 AND member_id = $2",
        org.uuid(),
        member.uuid(),
    )
    .fetch_optional(on.connection())
    .await?;
    Ok(reason.flatten())
}

/// How many admins there are who can act, apart from one member.
pub(crate) async fn other_active_admins(
    on: &mut impl ScopedConnection,
    org: OrgId,
    member: MemberId,
) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM members
           WHERE org_id = $1 AND role = 'admin' AND status = 'active' AND member_id <> $2"#,
        org.uuid(),
        member.uuid(),
    )
    .fetch_one(on.connection())
    .await?)
}

/// The organisations, not closed, in which an account is a member, by id. As the account itself, or from the doors.
pub(crate) async fn organisations_of(
    on: &mut impl ScopedConnection,
    account: AccountId,
) -> Result<Vec<OrgId>, StoreError> {
    let ids = sqlx::query_scalar!(
        "SELECT m.org_id FROM members m JOIN organisations o ON o.org_id = m.org_id
         WHERE m.account_id = $1 AND m.status <> 'left' AND o.state <> 'closed' ORDER BY m.org_id",
        account.uuid(),
    )
    .fetch_all(on.connection())
    .await?;
    Ok(ids.into_iter().map(Into::into).collect())
}

/// How a person stands in an organisation: what the door needs to know, in one row.
#[derive(Debug, Clone)]
pub(crate) struct EntryRow {
    pub(crate) member_id: Uuid,
    pub(crate) status: String,
    pub(crate) level: i16,
    pub(crate) role: String,
    pub(crate) role_id: Option<Uuid>,
    /// What the own role may do, if it is one.
    pub(crate) own_permissions: Option<Vec<String>>,
    pub(crate) second_factor_required: bool,
    pub(crate) organisation_state: String,
}

/// Selects how somebody stands: the columns once, what follows them from each question.
macro_rules! select_entries {
    ($rest:literal, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            EntryRow,
            r#"SELECT m.member_id, m.status, m.level, m.role, m.role_id, r.permissions AS "own_permissions?",
                   o.second_factor_required, o.state AS organisation_state
               FROM members m
               JOIN organisations o ON o.org_id = m.org_id
               LEFT JOIN roles r ON r.org_id = m.org_id AND r.role_id = m.role_id "# + $rest,
            $($argument),+
        )
    };
}

/// How an account stands in an organisation. From the installation, the account itself or inside the organisation.
pub(crate) async fn entry(
    on: &mut impl ScopedConnection,
    org: OrgId,
    account: AccountId,
) -> Result<Option<EntryRow>, StoreError> {
    Ok(select_entries!(
        "WHERE m.org_id = $1 AND m.account_id = $2",
        org.uuid(),
        account.uuid(),
    )
    .fetch_optional(on.connection())
    .await?)
}

/// How a member stands, as [`entry`].
pub(crate) async fn entry_of_member(
    on: &mut impl ScopedConnection,
    org: OrgId,
    member: MemberId,
) -> Result<Option<EntryRow>, StoreError> {
    Ok(select_entries!(
        "WHERE m.org_id = $1 AND m.member_id = $2",
        org.uuid(),
        member.uuid(),
    )
    .fetch_optional(on.connection())
    .await?)
}
