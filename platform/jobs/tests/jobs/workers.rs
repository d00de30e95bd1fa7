use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use anyhow::Result;
use hustings_jobs::desk::{self, Cancelled, JobState};
use hustings_jobs::{Enqueue, Job, JobContext, JobFailure, JobHandler, JobRegistry, JobSettings, JobWorker};
use hustings_kernel::{JobId, OrgId};
use hustings_testkit::TestDatabase;
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::{Said, database, enqueue, say};

/// A worker that runs until the test ends.
pub(crate) struct RunningWorker {
    pub(crate) stop: CancellationToken,
    pub(crate) ended: JoinHandle<()>,
}

impl RunningWorker {
    pub(crate) fn start(database: &TestDatabase, registry: JobRegistry) -> Result<Self> {
        let settings = JobSettings {
            concurrency: 8,
            takeover_seconds: 1,
            grace_seconds: 1,
            ..JobSettings::default()
        };
        let worker = JobWorker::new(
            database.store.clone(),
            database.url(),
            registry,
            Vec::new(),
            settings,
        )?;
        let stop = CancellationToken::new();
        let ended = tokio::spawn(worker.run(stop.clone()));
        Ok(Self { stop, ended })
    }

    async fn stop(self) -> Result<()> {
        self.stop.cancel();
        Ok(self.ended.await?)
    }
}

