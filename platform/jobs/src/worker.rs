//! The worker of a node: graphile's, with our runner in it, and what goes on around it.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use graphile_worker::{LocalQueueConfig, RefetchDelayConfig, Worker, WorkerOptions};
use hustings_kernel::JobId;
use hustings_store::{Store, StoreError};
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;

use crate::finish::FinishLane;
use crate::queue::{SCHEMA, WokenDatabase, pool};
use crate::runner::{Runner, Running};
use crate::schedule::{Scheduler, housekeeping};
use crate::{JobRegistry, JobSettings, Schedule, ScheduleError, ScheduleState, pulse, rows};

/// A job whose time comes, or whose wake was lost, waits this long at most.
const POLL: Duration = Duration::from_secs(1);
/// Rows one node claims at once: many, because a claim costs the same for one and for hundreds.
const CLAIMED_AT_ONCE: usize = 256;
/// Claimed rows that found no free hand for so long go back, for others to take.
const UNCLAIM_AFTER: Duration = Duration::from_secs(5);
/// graphile deletes rows whose end was written long before; it is let do so in bulk.
const DELETE_TOGETHER: Duration = Duration::from_millis(100);
/// How long to wait before starting again when the database was away.
const RESTART: Duration = Duration::from_secs(1);
/// Beyond the grace given to jobs, for putting back what was claimed.
const PUT_BACK: Duration = Duration::from_secs(5);

/// Why there is no worker.
#[derive(Debug, thiserror::Error)]
pub enum JobWorkerError {
    /// The address of the database makes no sense.
    #[error("the database's URL makes no sense")]
    Url(#[from] sqlx::Error),
    /// A schedule makes no sense.
    #[error(transparent)]
    Schedule(#[from] ScheduleError),
}

/// Runs jobs and schedules. One per process.
#[derive(Debug)]
pub struct JobWorker {
    store: Store,
    pool: PgPool,
    registry: JobRegistry,
    scheduler: Scheduler,
    settings: JobSettings,
}

impl JobWorker {
    /// Prepares a worker; nothing runs yet. `url` is where the store's database is.
    pub fn new(
        store: Store,
        url: &str,
        registry: JobRegistry,
        schedules: Vec<Schedule>,
        settings: JobSettings,
    ) -> Result<Self, JobWorkerError> {
        let mut every = housekeeping(&settings)?;
        every.extend(schedules);
        Ok(Self {
            pool: pool(url)?,
            scheduler: Scheduler::new(store.clone(), every),
            store,
            registry,
            settings,
        })
    }

    /// How every schedule stands.
    pub async fn schedules(&self) -> Result<Vec<ScheduleState>, StoreError> {
        self.scheduler.states().await
    }

    /// Makes the jobs of every slot up to `now` that no node has made yet; for tests, the running worker does it by
    /// itself.
    pub async fn tick(&self, now: DateTime<Utc>) -> Result<Vec<JobId>, ScheduleError> {
        self.scheduler.tick(now).await
    }

    /// Runs until told to stop. Jobs that run then may go on for the time of grace; what is left is put back.
    pub async fn run(self, stop: CancellationToken) {
        let (lane, finisher) = FinishLane::new(self.pool.clone());
        let runner = Arc::new(Runner {
            store: self.store.clone(),
            registry: self.registry.clone(),
            lane,
            running: Running::default(),
            nudge: Arc::default(),
        });
        let all_ended = CancellationToken::new();
        let work = async {
            self.work(&runner, &stop).await;
            all_ended.cancel();
        };
        tokio::join!(
            work,
            finisher.run(all_ended.clone()),
            pulse::watch(&self.pool, &self.store, &runner.running, &all_ended),
            self.scheduler.run(&stop),
        );
        self.pool.close().await;
    }

    /// Starts graphile's worker, and starts it again whenever it fails.
    async fn work(&self, runner: &Arc<Runner>, stop: &CancellationToken) {
        while !stop.is_cancelled() {
            let worked = async {
                let worker = self.options(runner, stop).init().await?;
                self.work_until_it_fails(&worker, stop).await
            };
            let failed: Result<(), Box<dyn std::error::Error + Send + Sync>> = worked.await;
            if let Err(error) = failed {
                tracing::error!(%error, "the job worker failed and starts again");
                tokio::select! {
                    () = tokio::time::sleep(RESTART) => {}
                    () = stop.cancelled() => {}
                }
            }
        }
    }

    async fn work_until_it_fails(
        &self,
        worker: &Worker,
        stop: &CancellationToken,
    ) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let too_late = async {
            stop.cancelled().await;
            tokio::time::sleep(self.settings.grace() + PUT_BACK).await;
        };
        let ended = tokio::select! {
            ended = worker.run() => ended.map_err(Into::into),
            () = pulse::live(&self.pool, worker.worker_id(), self.settings.takeover()) => Ok(()),
            () = too_late => {
                tracing::warn!("the job worker did not stop in time; what it holds is taken over by others");
                Ok(())
            }
        };
        // Only once its jobs are put back: whoever is listed is left alone.
        if ended.is_ok() {
            rows::say_goodbye(&self.pool, worker.worker_id()).await?;
        }
        ended
    }

    fn options(&self, runner: &Arc<Runner>, stop: &CancellationToken) -> WorkerOptions {
        let stop = stop.clone();
        WorkerOptions::default()
            .database(WokenDatabase::database(
                self.pool.clone(),
                self.store.clone(),
                runner.nudge.clone(),
            ))
            .schema(SCHEMA)
            .concurrency(usize::from(self.settings.concurrency.max(1)))
            .poll_interval(POLL)
            .use_local_time(true)
            .local_queue(
                LocalQueueConfig::default()
                    .with_size(CLAIMED_AT_ONCE)
                    .with_ttl(UNCLAIM_AFTER)
                    .with_refetch_delay(rest()),
            )
            .complete_job_batch_delay(DELETE_TOGETHER)
            .define_jobs(self.registry.definitions())
            .add_extension(runner.clone())
            .listen_os_shutdown_signals(false)
            .shutdown_signal(async move { stop.cancelled().await })
            .shutdown_grace_period(self.settings.grace())
            .shutdown_interrupted_job_retry_delay(Duration::ZERO)
    }
}

/// A claim that found nothing is followed by a rest, which any wake ends. Without it graphile claims again at once, for ever:
/// the end of each claim wakes the next.
fn rest() -> RefetchDelayConfig {
    RefetchDelayConfig::default()
        .with_duration(POLL)
        .with_threshold(0)
        .with_max_abort_threshold(1)
}
