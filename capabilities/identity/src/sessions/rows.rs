//! The SQL of sessions and of wrong passwords.

use chrono::{DateTime, TimeDelta, Utc};
use hustings_http::Assurance;
use hustings_kernel::{AccountId, SessionId};
use hustings_store::{ScopedConnection, StoreError};
use uuid::Uuid;

use super::lockout::Attempts;
use crate::second_factors::RECENT;

/// An assurance as stored.
const fn column(assurance: Assurance) -> &'static str {
    match assurance {
        Assurance::Single => "single",
        Assurance::Multi => "multi",
    }
}

/// An assurance from its column.
pub(super) fn assurance(column: &str) -> Assurance {
    match column {
        "multi" => Assurance::Multi,
        _ => Assurance::Single,
    }
}

/// A session that stands, as the door knows it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StandingSession {
    pub(crate) account: AccountId,
    pub(crate) assurance: Assurance,
    /// When its owner last showed that it is them.
    pub(crate) proved_at: DateTime<Utc>,
}

/// When the owner of a session last proved themselves.
#[derive(Debug)]
pub(crate) struct ProvingRow {
    pub(crate) proved_at: DateTime<Utc>,
    pub(crate) assurance: String,
    pub(crate) is_guarded: bool,
}

impl ProvingRow {
    /// Was it a short while ago, and with the second factor if there is one?
    pub(crate) fn is_recent(&self, now: DateTime<Utc>) -> bool {
        let in_full = !self.is_guarded || assurance(&self.assurance) == Assurance::Multi;
        in_full && now - self.proved_at < RECENT
    }
}

/// A session as its refresh tokens see it.
#[derive(Debug)]
pub(crate) struct FamilyRow {
    pub(crate) account_id: Uuid,
    pub(crate) generation: i32,
    pub(crate) rotated_at: DateTime<Utc>,
    pub(crate) assurance: String,
    pub(crate) expires_at: DateTime<Utc>,
    pub(crate) revoked_at: Option<DateTime<Utc>>,
}

/// A session as its owner sees it.
#[derive(Debug)]
pub(crate) struct SessionRow {
    pub(crate) session_id: Uuid,
    pub(crate) address_sealed: Vec<u8>,
    pub(crate) user_agent_sealed: Vec<u8>,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) last_seen_at: DateTime<Utc>,
    pub(crate) expires_at: DateTime<Utc>,
}

/// A session about to be stored, or seen again.
#[derive(Debug)]
pub(crate) struct SeenRow {
    pub(crate) session: SessionId,
    pub(crate) account: AccountId,
    pub(crate) generation: i32,
    pub(crate) address_sealed: Vec<u8>,
    pub(crate) user_agent_sealed: Vec<u8>,
    pub(crate) now: DateTime<Utc>,
    pub(crate) expires_at: DateTime<Utc>,
}