pub(crate) async fn state_of(database: &TestDatabase, org: OrgId, job: JobId) -> Option<JobState> {
    let mut tx = database.store.begin(&database.scope_in(org)).await.unwrap();
    desk::find(&mut tx, job).await.unwrap().map(|job| job.state)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_runs_what_is_committed_and_writes_it_down() -> Result<()> {
    let database = database().await?;
    let said = Said::default();
    let worker = RunningWorker::start(&database, said.registry())?;
    let org: OrgId = database.sources().id();
    let mut tx = database.store.begin(&database.scope_in(org)).await?;
    let jobs: Vec<_> = (0..500).map(|number| say(&number.to_string())).collect();
    let ids = tx.enqueue_all(&jobs).await?;
    tx.commit().await?;
    database
        .eventually("all have succeeded", async || {
            let mut tx = database.store.begin(&database.scope_in(org)).await.unwrap();
            let counts = desk::counts(&mut tx).await.unwrap();
            counts
                .iter()
                .any(|count| count.state == JobState::Succeeded && count.jobs == 500)
        })
        .await;
    worker.stop().await?;
    assert_eq!(said.words().len(), 500, "each exactly once");
    assert_eq!(state_of(&database, org, ids[0]).await, Some(JobState::Succeeded));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_without_jobs_leaves_the_database_alone() -> Result<()> {
    let database = database().await?;
    let said = Said::default();
    let worker = RunningWorker::start(&database, said.registry())?;
    let org: OrgId = database.sources().id();
    let job = enqueue(&database, org, &say("the worker is at work")).await?;
    database
        .eventually("it is done", async || {
            state_of(&database, org, job).await == Some(JobState::Succeeded)
        })
        .await;
    let mut owner = database.owner().await?;
    let before = transactions(&mut owner).await?;
    // Not a wait for something to happen: the time in which hardly anything may. It asks about once a second.
    tokio::time::sleep(Duration::from_secs(3)).await;
    let asked = transactions(&mut owner).await? - before;
    worker.stop().await?;
    assert!(asked < 300, "{asked} transactions in three idle seconds");
    Ok(())
}

/// The transactions this database has seen; each session tells of its own about once a second.
async fn transactions(owner: &mut PgConnection) -> Result<i64> {
    Ok(sqlx::query_scalar(
        "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = current_database()",
    )
    .fetch_one(owner)
    .await?)
}

#[derive(Debug, Serialize, Deserialize)]
struct Watch {
    stubborn: bool,
}

impl Job for Watch {
    const KIND: &'static str = "test.watch";
}

/// Waits until it is asked to stop.
#[derive(Debug, Clone, Default)]
struct Watcher {
    started: Arc<Notify>,
    runs: Arc<AtomicUsize>,
}

impl JobHandler<Watch> for Watcher {
    async fn run(&self, ctx: &JobContext, job: Watch) -> Result<(), JobFailure> {
        self.runs.fetch_add(1, Ordering::SeqCst);
        self.started.notify_one();
        if job.stubborn {
            std::future::pending::<()>().await;
        }
        ctx.cancelled().await;
        Err(JobFailure::Cancelled)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_job_is_asked_to_stop() -> Result<()> {
    let database = database().await?;
    let watcher = Watcher::default();
    let worker = RunningWorker::start(&database, JobRegistry::new().with::<Watch, _>(watcher.clone()))?;
    let org: OrgId = database.sources().id();
    let id = enqueue(&database, org, &Watch { stubborn: false }).await?;
    watcher.started.notified().await;
    assert_eq!(state_of(&database, org, id).await, Some(JobState::Running));

    let mut tx = database.store.begin(&database.scope_in(org)).await?;
    assert_eq!(desk::cancel(&mut tx, id).await?, Some(Cancelled::Asked));
    tx.commit().await?;
    database
        .eventually("it stopped", async || {
            state_of(&database, org, id).await == Some(JobState::Cancelled)
        })
        .await;
    worker.stop().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_outlives_the_grace_goes_back_into_the_queue() -> Result<()> {
    let database = database().await?;
    let watcher = Watcher::default();
    let worker = RunningWorker::start(&database, JobRegistry::new().with::<Watch, _>(watcher.clone()))?;
    let org: OrgId = database.sources().id();
    let id = enqueue(&database, org, &Watch { stubborn: true }).await?;
    watcher.started.notified().await;
    worker.stop().await?;
    assert_eq!(state_of(&database, org, id).await, Some(JobState::Queued));
    Ok(())
}

/// Notes when two run at once.
#[derive(Debug, Clone, Default)]
struct Alone {
    busy: Arc<AtomicBool>,
    collided: Arc<AtomicBool>,
    done: Arc<AtomicUsize>,
}

#[derive(Debug, Serialize, Deserialize)]
struct OneByOne;

impl Job for OneByOne {
    const KIND: &'static str = "test.one-by-one";

    fn queue(&self) -> Option<String> {
        Some("ledger".into())
    }
}

impl JobHandler<OneByOne> for Alone {
    async fn run(&self, _: &JobContext, _: OneByOne) -> Result<(), JobFailure> {
        if self.busy.swap(true, Ordering::SeqCst) {
            self.collided.store(true, Ordering::SeqCst);
        }
        tokio::task::yield_now().await;
        self.busy.store(false, Ordering::SeqCst);
        self.done.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn jobs_of_a_serial_queue_run_one_after_the_other() -> Result<()> {
    let database = database().await?;
    let alone = Alone::default();
    let org: OrgId = database.sources().id();
    let mut tx = database.store.begin(&database.scope_in(org)).await?;
    tx.enqueue_all(&[OneByOne, OneByOne, OneByOne]).await?;
    tx.commit().await?;
    let worker = RunningWorker::start(&database, JobRegistry::new().with::<OneByOne, _>(alone.clone()))?;
    database
        .eventually("all are done", async || alone.done.load(Ordering::SeqCst) == 3)
        .await;
    worker.stop().await?;
    assert!(!alone.collided.load(Ordering::SeqCst));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_job_comes_back_by_itself() -> Result<()> {
    struct Once(AtomicBool);
    impl JobHandler<Quick> for Once {
        async fn run(&self, _: &JobContext, _: Quick) -> Result<(), JobFailure> {
            if self.0.swap(true, Ordering::SeqCst) {
                Ok(())
            } else {
                Err(JobFailure::retry("not yet"))
            }
        }
    }
    let database = database().await?;
    let registry = JobRegistry::new().with::<Quick, _>(Once(AtomicBool::new(false)));
    let worker = RunningWorker::start(&database, registry)?;
    let org: OrgId = database.sources().id();
    let id = enqueue(&database, org, &Quick).await?;
    database
        .eventually("it succeeded", async || {
            state_of(&database, org, id).await == Some(JobState::Succeeded)
        })
        .await;
    worker.stop().await
}

#[derive(Debug, Serialize, Deserialize)]
struct Quick;

impl Job for Quick {
    const KIND: &'static str = "test.quick";
    const BACKOFF: hustings_jobs::Backoff = hustings_jobs::Backoff {
        first: Duration::from_millis(1),
        limit: Duration::from_millis(1),
    };
}
