//! The SQL of API keys.

use chrono::{DateTime, Utc};
use hustings_kernel::{ApiKeyId, MemberId, OrgId};
use hustings_store::{ScopedConnection, StoreError};
use uuid::Uuid;

/// A key as stored, without its hash.
#[derive(Debug, Clone)]
pub(crate) struct KeyRow {
    pub(crate) org_id: Uuid,
    pub(crate) key_id: Uuid,
    pub(crate) member_id: Uuid,
    pub(crate) name: String,
    pub(crate) prefix: String,
    pub(crate) permissions: Vec<String>,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) expires_at: Option<DateTime<Utc>>,
    pub(crate) last_used_at: Option<DateTime<Utc>>,
    pub(crate) revoked_at: Option<DateTime<Utc>>,
}

/// Selects keys: the columns once, what follows them from each question.
macro_rules! select_keys {
    ($rest:literal, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            KeyRow,
            "SELECT org_id, key_id, member_id, name, prefix, permissions, created_at, expires_at, last_used_at, \
                 revoked_at FROM api_keys " + $rest,
            $($argument),+
        )
    };
}

pub(crate) async fn insert(
    on: &mut impl ScopedConnection,
    new: &KeyRow,
    secret_hash: &[u8],
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO api_keys (org_id, key_id, member_id, name, prefix, secret_hash, permissions, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        new.org_id,
        new.key_id,
        new.member_id,
        new.name,
        new.prefix,
        secret_hash,
        &new.permissions,
        new.created_at,
        new.expires_at,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// The key with this secret, revoked and expired ones included. For the door, which has not entered yet.
pub(crate) async fn by_secret_hash(
    on: &mut impl ScopedConnection,
    secret_hash: &[u8],
) -> Result<Option<KeyRow>, StoreError> {
    Ok(select_keys!("WHERE secret_hash = $1", secret_hash,)
        .fetch_optional(on.connection())
        .await?)
}

/// The member a key acts for, if it is not revoked.
pub(crate) async fn member_of(
    on: &mut impl ScopedConnection,
    org: OrgId,
    key: ApiKeyId,
) -> Result<Option<MemberId>, StoreError> {
    let found = sqlx::query_scalar!(
        "SELECT member_id FROM api_keys WHERE org_id = $1 AND key_id = $2 AND revoked_at IS NULL",
        org.uuid(),
        key.uuid(),
    )
    .fetch_optional(on.connection())
    .await?;
    Ok(found.map(MemberId::from))
}

pub(crate) async fn lock(
    on: &mut impl ScopedConnection,
    org: OrgId,
    key: ApiKeyId,
) -> Result<Option<KeyRow>, StoreError> {
    Ok(select_keys!(
        "WHERE org_id = $1 AND key_id = $2 FOR NO KEY UPDATE",
        org.uuid(),
        key.uuid(),
    )
    .fetch_optional(on.connection())
    .await?)
}

/// The keys of one member, or of all, in the order they were made. Each has its own index.
pub(crate) async fn list(
    on: &mut impl ScopedConnection,
    org: OrgId,
    of: Option<MemberId>,
    after: Option<ApiKeyId>,
    at_most: i64,
) -> Result<Vec<KeyRow>, StoreError> {
    let after = after.map_or(Uuid::nil(), ApiKeyId::uuid);
    let rows = match of {
        Some(member) => {
            select_keys!(
                "WHERE org_id = $1 AND member_id = $2 AND key_id > $3 ORDER BY key_id LIMIT $4",
                org.uuid(),
                member.uuid(),
                after,
                at_most,
            )
            .fetch_all(on.connection())
            .await?
        }
        None => {
            select_keys!(
                "WHERE org_id = $1 AND key_id > $2 ORDER BY key_id LIMIT $3",
                org.uuid(),
                after,
                at_most,
            )
            .fetch_all(on.connection())
            .await?
        }
    };
    Ok(rows)
}

/// How many keys of a member could still be used.
pub(crate) async fn count_usable(
    on: &mut impl ScopedConnection,
    org: OrgId,
    member: MemberId,
    now: DateTime<Utc>,
) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM api_keys
           WHERE org_id = $1 AND member_id = $2 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $3)"#,
        org.uuid(),
        member.uuid(),
        now,
    )
    .fetch_one(on.connection())
    .await?)
}

pub(crate) async fn revoke(
    on: &mut impl ScopedConnection,
    org: OrgId,
    key: ApiKeyId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE api_keys SET revoked_at = $3 WHERE org_id = $1 AND key_id = $2",
        org.uuid(),
        key.uuid(),
        now,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Notes when keys were last used. An older time never replaces a newer one: nodes write when they get to it.
pub(crate) async fn note_use(
    on: &mut impl ScopedConnection,
    org: OrgId,
    keys: &[Uuid],
    times: &[DateTime<Utc>],
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE api_keys SET last_used_at = used.at
         FROM unnest($2::uuid[], $3::timestamptz[]) AS used (key_id, at)
         WHERE api_keys.org_id = $1 AND api_keys.key_id = used.key_id
           AND (api_keys.last_used_at IS NULL OR api_keys.last_used_at < used.at)",
        org.uuid(),
        keys,
        times,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}
