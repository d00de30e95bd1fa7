//! Running what is due by hand, one job after the other, by the store's own clock: how tests let time pass, and how the
//! demo does its own work beside a running server.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use graphile_worker::errors::GraphileWorkerError;
use graphile_worker::sql::batch_get_jobs::batch_get_jobs;
use graphile_worker::sql::task_identifiers::{TaskDetails, get_tasks_details};
use graphile_worker::{Database, Job as Row};
use hustings_kernel::JobId;
use hustings_store::{Store, StoreError};
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;

use crate::enqueue::in_lane;
use crate::envelope::{Claim, ClaimError};
use crate::finish::EndState;
use crate::queue::{SCHEMA, WokenDatabase, pool};
use crate::runner::attempt;
use crate::{JobRegistry, rows};

/// Rows claimed at once.
const AT_ONCE: i32 = 100;

/// Runs what is due by hand. If the store has a lane of its own, the jobs of that lane and no others.
#[derive(Debug)]
pub struct Drain {
    store: Store,
    registry: JobRegistry,
    pool: PgPool,
    database: Database,
    worker: String,
}

/// Why the queue could not be drained.
#[derive(Debug, thiserror::Error)]
pub enum DrainError {
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The queue refused.
    #[error("the queue refused")]
    Queue(#[from] GraphileWorkerError),
    /// A row of the queue makes no sense.
    #[error("a row of the queue makes no sense")]
    Row(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl From<sqlx::Error> for DrainError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl From<ClaimError> for DrainError {
    fn from(error: ClaimError) -> Self {
        Self::Row(Box::new(error))
    }
}

/// What was run, in the order it was run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drained {
    /// Attempts that succeeded.
    pub succeeded: Vec<JobId>,
    /// Attempts that failed and whose job waits for another, with the reason.
    pub retrying: Vec<(JobId, String)>,
    /// Jobs that are dead now, with the reason.
    pub dead: Vec<(JobId, String)>,
    /// Jobs that stopped.
    pub cancelled: Vec<JobId>,
}

/// How often each job is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Times {
    Once,
    Twice,
}

impl Drain {
    /// A drain of the queue at the database behind `url`.
    pub fn new(store: Store, url: &str, registry: JobRegistry) -> Result<Self, DrainError> {
        let pool = pool(url)?;
        let database = WokenDatabase::database(pool.clone(), store.clone(), Arc::default());
        let worker = format!("drain_{}", store.sources().id::<uuid::Uuid>());
        Ok(Self {
            store,
            registry,
            pool,
            database,
            worker,
        })
    }

    /// Runs everything that is due now, and what that enqueues, until nothing due is left. Kinds without a handler
    /// stay where they are.
    pub async fn drain(&self) -> Result<Drained, DrainError> {
        self.run(Times::Once).await
    }

    /// The same, but every job is run twice in a row, as if its worker had died after the work and before the record:
    /// what a test of a handler should use, for that is what will happen to it one day.
    pub async fn drain_twice(&self) -> Result<Drained, DrainError> {
        self.run(Times::Twice).await
    }

    /// Jobs of any organisation that wait, due or not.
    pub async fn waiting(&self) -> Result<i64, DrainError> {
        let backlog = rows::backlog(&self.pool, self.store.sources().now()).await?;
        Ok(backlog.waiting)
    }

    async fn run(&self, times: Times) -> Result<Drained, DrainError> {
        let lane = self.store.job_lane();
        let kinds = self.registry.kinds();
        let kinds = kinds.map(|(kind, _)| in_lane(lane, kind).into_owned()).collect();
        let tasks = get_tasks_details(&self.database, SCHEMA, kinds).await?;
        let mut drained = Drained::default();
        loop {
            let mut rows = self.claim(&tasks, self.store.sources().now()).await?;
            if rows.is_empty() {
                return Ok(drained);
            }
            rows.sort_by_key(|row| (*row.priority(), *row.run_at(), *row.id()));
            for row in rows {
                if times == Times::Twice {
                    let first = self.attempt(&row).await?;
                    if first.state != EndState::Succeeded {
                        self.finish(first, &mut drained).await?;
                        continue;
                    }
                }
                let ended = self.attempt(&row).await?;
                self.finish(ended, &mut drained).await?;
            }
        }
    }

    async fn claim(&self, tasks: &TaskDetails, now: DateTime<Utc>) -> Result<Vec<Row>, DrainError> {
        Ok(batch_get_jobs(
            &self.database,
            tasks,
            SCHEMA,
            &self.worker,
            &[],
            AT_ONCE,
            Some(now),
        )
        .await?)
    }

    async fn attempt(&self, row: &Row) -> Result<crate::finish::Ended, DrainError> {
        let claim = Claim::of(row)?;
        let asked_to_stop = CancellationToken::new();
        if rows::cancellations(&self.pool).await?.contains(&claim.id) {
            asked_to_stop.cancel();
        }
        Ok(attempt(&self.store, &self.registry, claim, asked_to_stop).await)
    }

    async fn finish(&self, ended: crate::finish::Ended, drained: &mut Drained) -> Result<(), DrainError> {
        rows::finish(&self.pool, &self.worker, &[&ended]).await?;
        let reason = ended.error.unwrap_or_default();
        match ended.state {
            EndState::Succeeded => drained.succeeded.push(ended.id),
            EndState::Retrying => drained.retrying.push((ended.id, reason)),
            EndState::Dead => drained.dead.push((ended.id, reason)),
            EndState::Cancelled => drained.cancelled.push(ended.id),
        }
        Ok(())
    }
}
