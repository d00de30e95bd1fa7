//! The settings of what is told, and how.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Logs, metrics and traces.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TelemetrySettings {
    /// Which log lines are written: a level (`info`), or levels by part (`info,hustings_http=debug`).
    pub log: String,
    /// How log lines look.
    pub log_format: LogFormat,
    /// Where traces go: the address of an OTLP collector that takes HTTP, `http://localhost:4318`. Without it, none are made.
    pub otlp_endpoint: Option<String>,
    /// Which share of the requests is traced, from 0 to 1.
    pub trace_share: f64,
}

impl Default for TelemetrySettings {
    fn default() -> Self {
        Self {
            log: "info".to_owned(),
            log_format: LogFormat::Auto,
            otlp_endpoint: None,
            trace_share: 0.01,
        }
    }
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// Text on a terminal, JSON anywhere else.
    Auto,
    /// One JSON object per line.
    Json,
    /// For people.
    Text,
}
