use std::time::Duration;

use anyhow::Result;
use hustings_jobs::desk::{self, ListJobs};
use hustings_jobs::{Enqueue, ForgetOldJobs, Key, Options};
use hustings_kernel::{CorrelationId, OrgId, Scope};

use crate::{Said, database, drain, say};

#[tokio::test]
async fn what_ended_long_ago_is_forgotten_with_its_key_and_its_queue() -> Result<()> {
    let database = database().await?;
    let org: OrgId = database.sources().id();
    let said = Said::default();
    let drain = drain(&database, said.registry())?;
    let options = || Options {
        key: Some(Key::Once("key".into())),
        queue: Some("serial".into()),
        ..Options::default()
    };
    let mut tx = database.store.begin(&database.scope_in(org)).await?;
    tx.enqueue_with(&say("old"), options()).await?;
    tx.commit().await?;
    drain.drain().await?;
    database.clock.advance(Duration::from_hours(360));

    let system = Scope::system(database.sources().id::<CorrelationId>());
    let mut tx = database.store.begin(&system).await?;
    tx.enqueue(&ForgetOldJobs { keep_days: 14 }).await?;
    tx.commit().await?;
    assert_eq!(drain.drain().await?.succeeded.len(), 1);

    let mut tx = database.store.begin(&database.scope_in(org)).await?;
    assert_eq!(desk::list(&mut tx, &ListJobs::default()).await?, []);
    let mut owner = database.owner().await?;
    let queues: i64 = sqlx::query_scalar("SELECT count(*) FROM graphile_worker._private_job_queues")
        .fetch_one(&mut owner)
        .await?;
    assert_eq!(queues, 0);
    tx.enqueue_with(&say("new"), options()).await?;
    tx.commit().await?;
    drain.drain().await?;
    assert_eq!(said.words(), ["old", "new"]);
    Ok(())
}
