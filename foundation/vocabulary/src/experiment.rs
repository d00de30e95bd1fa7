//! What happens to the experiments of an organisation. Weights and variants stand in the history of the experiment, not here.

use serde::{Deserialize, Serialize};

use crate::events;
use crate::named::id_of_name;

hustings_kernel::id!(
    /// Names an experiment where its key will not do: its id follows from its key.
    ExperimentId,
    "experiment"
);

impl ExperimentId {
    /// The id of the experiment with this key, always the same.
    pub fn of(key: &str) -> Self {
        Self::from(id_of_name(key))
    }
}

/// An experiment was started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExperimentStarted {
    /// The experiment.
    pub experiment: ExperimentId,
    /// Its key.
    pub key: String,
    /// Which of its changes this is.
    pub version: i64,
    /// The change that this one undid.
    pub undoes: Option<i64>,
}

/// An experiment was changed: its weights while it runs, or the variant that everybody gets while it does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExperimentChanged {
    /// The experiment.
    pub experiment: ExperimentId,
    /// Its key.
    pub key: String,
    /// Which of its changes this is.
    pub version: i64,
    /// The change that this one undid.
    pub undoes: Option<i64>,
}

/// An experiment was stopped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExperimentStopped {
    /// The experiment.
    pub experiment: ExperimentId,
    /// Its key.
    pub key: String,
    /// Which of its changes this is.
    pub version: i64,
    /// The change that this one undid.
    pub undoes: Option<i64>,
}

events! {
    /// An experiment was started: members get their variants by lot.
    ExperimentStarted: "experiment.started" version 1 about experiment, audited;
    /// An experiment was changed.
    ExperimentChanged: "experiment.changed" version 1 about experiment, audited;
    /// An experiment was stopped: everybody gets the same variant.
    ExperimentStopped: "experiment.stopped" version 1 about experiment, audited;
}