pub(crate) async fn insert(
    on: &mut impl ScopedConnection,
    new: &SeenRow,
    assurance: Assurance,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO sessions (session_id, account_id, generation, rotated_at, assurance, proved_at,
             address_sealed, user_agent_sealed, created_at, last_seen_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $4, $6, $7, $4, $4, $8)",
        new.session.uuid(),
        new.account.uuid(),
        new.generation,
        new.now,
        column(assurance),
        new.address_sealed,
        new.user_agent_sealed,
        new.expires_at,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// A session, held so that of two who refresh it at once the second sees what the first did.
pub(crate) async fn hold(
    on: &mut impl ScopedConnection,
    session: SessionId,
) -> Result<Option<FamilyRow>, StoreError> {
    Ok(sqlx::query_as!(
        FamilyRow,
        "SELECT account_id, generation, rotated_at, assurance, expires_at, revoked_at
         FROM sessions WHERE session_id = $1 FOR UPDATE",
        session.uuid()
    )
    .fetch_optional(on.connection())
    .await?)
}

pub(crate) async fn rotate(on: &mut impl ScopedConnection, seen: &SeenRow) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE sessions SET generation = $2, rotated_at = $3, last_seen_at = $3, expires_at = $4, address_sealed = $5,
             user_agent_sealed = $6
         WHERE session_id = $1",
        seen.session.uuid(),
        seen.generation,
        seen.now,
        seen.expires_at,
        seen.address_sealed,
        seen.user_agent_sealed,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Notes when sessions were seen, unless they were seen shortly before: `coarse` is how shortly.
pub(crate) async fn note_seen(
    on: &mut impl ScopedConnection,
    sessions: &[Uuid],
    times: &[DateTime<Utc>],
    coarse: TimeDelta,
) -> Result<(), StoreError> {
    let shortly_before: Vec<DateTime<Utc>> = times.iter().map(|at| *at - coarse).collect();
    sqlx::query!(
        "UPDATE sessions SET last_seen_at = seen.at
         FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) AS seen (session_id, at, shortly_before)
         WHERE sessions.session_id = seen.session_id AND sessions.last_seen_at <= seen.shortly_before
           AND sessions.revoked_at IS NULL",
        sessions,
        times,
        &shortly_before,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// This session, if it still stands.
pub(crate) async fn standing(
    on: &mut impl ScopedConnection,
    session: SessionId,
    now: DateTime<Utc>,
) -> Result<Option<StandingSession>, StoreError> {
    let found = sqlx::query!(
        "SELECT account_id, assurance, proved_at FROM sessions
         WHERE session_id = $1 AND revoked_at IS NULL AND expires_at > $2",
        session.uuid(),
        now
    )
    .fetch_optional(on.connection())
    .await?;
    Ok(found.map(|row| StandingSession {
        account: row.account_id.into(),
        assurance: assurance(&row.assurance),
        proved_at: row.proved_at,
    }))
}

/// When the owner of this session last proved themselves, and whether they have a second factor to do it with.
pub(crate) async fn proving(
    on: &mut impl ScopedConnection,
    session: SessionId,
) -> Result<Option<ProvingRow>, StoreError> {
    Ok(sqlx::query_as!(
        ProvingRow,
        r#"SELECT proved_at, assurance,
             EXISTS (SELECT FROM guarded_accounts g WHERE g.account_id = s.account_id) AS "is_guarded!"
         FROM sessions s WHERE session_id = $1"#,
        session.uuid()
    )
    .fetch_optional(on.connection())
    .await?)
}

/// The owner of a session proved themselves. Returns whether its assurance is another one than before.
pub(crate) async fn prove(
    on: &mut impl ScopedConnection,
    account: AccountId,
    session: SessionId,
    assurance: Assurance,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let before = sqlx::query_scalar!(
        "UPDATE sessions s SET proved_at = $3, assurance = $4
         FROM (SELECT session_id, assurance FROM sessions WHERE session_id = $2 FOR UPDATE) AS before
         WHERE s.session_id = before.session_id AND s.account_id = $1 AND s.revoked_at IS NULL
         RETURNING before.assurance",
        account.uuid(),
        session.uuid(),
        now,
        column(assurance)
    )
    .fetch_optional(on.connection())
    .await?;
    Ok(before.is_some_and(|before| before != column(assurance)))
}

/// Every session of this account counts as proved by one factor. Returns those that counted for more.
pub(crate) async fn lower_all(
    on: &mut impl ScopedConnection,
    account: AccountId,
) -> Result<Vec<SessionId>, StoreError> {
    let lowered = sqlx::query_scalar!(
        "UPDATE sessions SET assurance = 'single'
         WHERE account_id = $1 AND assurance = 'multi' AND revoked_at IS NULL RETURNING session_id",
        account.uuid()
    )
    .fetch_all(on.connection())
    .await?;
    Ok(lowered.into_iter().map(SessionId::from).collect())
}

/// The sessions of an account that stand, the newest first. Nobody has so many that they would need pages.
pub(crate) async fn of_account(
    on: &mut impl ScopedConnection,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<Vec<SessionRow>, StoreError> {
    Ok(sqlx::query_as!(
        SessionRow,
        "SELECT session_id, address_sealed, user_agent_sealed, created_at, last_seen_at, expires_at
         FROM sessions WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > $2
         ORDER BY session_id DESC LIMIT 500",
        account.uuid(),
        now
    )
    .fetch_all(on.connection())
    .await?)
}

/// Ends a session of this account. False if there is none that stands.
pub(crate) async fn revoke(
    on: &mut impl ScopedConnection,
    account: AccountId,
    session: SessionId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "UPDATE sessions SET revoked_at = $3
         WHERE session_id = $2 AND account_id = $1 AND revoked_at IS NULL AND expires_at > $3",
        account.uuid(),
        session.uuid(),
        now
    )
    .execute(on.connection())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Ends every session of this account but one. Returns which.
pub(crate) async fn revoke_all(
    on: &mut impl ScopedConnection,
    account: AccountId,
    except: Option<SessionId>,
    now: DateTime<Utc>,
) -> Result<Vec<SessionId>, StoreError> {
    let ended = sqlx::query_scalar!(
        "UPDATE sessions SET revoked_at = $3
         WHERE account_id = $1 AND session_id IS DISTINCT FROM $2 AND revoked_at IS NULL AND expires_at > $3
         RETURNING session_id",
        account.uuid(),
        except.map(SessionId::uuid),
        now
    )
    .fetch_all(on.connection())
    .await?;
    Ok(ended.into_iter().map(SessionId::from).collect())
}

/// The attempts lately, held so that those who try at once are counted one after the other.
pub(crate) async fn hold_attempts(
    on: &mut impl ScopedConnection,
    kind: &str,
    subject: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<Attempts>, StoreError> {
    sqlx::query!(
        "INSERT INTO failed_attempts (kind, subject, failures, last_at) VALUES ($1, $2, 0, $3)
         ON CONFLICT (kind, subject) DO NOTHING",
        kind,
        subject,
        now
    )
    .execute(on.connection())
    .await?;
    let row = sqlx::query!(
        "SELECT failures, last_at, locked_until FROM failed_attempts WHERE kind = $1 AND subject = $2 FOR UPDATE",
        kind,
        subject
    )
    .fetch_optional(on.connection())
    .await?;
    Ok(row.map(|row| Attempts {
        failures: u32::try_from(row.failures).unwrap_or(0),
        last_at: row.last_at,
        locked_until: row.locked_until,
    }))
}

pub(crate) async fn set_attempts(
    on: &mut impl ScopedConnection,
    kind: &str,
    subject: &[u8],
    attempts: Attempts,
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE failed_attempts SET failures = $3, last_at = $4, locked_until = $5 WHERE kind = $1 AND subject = $2",
        kind,
        subject,
        i32::try_from(attempts.failures).unwrap_or(i32::MAX),
        attempts.last_at,
        attempts.locked_until,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// The password was right: nothing is held against this subject any more.
pub(crate) async fn forgive(
    on: &mut impl ScopedConnection,
    kind: &str,
    subject: &[u8],
) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM failed_attempts WHERE kind = $1 AND subject = $2",
        kind,
        subject
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// The password was right: this attempt is not held against the subject, those of others are.
pub(crate) async fn give_back(
    on: &mut impl ScopedConnection,
    kind: &str,
    subject: &[u8],
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE failed_attempts SET failures = greatest(failures - 1, 0), locked_until = NULL
         WHERE kind = $1 AND subject = $2",
        kind,
        subject
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Nothing is held against the address of this account any more.
pub(crate) async fn forgive_by_account(
    on: &mut impl ScopedConnection,
    kind: &str,
    account: AccountId,
) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM failed_attempts WHERE kind = $1
         AND subject = (SELECT email_index FROM accounts WHERE account_id = $2)",
        kind,
        account.uuid()
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Some of the links to a new password that nobody can follow any more. Returns how many; so do the next three.
pub(crate) async fn forget_password_resets(
    on: &mut impl ScopedConnection,
    now: DateTime<Utc>,
    at_most: i64,
) -> Result<u64, StoreError> {
    let gone = sqlx::query!(
        "DELETE FROM password_resets WHERE token_hash IN (
             SELECT token_hash FROM password_resets WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2)",
        now,
        at_most,
    )
    .execute(on.connection())
    .await?;
    Ok(gone.rows_affected())
}

/// Changes of address that were not confirmed in time.
pub(crate) async fn forget_email_changes(
    on: &mut impl ScopedConnection,
    now: DateTime<Utc>,
    at_most: i64,
) -> Result<u64, StoreError> {
    let gone = sqlx::query!(
        "DELETE FROM email_changes WHERE expires_at <= $1 AND account_id IN (
             SELECT account_id FROM email_changes WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2)",
        now,
        at_most,
    )
    .execute(on.connection())
    .await?;
    Ok(gone.rows_affected())
}

/// Sessions that ran out before that time.
pub(crate) async fn forget_sessions(
    on: &mut impl ScopedConnection,
    before: DateTime<Utc>,
    at_most: i64,
) -> Result<u64, StoreError> {
    let gone = sqlx::query!(
        "DELETE FROM sessions WHERE session_id IN (
             SELECT session_id FROM sessions WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2)",
        before,
        at_most,
    )
    .execute(on.connection())
    .await?;
    Ok(gone.rows_affected())
}

/// Wrong passwords before that time.
pub(crate) async fn forget_attempts(
    on: &mut impl ScopedConnection,
    before: DateTime<Utc>,
    at_most: i64,
) -> Result<u64, StoreError> {
    let gone = sqlx::query!(
        "DELETE FROM failed_attempts WHERE last_at <= $1 AND (kind, subject) IN (
             SELECT kind, subject FROM failed_attempts WHERE last_at <= $1 ORDER BY last_at LIMIT $2)",
        before,
        at_most,
    )
    .execute(on.connection())
    .await?;
    Ok(gone.rows_affected())
}
