//! `hustings doctor`: what is wrong, and what to do about it.

use std::fmt;
use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use hustings_kernel::Sources;
use hustings_store::{MigrationState, migration_states};

use crate::composition;
use crate::data_folder::DataFolder;
use crate::database::Database;
use crate::settings::Settings;

/// A clock that is further off than this breaks tokens and the order of what is recorded.
const CLOCK_TOLERANCE: Duration = Duration::from_secs(5);
/// Less free disk than this is a fault: the database stops when it is full.
const DISK_FAULT: u64 = 512 << 20;
/// Less free disk than this is worth a warning.
const DISK_WARNING: u64 = 4 << 30;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// As it should be.
    Good,
    /// Works, but not for ever.
    Warning,
    /// Does not work.
    Fault,
}

/// One thing looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// What was looked at.
    pub subject: &'static str,
    /// What was found.
    pub found: String,
    /// What to do about it; empty when there is nothing to do.
    pub remedy: String,
}

impl Finding {
    fn good(subject: &'static str, found: impl Into<String>) -> Self {
        Self {
            severity: Severity::Good,
            subject,
            found: found.into(),
            remedy: String::new(),
        }
    }

    fn warning(subject: &'static str, found: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            subject,
            found: found.into(),
            remedy: remedy.into(),
        }
    }

    fn fault(subject: &'static str, found: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            severity: Severity::Fault,
            subject,
            found: found.into(),
            remedy: remedy.into(),
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
        write!(formatter, "{mark}  {}: {}", self.subject, self.found)?;
        if self.remedy.is_empty() {
            Ok(())
        } else {
            write!(formatter, "\n         -> {}", self.remedy)
        }
    }
}

/// Looks at everything there is to look at.
pub async fn examine(settings: &Settings) -> Result<Vec<Finding>> {
    let mut findings = vec![Finding::good(
        "settings",
        "every key is known and every value fits",
    )];
    let folder = match DataFolder::open(settings) {
        Ok(folder) => folder,
        Err(error) => {
            let remedy = "create the folder and give it to the user who runs Hustings, or set `data_dir`";
            findings.push(Finding::fault("data folder", format!("{error:#}"), remedy));
            return Ok(findings);
        }
    };
    findings.push(Finding::good(
        "data folder",
        folder.as_path().display().to_string(),
    ));
    findings.push(disk(folder.as_path()));
    findings.push(key(&folder));
    match Database::visit(settings, &folder).await {
        Ok(database) => {
            findings.extend(examine_database(database.url()).await);
            database.close().await?;
        }
        Err(error) => {
            let remedy = match &settings.database.pool.url {
                Some(_) => "check `database.pool.url` and that the server is up",
                None => {
                    "the message above says what PostgreSQL needs; its log lies in the data folder under postgres/"
                }
            };
            findings.push(Finding::fault("database", format!("{error:#}"), remedy));
        }
    }
    Ok(findings)
}

fn disk(folder: &Path) -> Finding {
    let Ok(state) = rustix::fs::statvfs(folder) else {
        return Finding::warning("disk", "free space could not be told", "check it by hand: df -h");
    };
    let free = state.f_bavail.saturating_mul(state.f_frsize);
    let found = format!("{:.1} GiB free", mebibytes(free) / 1024.0);
    let remedy = "make room or move the data folder; the database stops when the disk is full";
    match free {
        free if free < DISK_FAULT => Finding::fault("disk", found, remedy),
        free if free < DISK_WARNING => Finding::warning("disk", found, remedy),
        _ => Finding::good("disk", found),
    }
}

/// Whole mebibytes are exact enough to read, and small enough for a float to hold.
fn mebibytes(bytes: u64) -> f64 {
    f64::from(u32::try_from(bytes >> 20).unwrap_or(u32::MAX))
}

