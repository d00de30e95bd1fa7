//! Operations as the server puts it together with the other capabilities.

use hustings_capability::Capability;
use hustings_kernel::Event;
use hustings_vocabulary::{agent, experiment, flag, job, setting, vault};

use crate::{Operating, configuration, live, permissions, routes};

/// The kinds of events operations emits.
const EMITS: &[&str] = &[
    agent::AgentPaused::KIND,
    agent::AgentResumed::KIND,
    agent::AgentDrained::KIND,
    agent::AgentRewound::KIND,
    agent::AgentReplayed::KIND,
    agent::AgentSkipped::KIND,
    experiment::ExperimentStarted::KIND,
    experiment::ExperimentChanged::KIND,
    experiment::ExperimentStopped::KIND,
    flag::FlagChanged::KIND,
    job::JobRetried::KIND,
    job::JobCancelled::KIND,
    job::JobDiscarded::KIND,
    setting::SettingChanged::KIND,
    vault::VaultRetired::KIND,
    vault::VaultRotated::KIND,
];

/// What the people need who run things.
pub fn capability(operating: &Operating) -> Capability {
    let mut capability = Capability::new("operations", routes(operating));
    capability.permissions = permissions::ALL_PERMISSIONS;
    capability.configurable = configuration::CONFIGURABLE;
    capability.emits = EMITS;
    capability.live = live::TOPICS;
    capability
}
