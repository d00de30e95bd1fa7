use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;

use anyhow::Result;
use hustings_jobs::desk::{self, DeadJobs, Discarded, JobState, ListJobs, Retried};
use hustings_jobs::{Drain, Drained, Job, JobContext, JobFailure, JobHandler, JobRegistry};
use hustings_kernel::{JobId, OrgId};
use hustings_store::Freshness;
use hustings_testkit::TestDatabase;
use serde::{Deserialize, Serialize};

use crate::{Said, Say, database, drain, enqueue, say};

/// Fails in the way the job says, and counts.
#[derive(Debug, Default)]
struct Failing(AtomicU16);

impl JobHandler<Say> for Failing {
    async fn run(&self, ctx: &JobContext, job: Say) -> Result<(), JobFailure> {
        assert_eq!(self.0.fetch_add(1, Ordering::SeqCst) + 1, ctx.attempt());
        match job.words.as_str() {
            "never" => Err(JobFailure::permanent("no such mailbox: never")),
            "panic" => panic!("at the {}", "disco"),
            words => Err(JobFailure::retry(format!("{words} cannot be reached"))),
        }
    }
}

fn failing() -> JobRegistry {
    JobRegistry::new().with::<Say, _>(Failing::default())
}

async fn look_up(database: &TestDatabase, org: OrgId, job: JobId) -> Result<desk::JobView> {
    let mut read = database
        .store
        .read(&database.scope_in(org), Freshness::Latest)
        .await?;
    Ok(desk::find(&mut read, job).await?.unwrap())
}

#[tokio::test]
async fn a_job_that_fails_is_tried_again_after_growing_waits_and_then_is_dead() -> Result<()> {
    let database = database().await?;
    let org = database.sources().id();
    let drain = drain(&database, failing())?;
    let id = enqueue(&database, org, &say("mail.example.org")).await?;

    let drained = drain.drain().await?;
    assert_eq!(drained.retrying, [(id, "••• cannot be reached".into())]);
    let view = look_up(&database, org, id).await?;
    assert_eq!((view.state, view.attempts), (JobState::Retrying, 1));
    assert_eq!(view.last_error.as_deref(), Some("••• cannot be reached"));
    let wait = (view.due_at - database.sources().now()).to_std()?;
    assert!(
        wait >= Duration::from_secs(1) && wait <= Duration::from_secs(2),
        "{wait:?}"
    );

    assert_eq!(drain.drain().await?, Drained::default(), "it is not due yet");
    database.clock.advance(Duration::from_secs(2));
    assert_eq!(drain.drain().await?.retrying.len(), 1);
    database.clock.advance(Duration::from_secs(4));
    assert_eq!(drain.drain().await?.dead.len(), 1);
    let view = look_up(&database, org, id).await?;
    assert_eq!((view.state, view.attempts), (JobState::Dead, 3));
    assert_eq!(view.finished_at, Some(database.sources().now()));
    Ok(())
}

#[tokio::test]
async fn a_failure_for_good_is_not_tried_again() -> Result<()> {
    let database = database().await?;
    let id = enqueue(&database, database.sources().id(), &say("never")).await?;
    let drained = drain(&database, failing())?.drain().await?;
    assert_eq!(drained.dead, [(id, "no such mailbox: •••".into())]);
    Ok(())
}

#[tokio::test]
async fn a_panic_is_a_failure_like_any_other() -> Result<()> {
    let database = database().await?;
    let id = enqueue(&database, database.sources().id(), &say("panic")).await?;
    let drained = drain(&database, failing())?.drain().await?;
    assert_eq!(drained.retrying, [(id, "it panicked: at the disco".into())]);
    Ok(())
}

#[derive(Debug, Serialize, Deserialize)]
struct Slow;

impl Job for Slow {
    const KIND: &'static str = "test.slow";
    const TIMEOUT: Duration = Duration::from_millis(20);
}

struct Forever;

impl JobHandler<Slow> for Forever {
    async fn run(&self, _: &JobContext, _: Slow) -> Result<(), JobFailure> {
        std::future::pending().await
    }
}

#[tokio::test]
async fn an_attempt_ends_when_its_time_is_over() -> Result<()> {
    let database = database().await?;
    let id = enqueue(&database, database.sources().id(), &Slow).await?;
    let registry = JobRegistry::new().with::<Slow, _>(Forever);
    let drained = drain(&database, registry)?.drain().await?;
    assert_eq!(drained.retrying, [(id, "it took longer than 20ms".into())]);
    Ok(())
}

#[tokio::test]
async fn a_dead_job_begins_anew_when_somebody_says_so() -> Result<()> {
    let database = database().await?;
    let org = database.sources().id();
    let id = enqueue(&database, org, &say("never")).await?;
    drain(&database, failing())?.drain().await?;

    let mut tx = database.store.begin(&database.scope_in(org)).await?;
    assert_eq!(desk::retry(&mut tx, id).await?, Some(Retried::Now));
    tx.commit().await?;
    let said = Said::default();
    let drained = drain(&database, said.registry())?.drain().await?;
    assert_eq!(drained.succeeded, [id]);
    assert_eq!(said.words(), ["never"]);
    assert_eq!(look_up(&database, org, id).await?.state, JobState::Succeeded);
    Ok(())
}

#[tokio::test]
async fn a_dead_job_that_is_given_up_stays_in_the_record_only() -> Result<()> {
    let database = database().await?;
    let org = database.sources().id();
    let id = enqueue(&database, org, &say("never")).await?;
    drain(&database, failing())?.drain().await?;
    let mut tx = database.store.begin(&database.scope_in(org)).await?;
    assert_eq!(desk::dead(&mut tx).await?.jobs, 1);
    assert_eq!(desk::discard(&mut tx, id).await?, Some(Discarded::Done));
    assert_eq!(desk::discard(&mut tx, id).await?, Some(Discarded::NotDead));
    assert_eq!(desk::retry(&mut tx, id).await?, Some(Retried::TooLate));
    assert_eq!(desk::dead(&mut tx).await?, DeadJobs { jobs: 0, since: None });
    let dead = ListJobs {
        state: Some(JobState::Dead),
        ..ListJobs::default()
    };
    assert_eq!(desk::list(&mut tx, &dead).await?, []);
    tx.commit().await?;
    assert_eq!(look_up(&database, org, id).await?.state, JobState::Cancelled);
    Ok(())
}

#[tokio::test]
async fn draining_twice_runs_every_job_as_if_its_worker_had_died_before_writing_it_down() -> Result<()> {
    let database = database().await?;
    let said = Said::default();
    enqueue(&database, database.sources().id(), &say("echo")).await?;
    let drain: Drain = drain(&database, said.registry())?;
    let drained = drain.drain_twice().await?;
    assert_eq!(drained.succeeded.len(), 1);
    assert_eq!(said.words(), ["echo", "echo"]);
    Ok(())
}
