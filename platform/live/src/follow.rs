//! What keeps the gateway going: it follows the log, looks again at who may hear what, and tells who came and went.

use std::sync::Arc;
use std::time::Duration;

use hustings_events::{Follower, Logged};
use tokio::sync::mpsc;
use tokio::time::{Instant, MissedTickBehavior};
use tokio_util::sync::CancellationToken;

use crate::checks::Checks;
use crate::gateway::Gateway;
use crate::metric;

/// How long to wait before trying again when the log cannot be read.
const AGAIN: Duration = Duration::from_millis(200);
/// Rounds of checks that may wait.
const CHECKS: usize = 16;

/// Keeps the gateway going. Run it once per process, beside what serves requests.
pub struct LiveWorker {
    gateway: Arc<Gateway>,
    follower: Follower,
}

impl std::fmt::Debug for LiveWorker {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("LiveWorker").finish_non_exhaustive()
    }
}

impl LiveWorker {
    pub(crate) fn new(gateway: Arc<Gateway>, follower: Follower) -> Self {
        Self { gateway, follower }
    }

    /// Runs until told to stop; then every client is told to connect again.
    pub async fn run(self, stop: CancellationToken) {
        let Self { gateway, follower } = self;
        let (asked, checks) = mpsc::channel(CHECKS);
        let work = async {
            tokio::join!(
                follow(&gateway, follower, asked),
                look_again(&gateway, checks),
                look_at_all(&gateway),
                tell_moves(&gateway),
            )
        };
        tokio::select! {
            () = stop.cancelled() => {}
            _ = work => {}
        }
        gateway.leave();
    }
}

async fn follow(gateway: &Gateway, mut follower: Follower, asked: mpsc::Sender<Checks>) {
    loop {
        match follower.next().await {
            Ok(events) => {
                if let Some(checks) = Checks::of(&events) {
                    // The other end lives as long as this one.
                    let _ = asked.send(checks).await;
                }
                for event in &events {
                    tell(gateway, event).await;
                }
            }
            Err(error) => {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "the live gateway cannot follow the log; trying again soon"
                );
                tokio::time::sleep(AGAIN).await;
            }
        }
    }
}

async fn tell(gateway: &Gateway, event: &Logged) {
    let told = gateway.rooms.tell(&gateway.topics, &gateway.cursors, event);
    for client in &told.slow {
        gateway.drop_slow(client);
    }
    if told.heard_by > 0 {
        let delay = gateway.sources.now() - event.recorded_at;
        metric::DELAY
            .plain()
            .record(delay.to_std().unwrap_or_default().as_secs_f64());
        metric::MESSAGES
            .with(&[("event", "changed")])
            .increment(told.heard_by as u64);
        // Those who write to the sockets have their turn before the next event adds to what waits.
        tokio::task::yield_now().await;
    }
}

async fn look_again(gateway: &Gateway, mut checks: mpsc::Receiver<Checks>) {
    while let Some(checks) = checks.recv().await {
        gateway.check(&checks).await;
    }
}

async fn look_at_all(gateway: &Gateway) {
    loop {
        tokio::time::sleep(gateway.settings.recheck()).await;
        gateway.check_all().await;
    }
}

async fn tell_moves(gateway: &Gateway) {
    let mut ticks = tokio::time::interval(gateway.settings.gather());
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let slow = gateway.presence.tell(Instant::now(), gateway.settings.grace());
        for client in slow {
            gateway.drop_slow(&client);
        }
    }
}
