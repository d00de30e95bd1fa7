//! The SQL of keys and their answers.

use chrono::{DateTime, NaiveDate, Utc};
use hustings_store::{ScopedConnection, StoreError};

use super::{Claim, KEPT};

/// What an earlier request with the same key left.
pub(super) struct Found {
    pub(super) request_hash: Vec<u8>,
    pub(super) answer: Option<Vec<u8>>,
}

/// The day's place among the four slots.
fn slot(days_before: i64, now: DateTime<Utc>) -> i16 {
    let day = now.timestamp().div_euclid(86_400) - days_before;
    i16::try_from(day.rem_euclid(4)).unwrap_or(0)
}

/// Makes two requests with the same key go one after the other even if they see different days.
pub(super) async fn queue(on: &mut impl ScopedConnection, claim: &Claim<'_>) -> Result<(), StoreError> {
    let name = format!(
        "{}\n{}\n{}\n{}",
        on.scope().org(),
        claim.actor,
        claim.operation,
        claim.key
    );
    sqlx::query!("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", name)
        .execute(on.connection())
        .await?;
    Ok(())
}

/// Claims the key: true if nobody had it. Waits for another transaction that is claiming it.
pub(super) async fn claim(on: &mut impl ScopedConnection, claim: &Claim<'_>) -> Result<bool, StoreError> {
    let org = on.scope().org().uuid();
    let claimed = sqlx::query!(
        "INSERT INTO idempotency_keys AS kept (org_id, slot, actor, operation, key, request_hash, created_at)
         SELECT $1, $2, $3, $4, $5, $6, $7
         WHERE NOT EXISTS (
             SELECT FROM idempotency_keys
             WHERE org_id = $1 AND slot = $8 AND actor = $3 AND operation = $4 AND key = $5 AND created_at > $9)
         ON CONFLICT ON CONSTRAINT idempotency_keys_pkey DO UPDATE
         SET request_hash = excluded.request_hash, answer = NULL, created_at = excluded.created_at
         WHERE kept.created_at <= $9",
        org,
        slot(0, claim.now),
        claim.actor,
        claim.operation,
        claim.key,
        claim.request_hash.as_slice(),
        claim.now,
        slot(1, claim.now),
        claim.now - KEPT,
    )
    .execute(on.connection())
    .await?;
    Ok(claimed.rows_affected() == 1)
}

/// What the key's first request left.
pub(super) async fn find(
    on: &mut impl ScopedConnection,
    claim: &Claim<'_>,
) -> Result<Option<Found>, StoreError> {
    let org = on.scope().org().uuid();
    let slots = [slot(0, claim.now), slot(1, claim.now)];
    let found = sqlx::query_as!(
        Found,
        "SELECT request_hash, answer FROM idempotency_keys
         WHERE org_id = $1 AND slot = ANY ($2) AND actor = $3 AND operation = $4 AND key = $5 AND created_at > $6",
        org,
        slots.as_slice(),
        claim.actor,
        claim.operation,
        claim.key,
        claim.now - KEPT,
    )
    .fetch_optional(on.connection())
    .await?;
    Ok(found)
}

/// Stores the answer beside the key that this transaction claimed.
pub(super) async fn store(
    on: &mut impl ScopedConnection,
    claim: &Claim<'_>,
    sealed: &[u8],
) -> Result<(), StoreError> {
    let org = on.scope().org().uuid();
    sqlx::query!(
        "UPDATE idempotency_keys SET answer = $6
         WHERE org_id = $1 AND slot = $2 AND actor = $3 AND operation = $4 AND key = $5",
        org,
        slot(0, claim.now),
        claim.actor,
        claim.operation,
        claim.key,
        sealed,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// Empties the slots that are over.
pub(super) async fn forget(on: &mut impl ScopedConnection, now: DateTime<Utc>) -> Result<(), StoreError> {
    let today: NaiveDate = now.date_naive();
    sqlx::query!("SELECT scope.forget_idempotency_keys($1)", today)
        .execute(on.connection())
        .await?;
    Ok(())
}
