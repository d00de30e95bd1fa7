//! What the log and its agents tell a monitoring system.

hustings_telemetry::metrics! {
    /// Events handed to the log, before their transaction commits.
    APPENDED: counter "hustings_events_appended_total" Count;
    /// Events read from the head of the log by this process.
    READ: counter "hustings_events_read_total" Count;
    /// How long the same unfinished transaction has kept readers from newer events.
    HELD: gauge "hustings_log_horizon_held_seconds" Seconds;
    /// Events an agent is done with, by outcome: handled, failed (its stream waits) or dead.
    HANDLED: counter "hustings_agent_events_total" Count;
    /// How long an agent took for one batch of events.
    BATCH: histogram "hustings_agent_batch_seconds" Seconds [0.001, 0.005, 0.02, 0.1, 0.5, 2.0, 10.0];
    /// How long ago the last event an agent handled was recorded; zero when it has caught up.
    LAG: gauge "hustings_agent_lag_seconds" Seconds;
    /// Streams an agent has set aside because an event failed.
    PARKED: gauge "hustings_agent_parked_streams" Count;
    /// Groups of lanes of an agent that this process works on.
    LEASES: gauge "hustings_agent_leases" Count;
    /// Records of what agents set off that were forgotten because they are old.
    EFFECTS_FORGOTTEN: counter "hustings_agent_effects_forgotten_total" Count;
}
