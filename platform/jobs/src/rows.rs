//! Every query of this crate. The functions they call are in the migration.

use std::borrow::Cow;
use std::collections::HashSet;

use chrono::{DateTime, Utc};
use hustings_kernel::JobId;
use hustings_store::{AgentTx, ScopedConnection, ScopedTx, StoreError};
use sqlx::PgPool;
use sqlx::postgres::types::PgInterval;
use uuid::Uuid;

use crate::desk::{Condition, DeadJobs, JobCount, JobState, JobView, ListJobs};
use crate::enqueue::{Key, Prepared, ids_in_order, in_lane};
use crate::finish::Ended;

pub(crate) async fn enqueue(tx: &mut ScopedTx, jobs: &[Prepared]) -> Result<Vec<JobId>, sqlx::Error> {
    let now = tx.sources().now();
    let ids = ids_in_order(tx.sources(), jobs.len());
    let lane = tx.job_lane();
    let kinds: Vec<Cow<'_, str>> = jobs.iter().map(|job| in_lane(lane, job.kind)).collect();
    let kinds: Vec<&str> = kinds.iter().map(AsRef::as_ref).collect();
    let payloads: Vec<&str> = jobs.iter().map(|job| job.payload.as_str()).collect();
    let dues: Vec<DateTime<Utc>> = jobs.iter().map(|job| job.due_at(now)).collect();
    let priorities: Vec<i16> = jobs.iter().map(|job| job.options.priority).collect();
    let queues = optional(jobs, |job| job.options.queue.as_deref());
    let keys = optional(jobs, |job| match &job.options.key {
        Some(Key::Once(key) | Key::Latest(key)) => Some(key.as_str()),
        None => None,
    });
    let replacing: Vec<bool> = jobs
        .iter()
        .map(|job| matches!(job.options.key, Some(Key::Latest(_))))
        .collect();
    let actor = tx.scope().actor().to_string();
    let correlation = tx.scope().correlation().uuid();
    let known = sqlx::query_scalar!(
        "SELECT jobs.enqueue($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        &ids,
        &kinds as &[&str],
        &payloads as &[&str],
        &dues,
        &priorities,
        queues as Option<Vec<Option<&str>>>,
        keys as Option<Vec<Option<&str>>>,
        &replacing,
        actor,
        correlation,
        now,
    )
    .fetch_one(tx.connection())
    .await?;
    Ok(known.unwrap_or_default().into_iter().map(JobId::from).collect())
}

/// The column, or nothing at all when no job has a value in it.
fn optional<'a>(
    jobs: &'a [Prepared],
    column: impl Fn(&'a Prepared) -> Option<&'a str>,
) -> Option<Vec<Option<&'a str>>> {
    let values: Vec<Option<&str>> = jobs.iter().map(column).collect();
    values.iter().any(Option::is_some).then_some(values)
}

/// Writes down how these attempts of one worker ended. Returns the rows that were still its own to end.
pub(crate) async fn finish(
    pool: &PgPool,
    worker: &str,
    ended: &[&Ended],
) -> Result<HashSet<i64>, sqlx::Error> {
    fn column<'a, T>(ended: &[&'a Ended], value: impl Fn(&'a Ended) -> T) -> Vec<T> {
        ended.iter().map(|end| value(end)).collect()
    }
    let ours = sqlx::query_scalar!(
        "SELECT jobs.finish($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        worker,
        &column(ended, |end| end.row),
        &column(ended, |end| end.state.name()) as &[&str],
        &column(ended, |end| end.error.as_deref()) as &[Option<&str>],
        &column(ended, |end| end.due_at) as &[Option<DateTime<Utc>>],
        &column(ended, |end| end.started_at),
        &column(ended, |end| end.finished_at),
        &column(ended, |end| end.org.uuid()),
        &column(ended, |end| end.id.uuid()),
        &column(ended, |end| end.kind.as_str()) as &[&str],
        &column(ended, |end| end.scope.actor().to_string()),
        &column(ended, |end| end.scope.correlation().uuid()),
        &column(ended, |end| end.enqueued_at),
    )
    .fetch_one(pool)
    .await?;
    Ok(ours.unwrap_or_default().into_iter().collect())
}

pub(crate) async fn heartbeat(pool: &PgPool, worker: &str) -> Result<(), sqlx::Error> {
    // Not checked at build time: the function is graphile's, which brings its own migrations.
    sqlx::query("SELECT graphile_worker.worker_heartbeat($1)")
        .bind(worker)
        .execute(pool)
        .await?;
    Ok(())
}

pub(crate) async fn say_goodbye(pool: &PgPool, worker: &str) -> Result<(), sqlx::Error> {
    sqlx::query("SELECT graphile_worker.worker_deregister($1)")
        .bind(worker)
        .execute(pool)
        .await?;
    Ok(())
}

pub(crate) async fn take_over(
    pool: &PgPool,
    silent_for: std::time::Duration,
    include_orphans: bool,
) -> Result<i64, sqlx::Error> {
    let interval = PgInterval {
        months: 0,
        days: 0,
        microseconds: i64::try_from(silent_for.as_micros()).unwrap_or(i64::MAX),
    };
    let taken = sqlx::query_scalar!("SELECT jobs.take_over($1, $2)", interval, include_orphans)
        .fetch_one(pool)
        .await?;
    Ok(taken.unwrap_or(0))
}

pub(crate) async fn cancellations(pool: &PgPool) -> Result<HashSet<JobId>, sqlx::Error> {
    let jobs = sqlx::query_scalar!(r#"SELECT jobs.cancellations() AS "job!""#)
        .fetch_all(pool)
        .await?;
    Ok(jobs.into_iter().map(JobId::from).collect())
}

/// How much there is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Backlog {
    pub(crate) waiting: i64,
    pub(crate) due: i64,
    pub(crate) running: i64,
}

