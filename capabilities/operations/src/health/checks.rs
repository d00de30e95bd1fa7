//! What `hustings doctor` and a running server judge alike.

use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, Utc};
use hustings_live::RedisUrl;
use hustings_notify::Post;
use hustings_store::{Facts, MigrateError, MigrationState};

use super::{Check, Finding};

/// A clock that is further off than this breaks tokens and the order of what is recorded.
const CLOCK_TOLERANCE: Duration = Duration::from_secs(5);
/// Less free disk than this is a fault: the database stops when it is full.
const DISK_FAULT: u64 = 512 << 20;
/// Less free disk than this is worth a warning.
const DISK_WARNING: u64 = 4 << 30;

/// The room on the data folder's disk.
pub fn disk(folder: &Path) -> Finding {
    let Ok(state) = rustix::fs::statvfs(folder) else {
        return Finding::warning(
            Check::Disk,
            "unknown",
            "free space could not be told",
            "check it by hand: df -h",
        );
    };
    room(state.f_bavail.saturating_mul(state.f_frsize))
}

fn room(free: u64) -> Finding {
    let found = format!("{:.1} GiB free", mebibytes(free) / 1024.0);
    let remedy = "make room or move the data folder; the database stops when the disk is full";
    match free {
        free if free < DISK_FAULT => Finding::fault(Check::Disk, "full", found, remedy),
        free if free < DISK_WARNING => Finding::warning(Check::Disk, "low", found, remedy),
        _ => Finding::good(Check::Disk, found),
    }
}

/// Whole mebibytes are exact enough to read, and small enough for a float to hold.
fn mebibytes(bytes: u64) -> f64 {
    f64::from(u32::try_from(bytes >> 20).unwrap_or(u32::MAX))
}

/// The Redis through which nodes share who is there and who types, if one is set.
pub async fn redis(url: Option<&RedisUrl>) -> Option<Finding> {
    let finding = match hustings_live::redis_answers(url?).await {
        Ok(()) => Finding::good(Check::Redis, "answers"),
        Err(reason) => Finding::warning(
            Check::Redis,
            "away",
            format!(
                "does not answer ({reason}); each node goes on with the presence and typing of those it has itself"
            ),
            "check `live.redis_url` and that Redis is up; the nodes come back by themselves",
        ),
    };
    Some(finding)
}

/// The installation's key: that nobody else reads it, and that it was backed up.
pub fn key(file: &Path, backup_note: &Path) -> Finding {
    use std::os::unix::fs::PermissionsExt as _;

    let Ok(state) = std::fs::metadata(file) else {
        return Finding::good(Check::Key, "none yet; the first start makes one");
    };
    if state.permissions().mode() & 0o077 != 0 {
        let remedy = format!("chmod 600 {}", file.display());
        return Finding::fault(
            Check::Key,
            "readable",
            "others can read the installation's key",
            remedy,
        );
    }
    let changed_at = |path: &Path| std::fs::metadata(path).and_then(|state| state.modified());
    let is_newer = matches!((state.modified(), changed_at(backup_note)), (Ok(key), Ok(note)) if key > note);
    match std::fs::read_to_string(backup_note) {
        Ok(when) if is_newer => Finding::warning(
            Check::Key,
            "not-backed-up",
            format!("the last backup is of {} and lacks the newest key", when.trim()),
            "run `hustings backup FILE` and keep the file elsewhere",
        ),
        Ok(when) => Finding::good(Check::Key, format!("backed up {}", when.trim())),
        Err(_) => Finding::warning(
            Check::Key,
            "not-backed-up",
            format!(
                "{} was never backed up; without it nothing personal in the database can be read",
                file.display()
            ),
            "run `hustings backup FILE` and keep the file elsewhere",
        ),
    }
}

/// That letters reach their readers.
pub fn mail(post: &Post) -> Finding {
    match post.server() {
        Some(server) => Finding::good(Check::Mail, format!("letters are handed to {server}")),
        None => Finding::warning(
            Check::Mail,
            "captured",
            "there is no mail server; letters are files in the outbox, and nobody gets them",
            "set `mail.smtp.host` and what goes with it",
        ),
    }
}

/// That the mail server turns us away.
pub fn mail_server_away(post: &Post, cause: &str) -> Finding {
    let found = format!("{}: {cause}", post.server().unwrap_or_default());
    let remedy = "check `mail.smtp` and the network between here and there; letters wait and are tried again for a day";
    Finding::fault(Check::Mail, "away", found, remedy)
}

/// That the database cannot be reached.
pub fn away(found: impl Into<String>) -> Finding {
    let remedy = "check `database.pool.url`, the network between here and there, and the server's log";
    Finding::fault(Check::Database, "away", found, remedy)
}

