//! `hustings jobs`: the job desk at the command line.

use std::fmt::Write as _;

use anyhow::{Context as _, Result, bail};
use clap::{Args, Subcommand};
use hustings_jobs::desk::{self, Cancelled, Discarded, ListJobs, Retried};
use hustings_kernel::{JobId, OrgId, Scope};
use hustings_operations::jobs::{self as deeds, JobState, JobView};
use hustings_store::{Freshness, Store};

use super::say;
use crate::settings::Settings;
use crate::workbench::Workbench;

/// What to do with background jobs.
#[derive(Debug, Subcommand)]
pub enum JobsCommand {
    /// Show jobs, the newest first
    List {
        /// Whose jobs.
        #[command(flatten)]
        whose: Whose,
        /// Only in this state: queued, running, retrying, succeeded, cancelled or dead
        #[arg(long, value_parser = state)]
        state: Option<JobState>,
        /// Only of this kind
        #[arg(long)]
        kind: Option<String>,
        /// At most so many
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u16).range(1..=200))]
        limit: u16,
        /// As JSON, for programs
        #[arg(long)]
        json: bool,
    },
    /// Show one job
    Show {
        /// Which one.
        #[command(flatten)]
        one: One,
        /// As JSON, for programs
        #[arg(long)]
        json: bool,
    },
    /// Let a dead job begin anew, or one that waits run now
    Retry(One),
    /// Stop a job that waits, or ask one that runs to stop
    Cancel(One),
    /// Give a dead job up
    Discard(One),
}

/// Whose jobs.
#[derive(Debug, Args)]
pub struct Whose {
    /// An organisation's, by its id; without it, the installation's own
    #[arg(long, value_name = "ORGANISATION")]
    org: Option<OrgId>,
}

/// One job.
#[derive(Debug, Args)]
pub struct One {
    /// Which job
    job: JobId,
    #[command(flatten)]
    whose: Whose,
}

impl Whose {
    fn scope(&self, store: &Store) -> Scope {
        let correlation = store.sources().id();
        match self.org {
            Some(org) => Scope::system_in(org, correlation),
            None => Scope::system(correlation),
        }
    }
}

/// A state by its name.
fn state(name: &str) -> Result<JobState, String> {
    let value = serde_json::Value::String(name.to_owned());
    serde_json::from_value(value).map_err(|error| error.to_string())
}

/// Does it.
pub async fn run(settings: &Settings, command: JobsCommand) -> Result<()> {
    Workbench::work(settings, async |bench: &Workbench| {
        let store = &bench.store;
        match command {
            JobsCommand::List {
                whose,
                state,
                kind,
                limit,
                json,
            } => {
                let wanted = ListJobs {
                    state: state.map(desk::JobState::from),
                    kind,
                    before: None,
                    at_most: limit,
                };
                let mut read = store.read(&whose.scope(store), Freshness::Latest).await?;
                let jobs = desk::list(&mut read, &wanted).await?;
                let jobs: Vec<JobView> = jobs.into_iter().map(JobView::from).collect();
                say(&if json {
                    serde_json::to_string_pretty(&jobs)?
                } else {
                    table(&jobs)
                });
            }
            JobsCommand::Show { one, json } => {
                let mut read = store.read(&one.whose.scope(store), Freshness::Latest).await?;
                let job = desk::find(&mut read, one.job)
                    .await?
                    .with_context(|| unknown(&one))?;
                let job = JobView::from(job);
                say(&if json {
                    serde_json::to_string_pretty(&job)?
                } else {
                    sheet(&job)
                });
            }
            JobsCommand::Retry(one) => say(&retry(store, &one).await?),
            JobsCommand::Cancel(one) => say(&cancel(store, &one).await?),
            JobsCommand::Discard(one) => say(&discard(store, &one).await?),
        }
        Ok(())
    })
    .await
}

fn unknown(one: &One) -> String {
    match one.whose.org {
        Some(org) => format!("the organisation {org} has no job {}", one.job),
        None => format!(
            "the installation has no job {}; name the organisation it belongs to with --org",
            one.job
        ),
    }
}

async fn retry(store: &Store, one: &One) -> Result<String> {
    let job = one.job;
    let mut tx = store.begin(&one.whose.scope(store)).await?;
    let outcome = deeds::retry(&mut tx, job).await?;
    tx.commit().await?;
    match outcome {
        None => bail!(unknown(one)),
        Some(Retried::Running) => bail!("{job} runs already"),
        Some(Retried::TooLate) => bail!("{job} has ended, and not in failure"),
        Some(Retried::Now) => Ok(format!("{job} runs as soon as a worker is free")),
    }
}

async fn cancel(store: &Store, one: &One) -> Result<String> {
    let job = one.job;
    let mut tx = store.begin(&one.whose.scope(store)).await?;
    let outcome = deeds::cancel(&mut tx, job).await?;
    tx.commit().await?;
    match outcome {
        None => bail!(unknown(one)),
        Some(Cancelled::TooLate) => bail!("{job} has ended already"),
        Some(Cancelled::AtOnce) => Ok(format!("{job} will not run")),
        Some(Cancelled::Asked) => Ok(format!("{job} runs, and was asked to stop")),
    }
}

async fn discard(store: &Store, one: &One) -> Result<String> {
    let job = one.job;
    let mut tx = store.begin(&one.whose.scope(store)).await?;
    let outcome = deeds::discard(&mut tx, job).await?;
    tx.commit().await?;
    match outcome {
        None => bail!(unknown(one)),
        Some(Discarded::NotDead) => bail!("{job} is not dead; cancel it if it shall not run"),
        Some(Discarded::Done) => Ok(format!("{job} is given up")),
    }
}

fn name(state: JobState) -> &'static str {
    desk::JobState::from(state).name()
}

fn table(jobs: &[JobView]) -> String {
    if jobs.is_empty() {
        return "no such jobs".to_owned();
    }
    let widest = jobs.iter().map(|job| job.kind.len()).max().unwrap_or(0).max(4);
    let mut table = format!(
        "{:36}  {:widest$}  {:9}  {:>5}  enqueued",
        "job", "kind", "state", "tries"
    );
    for job in jobs {
        let error = job.error.as_ref().map(|error| format!("\n    {error}"));
        // Writing to a string does not fail.
        let _ = write!(
            table,
            "\n{}  {:widest$}  {:9}  {:>5}  {}{}",
            job.id,
            job.kind,
            name(job.state),
            job.attempts,
            job.enqueued_at.format("%F %T UTC"),
            error.unwrap_or_default(),
        );
    }
    table
}

fn sheet(job: &JobView) -> String {
    let time = |time: Option<chrono::DateTime<chrono::Utc>>| {
        time.map_or_else(|| "-".to_owned(), |time| time.format("%F %T UTC").to_string())
    };
    [
        ("job", job.id.to_string()),
        ("kind", job.kind.clone()),
        ("state", name(job.state).to_owned()),
        ("attempts", job.attempts.to_string()),
        ("last error", job.error.clone().unwrap_or_else(|| "-".to_owned())),
        ("caused by", job.actor.clone()),
        ("request", job.correlation.to_string()),
        ("enqueued", time(Some(job.enqueued_at))),
        ("due", time(Some(job.due_at))),
        ("started", time(job.started_at)),
        ("ended", time(job.finished_at)),
    ]
    .map(|(what, value)| format!("{what:10}  {value}"))
    .join("\n")
}
