//! How to reach the database.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The database: where it is, and how many connections to keep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct StoreSettings {
    /// `postgres://…` of the server to use. Without it Hustings runs a private one in its data folder.
    pub url: Option<String>,
    /// `postgres://…` of a read replica, for reads that tolerate lag.
    pub replica_url: Option<String>,
    /// Connections for requests.
    pub max_connections: u32,
    /// Connections for agents.
    pub agent_connections: u32,
    /// Seconds a statement may run before the server stops it.
    pub statement_timeout_seconds: u32,
    /// Seconds to wait for a free connection before answering "busy".
    pub acquire_timeout_seconds: u32,
}

impl Default for StoreSettings {
    fn default() -> Self {
        Self {
            url: None,
            replica_url: None,
            max_connections: 24,
            agent_connections: 8,
            statement_timeout_seconds: 30,
            acquire_timeout_seconds: 5,
        }
    }
}
