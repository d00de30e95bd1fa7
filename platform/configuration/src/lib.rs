//! What an organisation can set while everything runs: settings, feature flags, experiments.
//!
//! A capability declares what of it can be configured ([`Setting`], [`Flag`], [`Experiment`]) in its list and reads it
//! through [`Configuration`], from memory. The log says when something changed, so that it holds on every node within a
//! second; while the log cannot be followed, the database is asked. Who may change what, and how that looks from
//! outside, is the business of capabilities/operations, which uses [`desk`].
//!
//! Settings of the installation itself (addresses, folders, pools) are not here: they stand in a file.

mod configurable;
mod configuration;
pub mod desk;
mod experiment;
mod flag;
mod held;
mod memory;
mod metric;
mod news;
mod rows;
mod setting;

pub use configurable::{Configurable, DeclarationError, What};
pub use configuration::Configuration;
pub use experiment::{Experiment, ExperimentPlan};
pub use flag::{Flag, FlagRule, Who};
pub use held::{Held, NotAcceptable};
pub use metric::METRICS;
pub use news::ConfigurationWorker;
pub use setting::{Setting, SettingKind, SettingValue};

hustings_store::migrations! {
    /// The tables of what is configured.
    pub const MIGRATIONS = ["20261120000700_configuration"];
}