/// That the database is one we can work with.
pub fn database(facts: &Facts) -> Finding {
    let found = format!("PostgreSQL {}", facts.version);
    if facts.major >= 15 {
        Finding::good(Check::Database, found)
    } else {
        Finding::fault(Check::Database, "too-old", found, "use PostgreSQL 15 or newer")
    }
}

/// That the schema is the one this build knows.
pub fn migrations(states: Result<Vec<(&'static str, MigrationState)>, MigrateError>) -> Finding {
    let remedy = "run `hustings migrate`, or start the server, which does the same";
    let states = match states {
        Ok(states) => states,
        Err(error) => return Finding::fault(Check::Migrations, "unknown", error.to_string(), remedy),
    };
    let of = |wanted: MigrationState| -> Vec<&str> {
        let such = states.iter().filter(|(_, state)| *state == wanted);
        such.map(|(name, _)| *name).collect()
    };
    let (changed, pending) = (of(MigrationState::Changed), of(MigrationState::Pending));
    if !changed.is_empty() {
        let found = format!("applied with another text: {}", changed.join(", "));
        let remedy = "this build is not the one that made the database; install the right one";
        Finding::fault(Check::Migrations, "changed", found, remedy)
    } else if !pending.is_empty() {
        let found = format!("still to be applied: {}", pending.join(", "));
        Finding::warning(Check::Migrations, "pending", found, remedy)
    } else {
        Finding::good(Check::Migrations, format!("all {} applied", states.len()))
    }
}

/// That the working roles are there, and that the owner is bound by the rules.
pub fn roles(facts: &Facts) -> Vec<Finding> {
    if !facts.missing_roles.is_empty() {
        let found = format!("missing or not ours to use: {}", facts.missing_roles.join(", "));
        let remedy = format!(
            "run `hustings migrate` as a role with CREATEROLE, or have an administrator create them and grant them to {}",
            facts.owner
        );
        return vec![Finding::warning(Check::Roles, "missing", found, remedy)];
    }
    let found = format!(
        "{} owns the tables; requests run as hustings_app, agents as hustings_agent",
        facts.owner
    );
    let mut findings = vec![Finding::good(Check::Roles, found)];
    if facts.owner_is_superuser {
        let found = format!(
            "{} is a superuser, whom row-level security does not bind in migrations",
            facts.owner
        );
        let remedy = "connect as an ordinary role that owns the database and may create roles";
        findings.push(Finding::warning(Check::Roles, "superuser", found, remedy));
    }
    findings
}

/// That every table keeps organisations apart.
pub fn row_level_security(facts: &Facts) -> Finding {
    if facts.unprotected_tables.is_empty() {
        return Finding::good(Check::RowLevelSecurity, "forced on every table");
    }
    Finding::fault(
        Check::RowLevelSecurity,
        "not-forced",
        format!("not forced on: {}", facts.unprotected_tables.join(", ")),
        "somebody changed the schema by hand; restore the policies with ALTER TABLE … FORCE ROW LEVEL SECURITY",
    )
}

/// That our clock agrees with the database's.
pub fn clock(facts: &Facts, now: DateTime<Utc>) -> Finding {
    let off = (now - facts.now).abs().to_std().unwrap_or_default();
    if off > CLOCK_TOLERANCE {
        let found = format!("{} s apart from the database's", off.as_secs());
        let remedy = "set both machines by the same time server (chrony, systemd-timesyncd)";
        Finding::fault(Check::Clock, "apart", found, remedy)
    } else {
        Finding::good(Check::Clock, "agrees with the database's")
    }
}

/// Everything that follows from what the database is like.
pub fn facts(facts: &Facts, now: DateTime<Utc>) -> Vec<Finding> {
    let mut findings = roles(facts);
    findings.push(row_level_security(facts));
    findings.push(clock(facts, now));
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::health::Severity;

    #[test]
    fn a_disk_that_runs_full_is_a_warning_and_then_a_fault() {
        let check = |free: u64, severity: Severity, code: &str, found: &str| {
            let finding = room(free);
            assert_eq!(
                (finding.severity, finding.code, finding.found.as_str()),
                (severity, code, found)
            );
        };
        check(100 << 20, Severity::Fault, "full", "0.1 GiB free");
        check(2 << 30, Severity::Warning, "low", "2.0 GiB free");
        check(9 << 30, Severity::Good, "good", "9.0 GiB free");
    }

    #[test]
    fn a_schema_of_another_build_is_worse_than_an_old_one() {
        let check = |states: &[MigrationState], code: &str| {
            let named = states
                .iter()
                .map(|state| ("20261120000001_ground", *state))
                .collect();
            assert_eq!(migrations(Ok(named)).code, code);
        };
        check(&[MigrationState::Applied], "good");
        check(&[MigrationState::Applied, MigrationState::Pending], "pending");
        check(&[MigrationState::Changed, MigrationState::Pending], "changed");
    }
}
