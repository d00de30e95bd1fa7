//! What is counted where the configuration is read.

hustings_telemetry::metrics! {
    /// Times the database was asked what an organisation chose, because memory did not know or could not be trusted.
    LOOKUPS: counter "hustings_configuration_lookups_total" Count;
    /// Members who were shown a variant of an experiment that runs, by experiment; repeats count too.
    EXPOSURES: counter "hustings_experiment_exposures_total" Count;
}

/// The database was asked what an organisation chose.
pub(crate) fn lookup() {
    LOOKUPS.plain().increment(1);
}

/// A member was shown a variant.
pub(crate) fn exposure(experiment: &'static str) {
    EXPOSURES.with(&[("experiment", experiment)]).increment(1);
}