fn key(folder: &DataFolder) -> Finding {
    use std::os::unix::fs::PermissionsExt as _;

    let file = folder.key_file();
    let Ok(state) = std::fs::metadata(&file) else {
        return Finding::good("key", "none yet; the first start makes one");
    };
    if state.permissions().mode() & 0o077 != 0 {
        let remedy = format!("chmod 600 {}", file.display());
        return Finding::fault("key", "others can read the installation's key", remedy);
    }
    match std::fs::read_to_string(folder.key_backup_note()) {
        Ok(when) => Finding::good("key", format!("backed up {}", when.trim())),
        Err(_) => Finding::warning(
            "key",
            format!(
                "{} was never backed up; without it nothing personal in the database can be read",
                file.display()
            ),
            "run `hustings backup FILE` and keep the file elsewhere",
        ),
    }
}

async fn examine_database(url: &str) -> Vec<Finding> {
    let facts = match hustings_store::facts(url).await {
        Ok(facts) => facts,
        Err(error) => {
            let remedy =
                "check `database.pool.url`, the network between here and there, and the server's log";
            return vec![Finding::fault("database", format!("{error}"), remedy)];
        }
    };
    let mut findings = vec![if facts.major >= 15 {
        Finding::good("database", format!("PostgreSQL {}", facts.version))
    } else {
        Finding::fault(
            "database",
            format!("PostgreSQL {}", facts.version),
            "use PostgreSQL 15 or newer",
        )
    }];
    findings.push(migrations(url).await);
    findings.extend(roles(&facts));
    findings.push(row_level_security(&facts));
    findings.push(clock(&facts));
    findings
}

async fn migrations(url: &str) -> Finding {
    let remedy = "run `hustings migrate`, or start the server, which does the same";
    match migration_states(url, &composition::migrations()).await {
        Err(error) => Finding::fault("migrations", format!("{error}"), remedy),
        Ok(states) => {
            let of = |wanted: MigrationState| -> Vec<&str> {
                states
                    .iter()
                    .filter(|(_, state)| *state == wanted)
                    .map(|(name, _)| *name)
                    .collect()
            };
            let (changed, pending) = (of(MigrationState::Changed), of(MigrationState::Pending));
            if !changed.is_empty() {
                let remedy = "this build is not the one that made the database; install the right one";
                Finding::fault(
                    "migrations",
                    format!("applied with another text: {}", changed.join(", ")),
                    remedy,
                )
            } else if !pending.is_empty() {
                Finding::warning(
                    "migrations",
                    format!("still to be applied: {}", pending.join(", ")),
                    remedy,
                )
            } else {
                Finding::good("migrations", format!("all {} applied", states.len()))
            }
        }
    }
}

fn roles(facts: &hustings_store::Facts) -> Vec<Finding> {
    if facts.missing_roles.is_empty() {
        let found = format!(
            "{} owns the tables; requests run as hustings_app, agents as hustings_agent",
            facts.owner
        );
        let mut findings = vec![Finding::good("roles", found)];
        if facts.owner_is_superuser {
            findings.push(Finding::warning(
                "roles",
                format!(
                    "{} is a superuser, whom row-level security does not bind in migrations",
                    facts.owner
                ),
                "connect as an ordinary role that owns the database and may create roles",
            ));
        }
        return findings;
    }
    let found = format!("missing or not ours to use: {}", facts.missing_roles.join(", "));
    let remedy = format!(
        "run `hustings migrate` as a role with CREATEROLE, or have an administrator create them and grant them to {}",
        facts.owner
    );
    vec![Finding::warning("roles", found, remedy)]
}

fn row_level_security(facts: &hustings_store::Facts) -> Finding {
    if facts.unprotected_tables.is_empty() {
        Finding::good("row-level security", "forced on every table")
    } else {
        Finding::fault(
            "row-level security",
            format!("not forced on: {}", facts.unprotected_tables.join(", ")),
            "somebody changed the schema by hand; restore the policies with ALTER TABLE … FORCE ROW LEVEL SECURITY",
        )
    }
}

fn clock(facts: &hustings_store::Facts) -> Finding {
    let off = (Sources::system().now() - facts.now)
        .abs()
        .to_std()
        .unwrap_or_default();
    if off > CLOCK_TOLERANCE {
        let remedy = "set both machines by the same time server (chrony, systemd-timesyncd)";
        Finding::fault(
            "clock",
            format!("{} s apart from the database's", off.as_secs()),
            remedy,
        )
    } else {
        Finding::good("clock", "agrees with the database's")
    }
}
