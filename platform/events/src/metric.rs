//! The names of everything counted here, with what each means.

use metrics::{Unit, describe_counter, describe_gauge, describe_histogram};

pub(crate) const APPENDED: &str = "hustings_events_appended_total";
pub(crate) const READ: &str = "hustings_events_read_total";
pub(crate) const HELD: &str = "hustings_log_horizon_held_seconds";
pub(crate) const HANDLED: &str = "hustings_agent_events_total";
pub(crate) const BATCH: &str = "hustings_agent_batch_seconds";
pub(crate) const LAG: &str = "hustings_agent_lag_seconds";
pub(crate) const PARKED: &str = "hustings_agent_parked_streams";
pub(crate) const LEASES: &str = "hustings_agent_leases";

/// Tells the recorder in force what these metrics mean. Call once it is installed.
pub fn describe_metrics() {
    describe_counter!(
        APPENDED,
        "Events handed to the log, before their transaction commits."
    );
    describe_counter!(READ, "Events read from the head of the log by this process.");
    describe_gauge!(
        HELD,
        Unit::Seconds,
        "How long the same unfinished transaction has kept readers from newer events."
    );
    describe_counter!(
        HANDLED,
        "Events an agent is done with, by outcome: handled, failed (its stream waits) or dead."
    );
    describe_histogram!(
        BATCH,
        Unit::Seconds,
        "How long an agent took for one batch of events."
    );
    describe_gauge!(
        LAG,
        Unit::Seconds,
        "How long ago the last event an agent handled was recorded; zero when it has caught up."
    );
    describe_gauge!(PARKED, "Streams an agent has set aside because an event failed.");
    describe_gauge!(LEASES, "Groups of lanes of an agent that this process works on.");
}
