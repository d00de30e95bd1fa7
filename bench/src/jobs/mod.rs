//! Trivial durable jobs: how many a second are enqueued and run, and how long one takes on an idle queue; beside
//! BullMQ on Redis, which does the same in the same run.

mod rows;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use hdrhistogram::Histogram;
use hustings_jobs::{
    Enqueue as _, Job, JobContext, JobFailure, JobHandler, JobRegistry, JobSettings, JobWorker,
};
use hustings_kernel::{OrgId, Scope, Sources};
use hustings_store::{Keys, Store, StoreSettings};
use serde::{Deserialize, Serialize};
use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::cluster::BenchCluster;
use crate::peers::bullmq;
use crate::report::Figure;

const DATABASE: &str = "jobs";
const FLOOD: usize = 20_000;
/// Jobs in one transaction, as many as the peer hands in at once.
const TOGETHER: usize = 1000;
const SAMPLES: usize = 300;
/// Callers that enqueue one job per transaction.
const CALLERS: usize = 64;
/// A bench that hangs is worse than one that fails.
const PATIENCE: Duration = Duration::from_mins(2);

#[derive(Debug, Serialize, Deserialize)]
struct Trivial {
    number: usize,
}

impl Job for Trivial {
    const KIND: &'static str = "bench.trivial";
}

/// Counts, and tells when a number is reached.
#[derive(Debug, Clone, Default)]
struct Counter(Arc<Counted>);

#[derive(Debug, Default)]
struct Counted {
    runs: AtomicUsize,
    goal: AtomicUsize,
    reached: Notify,
}

impl Counter {
    fn aim_for(&self, more: usize) {
        let runs = self.0.runs.load(Ordering::SeqCst);
        self.0.goal.store(runs + more, Ordering::SeqCst);
    }

    async fn reached(&self) -> Result<()> {
        tokio::time::timeout(PATIENCE, self.0.reached.notified())
            .await
            .context("the jobs did not run in time")
    }
}

impl JobHandler<Trivial> for Counter {
    async fn run(&self, _: &JobContext, _: Trivial) -> Result<(), JobFailure> {
        if self.0.runs.fetch_add(1, Ordering::SeqCst) + 1 == self.0.goal.load(Ordering::SeqCst) {
            self.0.reached.notify_one();
        }
        Ok(())
    }
}

pub(crate) fn bench() -> Result<Vec<Figure>> {
    let peer = bullmq::measure()?;
    let cluster = BenchCluster::start(DATABASE)?;
    let ours = tokio::runtime::Runtime::new()?.block_on(measure(&cluster))?;
    let name = "BullMQ + Redis";
    let mut figures = vec![
        Figure::new(
            format!("enqueue and run {FLOOD} jobs, every end recorded"),
            ours.flood,
            "/s",
        )
        .beside(name, peer.jobs_per_second),
        Figure::new("one job on an idle queue, p50", ours.idle.0, "ms").beside(name, peer.idle_p50_ms),
        Figure::new("one job on an idle queue, p99", ours.idle.1, "ms"),
        Figure::new(
            format!("the same, a transaction for each job, {CALLERS} callers"),
            ours.one_by_one,
            "/s",
        ),
    ];
    figures.extend(ours.processor);
    Ok(figures)
}

struct Measured {
    flood: f64,
    one_by_one: f64,
    idle: (f64, f64),
    processor: Vec<Figure>,
}

