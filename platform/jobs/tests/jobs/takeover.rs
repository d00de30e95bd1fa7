//! What happens when a worker's process is killed.

use std::process::{Child, Command, Stdio};

use anyhow::Result;
use hustings_jobs::desk::JobState;
use hustings_jobs::{JobContext, JobFailure, JobHandler, JobRegistry, JobSettings, JobWorker};
use hustings_kernel::{OrgId, Sources};
use hustings_store::{Keys, Store, StoreSettings};
use tokio_util::sync::CancellationToken;

use crate::workers::{RunningWorker, state_of};
use crate::{Said, Say, database, enqueue, say};

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
