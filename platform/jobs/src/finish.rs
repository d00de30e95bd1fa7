//! How attempts end, written down together: while one batch is on its way the next one gathers.

use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

use chrono::{DateTime, Utc};
use hustings_kernel::{JobId, OrgId, Scope};
use sqlx::PgPool;
use tokio::sync::{mpsc, oneshot};
use tokio_util::sync::CancellationToken;

use crate::rows;

/// Ends that may wait; beyond it the jobs that end wait themselves.
const WAITING: usize = 1024;
/// Ends in one statement.
const AT_ONCE: usize = 512;
/// How long to wait before trying again when the database is away.
const RETRY: Duration = Duration::from_millis(250);

/// How an attempt ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EndState {
    Succeeded,
    Retrying,
    Cancelled,
    Dead,
}

impl EndState {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Succeeded => "succeeded",
            Self::Retrying => "retrying",
            Self::Cancelled => "cancelled",
            Self::Dead => "dead",
        }
    }
}

/// The end of an attempt.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) row: i64,
    pub(crate) worker: String,
    pub(crate) state: EndState,
    pub(crate) error: Option<String>,
    /// When the next attempt is due.
    pub(crate) due_at: Option<DateTime<Utc>>,
    pub(crate) started_at: DateTime<Utc>,
    pub(crate) finished_at: DateTime<Utc>,
    pub(crate) org: OrgId,
    pub(crate) id: JobId,
    pub(crate) kind: String,
    pub(crate) scope: Scope,
    pub(crate) enqueued_at: DateTime<Utc>,
}

struct Waiting {
    ended: Ended,
    written: oneshot::Sender<Written>,
}

/// Was it still ours to end?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    Ours,
    /// The row was given to somebody else, because we looked dead.
    TakenOver,
}

/// Hands in ends. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct FinishLane(mpsc::Sender<Waiting>);

impl FinishLane {
    pub(crate) fn new(pool: PgPool) -> (Self, FinishWorker) {
        let (sender, waiting) = mpsc::channel(WAITING);
        (Self(sender), FinishWorker { pool, waiting })
    }

    /// Returns once it is written; nothing if the worker ended first.
    pub(crate) async fn write(&self, ended: Ended) -> Option<Written> {
        let (written, answer) = oneshot::channel();
        self.0.send(Waiting { ended, written }).await.ok()?;
        answer.await.ok()
    }
}

/// Does the writing, one statement after the other: two at once would only make both smaller.
#[derive(Debug)]
pub(crate) struct FinishWorker {
    pool: PgPool,
    waiting: mpsc::Receiver<Waiting>,
}

impl FinishWorker {
    /// Runs until told to stop and everything handed in is written.
    pub(crate) async fn run(mut self, stop: CancellationToken) {
        let mut batch = Vec::with_capacity(AT_ONCE);
        loop {
            tokio::select! {
                biased;
                count = self.waiting.recv_many(&mut batch, AT_ONCE) => if count == 0 { return },
                () = stop.cancelled() => return,
            }
            self.write(&mut batch, &stop).await;
        }
    }

    async fn write(&self, batch: &mut Vec<Waiting>, stop: &CancellationToken) {
        let (ended, answers): (Vec<Ended>, Vec<oneshot::Sender<Written>>) = batch
            .drain(..)
            .map(|waiting| (waiting.ended, waiting.written))
            .unzip();
        let Some(ours) = self.write_until_it_works(&ended, stop).await else {
            return;
        };
        for (ended, answer) in ended.iter().zip(answers) {
            let written = if ours.contains(&ended.row) {
                Written::Ours
            } else {
                Written::TakenOver
            };
            // Whoever ran it may have been stopped meanwhile; it is written all the same.
            let _ = answer.send(written);
        }
    }

    async fn write_until_it_works(&self, ended: &[Ended], stop: &CancellationToken) -> Option<HashSet<i64>> {
        // Only after a restart of graphile's worker is there more than one.
        let mut by_worker: BTreeMap<&str, Vec<&Ended>> = BTreeMap::new();
        for end in ended {
            by_worker.entry(&end.worker).or_default().push(end);
        }
        let mut ours = HashSet::with_capacity(ended.len());
        for (worker, ended) in by_worker {
            ours.extend(self.write_those_of(worker, &ended, stop).await?);
        }
        Some(ours)
    }

    /// Writing again what was written (the answer was lost) finds the rows gone and calls them taken over, which is as
    /// harmless: nothing more is done about either.
    async fn write_those_of(
        &self,
        worker: &str,
        ended: &[&Ended],
        stop: &CancellationToken,
    ) -> Option<HashSet<i64>> {
        loop {
            match rows::finish(&self.pool, worker, ended).await {
                Ok(ours) => return Some(ours),
                Err(error) => {
                    tracing::warn!(%error, jobs = ended.len(), "the end of jobs could not be written; trying again");
                    if stop.is_cancelled() {
                        return None;
                    }
                    tokio::time::sleep(RETRY).await;
                }
            }
        }
    }
}
