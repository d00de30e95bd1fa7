//! The SQL of sign-ups.

use chrono::{DateTime, Utc};
use hustings_store::{ScopedConnection, StoreError};
use uuid::Uuid;

/// A sign-up as stored.
#[derive(Debug)]
pub(crate) struct SignUpRow {
    pub(crate) sign_up_id: Uuid,
    pub(crate) email_sealed: Vec<u8>,
    pub(crate) email_index: Vec<u8>,
    pub(crate) name_sealed: Vec<u8>,
    pub(crate) password_hash: String,
    pub(crate) language: String,
    pub(crate) time_zone: String,
    pub(crate) joins: Option<Uuid>,
    pub(crate) invitation_id: Option<Uuid>,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) expires_at: DateTime<Utc>,
}

pub(crate) async fn insert(on: &mut impl ScopedConnection, new: &SignUpRow) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO sign_ups (sign_up_id, email_sealed, email_index, name_sealed, password_hash, language, time_zone,
             joins, invitation_id, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        new.sign_up_id,
        new.email_sealed,
        new.email_index,
        new.name_sealed,
        new.password_hash,
        new.language,
        new.time_zone,
        new.joins,
        new.invitation_id,
        new.created_at,
        new.expires_at,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

pub(crate) async fn by_id(
    on: &mut impl ScopedConnection,
    sign_up: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<SignUpRow>, StoreError> {
    Ok(sqlx::query_as!(
        SignUpRow,
        "SELECT sign_up_id, email_sealed, email_index, name_sealed, password_hash, language, time_zone, joins,
             invitation_id, created_at, expires_at
         FROM sign_ups WHERE sign_up_id = $1 AND expires_at > $2",
        sign_up,
        now
    )
    .fetch_optional(on.connection())
    .await?)
}

/// How many signed up with this address before this one, but not before that time.
pub(crate) async fn earlier(
    on: &mut impl ScopedConnection,
    sign_up: &SignUpRow,
    since: DateTime<Utc>,
) -> Result<i64, StoreError> {
    let count = sqlx::query_scalar!(
        "SELECT count(*) FROM sign_ups
         WHERE email_index = $1 AND created_at >= $2 AND (created_at, sign_up_id) < ($3, $4)",
        sign_up.email_index,
        since,
        sign_up.created_at,
        sign_up.sign_up_id
    )
    .fetch_one(on.connection())
    .await?;
    Ok(count.unwrap_or(0))
}

pub(crate) async fn set_token(
    on: &mut impl ScopedConnection,
    sign_up: Uuid,
    token_hash: &[u8],
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE sign_ups SET token_hash = $2 WHERE sign_up_id = $1",
        sign_up,
        token_hash
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Takes the sign-up of this token away: of two who confirm at once, one finds it.
pub(crate) async fn take(
    on: &mut impl ScopedConnection,
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<SignUpRow>, StoreError> {
    Ok(sqlx::query_as!(
        SignUpRow,
        "DELETE FROM sign_ups WHERE token_hash = $1 AND expires_at > $2
         RETURNING sign_up_id, email_sealed, email_index, name_sealed, password_hash, language, time_zone, joins,
             invitation_id, created_at, expires_at",
        token_hash,
        now
    )
    .fetch_optional(on.connection())
    .await?)
}

/// Takes away some of those that were not confirmed in time, and tells whose they were.
pub(crate) async fn take_expired(
    on: &mut impl ScopedConnection,
    now: DateTime<Utc>,
    at_most: i64,
) -> Result<Vec<Uuid>, StoreError> {
    Ok(sqlx::query_scalar!(
        "DELETE FROM sign_ups WHERE sign_up_id IN (
             SELECT sign_up_id FROM sign_ups WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2)
         RETURNING sign_up_id",
        now,
        at_most,
    )
    .fetch_all(on.connection())
    .await?)
}
