//! How long it takes from appending an event until an agent has durably handled it, idle and at 2,000 events a second,
//! and how fast one process and two drain a full log.

pub(crate) mod agents;
mod rows;

use std::collections::HashMap;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use hdrhistogram::Histogram;
use hustings_events::{AgentControl, Agents, Append as _, Effects, RewindTo};
use hustings_kernel::{AgentName, OrgId, Scope};
use hustings_store::{Store, Wake};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::cluster::BenchCluster;
use crate::processes;
use crate::report::Figure;
use agents::{Counted, LOOK, Running, Telling};

/// Who looks, as far as the database is told.
const BENCH: AgentName = AgentName::new("bench.events");
const DATABASE: &str = "events";
/// Events in the log that is drained.
const FULL: i64 = 100_000;
/// Things they happen to, in two organisations.
const COUNTERS: u128 = 1000;
const IDLE_APPENDS: u32 = 200;
const BUSY_APPENDS: u32 = 20_000;
const BUSY_RATE: u32 = 2000;
const APPENDERS: u32 = 16;
const PATIENCE: Duration = Duration::from_mins(5);

pub(crate) fn bench() -> Result<Vec<Figure>> {
    let cluster = BenchCluster::start(DATABASE)?;
    let url = cluster.cluster().url(DATABASE);
    tokio::runtime::Runtime::new()?.block_on(async {
        let migrations = [
            hustings_store::MIGRATIONS,
            hustings_events::MIGRATIONS,
            rows::MIGRATIONS,
        ];
        hustings_store::migrate(&url, &migrations.concat()).await?;
        let mut figures = latencies(&url).await?;
        figures.extend(drains(&url).await?);
        Ok(figures)
    })
}

async fn latencies(url: &str) -> Result<Vec<Figure>> {
    let telling = Telling::default();
    let running = Running::start(url, Agents::new().with(telling.clone()))?;
    running.store.make_partitions(0, 1).await?;
    // Warm: connections, plans, leases.
    pace(&running.store, &telling, 100, Duration::from_millis(5)).await?;
    let idle = pace(&running.store, &telling, IDLE_APPENDS, Duration::from_millis(25)).await?;
    let busy = pace(
        &running.store,
        &telling,
        BUSY_APPENDS,
        Duration::from_secs(1) / BUSY_RATE,
    )
    .await?;
    running.end().await?;
    let figure = |what: &str, times: &Histogram<u64>, quantile| {
        let value = Duration::from_nanos(times.value_at_quantile(quantile)).as_secs_f64() * 1e3;
        Figure::new(format!("append to handled, {what}"), value, "ms")
    };
    Ok(vec![
        figure("idle, p50", &idle, 0.5),
        figure("idle, p99", &idle, 0.99),
        figure("2,000/s, p50", &busy, 0.5),
        figure("2,000/s, p99", &busy, 0.99),
    ])
}

/// Appends events, each in a transaction of its own, at fixed times; measures from the time each was due until it was
/// durably handled, so that a stall counts for all it delays.
async fn pace(store: &Store, telling: &Telling, count: u32, every: Duration) -> Result<Histogram<u64>> {
    let start = Instant::now() + Duration::from_millis(20);
    let scope = Scope::system_in(store.sources().id::<OrgId>(), store.sources().id());
    let mut commits = store.listen(Wake::Jobs);
    telling.take();
    let mut appending = JoinSet::new();
    for appender in 0..APPENDERS {
        let (store, scope) = (store.clone(), scope.clone());
        appending.spawn(async move {
            for number in (appender..count).step_by(APPENDERS as usize) {
                tokio::time::sleep_until((start + every * number).into()).await;
                let counter = Uuid::from_u128(u128::from(number) % COUNTERS);
                let mut tx = store.begin(&scope).await?;
                let number = i64::from(number);
                tx.append(&Counted { counter, number }).await?;
                tx.commit().await?;
            }
            anyhow::Ok(())
        });
    }
    let mut times = Histogram::new(3)?;
    let deadline = start + every * count + PATIENCE;
    while times.len() < u64::from(count) {
        ensure!(
            Instant::now() < deadline,
            "the agent has not handled what was appended"
        );
        commits.wait(LOOK).await;
        let now = Instant::now();
        for number in telling.take() {
            let due = start + every * u32::try_from(number)?;
            times.record(u64::try_from(now.saturating_duration_since(due).as_nanos())?)?;
        }
    }
    while let Some(appended) = appending.join_next().await {
        appended??;
    }
    Ok(times)
}

