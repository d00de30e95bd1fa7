//! Runs one claimed row: opens it, lets its handler work, and says how that ended.

use std::collections::{HashMap, HashSet};
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::TimeDelta;
use futures::FutureExt;
use graphile_worker::Job as Row;
use hustings_kernel::JobId;
use hustings_store::Store;
use hustings_telemetry::correlated;
use serde_json::Value;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::envelope::{Claim, Payload};
use crate::failure::{describe, redact};
use crate::finish::{EndState, Ended, FinishLane, Written};
use crate::job::JobLimits;
use crate::registry::Kind;
use crate::{JobContext, JobFailure, JobRegistry};

/// Runs claimed rows.
#[derive(Debug)]
pub(crate) struct Runner {
    pub(crate) store: Store,
    pub(crate) registry: JobRegistry,
    pub(crate) lane: FinishLane,
    pub(crate) running: Running,
    /// Lets the worker look for more.
    pub(crate) nudge: Arc<Notify>,
}

impl Runner {
    /// Runs a row and returns once its end is written down. graphile then deletes the row by its id, which finds
    /// nothing: it is gone already, and whatever is to be tried again is a new row.
    pub(crate) async fn run_and_finish(&self, row: &Row) {
        let claim = match Claim::of(row) {
            Ok(claim) => claim,
            Err(error) => {
                tracing::error!(row = row.id(), %error, "a row of the queue makes no sense and is dropped");
                return;
            }
        };
        let job = claim.id;
        let cancelled = self.running.enter(job);
        let _leave = Leave(&self.running, job);
        let ended = attempt(&self.store, &self.registry, claim, cancelled).await;
        match self.lane.write(ended).await {
            // Its serial queue is free again, and the next one in it waited for nothing else.
            Some(Written::Ours) if row.job_queue_id().is_some() => self.nudge.notify_one(),
            Some(Written::Ours) => {}
            Some(Written::TakenOver) => {
                tracing::warn!(%job, "a job was given to another worker while it ran here; it may run twice");
            }
            // The worker is stopping and the database away: the row stays claimed and is taken over like any other.
            None => std::future::pending().await,
        }
    }
}

/// The jobs that run in this process.
#[derive(Debug, Default)]
pub(crate) struct Running(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    running: HashMap<JobId, CancellationToken>,
    /// Asked to stop, whether they run here or will.
    cancelled: HashSet<JobId>,
}

impl Running {
    fn enter(&self, job: JobId) -> CancellationToken {
        let token = CancellationToken::new();
        let mut state = self.state();
        if state.cancelled.contains(&job) {
            token.cancel();
        }
        state.running.insert(job, token.clone());
        token
    }

    fn leave(&self, job: JobId) {
        self.state().running.remove(&job);
    }

    /// Asks these jobs to stop.
    pub(crate) fn cancel(&self, jobs: HashSet<JobId>) {
        let mut state = self.state();
        for job in &jobs {
            if let Some(token) = state.running.get(job) {
                token.cancel();
            }
        }
        state.cancelled = jobs;
    }

    pub(crate) fn count(&self) -> usize {
        self.state().running.len()
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Leaves even if the job is dropped half-way.
struct Leave<'a>(&'a Running, JobId);

impl Drop for Leave<'_> {
    fn drop(&mut self) {
        self.0.leave(self.1);
    }
}

/// What an attempt came to, before it is known what that means for the job.
enum Outcome {
    Done,
    Again(String),
    Never(String),
    Stopped(Option<String>),
}

