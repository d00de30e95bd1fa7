//! Jobs against a real PostgreSQL.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests may panic, own the tasks they spawn, and start processes"
)]

mod desk;
mod enqueueing;
mod housekeeping;
mod lists;
mod personal;
mod retries;
mod schedules;
mod takeover;
mod workers;

use std::sync::{Arc, Mutex};

use anyhow::Result;
use hustings_jobs::{Drain, Job, JobContext, JobFailure, JobHandler, JobRegistry};
use hustings_kernel::{JobId, OrgId};
use hustings_testkit::TestDatabase;
use serde::{Deserialize, Serialize};

async fn database() -> Result<TestDatabase> {
    TestDatabase::prepared(
        &[hustings_store::MIGRATIONS, hustings_jobs::MIGRATIONS],
        async |url| Ok(hustings_jobs::migrate(&url).await?),
    )
    .await
}

fn drain(database: &TestDatabase, registry: JobRegistry) -> Result<Drain> {
    Ok(Drain::new(database.store.clone(), database.url(), registry)?)
}

/// A job that says something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Say {
    words: String,
}

impl Job for Say {
    const KIND: &'static str = "test.say";
    const MAX_ATTEMPTS: u16 = 3;
}

fn say(words: &str) -> Say {
    Say {
        words: words.to_owned(),
    }
}

/// What was said, by whom it was run, in order.
#[derive(Debug, Clone, Default)]
struct Said(Arc<Mutex<Vec<(OrgId, String)>>>);

impl Said {
    fn words(&self) -> Vec<String> {
        let said = self.0.lock().unwrap();
        said.iter().map(|(_, words)| words.clone()).collect()
    }

    fn organisations(&self) -> Vec<OrgId> {
        self.0.lock().unwrap().iter().map(|(org, _)| *org).collect()
    }

    fn registry(&self) -> JobRegistry {
        JobRegistry::new().with::<Say, _>(self.clone())
    }
}

impl JobHandler<Say> for Said {
    async fn run(&self, ctx: &JobContext, job: Say) -> Result<(), JobFailure> {
        self.0.lock().unwrap().push((ctx.scope().org(), job.words));
        Ok(())
    }
}

/// Enqueues one job in an organisation and commits.
async fn enqueue(database: &TestDatabase, org: OrgId, job: &impl Job) -> Result<JobId> {
    use hustings_jobs::Enqueue;
    let mut tx = database.store.begin(&database.scope_in(org)).await?;
    let id = tx.enqueue(job).await?;
    tx.commit().await?;
    Ok(id)
}

#[tokio::test]
async fn every_table_and_function_keeps_organisations_apart() -> Result<()> {
    let database = database().await?;
    let violations = hustings_testkit::tenancy_violations(&mut database.owner().await?).await?;
    assert!(violations.is_empty(), "{violations:#?}");
    Ok(())
}
