//! What a look at one thing came to.

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// As it should be.
    Good,
    /// Works, but not for ever.
    Warning,
    /// Does not work.
    Fault,
}

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// The settings.
    Settings,
    /// The folder in which everything is kept.
    DataFolder,
    /// The room on its disk.
    Disk,
    /// How letters leave.
    Mail,
    /// The key of every secret.
    Key,
    /// The database itself.
    Database,
    /// Its schema.
    Migrations,
    /// Its roles.
    Roles,
    /// Its protection of organisations from each other.
    RowLevelSecurity,
    /// Its clock, and ours.
    Clock,
    /// Its partitions for the months to come.
    Partitions,
    /// The processes of the installation.
    Nodes,
    /// The agents that follow the log.
    Agents,
    /// The background jobs.
    Jobs,
    /// The Redis that nodes share, if one is set.
    Redis,
}

impl Check {
    /// Its name for people.
    pub const fn subject(self) -> &'static str {
        match self {
            Self::Settings => "settings",
            Self::DataFolder => "data folder",
            Self::Disk => "disk",
            Self::Mail => "mail",
            Self::Key => "key",
            Self::Database => "database",
            Self::Migrations => "migrations",
            Self::Roles => "roles",
            Self::RowLevelSecurity => "row-level security",
            Self::Clock => "clock",
            Self::Partitions => "partitions",
            Self::Nodes => "nodes",
            Self::Agents => "agents",
            Self::Jobs => "jobs",
            Self::Redis => "redis",
        }
    }
}

/// One thing looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Finding {
    /// What was looked at.
    pub check: Check,
    /// How bad it is.
    pub severity: Severity,
    /// A stable code for what was found; together with the check it names one text.
    pub code: &'static str,
    /// What was found, in English.
    pub found: String,
    /// What to do about it, in English; nothing when there is nothing to do.
    pub remedy: Option<String>,
}

impl Finding {
    /// It is as it should be.
    pub fn good(check: Check, found: impl Into<String>) -> Self {
        Self {
            check,
            severity: Severity::Good,
            code: "good",
            found: found.into(),
            remedy: None,
        }
    }

    /// It works, but not for ever.
    pub fn warning(
        check: Check,
        code: &'static str,
        found: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            check,
            severity: Severity::Warning,
            code,
            found: found.into(),
            remedy: Some(remedy.into()),
        }
    }

    /// It does not work.
    pub fn fault(
        check: Check,
        code: &'static str,
        found: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            check,
            severity: Severity::Fault,
            code,
            found: found.into(),
            remedy: Some(remedy.into()),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = match self.severity {
            Severity::Good => "ok     ",
            Severity::Warning => "warning",
            Severity::Fault => "FAULT  ",
        };
        write!(formatter, "{mark}  {}: {}", self.check.subject(), self.found)?;
        match &self.remedy {
            None => Ok(()),
            Some(remedy) => write!(formatter, "\n         -> {remedy}"),
        }
    }
}
