//! What only a running server sees: its agents, its jobs, its processes, the months to come.

use std::time::Duration;

use chrono::{DateTime, Datelike as _, Months, NaiveDate, TimeDelta, Utc};
use hustings_events::{AgentHealth, Verdict};
use hustings_jobs::desk::{COUNT_UP_TO, Condition};

use super::{Check, Finding, checks};
use crate::Operating;
use crate::agents::PATIENCE;
use crate::nodes::{self, NodeView, SILENT_AFTER};

/// The database answers within this time, or counts as away.
const DATABASE_PATIENCE: Duration = Duration::from_secs(5);
/// A job that is due for longer than this waits for a worker that does not come.
const JOB_PATIENCE: TimeDelta = TimeDelta::minutes(5);
/// Fewer whole months of partitions than this ahead, and the job that makes them should be looked at.
const MONTHS_AHEAD: u32 = 2;

/// Looks at everything, and at the processes.
pub(super) async fn examine(operating: &Operating) -> (Vec<Finding>, Vec<NodeView>) {
    let files = operating.files.clone();
    let on_disk = tokio::task::spawn_blocking(move || {
        vec![
            checks::disk(&files.data_folder),
            checks::key(&files.key, &files.key_backup_note),
        ]
    });
    // A look that panicked has found nothing; the others still count.
    let mut findings = on_disk.await.unwrap_or_default();
    findings.push(checks::mail(&operating.post));
    let in_database = tokio::time::timeout(DATABASE_PATIENCE, examine_database(operating));
    let (in_database, redis) = tokio::join!(in_database, checks::redis(operating.redis.as_ref()));
    findings.extend(redis);
    let (in_database, nodes) =
        in_database.unwrap_or_else(|_| (vec![checks::away("it does not answer")], Vec::new()));
    findings.extend(in_database);
    (findings, nodes)
}

async fn examine_database(operating: &Operating) -> (Vec<Finding>, Vec<NodeView>) {
    let now = operating.store.sources().now();
    let mut findings = Vec::new();
    match operating.store.facts().await {
        Err(error) => return (vec![checks::away(error.to_string())], Vec::new()),
        Ok(facts) => {
            findings.push(checks::database(&facts));
            findings.extend(checks::facts(&facts, now));
        }
    }
    let states = operating.store.migration_states(&operating.migrations).await;
    findings.push(checks::migrations(states));
    findings.push(match operating.store.partitioned_until().await {
        Ok(until) => partitions(until, now),
        Err(error) => unknown(Check::Partitions, &error),
    });
    match operating.agents.health(PATIENCE).await {
        Ok(health) => findings.extend(agents(&health)),
        Err(error) => findings.push(unknown(Check::Agents, &error)),
    }
    findings.push(match hustings_jobs::desk::condition(&operating.store).await {
        Ok(condition) => jobs(&condition, now),
        Err(error) => unknown(Check::Jobs, &error),
    });
    match nodes::all(&operating.store).await {
        Ok(all) => {
            findings.push(processes(&all, now));
            (findings, all)
        }
        Err(error) => {
            findings.push(unknown(Check::Nodes, &error));
            (findings, Vec::new())
        }
    }
}

fn unknown(check: Check, error: &dyn std::error::Error) -> Finding {
    Finding::fault(
        check,
        "unknown",
        format!("could not be looked at: {error}"),
        "look at the server's log",
    )
}

/// One finding for each agent that needs somebody; one for all when none does.
pub(super) fn agents(all: &[AgentHealth]) -> Vec<Finding> {
    let look = |agent: &AgentHealth| format!("look at it: `hustings agents dead-letters {}`", agent.name);
    let findings: Vec<Finding> = all
        .iter()
        .filter_map(|agent| {
            let name = &agent.name;
            let warning = |code, found, remedy| Some(Finding::warning(Check::Agents, code, found, remedy));
            let fault = |code, found, remedy| Some(Finding::fault(Check::Agents, code, found, remedy));
            match agent.verdict {
                Verdict::Healthy => None,
                Verdict::DeadLetters => warning(
                    "dead-letters",
                    format!("{name} could not handle events of {} things", agent.dead_streams),
                    look(agent),
                ),
                Verdict::Stopped => warning(
                    "stopped",
                    format!("{name} waits for an operator"),
                    format!("resume it when the reason is gone: `hustings agents resume {name}`"),
                ),
                Verdict::Unattended => fault(
                    "unattended",
                    format!("no process runs {name}"),
                    "start a process with the role `agents`, or look why it does not come up".to_owned(),
                ),
                Verdict::Stuck => fault(
                    "stuck",
                    format!(
                        "{name} does not get on since {}",
                        agent.progressed_at.format("%F %T UTC")
                    ),
                    "look at the log of the process that runs it; restarting that process is safe".to_owned(),
                ),
                Verdict::Failed => fault(
                    "failed",
                    format!(
                        "{name} broke: {}",
                        agent.reason.as_deref().unwrap_or("no reason noted")
                    ),
                    format!("mend the cause, then resume it: `hustings agents resume {name}`"),
                ),
            }
        })
        .collect();
    if findings.is_empty() {
        let found = format!("all {} get on with their work", all.len());
        return vec![Finding::good(Check::Agents, found)];
    }
    findings
}