/// Runs a claim once.
pub(crate) async fn attempt(
    store: &Store,
    registry: &JobRegistry,
    claim: Claim,
    cancelled: CancellationToken,
) -> Ended {
    let started_at = store.sources().now();
    let kind = registry.find(&claim.kind);
    let limits = kind.map(|kind| kind.limits);
    let outcome = match kind {
        None => Outcome::Never("nobody here knows this kind of job".to_owned()),
        Some(kind) if claim.attempt > kind.limits.max_attempts => {
            Outcome::Never("the worker died in the last attempt".to_owned())
        }
        Some(_) if cancelled.is_cancelled() => Outcome::Stopped(None),
        Some(kind) => open_and_work(store, kind, &claim, &cancelled).await,
    };
    let finished_at = store.sources().now();
    let (state, error, due_at) = match outcome {
        Outcome::Done => (EndState::Succeeded, None, None),
        Outcome::Stopped(error) => (EndState::Cancelled, error, None),
        Outcome::Never(error) => (EndState::Dead, Some(error), None),
        Outcome::Again(error) if cancelled.is_cancelled() => (EndState::Cancelled, Some(error), None),
        Outcome::Again(error) => match limits {
            Some(limits) if claim.attempt < limits.max_attempts => {
                let wait = limits.backoff.after(claim.attempt, store.sources());
                let due_at = finished_at + TimeDelta::from_std(wait).unwrap_or(TimeDelta::MAX);
                (EndState::Retrying, Some(error), Some(due_at))
            }
            _ => (EndState::Dead, Some(error), None),
        },
    };
    if let Some(kind) = kind {
        kind.meters
            .ended(kind.name, &claim, state, started_at, finished_at);
    }
    if state == EndState::Dead {
        tracing::error!(job = %claim.id, kind = claim.kind, attempt = claim.attempt, error, "a job is dead");
    } else if let (EndState::Retrying, Some(error)) = (state, &error) {
        tracing::warn!(job = %claim.id, kind = claim.kind, attempt = claim.attempt, error, "a job will be tried again");
    }
    Ended {
        row: claim.row,
        worker: claim.worker,
        state,
        error,
        due_at,
        started_at,
        finished_at,
        org: claim.org,
        id: claim.id,
        kind: claim.kind,
        scope: claim.scope,
        enqueued_at: claim.enqueued_at,
    }
}

async fn open_and_work(store: &Store, kind: &Kind, claim: &Claim, cancelled: &CancellationToken) -> Outcome {
    let payload = match claim.open(store.vault()).await {
        Ok(Payload::Clear(payload)) => payload,
        Ok(Payload::Erased) => return Outcome::Stopped(Some("the person was erased".to_owned())),
        Err(error) if error.is_transient() => return Outcome::Again(describe(&error)),
        Err(error) => return Outcome::Never(describe(&error)),
    };
    let context = JobContext {
        id: claim.id,
        attempt: claim.attempt,
        enqueued_at: claim.enqueued_at,
        scope: claim.scope.clone(),
        store: store.clone(),
        cancelled: cancelled.clone(),
    };
    work(kind, &context, &payload, kind.limits).await
}

async fn work(kind: &Kind, context: &JobContext, payload: &Value, limits: JobLimits) -> Outcome {
    // Called inside the future, so that a panic while it is being built is caught as well.
    let working = correlated(context.scope.correlation(), async {
        kind.handler.run(context, payload).await
    });
    let caught = AssertUnwindSafe(tokio::time::timeout(limits.timeout, working)).catch_unwind();
    match caught.await {
        Ok(Ok(Ok(()))) => Outcome::Done,
        Ok(Ok(Err(JobFailure::Retry(cause)))) => Outcome::Again(redact(describe(&*cause), payload)),
        Ok(Ok(Err(JobFailure::Permanent(cause)))) => Outcome::Never(redact(describe(&*cause), payload)),
        Ok(Ok(Err(JobFailure::Cancelled))) => Outcome::Stopped(None),
        Ok(Err(_)) => Outcome::Again(format!("it took longer than {:?}", limits.timeout)),
        Err(panic) => {
            let message = redact(panic_message(&*panic).to_owned(), payload);
            Outcome::Again(format!("it panicked: {message}"))
        }
    }
}

fn panic_message(panic: &(dyn std::any::Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message")
}
