//! How letters leave.

use std::num::NonZeroU16;
use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Letters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MailSettings {
    /// The address letters come from. Without it: no-reply at the host of the public URL.
    pub from: Option<String>,
    /// The name beside it.
    pub from_name: String,
    /// Where answers go. Without it: nowhere in particular.
    pub reply_to: Option<String>,
    /// The mail server.
    pub smtp: SmtpSettings,
}

impl Default for MailSettings {
    fn default() -> Self {
        Self {
            from: None,
            from_name: "Hustings".to_owned(),
            reply_to: None,
            smtp: SmtpSettings::default(),
        }
    }
}

/// The mail server that letters are handed to.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SmtpSettings {
    /// Its name. Without it letters are files in `outbox` in the data folder.
    pub host: Option<String>,
    /// Its port. Usually 587 for `starttls`, 465 for `tls`.
    pub port: NonZeroU16,
    /// How the connection is secured.
    pub security: Security,
    /// Who we are there.
    pub username: Option<String>,
    /// What proves it. Better set in the environment than in a file.
    pub password: Option<String>,
    /// A certificate (PEM) to trust besides those of the system, for a server inside the house.
    pub certificate: Option<PathBuf>,
    /// Connections at once.
    pub connections: u16,
    /// Seconds the server may take to answer. Once it has a whole letter it may take four times as long.
    pub timeout_seconds: u16,
}

/// How a connection to the mail server is secured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// Begins in the open and must be secured before anything is said.
    StartTls,
    /// Secured from the first byte.
    Tls,
    /// Never secured: for a server on the same machine or in a closed network.
    None,
}

const SUBMISSION: NonZeroU16 = NonZeroU16::MIN.saturating_add(586);

impl Default for SmtpSettings {
    fn default() -> Self {
        Self {
            host: None,
            port: SUBMISSION,
            security: Security::StartTls,
            username: None,
            password: None,
            certificate: None,
            connections: 4,
            timeout_seconds: 30,
        }
    }
}

impl std::fmt::Debug for SmtpSettings {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("SmtpSettings")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("security", &self.security)
            .finish_non_exhaustive()
    }
}
