//! What the jobs tell a monitoring system; every name and help text is here.

use std::sync::OnceLock;

use chrono::{DateTime, TimeDelta, Utc};
use metrics::{Counter, Histogram};

use crate::envelope::Claim;
use crate::finish::EndState;
use crate::rows::Backlog;

hustings_telemetry::metrics! {
    /// Jobs that wait, due or not, in all organisations (counted every ten seconds).
    WAITING: gauge "hustings_jobs_waiting" Count;
    /// Jobs that wait although their time has come (counted every ten seconds).
    DUE: gauge "hustings_jobs_due" Count;
    /// Jobs that a worker of any node has claimed (counted every ten seconds).
    CLAIMED: gauge "hustings_jobs_claimed" Count;
    /// Jobs that run on this node.
    RUNNING: gauge "hustings_jobs_running" Count;
    /// Attempts that ended on this node, by kind and by how they ended.
    ATTEMPTS: counter "hustings_job_attempts_total" Count;
    /// How long attempts took, by kind.
    DURATION: histogram "hustings_job_duration_seconds" Seconds [0.001, 0.01, 0.1, 1.0, 10.0, 60.0];
    /// How long jobs waited for their first attempt once they were due, by kind.
    LATENCY: histogram "hustings_job_latency_seconds" Seconds [0.002, 0.005, 0.02, 0.1, 1.0, 10.0, 60.0];
}

pub(crate) fn running(jobs: usize) {
    RUNNING
        .plain()
        .set(as_f64(i64::try_from(jobs).unwrap_or(i64::MAX)));
}

pub(crate) fn backlog(backlog: Backlog) {
    WAITING.plain().set(as_f64(backlog.waiting));
    DUE.plain().set(as_f64(backlog.due));
    CLAIMED.plain().set(as_f64(backlog.running));
}

/// The meters of one kind, looked up when the first attempt ends: the recorder may be installed after the kind was
/// registered.
#[derive(Default)]
pub(crate) struct KindMeters(OnceLock<Meters>);

struct Meters {
    succeeded: Counter,
    retrying: Counter,
    cancelled: Counter,
    dead: Counter,
    duration: Histogram,
    latency: Histogram,
}

impl Meters {
    fn of(kind: &'static str) -> Self {
        let ended = |state: EndState| ATTEMPTS.with(&[("kind", kind), ("state", state.name())]);
        Self {
            succeeded: ended(EndState::Succeeded),
            retrying: ended(EndState::Retrying),
            cancelled: ended(EndState::Cancelled),
            dead: ended(EndState::Dead),
            duration: DURATION.with(&[("kind", kind)]),
            latency: LATENCY.with(&[("kind", kind)]),
        }
    }
}

impl KindMeters {
    pub(crate) fn ended(
        &self,
        kind: &'static str,
        claim: &Claim,
        state: EndState,
        started: DateTime<Utc>,
        finished: DateTime<Utc>,
    ) {
        let meters = self.0.get_or_init(|| Meters::of(kind));
        match state {
            EndState::Succeeded => &meters.succeeded,
            EndState::Retrying => &meters.retrying,
            EndState::Cancelled => &meters.cancelled,
            EndState::Dead => &meters.dead,
        }
        .increment(1);
        meters.duration.record(seconds(finished - started));
        if claim.attempt == 1 {
            let due = claim.due_at.max(claim.enqueued_at);
            meters.latency.record(seconds(started - due));
        }
    }
}

fn seconds(span: TimeDelta) -> f64 {
    span.max(TimeDelta::zero()).as_seconds_f64()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a gauge is a float; so many jobs there are not"
)]
fn as_f64(count: i64) -> f64 {
    count as f64
}