async fn measure(cluster: &BenchCluster) -> Result<Measured> {
    let url = cluster.cluster().url(DATABASE);
    let migrations = [hustings_store::MIGRATIONS, hustings_jobs::MIGRATIONS].concat();
    hustings_store::migrate(&url, &migrations).await?;
    hustings_jobs::migrate(&url).await?;
    let sources = Sources::system();
    let keys = Keys::from_bytes(sources.bytes());
    let (store, wakes) = Store::connect(&url, &StoreSettings::default(), sources, keys)?;
    let counter = Counter::default();
    let registry = JobRegistry::new().with::<Trivial, _>(counter.clone());
    let worker = JobWorker::new(store.clone(), &url, registry, Vec::new(), JobSettings::default())?;

    let stop = CancellationToken::new();
    let mut tasks = JoinSet::new();
    tasks.spawn(wakes.run(stop.clone()));
    tasks.spawn(worker.run(stop.clone()));

    let bench = Bench { store, counter, url };
    bench.flood(2000).await?;
    let idle = bench.idle().await?;
    let before = (
        cluster.processor_time()?,
        crate::processes::processor_time(std::process::id())?,
    );
    let flood = bench.flood(FLOOD).await?;
    let after = (
        cluster.processor_time()?,
        crate::processes::processor_time(std::process::id())?,
    );
    let one_by_one = bench.one_by_one().await?;

    stop.cancel();
    while let Some(ended) = tasks.join_next().await {
        ended?;
    }
    bench.store.close().await;
    let postgres = after.0.saturating_sub(before.0);
    let each = |name: &str, spent: Duration| {
        #[expect(clippy::cast_precision_loss, reason = "a count of jobs is far below 2^52")]
        let each = spent.as_secs_f64() * 1e6 / FLOOD as f64;
        Figure::new(format!("processor of {name}, each of {FLOOD}"), each, "µs")
    };
    Ok(Measured {
        flood,
        one_by_one,
        idle,
        processor: vec![
            each("PostgreSQL", postgres),
            // The cluster is a child of this process.
            each("ours", after.1.saturating_sub(before.1).saturating_sub(postgres)),
        ],
    })
}

struct Bench {
    store: Store,
    counter: Counter,
    url: String,
}

impl Bench {
    fn scope(&self) -> Scope {
        let sources = self.store.sources();
        Scope::system_in(sources.id::<OrgId>(), sources.id())
    }

    /// Jobs a second, from handing in the first until the end of the last is recorded.
    async fn flood(&self, jobs: usize) -> Result<f64> {
        let scope = self.scope();
        self.counter.aim_for(jobs);
        let start = Instant::now();
        for first in (0..jobs).step_by(TOGETHER) {
            let batch: Vec<Trivial> = (first..(first + TOGETHER).min(jobs))
                .map(|number| Trivial { number })
                .collect();
            let mut tx = self.store.begin(&scope).await?;
            tx.enqueue_all(&batch).await?;
            tx.commit().await?;
        }
        self.rate(&scope, jobs, start).await
    }

    /// The same, with a transaction for each.
    async fn one_by_one(&self) -> Result<f64> {
        let scope = self.scope();
        self.counter.aim_for(FLOOD);
        let start = Instant::now();
        let next = Arc::new(AtomicUsize::new(0));
        let mut callers = JoinSet::new();
        for _ in 0..CALLERS {
            let (store, scope, next) = (self.store.clone(), scope.clone(), next.clone());
            callers.spawn(async move {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= FLOOD {
                        return anyhow::Ok(());
                    }
                    let mut tx = store.begin(&scope).await?;
                    tx.enqueue(&Trivial { number }).await?;
                    tx.commit().await?;
                }
            });
        }
        while let Some(ended) = callers.join_next().await {
            ended??;
        }
        self.rate(&scope, FLOOD, start).await
    }

    async fn rate(&self, scope: &Scope, jobs: usize, start: Instant) -> Result<f64> {
        self.counter.reached().await?;
        let mut recorded = 0;
        while recorded < i64::try_from(jobs)? {
            ensure!(start.elapsed() < PATIENCE, "{recorded} of {jobs} were recorded");
            recorded = rows::succeeded(&self.url, scope.org()).await?;
        }
        #[expect(clippy::cast_precision_loss, reason = "a count of jobs is far below 2^52")]
        let jobs = jobs as f64;
        Ok(jobs / start.elapsed().as_secs_f64())
    }

    /// From opening the transaction until the handler ran, one at a time. Milliseconds, p50 and p99.
    async fn idle(&self) -> Result<(f64, f64)> {
        let scope = self.scope();
        let mut times: Histogram<u64> = Histogram::new(3)?;
        for number in 0..SAMPLES {
            // Until what the last one left to do is done.
            tokio::time::sleep(Duration::from_millis(20)).await;
            self.counter.aim_for(1);
            let start = Instant::now();
            let mut tx = self.store.begin(&scope).await?;
            tx.enqueue(&Trivial { number }).await?;
            tx.commit().await?;
            self.counter.reached().await?;
            times.record(u64::try_from(start.elapsed().as_nanos())?)?;
        }
        let at = |quantile| Duration::from_nanos(times.value_at_quantile(quantile)).as_secs_f64() * 1e3;
        Ok((at(0.5), at(0.99)))
    }
}
