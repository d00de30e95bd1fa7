//! What one can hear of the running of things as it happens.

use hustings_kernel::{Event, Permission};
use hustings_live::{Reach, Topic};
use hustings_vocabulary::{agent, experiment, flag, job, setting};

use crate::permissions::{ReadConfiguration, ReadJobs, UseFeatures, WatchInstallation};

/// The live topics of operations.
pub(crate) const TOPICS: &[Topic] = &[
    Topic {
        name: "agents",
        kinds: &[
            agent::AgentPaused::KIND,
            agent::AgentResumed::KIND,
            agent::AgentDrained::KIND,
            agent::AgentRewound::KIND,
            agent::AgentReplayed::KIND,
            agent::AgentSkipped::KIND,
        ],
        reach: Reach::Installation(WatchInstallation::TYPE.name),
    },
    Topic {
        name: "jobs",
        kinds: &[
            job::JobRetried::KIND,
            job::JobCancelled::KIND,
            job::JobDiscarded::KIND,
        ],
        reach: Reach::Organisation(ReadJobs::TYPE.name),
    },
    Topic {
        name: "configuration",
        kinds: &[
            setting::SettingChanged::KIND,
            flag::FlagChanged::KIND,
            experiment::ExperimentStarted::KIND,
            experiment::ExperimentChanged::KIND,
            experiment::ExperimentStopped::KIND,
        ],
        reach: Reach::Organisation(ReadConfiguration::TYPE.name),
    },
    Topic {
        name: "features",
        kinds: &[
            flag::FlagChanged::KIND,
            experiment::ExperimentStarted::KIND,
            experiment::ExperimentChanged::KIND,
            experiment::ExperimentStopped::KIND,
        ],
        reach: Reach::Organisation(UseFeatures::TYPE.name),
    },
];
