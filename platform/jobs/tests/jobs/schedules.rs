use anyhow::Result;
use hustings_jobs::{CatchUp, JobSettings, JobWorker, Schedule};
use hustings_testkit::TestDatabase;

use crate::{Said, database, drain, say};

fn node(database: &TestDatabase, said: &Said) -> Result<JobWorker> {
    let hourly = Schedule::new("test.hourly", "30 * * * *", CatchUp::No, |slot| {
        say(&slot.to_rfc3339())
    })?;
    Ok(JobWorker::new(
        database.another_node()?.0,
        database.url(),
        said.registry(),
        vec![hourly],
        JobSettings::default(),
    )?)
}

#[tokio::test]
async fn a_slot_makes_one_job_however_many_nodes_look_at_the_clock() -> Result<()> {
    let database = database().await?;
    let said = Said::default();
    let nodes = [node(&database, &said)?, node(&database, &said)?];
    let begin = database.sources().now();
    assert_eq!(nodes[0].tick(begin).await?, [], "a new schedule has no past");

    let slot = begin + chrono::TimeDelta::minutes(30);
    database.clock.set(slot);
    let (one, two) = tokio::join!(nodes[0].tick(slot), nodes[1].tick(slot));
    let made = [one?, two?].concat();
    assert_eq!(made.len(), 2, "one of ours and one of the housekeeping");
    assert_eq!(nodes[1].tick(slot).await?, []);
    drain(&database, said.registry())?.drain().await?;
    assert_eq!(said.words(), [slot.to_rfc3339()]);

    let states = nodes[0].schedules().await?;
    let state = states.iter().find(|state| state.name == "test.hourly").unwrap();
    assert_eq!(state.last_slot, Some(slot));
    assert!(state.last_job.is_some_and(|job| made.contains(&job)));
    assert_eq!(state.next_slot, Some(slot + chrono::TimeDelta::hours(1)));
    Ok(())
}