fn jobs(condition: &Condition, now: DateTime<Utc>) -> Finding {
    let late = condition.oldest_due.filter(|due| now - *due > JOB_PATIENCE);
    if let Some(due) = late {
        let found = format!(
            "{} are due, the oldest since {}; {} workers give signs of life",
            up_to(condition.due),
            due.format("%F %T UTC"),
            condition.workers
        );
        let remedy = "start a process with the role `jobs`, or more of them if those are busy";
        return if condition.workers == 0 {
            Finding::fault(Check::Jobs, "no-worker", found, remedy)
        } else {
            Finding::warning(Check::Jobs, "late", found, remedy)
        };
    }
    if condition.dead > 0 {
        let found = format!("{} are dead", up_to(condition.dead));
        let remedy = "see why with `hustings jobs list --state dead`, then retry or discard them";
        return Finding::warning(Check::Jobs, "dead", found, remedy);
    }
    let found = format!("none is late or dead; {} workers", condition.workers);
    Finding::good(Check::Jobs, found)
}

fn up_to(count: i64) -> String {
    if count >= i64::from(COUNT_UP_TO) {
        format!("{count} or more")
    } else {
        count.to_string()
    }
}

/// The table with the fewest months ahead decides.
fn partitions(until: Option<NaiveDate>, now: DateTime<Utc>) -> Finding {
    let Some(until) = until else {
        return Finding::good(Check::Partitions, "made for years to come");
    };
    let found = format!("made until {until}");
    let remedy = "look why the job `store.make-partitions` fails; starting a process makes them as well";
    let this_month = now.date_naive().with_day(1).unwrap_or(now.date_naive());
    let ahead = |months: u32| this_month.checked_add_months(Months::new(months));
    if Some(until) <= ahead(0) {
        Finding::fault(Check::Partitions, "missing", "this month's are missing", remedy)
    } else if Some(until) < ahead(MONTHS_AHEAD) {
        Finding::warning(Check::Partitions, "few", found, remedy)
    } else {
        Finding::good(Check::Partitions, found)
    }
}

fn processes(all: &[NodeView], now: DateTime<Utc>) -> Finding {
    let (living, silent): (Vec<&NodeView>, Vec<&NodeView>) =
        all.iter().partition(|node| now - node.seen_at <= SILENT_AFTER);
    if !silent.is_empty() {
        let hosts: Vec<&str> = silent.iter().map(|node| node.host.as_str()).collect();
        return Finding::warning(
            Check::Nodes,
            "silent",
            format!("fell silent without taking their leave: {}", hosts.join(", ")),
            "look whether these machines are well; what is gone for good is forgotten after a day",
        );
    }
    let mut versions: Vec<&str> = living.iter().map(|node| node.version.as_str()).collect();
    versions.sort_unstable();
    versions.dedup();
    match versions.as_slice() {
        [] => Finding::warning(
            Check::Nodes,
            "none",
            "no process says that it lives",
            "look at the server's log: it cannot write to its database",
        ),
        [version] => Finding::good(
            Check::Nodes,
            format!("{} running, version {version}", living.len()),
        ),
        several => Finding::warning(
            Check::Nodes,
            "several-versions",
            format!("several versions run at once: {}", several.join(", ")),
            "fine while a release is rolled out; otherwise bring the older ones up to date",
        ),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn now() -> DateTime<Utc> {
        "2026-11-20T09:00:00Z".parse().unwrap()
    }

    #[test]
    fn partitions_are_wanted_two_months_ahead() {
        let check = |until: &str, code: &str| {
            assert_eq!(partitions(until.parse().ok(), now()).code, code, "{until}");
        };
        check("2026-11-01", "missing");
        check("2026-12-01", "few");
        check("2027-01-01", "good");
        assert_eq!(partitions(None, now()).code, "good");
    }

    #[test]
    fn a_late_job_is_worse_when_nobody_could_do_it() {
        let check = |minutes: i64, dead: i64, workers: i64, code: &str| {
            let condition = Condition {
                oldest_due: Some(now() - TimeDelta::minutes(minutes)),
                due: 3,
                dead,
                workers,
            };
            assert_eq!(jobs(&condition, now()).code, code);
        };
        check(1, 0, 1, "good");
        check(1, 2, 1, "dead");
        check(6, 2, 1, "late");
        check(6, 0, 0, "no-worker");
    }

    #[test]
    fn processes_of_several_versions_and_silent_ones_are_told() {
        let node = |version: &str, seconds: i64| NodeView {
            id: Uuid::nil(),
            host: "here".to_owned(),
            version: version.to_owned(),
            roles: Vec::new(),
            started_at: now(),
            seen_at: now() - TimeDelta::seconds(seconds),
        };
        let check = |nodes: &[NodeView], code: &str| assert_eq!(processes(nodes, now()).code, code);
        check(&[], "none");
        check(&[node("1.0.0", 5), node("1.0.0", 50)], "good");
        check(&[node("1.0.0", 5), node("1.1.0", 5)], "several-versions");
        check(&[node("1.0.0", 5), node("1.0.0", 61)], "silent");
    }
}
