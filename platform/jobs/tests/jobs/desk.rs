use anyhow::Result;
use hustings_jobs::desk::{self, Cancelled, JobCount, JobState, ListJobs};
use hustings_jobs::{Enqueue, Job};
use hustings_kernel::{AccountId, CorrelationId, JobId, OrgId, Scope};

use crate::{Said, Say, database, drain, enqueue, say};

#[tokio::test]
async fn an_organisation_sees_and_touches_its_own_jobs_only() -> Result<()> {
    let database = database().await?;
    let (ours, theirs): (OrgId, OrgId) = (database.sources().id(), database.sources().id());
    let waiting = enqueue(&database, theirs, &say("waits")).await?;

    let mut tx = database.store.begin(&database.scope_in(ours)).await?;
    assert_eq!(desk::find(&mut tx, waiting).await?, None);
    assert_eq!(desk::list(&mut tx, &ListJobs::default()).await?, []);
    assert_eq!(desk::counts(&mut tx).await?, []);
    assert_eq!(desk::cancel(&mut tx, waiting).await?, None);
    assert_eq!(desk::retry(&mut tx, waiting).await?, None);
    assert_eq!(desk::discard(&mut tx, waiting).await?, None);
    tx.commit().await?;

    let said = Said::default();
    drain(&database, said.registry())?.drain().await?;
    assert_eq!(said.words(), ["waits"]);
    let mut tx = database.store.begin(&database.scope_in(ours)).await?;
    assert_eq!(desk::find(&mut tx, waiting).await?, None);
    assert_eq!(desk::cancel(&mut tx, waiting).await?, None);
    Ok(())
}

#[tokio::test]
async fn a_person_on_their_own_account_sees_no_jobs_of_the_installation() -> Result<()> {
    let database = database().await?;
    let correlation: CorrelationId = database.sources().id();
    let account: AccountId = database.sources().id();
    let mut tx = database
        .store
        .begin(&Scope::account(account, correlation))
        .await?;
    let id = tx.enqueue(&say("confirm")).await?;
    assert_eq!(desk::find(&mut tx, id).await?, None);
    assert_eq!(desk::cancel(&mut tx, id).await?, None);
    tx.commit().await?;
    let mut tx = database.store.begin(&Scope::system(correlation)).await?;
    assert_eq!(
        desk::find(&mut tx, id).await?.unwrap().actor,
        format!("account:{account}")
    );
    Ok(())
}

#[tokio::test]
async fn a_cancelled_job_that_waits_never_runs() -> Result<()> {
    let database = database().await?;
    let org = database.sources().id();
    let id = enqueue(&database, org, &say("no")).await?;
    let mut tx = database.store.begin(&database.scope_in(org)).await?;
    assert_eq!(desk::cancel(&mut tx, id).await?, Some(Cancelled::AtOnce));
    assert_eq!(desk::cancel(&mut tx, id).await?, Some(Cancelled::TooLate));
    tx.commit().await?;
    let said = Said::default();
    drain(&database, said.registry())?.drain().await?;
    assert!(said.words().is_empty());
    let mut tx = database.store.begin(&database.scope_in(org)).await?;
    let view = desk::find(&mut tx, id).await?.unwrap();
    assert_eq!((view.state, view.attempts), (JobState::Cancelled, 0));
    assert_eq!(view.kind, Say::KIND);
    Ok(())
}

#[tokio::test]
async fn pages_follow_each_other_through_what_waits_and_what_ended() -> Result<()> {
    let database = database().await?;
    let org = database.sources().id();
    let said = Said::default();
    let mut ids = Vec::new();
    for round in 0..2 {
        let mut tx = database.store.begin(&database.scope_in(org)).await?;
        ids.extend(tx.enqueue_all(&[say("a"), say("b"), say("c")]).await?);
        tx.commit().await?;
        if round == 0 {
            drain(&database, said.registry())?.drain().await?;
            database.clock.advance(std::time::Duration::from_secs(1));
        }
    }
    ids.reverse();

    let mut tx = database.store.begin(&database.scope_in(org)).await?;
    let mut seen: Vec<JobId> = Vec::new();
    loop {
        let page = ListJobs {
            before: seen.last().copied(),
            at_most: 2,
            ..ListJobs::default()
        };
        let page = desk::list(&mut tx, &page).await?;
        if page.is_empty() {
            break;
        }
        seen.extend(page.iter().map(|job| job.id));
    }
    assert_eq!(seen, ids);

    let queued = ListJobs {
        state: Some(JobState::Queued),
        kind: Some(Say::KIND.to_owned()),
        ..ListJobs::default()
    };
    assert_eq!(desk::list(&mut tx, &queued).await?.len(), 3);
    let none = ListJobs {
        kind: Some("test.other".to_owned()),
        ..ListJobs::default()
    };
    assert_eq!(desk::list(&mut tx, &none).await?, []);
    let counts = desk::counts(&mut tx).await?;
    let three = |state| JobCount { state, jobs: 3 };
    assert_eq!(counts, [three(JobState::Queued), three(JobState::Succeeded)]);
    Ok(())
}