pub(crate) async fn backlog(pool: &PgPool, now: DateTime<Utc>) -> Result<Backlog, sqlx::Error> {
    sqlx::query_as!(
        Backlog,
        r#"SELECT waiting AS "waiting!", due AS "due!", running AS "running!" FROM jobs.backlog($1)"#,
        now
    )
    .fetch_one(pool)
    .await
}

pub(crate) async fn forget(
    tx: &mut AgentTx,
    ended_before: DateTime<Utc>,
    at_most: i32,
) -> Result<i64, StoreError> {
    let forgotten = sqlx::query_scalar!("SELECT jobs.forget($1, $2)", ended_before, at_most)
        .fetch_one(tx.scoped().connection())
        .await?;
    Ok(forgotten.unwrap_or(0))
}

pub(crate) async fn cancel(
    tx: &mut ScopedTx,
    job: JobId,
    now: DateTime<Utc>,
) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar!("SELECT jobs.cancel($1, $2)", job.uuid(), now)
        .fetch_one(tx.connection())
        .await?)
}

pub(crate) async fn retry(
    tx: &mut ScopedTx,
    job: JobId,
    now: DateTime<Utc>,
) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar!("SELECT jobs.retry($1, $2)", job.uuid(), now)
        .fetch_one(tx.connection())
        .await?)
}

pub(crate) async fn discard(tx: &mut ScopedTx, job: JobId) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar!("SELECT jobs.discard($1)", job.uuid())
        .fetch_one(tx.connection())
        .await?)
}

pub(crate) async fn dead(on: &mut impl ScopedConnection, up_to: i32) -> Result<DeadJobs, StoreError> {
    Ok(sqlx::query_as!(
        DeadJobs,
        r#"SELECT jobs AS "jobs!", since FROM jobs.dead($1)"#,
        up_to
    )
    .fetch_one(on.connection())
    .await?)
}

pub(crate) async fn condition(
    on: &mut impl ScopedConnection,
    now: DateTime<Utc>,
    up_to: i32,
) -> Result<Condition, StoreError> {
    Ok(sqlx::query_as!(
        Condition,
        r#"SELECT oldest_due, due AS "due!", dead AS "dead!", workers AS "workers!" FROM jobs.condition($1, $2)"#,
        now,
        up_to,
    )
    .fetch_one(on.connection())
    .await?)
}

pub(crate) async fn list(
    on: &mut impl ScopedConnection,
    only: Option<JobId>,
    wanted: &ListJobs,
) -> Result<Vec<JobView>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT job_id AS "job_id!", kind AS "kind!", state AS "state!", attempts AS "attempts!", error,
               actor AS "actor!", correlation_id AS "correlation_id!", enqueued_at AS "enqueued_at!",
               due_at AS "due_at!", started_at, finished_at
           FROM jobs.list($1, $2, $3, $4, $5)"#,
        wanted.state.map(JobState::name),
        wanted.kind.as_deref(),
        only.map(JobId::uuid),
        wanted.before.map(JobId::uuid),
        i32::from(wanted.at_most),
    )
    .fetch_all(on.connection())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| JobView {
            id: row.job_id.into(),
            kind: row.kind,
            state: JobState::of(&row.state),
            attempts: u16::try_from(row.attempts).unwrap_or(0),
            last_error: row.error,
            actor: row.actor,
            correlation: row.correlation_id.into(),
            enqueued_at: row.enqueued_at,
            due_at: row.due_at,
            started_at: row.started_at,
            finished_at: row.finished_at,
        })
        .collect())
}

pub(crate) async fn counts(on: &mut impl ScopedConnection, up_to: i32) -> Result<Vec<JobCount>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT state AS "state!", jobs AS "jobs!" FROM jobs.counts($1)"#,
        up_to
    )
    .fetch_all(on.connection())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| JobCount {
            state: JobState::of(&row.state),
            jobs: row.jobs,
        })
        .collect())
}

/// The last slots of these schedules, held until the transaction ends. Those seen for the first time begin at `first`.
pub(crate) async fn hold_schedules(
    tx: &mut ScopedTx,
    names: &[String],
    first: DateTime<Utc>,
) -> Result<Vec<(String, DateTime<Utc>)>, StoreError> {
    sqlx::query!(
        "INSERT INTO job_schedules (name, last_slot) SELECT name, $2 FROM unnest($1::text[]) name
         ON CONFLICT ON CONSTRAINT job_schedules_pkey DO NOTHING",
        names,
        first,
    )
    .execute(tx.connection())
    .await?;
    let rows = sqlx::query!(
        "SELECT name, last_slot FROM job_schedules WHERE name = ANY ($1) ORDER BY name FOR UPDATE",
        names
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows.into_iter().map(|row| (row.name, row.last_slot)).collect())
}

pub(crate) async fn record_slots(
    tx: &mut ScopedTx,
    names: &[String],
    slots: &[DateTime<Utc>],
    jobs: &[Uuid],
) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE job_schedules s SET last_slot = n.slot, last_job_id = n.job
         FROM unnest($1::text[], $2::timestamptz[], $3::uuid[]) AS n (name, slot, job) WHERE s.name = n.name",
        names,
        slots,
        jobs,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

pub(crate) async fn schedules(
    on: &mut impl ScopedConnection,
) -> Result<Vec<(String, DateTime<Utc>, Option<Uuid>)>, StoreError> {
    let rows = sqlx::query!("SELECT name, last_slot, last_job_id FROM job_schedules ORDER BY name")
        .fetch_all(on.connection())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.name, row.last_slot, row.last_job_id))
        .collect())
}
