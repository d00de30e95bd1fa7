//! Waking whoever waits for new rows, here and on other nodes.
//!
//! A notification inside the writing transaction would serialise commits, so it is sent after the commit: at once to
//! waiters of this process, and through one connection per node, at most every few milliseconds, to the others.
//! A lost one costs only the waiter's next poll.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::PgListener;
use tokio::sync::{Notify, watch};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::Vault;

const CHANNEL: &str = "hustings_wake";
/// How long the notifier rests after telling the others, so that a busy node tells them at most so often.
const REST: Duration = Duration::from_millis(5);
/// How long to wait before asking for a new connection after one broke.
const RECONNECT: Duration = Duration::from_secs(1);

/// What there may be news about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wake {
    /// Events were appended.
    Log,
    /// Jobs were enqueued.
    Jobs,
    /// Run-time settings changed.
    Settings,
    /// People's keys were deleted.
    Keys,
}

impl Wake {
    const ALL: [Self; 4] = [Self::Log, Self::Jobs, Self::Settings, Self::Keys];

    const fn name(self) -> &'static str {
        match self {
            Self::Log => "log",
            Self::Jobs => "jobs",
            Self::Settings => "settings",
            Self::Keys => "keys",
        }
    }

    const fn index(self) -> usize {
        self as usize
    }
}

/// The topics a transaction will wake when it commits.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct WakeSet([bool; Wake::ALL.len()]);

impl WakeSet {
    pub(crate) fn add(&mut self, wake: Wake) {
        self.0[wake.index()] = true;
    }

    fn iter(self) -> impl Iterator<Item = Wake> {
        Wake::ALL.into_iter().filter(move |wake| self.0[wake.index()])
    }
}

/// The process's end of the bell rope.
#[derive(Debug, Clone)]
pub(crate) struct Bell(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    node: Uuid,
    here: [watch::Sender<u64>; Wake::ALL.len()],
    untold: [AtomicBool; Wake::ALL.len()],
    something_untold: Notify,
}

impl Bell {
    pub(crate) fn new(node: Uuid) -> Self {
        Self(Arc::new(Shared {
            node,
            here: std::array::from_fn(|_| watch::channel(0).0),
            untold: std::array::from_fn(|_| AtomicBool::new(false)),
            something_untold: Notify::new(),
        }))
    }

    pub(crate) fn ring(&self, set: WakeSet) {
        for wake in set.iter() {
            self.ring_here(wake);
            self.0.untold[wake.index()].store(true, Ordering::Release);
            self.0.something_untold.notify_one();
        }
    }

    pub(crate) fn listen(&self, wake: Wake) -> WakeListener {
        WakeListener(self.0.here[wake.index()].subscribe())
    }

    fn ring_here(&self, wake: Wake) {
        self.0.here[wake.index()].send_modify(|count| *count = count.wrapping_add(1));
    }
}

/// Waits for news on one topic.
#[derive(Debug)]
pub struct WakeListener(watch::Receiver<u64>);

impl WakeListener {
    /// Returns when there is news, or after `at_most`: polling is the safety net.
    pub async fn wait(&mut self, at_most: Duration) {
        // An error means the bell is gone, which happens only as the process ends: then the poll paces the caller.
        match tokio::time::timeout(at_most, self.0.changed()).await {
            Ok(Ok(())) | Err(_) => {}
            Ok(Err(_)) => tokio::time::sleep(at_most).await,
        }
    }
}

/// Carries wakes between nodes, and lets go of people's keys when they are deleted. Run it once per process.
#[derive(Debug)]
pub struct WakeWorker {
    pub(crate) bell: Bell,
    pub(crate) pool: PgPool,
    pub(crate) vault: Vault,
}

impl WakeWorker {
    /// Runs until told to stop.
    pub async fn run(self, stop: CancellationToken) {
        let watch = self.vault.watch(self.bell.listen(Wake::Keys));
        let all = futures::future::join3(self.tell(), self.hear(), watch);
        tokio::select! {
            () = stop.cancelled() => {}
            _ = all => {}
        }
    }

    async fn tell(&self) {
        loop {
            self.bell.0.something_untold.notified().await;
            for wake in Wake::ALL {
                if !self.bell.0.untold[wake.index()].swap(false, Ordering::AcqRel) {
                    continue;
                }
                let payload = format!("{} {}", wake.name(), self.bell.0.node);
                let told = sqlx::query("SELECT pg_notify($1, $2)")
                    .bind(CHANNEL)
                    .bind(payload)
                    .execute(&self.pool)
                    .await;
                if let Err(error) = told {
                    tracing::warn!(%error, "other nodes were not woken; they will see the news when they poll");
                }
            }
            tokio::time::sleep(REST).await;
        }
    }

    async fn hear(&self) {
        loop {
            if let Err(error) = self.hear_until_it_breaks().await {
                tracing::warn!(%error, "cannot hear other nodes; listening again soon");
            }
            tokio::time::sleep(RECONNECT).await;
        }
    }

    async fn hear_until_it_breaks(&self) -> Result<(), sqlx::Error> {
        let mut listener = PgListener::connect_with(&self.pool).await?;
        listener.listen(CHANNEL).await?;
        // Whatever was missed until now is found by looking.
        for wake in Wake::ALL {
            self.bell.ring_here(wake);
        }
        loop {
            let Some(notification) = listener.try_recv().await? else {
                return Ok(());
            };
            let Some((name, node)) = notification.payload().split_once(' ') else {
                continue;
            };
            if node == self.bell.0.node.to_string() {
                continue;
            }
            if let Some(wake) = Wake::ALL.into_iter().find(|wake| wake.name() == name) {
                self.bell.ring_here(wake);
            }
        }
    }
}