async fn drains(url: &str) -> Result<Vec<Figure>> {
    let nobody = Running::start(url, Agents::new())?;
    let last = fill(&nobody.store).await?;
    let mut rates = HashMap::new();
    let mut started = Vec::new();
    for processes in [1, 2] {
        let program = std::env::current_exe().context("this program cannot be found")?;
        let mut command = Command::new(program);
        command.arg("agents").arg(url).stdin(Stdio::piped());
        started.push(processes::Running::start(&mut command)?);
        for agent in ["bench.one-by-one", "bench.in-bulk"] {
            rates.insert(
                (agent, processes),
                drain(&nobody.store, agent, processes, last).await?,
            );
        }
    }
    drop(started);
    nobody.end().await?;
    let figure = |what: &str, agent, processes| {
        let rate = rates.get(&(agent, processes)).copied().unwrap_or(0.0);
        Figure::new(format!("drained by {what}"), rate, "events/s")
    };
    Ok(vec![
        figure("one process, a statement each", "bench.one-by-one", 1),
        figure("two processes, a statement each", "bench.one-by-one", 2),
        figure("one process, a statement for a batch", "bench.in-bulk", 1),
        figure("two processes, a statement for a batch", "bench.in-bulk", 2),
    ])
}

/// Fills the log, and returns its last position.
async fn fill(store: &Store) -> Result<i64> {
    let orgs: [OrgId; 2] = [store.sources().id(), store.sources().id()];
    let mut number = 0;
    let mut last = 0;
    while number < FULL {
        let half = usize::from(number % 2000 == 0);
        let scope = Scope::system_in(orgs[half], store.sources().id());
        let events: Vec<Counted> = (number..number + 1000)
            .map(|number| Counted {
                counter: Uuid::from_u128(u128::from(number.unsigned_abs()) % COUNTERS),
                number,
            })
            .collect();
        let mut tx = store.begin(&scope).await?;
        let appended = tx.append_all(&events).await?;
        tx.commit().await?;
        last = appended.last().map_or(last, |appended| appended.position.0);
        number += 1000;
    }
    Ok(last)
}

/// Sends the agent back to the beginning and measures how fast it reads the whole log.
async fn drain(nobody: &Store, agent: &str, processes: i64, last: i64) -> Result<f64> {
    let control = AgentControl::new(nobody.clone());
    until(nobody, agent, |progress| {
        progress.processes == processes && progress.position >= last
    })
    .await?;
    control.pause(agent, "about to be measured").await?;
    control.rewind(agent, RewindTo::Beginning, Effects::Keep).await?;
    let before = until(nobody, agent, |_| true).await?.handled;
    let start = Instant::now();
    control.resume(agent).await?;
    let after = until(nobody, agent, |progress| progress.position >= last)
        .await?
        .handled;
    #[expect(clippy::cast_precision_loss, reason = "a count of events is far below 2^52")]
    let handled = (after - before) as f64;
    Ok(handled / start.elapsed().as_secs_f64())
}

/// Looks until something holds. Far cheaper than asking for the agents' health, which counts what is left.
async fn until(
    store: &Store,
    agent: &str,
    holds: impl Fn(&rows::Progress) -> bool,
) -> Result<rows::Progress> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let mut tx = store.begin_as_agent(BENCH, store.sources().id()).await?;
        let found = rows::progress(tx.scoped(), agent).await?;
        tx.commit().await?;
        if let Some(progress) = found.filter(&holds) {
            return Ok(progress);
        }
        ensure!(Instant::now() < deadline, "{agent} does not get there");
        tokio::time::sleep(LOOK).await;
    }
}
