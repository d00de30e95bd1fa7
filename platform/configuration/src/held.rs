//! What an organisation chose, as it lies in rows and in memory.

use serde_json::{Value, json};

use crate::{Configurable, ExperimentPlan, FlagRule, SettingValue, What};

/// What an organisation chose for one thing that can be configured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// The value of a setting.
    Setting(SettingValue),
    /// For whom a feature is there.
    Flag(FlagRule),
    /// What is done with an experiment.
    Experiment(ExperimentPlan),
}

/// Why a choice is none: in a sentence, what would be one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotAcceptable(pub String);

impl Held {
    /// The choice as it is kept.
    pub fn accept(self, configurable: &Configurable) -> Result<Self, NotAcceptable> {
        let accepted = match (configurable.what, self) {
            (What::Setting(kind), Self::Setting(value)) => kind.accept(value).map(Self::Setting),
            (What::Flag { .. }, Self::Flag(rule)) => rule.accept().map(Self::Flag),
            (What::Experiment { variants }, Self::Experiment(plan)) => {
                plan.accept(variants).map(Self::Experiment)
            }
            (what, _) => Err(format!("{} is a {}.", configurable.key, what.kind())),
        };
        accepted.map_err(NotAcceptable)
    }

    /// What holds where nobody chose.
    pub fn as_declared(what: What) -> Self {
        match what {
            What::Setting(kind) => Self::Setting(kind.default_value()),
            What::Flag { on } => Self::Flag(FlagRule::as_declared(on)),
            What::Experiment { variants } => Self::Experiment(ExperimentPlan::as_declared(variants)),
        }
    }

    /// Reads a row. `None` if no release like this one wrote it: then it is as declared.
    pub(crate) fn of_row(kind: &str, value: Value) -> Option<Self> {
        match kind {
            "setting" => serde_json::from_value(value).ok().map(Self::Setting),
            "flag" => serde_json::from_value(value).ok().map(Self::Flag),
            "experiment" => serde_json::from_value(value).ok().map(Self::Experiment),
            _ => None,
        }
    }

    /// As it stands in a row.
    pub(crate) fn to_row(&self) -> Value {
        match self {
            Self::Setting(value) => json!(value),
            Self::Flag(rule) => json!(rule),
            Self::Experiment(plan) => json!(plan),
        }
    }
}
