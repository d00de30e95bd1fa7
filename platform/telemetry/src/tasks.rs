//! Tasks with an owner: everything that runs beside the requests is started here and nowhere else.
//!
//! [`Tasks`] knows what runs, stops it together, and waits for it with a bound. A task that panics is logged and
//! counted; one that must always run is started again with growing pauses.

use std::collections::BTreeMap;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures::FutureExt;
use tokio::task::AbortHandle;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::current_correlation;
use crate::setup::{TASK_PANICS, TASK_RESTARTS};

/// The pause before a task is started again, doubled each time up to the last.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LAST_PAUSE: Duration = Duration::from_mins(1);

/// Owns the tasks of a process. Cheap to clone; all clones own the same tasks.
#[derive(Debug, Clone, Default)]
pub struct Tasks {
    tracker: TaskTracker,
    stop: CancellationToken,
    running: Arc<Mutex<Running>>,
}

#[derive(Debug, Default)]
struct Running {
    next: u64,
    tasks: BTreeMap<u64, (&'static str, AbortHandle)>,
}

impl Tasks {
    /// No tasks yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Cancelled when the tasks are to stop.
    pub fn stop_token(&self) -> CancellationToken {
        self.stop.clone()
    }

    /// Runs a piece of work to its end. It is given the token that tells it to stop.
    pub fn spawn<F>(&self, name: &'static str, work: impl FnOnce(CancellationToken) -> F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let work = work(self.stop.clone());
        self.track(name, async move {
            guarded(name, work).await;
        });
    }

    /// Keeps something running: started again, after a pause, whenever it ends or panics before it was told to stop.
    pub fn supervise<F>(
        &self,
        name: &'static str,
        mut start: impl FnMut(CancellationToken) -> F + Send + 'static,
    ) where
        F: Future<Output = ()> + Send + 'static,
    {
        let stop = self.stop.clone();
        self.track(name, async move {
            let mut pause = FIRST_PAUSE;
            loop {
                let began = tokio::time::Instant::now();
                guarded(name, start(stop.clone())).await;
                if stop.is_cancelled() {
                    return;
                }
                // What ran for a while was well; its next failure is a new one.
                if began.elapsed() > LAST_PAUSE {
                    pause = FIRST_PAUSE;
                }
                tracing::error!(
                    task = name,
                    pause_ms = pause.as_millis(),
                    "a task ended and is started again"
                );
                TASK_RESTARTS.with(&[("task", name)]).increment(1);
                tokio::select! {
                    () = stop.cancelled() => return,
                    () = tokio::time::sleep(pause) => {}
                }
                pause = (pause * 2).min(LAST_PAUSE);
            }
        });
    }

    /// For many short tasks of one kind, such as connections: counted, not listed.
    pub fn crowd(&self, name: &'static str) -> Crowd {
        Crowd {
            name,
            tracker: self.tracker.clone(),
            stop: self.stop.clone(),
        }
    }

    /// Tells everything to stop and waits for it. What still runs after `bound` is ended by force; its names are
    /// returned.
    pub async fn shutdown(&self, bound: Duration) -> Vec<&'static str> {
        self.stop.cancel();
        self.tracker.close();
        if tokio::time::timeout(bound, self.tracker.wait()).await.is_ok() {
            return Vec::new();
        }
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running
            .tasks
            .values()
            .map(|(name, handle)| {
                handle.abort();
                *name
            })
            .collect()
    }

    fn track(&self, name: &'static str, work: impl Future<Output = ()> + Send + 'static) {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let id = running.next;
        running.next += 1;
        let list = Arc::clone(&self.running);
        // Listed under the lock that the task takes to strike itself off, so it cannot end before it is listed.
        let handle = self.tracker.spawn(async move {
            work.await;
            list.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .tasks
                .remove(&id);
        });
        running.tasks.insert(id, (name, handle.abort_handle()));
    }
}

/// Many short tasks of one kind.
#[derive(Debug, Clone)]
pub struct Crowd {
    name: &'static str,
    tracker: TaskTracker,
    stop: CancellationToken,
}

impl Crowd {
    /// Runs one of them.
    pub fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        self.tracker.spawn(guarded(self.name, work));
    }

    /// Cancelled when they are to stop.
    pub fn stop_token(&self) -> &CancellationToken {
        &self.stop
    }
}

/// Runs a piece of work and survives its panic, which the panic hook has logged.
async fn guarded(name: &'static str, work: impl Future<Output = ()>) {
    if AssertUnwindSafe(work).catch_unwind().await.is_err() {
        TASK_PANICS.with(&[("task", name)]).increment(1);
        tracing::error!(task = name, correlation = ?current_correlation(), "a task panicked");
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use tokio::sync::Notify;

    use super::*;

    #[tokio::test]
    async fn tasks_are_told_to_stop_and_waited_for() {
        let tasks = Tasks::new();
        let done = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&done);
        tasks.spawn("test.waits", |stop| async move {
            stop.cancelled().await;
            count.fetch_add(1, Ordering::SeqCst);
        });
        assert!(tasks.shutdown(Duration::from_secs(30)).await.is_empty());
        assert_eq!(done.load(Ordering::SeqCst), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn what_does_not_stop_is_ended_and_named() {
        let tasks = Tasks::new();
        tasks.spawn("test.deaf", |_| std::future::pending());
        assert_eq!(tasks.shutdown(Duration::from_secs(1)).await, ["test.deaf"]);
        tasks.tracker.wait().await;
    }

    #[tokio::test(start_paused = true)]
    async fn what_must_run_is_started_again_after_a_panic() {
        let tasks = Tasks::new();
        let starts = Arc::new(AtomicUsize::new(0));
        let third = Arc::new(Notify::new());
        let (count, reached) = (Arc::clone(&starts), Arc::clone(&third));
        tasks.supervise("test.shaky", move |stop| {
            let start = count.fetch_add(1, Ordering::SeqCst);
            let reached = Arc::clone(&reached);
            async move {
                match start {
                    0 => panic!("the first time it falls"),
                    1 => {}
                    _ => {
                        reached.notify_one();
                        stop.cancelled().await;
                    }
                }
            }
        });
        third.notified().await;
        assert!(tasks.shutdown(Duration::from_secs(30)).await.is_empty());
        assert_eq!(starts.load(Ordering::SeqCst), 3);
    }
}
