//! What the web client tries out. It is nobody's noun, so it is declared here.

use hustings_configuration::{Configurable, Experiment};

/// How a fresh organisation is led through its first steps.
const FIRST_STEPS: Experiment = Experiment::new(
    "home.first-steps",
    "Are the first steps of a fresh organisation all shown at once, or one at a time?",
    &["all-at-once", "one-at-a-time"],
);

/// Everything that can be configured here.
pub(crate) const CONFIGURABLE: &[Configurable] = &[FIRST_STEPS.configurable()];
