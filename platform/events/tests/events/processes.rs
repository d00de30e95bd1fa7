//! Agents in several real processes, one of which is killed.

use std::io::Read as _;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, Result};
use hustings_events::{Agents, Append};
use hustings_kernel::Sources;
use hustings_store::{Keys, Store, StoreSettings};
use hustings_testkit::TestDatabase;
use tokio::process::{Child, Command};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::recorder::{Recorder, database, quick, run};
use crate::{Counted, an_org, wide_store};

const WRITERS: u128 = 16;
/// Tells this very test binary, started again, which database to work on.
const DATABASE: &str = "HUSTINGS_TEST_AGENTS_OF";

fn process(url: &str) -> Result<Child> {
    Command::new(std::env::current_exe()?)
        .args([
            "--exact",
            "processes::runs_agents_when_it_is_started_by_another_test",
        ])
        .env(DATABASE, url)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .context("starting a process")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn runs_agents_when_it_is_started_by_another_test() -> Result<()> {
    let Ok(url) = std::env::var(DATABASE) else {
        return Ok(());
    };
    let (store, wakes) = Store::connect(
        &url,
        &StoreSettings::default(),
        Sources::system(),
        Keys::from_bytes([7; 32]),
    )?;
    tokio::spawn(wakes.run(tokio_util::sync::CancellationToken::new()));
    let running = run(&store, Agents::new().with(Recorder::default()), quick());
    // Until whoever started it lets go.
    tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new())).await??;
    running.end().await
}

/// Sixteen writers, some of whom share an organisation, that let each transaction rest before it commits.
fn write(database: &TestDatabase, each: i64) -> Result<JoinSet<Result<()>>> {
    let store = wide_store(database)?;
    let orgs = [an_org(database), an_org(database)];
    let mut writers = JoinSet::new();
    for writer in 0..WRITERS {
        let store = store.clone();
        let scope = database.scope_in(orgs[usize::from(writer % 2 == 0)]);
        let counter = Uuid::from_u128(writer);
        writers.spawn(async move {
            for number in 0..each {
                let mut tx = store.begin(&scope).await?;
                tx.append(&Counted { counter, number }).await?;
                let [delay] = store.sources().bytes::<1>();
                tokio::time::sleep(Duration::from_millis(u64::from(delay % 20))).await;
                tx.commit().await?;
            }
            Ok(())
        });
    }
    Ok(writers)
}

async fn number(database: &TestDatabase, query: &'static str) -> i64 {
    let mut owner = database.owner().await.unwrap();
    sqlx::query_scalar(query).fetch_one(&mut owner).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_processes_share_the_work_and_the_death_of_one_loses_and_repeats_nothing() -> Result<()> {
    const EACH: i64 = 60;
    let database = database().await?;
    let mut processes = [
        process(database.url())?,
        process(database.url())?,
        process(database.url())?,
    ];
    let mut writers = write(&database, EACH)?;
    let count = async || number(&database, "SELECT count(*) FROM handled").await;
    let holders = async || number(&database, "SELECT count(DISTINCT holder) FROM agent_lanes").await;
    let at_work = async || holders().await == 3 && count().await > 0;
    database.eventually("all three work", at_work).await;
    processes[1].kill().await?;
    while let Some(written) = writers.join_next().await {
        written??;
    }
    let total = EACH * i64::try_from(WRITERS)?;
    database
        .eventually("every event is handled", async || count().await >= total)
        .await;
    database
        .eventually("two go on", async || holders().await == 2)
        .await;

    let query = "SELECT counter, array_agg(number ORDER BY place) FROM handled GROUP BY counter";
    let rows: Vec<(Uuid, Vec<i64>)> = sqlx::query_as(query)
        .fetch_all(&mut database.owner().await?)
        .await?;
    assert_eq!(rows.len(), usize::try_from(WRITERS)?);
    for (counter, numbers) in rows {
        assert_eq!(
            numbers,
            (0..EACH).collect::<Vec<_>>(),
            "each once and in order: {counter}"
        );
    }
    for process in &mut processes {
        drop(process.stdin.take());
        process.wait().await?;
    }
    Ok(())
}
