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
use crate::neighbours::Neighbours;

/// How long to wait before trying again when the log cannot be read.
const AGAIN: Duration = Duration::from_millis(200);
/// Rounds of checks that may wait.
const CHECKS: usize = 16;

/// Keeps the gateway going. Run it once per process, beside what serves requests.
pub struct LiveWorker {
    gateway: Arc<Gateway>,
    follower: Follower,
    neighbours: Option<Neighbours>,
}

impl std::fmt::Debug for LiveWorker {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("LiveWorker").finish_non_exhaustive()
    }
}

impl LiveWorker {
    pub(crate) fn new(gateway: Arc<Gateway>, follower: Follower, neighbours: Option<Neighbours>) -> Self {
        Self {
            gateway,
            follower,
            neighbours,
        }
    }

    /// Runs until told to stop; then every client is told to connect again.
    pub async fn run(self, stop: CancellationToken) {
        let Self {
            gateway,
            follower,
            neighbours,
        } = self;
        let (asked, checks) = mpsc::channel(CHECKS);
        let work = async {
            tokio::join!(
                follow(&gateway, follower, asked),
                look_again(&gateway, checks),
                look_at_all(&gateway),
                tell_moves(&gateway),
            )
        };
        let work = async {
            tokio::select! {
                () = stop.cancelled() => {}
                _ = work => {}
            }
            gateway.leave();
        };
        let talk = async {
            if let Some(neighbours) = neighbours {
                neighbours.run(&gateway, &stop).await;
            }
        };
        tokio::join!(work, talk);
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
                for some in events.chunks(gateway.settings.together()) {
                    tell(gateway, some).await;
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

/// Tells of a few events at once, so that whoever hears of several of them is written to once.
async fn tell(gateway: &Gateway, events: &[Arc<Logged>]) {
    let mut heard = 0;
    for event in events {
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
            heard += 1;
        }
    }
    for _ in 0..heard {
        // Those who write to the sockets have a turn for each event before the next ones add to what waits.
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
