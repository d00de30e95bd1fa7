use std::sync::{Arc, Mutex};

use anyhow::Result;
use hustings_jobs::desk::{self, JobState};
use hustings_jobs::{Job, JobContext, JobFailure, JobHandler, JobRegistry};
use hustings_kernel::OrgId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{database, drain, enqueue};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Greet {
    person: Uuid,
    address: String,
}

impl Job for Greet {
    const KIND: &'static str = "test.greet";

    fn person(&self) -> Option<Uuid> {
        Some(self.person)
    }
}

#[derive(Debug, Clone, Default)]
struct Greeter(Arc<Mutex<Vec<Greet>>>);

impl JobHandler<Greet> for Greeter {
    async fn run(&self, _: &JobContext, job: Greet) -> Result<(), JobFailure> {
        self.0.lock().unwrap().push(job.clone());
        Err(JobFailure::permanent(format!("550 {} unknown", job.address)))
    }
}

#[tokio::test]
async fn what_is_personal_is_sealed_in_the_queue_and_in_the_record() -> Result<()> {
    let database = database().await?;
    let org: OrgId = database.sources().id();
    let greeter = Greeter::default();
    let job = Greet {
        person: database.sources().id(),
        address: "ann@example.org".into(),
    };
    enqueue(&database, org, &job).await?;
    let mut owner = database.owner().await?;
    let stored = "SELECT payload::text FROM graphile_worker._private_jobs";
    let payload: String = sqlx::query_scalar(stored).fetch_one(&mut owner).await?;
    assert!(!payload.contains("ann@"), "{payload}");

    let registry = JobRegistry::new().with::<Greet, _>(greeter.clone());
    drain(&database, registry)?.drain().await?;
    assert_eq!(*greeter.0.lock().unwrap(), [job]);
    let recorded: String = sqlx::query_scalar("SELECT row_to_json(r)::text FROM job_runs r")
        .fetch_one(&mut owner)
        .await?;
    assert!(recorded.contains("550 ••• unknown"), "{recorded}");
    assert!(!recorded.contains("ann@"), "{recorded}");
    Ok(())
}

#[tokio::test]
async fn a_job_about_somebody_who_was_erased_is_not_done() -> Result<()> {
    let database = database().await?;
    let org: OrgId = database.sources().id();
    let greeter = Greeter::default();
    let person: Uuid = database.sources().id();
    let job = Greet {
        person,
        address: "ann@example.org".into(),
    };
    let id = enqueue(&database, org, &job).await?;
    let mut tx = database.store.begin(&database.scope_in(org)).await?;
    tx.erase(&[person]).await?;
    tx.commit().await?;

    let registry = JobRegistry::new().with::<Greet, _>(greeter.clone());
    let drained = drain(&database, registry)?.drain().await?;
    assert_eq!(drained.cancelled, [id]);
    assert!(greeter.0.lock().unwrap().is_empty());
    let mut tx = database.store.begin(&database.scope_in(org)).await?;
    assert_eq!(desk::find(&mut tx, id).await?.unwrap().state, JobState::Cancelled);
    Ok(())
}
