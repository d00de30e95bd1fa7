//! What happens when a worker's process is killed.

use std::process::{Child, Command, Stdio};

use anyhow::Result;
use hustings_jobs::desk::JobState;
use hustings_jobs::{Job, JobContext, JobFailure, JobHandler, JobRegistry, JobSettings, JobWorker};
use hustings_kernel::{OrgId, Sources};
use hustings_store::{Keys, Store, StoreSettings};
use sqlx::{Executor, PgConnection};
use tokio_util::sync::CancellationToken;

use crate::workers::{RunningWorker, state_of};
use crate::{Said, Say, database, drain, enqueue, say};

/// Tells the test below, in a process of its own, whose jobs to run.
const URL: &str = "HUSTINGS_TEST_WORKER_URL";

struct Stuck;

impl JobHandler<Say> for Stuck {
    async fn run(&self, _: &JobContext, _: Say) -> Result<(), JobFailure> {
        std::future::pending().await
    }
}

/// Not a test of its own: with [`URL`] set it is the process that the next test kills. Without, there is nothing to do.
#[tokio::test(flavor = "multi_thread")]
async fn a_worker_process() -> Result<()> {
    let Ok(url) = std::env::var(URL) else {
        return Ok(());
    };
    let settings = StoreSettings {
        max_connections: 2,
        agent_connections: 2,
        ..StoreSettings::default()
    };
    let (store, _wakes) = Store::connect(&url, &settings, Sources::system(), Keys::from_bytes([7; 32]))?;
    let registry = JobRegistry::new().with::<Say, _>(Stuck);
    let worker = JobWorker::new(store, &url, registry, Vec::new(), JobSettings::default())?;
    worker.run(CancellationToken::new()).await;
    Ok(())
}

/// Kills the process even if the test fails first.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        // It may be dead already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_jobs_of_a_killed_worker_go_on_elsewhere() -> Result<()> {
    let database = database().await?;
    let org: OrgId = database.sources().id();
    let process = Command::new(std::env::current_exe()?)
        .args(["--exact", "takeover::a_worker_process"])
        .env(URL, database.url())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let process = Process(process);
    let id = enqueue(&database, org, &say("survives")).await?;
    database
        .eventually("the other process has it", async || {
            state_of(&database, org, id).await == Some(JobState::Running)
        })
        .await;
    drop(process);

    let said = Said::default();
    let worker = RunningWorker::start(&database, said.registry())?;
    database
        .eventually("it was done here", async || {
            state_of(&database, org, id).await == Some(JobState::Succeeded)
        })
        .await;
    worker.stop.cancel();
    worker.ended.await?;
    assert_eq!(said.words(), ["survives"]);
    Ok(())
}

/// As if a worker had claimed the job `attempts` times and then fell silent. Returns the row it held.
async fn claimed_by_a_silent_worker(owner: &mut PgConnection, attempts: i16) -> Result<i64> {
    owner
        .execute(
            "INSERT INTO graphile_worker._private_workers (id, last_heartbeat_at)
             VALUES ('silent', now() - interval '1 hour')",
        )
        .await?;
    let claim =
        "UPDATE graphile_worker._private_jobs SET locked_by = 'silent', locked_at = now(), attempts = $1
                 RETURNING id";
    Ok(sqlx::query_scalar(claim).bind(attempts).fetch_one(owner).await?)
}

#[tokio::test]
async fn a_worker_that_was_only_slow_finds_nothing_of_its_own_left() -> Result<()> {
    let database = database().await?;
    let org: OrgId = database.sources().id();
    let id = enqueue(&database, org, &say("once more")).await?;
    let mut owner = database.owner().await?;
    let row = claimed_by_a_silent_worker(&mut owner, 1).await?;

    let taken: i64 = sqlx::query_scalar("SELECT jobs.take_over('10 seconds', false)")
        .fetch_one(&mut owner)
        .await?;
    assert_eq!(taken, 1);
    let ended: Option<Vec<i64>> = sqlx::query_scalar(
        "SELECT jobs.finish('silent', ARRAY[$1::bigint], ARRAY['succeeded'], ARRAY[NULL::text],
             ARRAY[NULL::timestamptz], ARRAY[$4::timestamptz], ARRAY[$4], ARRAY[$2::uuid], ARRAY[$3::uuid],
             ARRAY['test.say'], ARRAY['system'], ARRAY[$3], ARRAY[$4])",
    )
    .bind(row)
    .bind(org.uuid())
    .bind(id.uuid())
    .bind(database.sources().now())
    .fetch_one(&mut owner)
    .await?;
    assert_eq!(ended, None);

    let said = Said::default();
    let drained = drain(&database, said.registry())?.drain().await?;
    assert_eq!(drained.succeeded, [id]);
    Ok(())
}

#[tokio::test]
async fn a_job_that_kills_its_worker_every_time_is_dead_in_the_end() -> Result<()> {
    let database = database().await?;
    let id = enqueue(&database, database.sources().id(), &say("boom")).await?;
    let mut owner = database.owner().await?;
    let attempts = i16::try_from(Say::MAX_ATTEMPTS)?;
    claimed_by_a_silent_worker(&mut owner, attempts).await?;
    owner
        .execute("SELECT jobs.take_over('10 seconds', false)")
        .await?;

    let said = Said::default();
    let drained = drain(&database, said.registry())?.drain().await?;
    assert_eq!(drained.dead, [(id, "the worker died in the last attempt".into())]);
    assert!(said.words().is_empty());
    Ok(())
}
