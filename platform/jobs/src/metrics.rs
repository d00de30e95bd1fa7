//! What the jobs tell a monitoring system; every name and help text is here.

use chrono::{DateTime, TimeDelta, Utc};
use metrics::{counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};

use crate::envelope::Claim;
use crate::finish::EndState;
use crate::rows::Backlog;

const WAITING: &str = "hustings_jobs_waiting";
const DUE: &str = "hustings_jobs_due";
const CLAIMED: &str = "hustings_jobs_claimed";
const RUNNING: &str = "hustings_jobs_running";
const ENDED: &str = "hustings_job_attempts_total";
const DURATION: &str = "hustings_job_duration_seconds";
const LATENCY: &str = "hustings_job_latency_seconds";

/// Gives every metric of the jobs its help text. Call it once, after the recorder is installed.
pub fn describe_metrics() {
    describe_gauge!(
        WAITING,
        "Jobs that wait, due or not, in all organisations (counted every ten seconds)."
    );
    describe_gauge!(
        DUE,
        "Jobs that wait although their time has come (counted every ten seconds)."
    );
    describe_gauge!(
        CLAIMED,
        "Jobs that a worker of any node has claimed (counted every ten seconds)."
    );
    describe_gauge!(RUNNING, "Jobs that run on this node.");
    describe_counter!(
        ENDED,
        "Attempts that ended on this node, by kind and by how they ended."
    );
    describe_histogram!(
        DURATION,
        metrics::Unit::Seconds,
        "How long attempts took, by kind."
    );
    describe_histogram!(
        LATENCY,
        metrics::Unit::Seconds,
        "How long jobs waited for their first attempt once they were due, by kind."
    );
}

pub(crate) fn running(jobs: usize) {
    gauge!(RUNNING).set(as_f64(i64::try_from(jobs).unwrap_or(i64::MAX)));
}

pub(crate) fn backlog(backlog: Backlog) {
    gauge!(WAITING).set(as_f64(backlog.waiting));
    gauge!(DUE).set(as_f64(backlog.due));
    gauge!(CLAIMED).set(as_f64(backlog.running));
}

pub(crate) fn ended(claim: &Claim, state: EndState, started: DateTime<Utc>, finished: DateTime<Utc>) {
    let kind = claim.kind.clone();
    counter!(ENDED, "kind" => kind.clone(), "state" => state.name()).increment(1);
    histogram!(DURATION, "kind" => kind.clone()).record(seconds(finished - started));
    if claim.attempt == 1 {
        let due = claim.due_at.max(claim.enqueued_at);
        histogram!(LATENCY, "kind" => kind).record(seconds(started - due));
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
