use std::time::Duration;

use anyhow::Result;
use chrono::TimeDelta;
use hustings_jobs::{Drain, Enqueue, Key, Options, Prepared, desk};
use hustings_kernel::{CorrelationId, OrgId, Scope};

use crate::{Said, database, drain, enqueue, say};

#[tokio::test]
async fn a_job_of_a_transaction_that_never_happened_never_existed() -> Result<()> {
    let database = database().await?;
    let said = Said::default();
    let scope = database.scope_in(database.sources().id());
    let mut tx = database.store.begin(&scope).await?;
    tx.enqueue(&say("never")).await?;
    drop(tx);
    let drained = drain(&database, said.registry())?.drain().await?;
    assert_eq!(drained.succeeded, []);
    assert!(said.words().is_empty());
    Ok(())
}

#[tokio::test]
async fn a_job_runs_in_the_scope_it_was_enqueued_in() -> Result<()> {
    let database = database().await?;
    let said = Said::default();
    let org: OrgId = database.sources().id();
    let id = enqueue(&database, org, &say("hello")).await?;

    let mut tx = database
        .store
        .begin(&Scope::visitor(database.sources().id::<CorrelationId>()))
        .await?;
    tx.enqueue(&say("from the door")).await?;
    tx.commit().await?;

    let drained = drain(&database, said.registry())?.drain().await?;
    assert_eq!(drained.succeeded.len(), 2);
    assert_eq!(drained.succeeded[0], id);
    assert_eq!(said.organisations(), [org, OrgId::INSTALLATION]);
    Ok(())
}

#[tokio::test]
async fn many_jobs_go_in_together_and_run_in_order() -> Result<()> {
    let database = database().await?;
    let said = Said::default();
    let mut tx = database
        .store
        .begin(&database.scope_in(database.sources().id()))
        .await?;
    let jobs: Vec<_> = (0..200).map(|number| say(&number.to_string())).collect();
    let ids = tx.enqueue_all(&jobs).await?;
    tx.commit().await?;
    assert_eq!(ids.len(), jobs.len());
    let drained = drain(&database, said.registry())?.drain().await?;
    assert_eq!(drained.succeeded, ids);
    let expected: Vec<_> = jobs.iter().map(|job| job.words.clone()).collect();
    assert_eq!(said.words(), expected);
    Ok(())
}

#[tokio::test]
async fn a_job_waits_for_its_time_and_smaller_priorities_go_first() -> Result<()> {
    let database = database().await?;
    let said = Said::default();
    let drain = drain(&database, said.registry())?;
    let mut tx = database
        .store
        .begin(&database.scope_in(database.sources().id()))
        .await?;
    let later = Options {
        run_at: Some(database.sources().now() + TimeDelta::hours(1)),
        ..Options::default()
    };
    let low = Options {
        priority: 5,
        ..Options::default()
    };
    tx.enqueue_with(&say("later"), later).await?;
    tx.enqueue_with(&say("low"), low).await?;
    tx.enqueue(&say("first")).await?;
    tx.commit().await?;
    drain.drain().await?;
    assert_eq!(said.words(), ["first", "low"]);
    assert_eq!(drain.waiting().await?, 1);
    database.clock.advance(Duration::from_secs(3601));
    drain.drain().await?;
    assert_eq!(said.words(), ["first", "low", "later"]);
    Ok(())
}

#[tokio::test]
async fn a_key_lets_a_job_in_once_for_as_long_as_its_record_is_kept() -> Result<()> {
    let database = database().await?;
    let said = Said::default();
    let drain = drain(&database, said.registry())?;
    let org: OrgId = database.sources().id();
    let once = || Options {
        key: Some(Key::Once("welcome".into())),
        ..Options::default()
    };
    let mut tx = database.store.begin(&database.scope_in(org)).await?;
    let first = tx.enqueue_with(&say("one"), once()).await?;
    assert_eq!(tx.enqueue_with(&say("two"), once()).await?, first);
    tx.commit().await?;
    drain.drain().await?;
    let mut tx = database.store.begin(&database.scope_in(org)).await?;
    assert_eq!(tx.enqueue_with(&say("three"), once()).await?, first);
    tx.commit().await?;
    let mut elsewhere = database
        .store
        .begin(&database.scope_in(database.sources().id()))
        .await?;
    assert_ne!(elsewhere.enqueue_with(&say("elsewhere"), once()).await?, first);
    elsewhere.commit().await?;
    drain.drain().await?;
    assert_eq!(said.words(), ["one", "elsewhere"]);
    Ok(())
}

#[tokio::test]
async fn the_latest_job_with_a_key_takes_the_place_of_one_that_waits() -> Result<()> {
    let database = database().await?;
    let said = Said::default();
    let drain = drain(&database, said.registry())?;
    let latest = || Options {
        key: Some(Key::Latest("digest".into())),
        ..Options::default()
    };
    let scope = database.scope_in(database.sources().id());
    let mut tx = database.store.begin(&scope).await?;
    tx.enqueue_prepared(vec![
        Prepared::new(&say("old"), latest())?,
        Prepared::new(&say("new"), latest())?,
        Prepared::new(&say("other"), Options::default())?,
    ])
    .await?;
    tx.commit().await?;
    drain.drain().await?;
    assert_eq!(said.words(), ["new", "other"]);
    let mut tx = database.store.begin(&scope).await?;
    tx.enqueue_with(&say("again"), latest()).await?;
    tx.commit().await?;
    drain.drain().await?;
    assert_eq!(said.words(), ["new", "other", "again"]);
    Ok(())
}

#[tokio::test]
async fn the_jobs_of_a_lane_are_its_own_and_everybody_elses_are_not() -> Result<()> {
    let database = database().await?;
    let (ours, theirs) = (Said::default(), Said::default());
    let org: OrgId = database.sources().id();
    enqueue(&database, org, &say("to everybody")).await?;
    let lane = database.store.clone().with_job_lane("demo");
    let mut tx = lane.begin(&database.scope_in(org)).await?;
    let id = tx.enqueue(&say("in the lane")).await?;
    tx.commit().await?;

    drain(&database, theirs.registry())?.drain().await?;
    assert_eq!(theirs.words(), ["to everybody"]);
    let drained = Drain::new(lane, database.url(), ours.registry())?.drain().await?;
    assert_eq!(drained.succeeded, [id]);
    assert_eq!(ours.words(), ["in the lane"]);
    let mut tx = database.store.begin(&database.scope_in(org)).await?;
    let recorded = desk::find(&mut tx, id).await?.map(|job| job.kind);
    assert_eq!(
        recorded.as_deref(),
        Some("test.say"),
        "the record says what it was"
    );
    Ok(())
}
