//! What a worker does by the clock: shows that it lives, takes over from the dead, and looks for jobs to stop.
//!
//! graphile has a recovery of its own, but it gives a job that kills its worker its attempt back, and would let it do
//! so for ever.

use std::time::Duration;

use sqlx::PgPool;
use tokio::time::{Instant, MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

use crate::runner::Running;
use crate::{metrics, rows};
use hustings_store::Store;

/// How soon a running job learns that it is to stop.
const LOOK_FOR_CANCELLATIONS: Duration = Duration::from_millis(500);
/// How often the backlog is counted.
const COUNT: Duration = Duration::from_secs(10);
/// Every so many sweeps look for rows whose worker is not even listed.
const ORPHANS_EVERY: u32 = 10;

/// Shows that `worker` lives, and gives the jobs of those who do not to the living. Never returns.
pub(crate) async fn live(pool: &PgPool, worker: &str, silent_for: Duration) {
    let mut beat = interval(silent_for / 5);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    // When the database was away, everybody was silent: nobody is judged before everybody had time to speak again.
    let mut healthy_since: Option<Instant> = None;
    let mut last = Instant::now();
    let mut sweeps = 0_u32;
    loop {
        beat.tick().await;
        if last.elapsed() > silent_for / 2 {
            healthy_since = None;
        }
        last = Instant::now();
        if let Err(error) = rows::heartbeat(pool, worker).await {
            tracing::warn!(%error, "the job worker could not show that it lives");
            healthy_since = None;
            continue;
        }
        let since = *healthy_since.get_or_insert(last);
        if since.elapsed() < silent_for {
            continue;
        }
        sweeps = sweeps.wrapping_add(1);
        match rows::take_over(pool, silent_for, sweeps % ORPHANS_EVERY == 1).await {
            Ok(0) => {}
            Ok(jobs) => tracing::warn!(jobs, "a job worker died; its jobs go on elsewhere"),
            Err(error) => tracing::warn!(%error, "could not look for dead job workers"),
        }
    }
}

/// Stops running jobs that somebody cancelled, and counts what is waiting.
pub(crate) async fn watch(pool: &PgPool, store: &Store, running: &Running, stop: &CancellationToken) {
    let mut look = interval(LOOK_FOR_CANCELLATIONS);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut counted = Instant::now();
    loop {
        tokio::select! {
            _ = look.tick() => {}
            () = stop.cancelled() => return,
        }
        match rows::cancellations(pool).await {
            Ok(jobs) => running.cancel(jobs),
            Err(error) => tracing::warn!(%error, "could not look for cancelled jobs"),
        }
        metrics::running(running.count());
        if counted.elapsed() >= COUNT {
            counted = Instant::now();
            match rows::backlog(pool, store.sources().now()).await {
                Ok(backlog) => metrics::backlog(backlog),
                Err(error) => tracing::warn!(%error, "could not count the waiting jobs"),
            }
        }
    }
}
