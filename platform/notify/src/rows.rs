//! The SQL of deliveries.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use hustings_kernel::JobId;
use hustings_store::{ScopedConnection, StoreError};
use uuid::Uuid;

use crate::delivery::{DeliveryState, LetterState};

/// How the letter of a job stands.
pub(crate) async fn state(
    on: &mut impl ScopedConnection,
    job: JobId,
) -> Result<Option<DeliveryState>, StoreError> {
    let org = on.scope().org().uuid();
    let state = sqlx::query_scalar!(
        "SELECT state FROM deliveries WHERE org_id = $1 AND job_id = $2",
        org,
        job.uuid()
    )
    .fetch_optional(on.connection())
    .await?;
    Ok(state.as_deref().map(DeliveryState::of))
}

/// A letter that is about to be handed over.
#[derive(Debug)]
pub(crate) struct Mark<'a> {
    pub(crate) job: JobId,
    pub(crate) purpose: &'a str,
    pub(crate) about: Uuid,
    /// The member whose wish it depends on.
    pub(crate) reader: Option<Uuid>,
    pub(crate) even_if_sending: bool,
    pub(crate) now: DateTime<Utc>,
}

/// Notes that a letter is about to be handed over: true unless somebody else is doing so, or did.
pub(crate) async fn mark_sending(
    on: &mut impl ScopedConnection,
    mark: &Mark<'_>,
) -> Result<bool, StoreError> {
    let org = on.scope().org().uuid();
    let marked = sqlx::query!(
        "INSERT INTO deliveries AS kept
             (org_id, job_id, purpose, about, reader, state, attempts, first_at, changed_at)
         VALUES ($1, $2, $3, $4, $5, 'sending', 1, $6, $6)
         ON CONFLICT ON CONSTRAINT deliveries_pkey DO UPDATE
         SET state = 'sending', attempts = kept.attempts + 1, changed_at = excluded.changed_at
         WHERE kept.state IN ('waiting', 'unknown') OR kept.state = 'sending' AND $7",
        org,
        mark.job.uuid(),
        mark.purpose,
        mark.about,
        mark.reader,
        mark.now,
        mark.even_if_sending,
    )
    .execute(on.connection())
    .await?;
    Ok(marked.rows_affected() == 1)
}

/// Records how it went. That it was sent stands, whatever another attempt believes.
pub(crate) async fn record(
    on: &mut impl ScopedConnection,
    job: JobId,
    state: DeliveryState,
    answer: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let org = on.scope().org().uuid();
    sqlx::query!(
        "UPDATE deliveries SET state = $3, answer = coalesce($4, answer), changed_at = $5
         WHERE org_id = $1 AND job_id = $2 AND state <> 'sent'",
        org,
        job.uuid(),
        state.as_str(),
        answer,
        now,
    )
    .execute(on.connection())
    .await?;
    Ok(())
}

/// The newest letter about each of these.
pub(crate) async fn latest(
    on: &mut impl ScopedConnection,
    about: &[Uuid],
) -> Result<HashMap<Uuid, LetterState>, StoreError> {
    let org = on.scope().org().uuid();
    let rows = sqlx::query!(
        r#"SELECT wanted.about AS "about!", newest.state AS "state!", newest.answer,
                  newest.changed_at AS "changed_at!"
           FROM unnest($2::uuid[]) AS wanted (about)
           CROSS JOIN LATERAL (
               SELECT state, answer, changed_at FROM deliveries
               WHERE org_id = $1 AND about = wanted.about
               ORDER BY first_at DESC LIMIT 1
           ) AS newest"#,
        org,
        about,
    )
    .fetch_all(on.connection())
    .await?;
    let letters = rows
        .into_iter()
        .map(|row| {
            let state = DeliveryState::of(&row.state);
            let letter = LetterState {
                state,
                at: row.changed_at,
                answer: row.answer.filter(|_| state != DeliveryState::Sent),
            };
            (row.about, letter)
        })
        .collect();
    Ok(letters)
}

/// Forgets records of letters from before then, in every organisation.
pub(crate) async fn forget(on: &mut impl ScopedConnection, before: DateTime<Utc>) -> Result<i64, StoreError> {
    let forgotten = sqlx::query_scalar!("SELECT scope.forget_deliveries($1)", before)
        .fetch_one(on.connection())
        .await?;
    Ok(forgotten.unwrap_or_default())
}
