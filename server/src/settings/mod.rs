//! The settings of a server: one file, `hustings.toml`, and the environment above it.
//!
//! Every part brings its own settings type with its own documentation; here they are put together, read, and printed
//! as an annotated reference. A key nobody knows is refused, and all problems are reported at once.

mod load;
mod reference;

use std::path::PathBuf;

use hustings_events::EventSettings;
use hustings_http::HttpSettings;
use hustings_identity::IdentitySettings;
use hustings_jobs::JobSettings;
use hustings_live::LiveSettings;
use hustings_notify::MailSettings;
use hustings_store::StoreSettings;
use hustings_telemetry::TelemetrySettings;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use load::{ENVIRONMENT_PREFIX, SettingProblem, Source, load, load_from};
pub use reference::reference;

/// Everything that can be set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The folder for everything that is kept: the private database, keys, files, captured mail.
    /// Without it: `/var/lib/hustings` for root, else `hustings` in the user's data folder.
    pub data_dir: Option<PathBuf>,
    /// What this process does. Each role may run in a process of its own.
    pub roles: Vec<Role>,
    /// The database.
    pub database: DatabaseSettings,
    /// The doors.
    pub http: HttpSettings,
    /// The event log and its agents.
    pub events: EventSettings,
    /// Background jobs.
    pub jobs: JobSettings,
    /// The Socket.IO gateway.
    pub live: LiveSettings,
    /// Letters.
    pub mail: MailSettings,
    /// People and organisations.
    pub identity: IdentitySettings,
    /// Logs, metrics and traces.
    pub telemetry: TelemetrySettings,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            data_dir: None,
            roles: Role::ALL.to_vec(),
            database: DatabaseSettings::default(),
            http: HttpSettings::default(),
            events: EventSettings::default(),
            jobs: JobSettings::default(),
            live: LiveSettings::default(),
            mail: MailSettings::default(),
            identity: IdentitySettings::default(),
            telemetry: TelemetrySettings::default(),
        }
    }
}

/// What a process does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Answers requests.
    Http,
    /// Tells pages and programs what happens, over Socket.IO.
    Live,
    /// Runs the agents that follow the log.
    Agents,
    /// Runs background jobs and schedules.
    Jobs,
}

impl Role {
    /// Every role: what a single process does.
    pub const ALL: [Self; 4] = [Self::Http, Self::Live, Self::Agents, Self::Jobs];

    /// Its name, as it stands in the settings.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Live => "live",
            Self::Agents => "agents",
            Self::Jobs => "jobs",
        }
    }
}

/// The database: a private one in the data folder, or a server by URL.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DatabaseSettings {
    /// The folder with PostgreSQL's server programs, for the private database. Without it, `PATH` and the usual
    /// places are searched.
    pub binaries: Option<PathBuf>,
    /// The user who runs the private database when Hustings runs as root. Without it: `hustings`, then `postgres`.
    pub run_as: Option<String>,
    /// Memory the private database may count on, in megabytes. Without it: what the machine has.
    pub memory_megabytes: Option<u64>,
    /// Pools and time limits.
    pub pool: StoreSettings,
}
