//! The command line: what an operator runs.

pub mod admin;
pub mod agents;
pub mod audit;
pub mod backup;
pub mod demo;
pub mod doctor;
pub mod jobs;
pub mod keys;
pub mod mail;
pub mod serve;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use hustings_kernel::Sources;
use hustings_operations::health::Severity;

use crate::composition;
use crate::data_folder::DataFolder;
use crate::database::Database;
use crate::settings::{self, Role, Settings};

/// Read if it is there and no other file is named.
const USUAL_FILE: &str = "hustings.toml";

/// Hustings: one self-hosted platform for people who campaign and people who decide together.
#[derive(Debug, Parser)]
#[command(name = "hustings", version, propagate_version = true)]
pub struct CommandLine {
    /// The file with the settings. Without it, `hustings.toml` in the current folder is read if it is there.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the platform until it is told to stop
    Serve {
        /// What this process does, instead of what the settings say
        #[arg(long, value_delimiter = ',', value_enum)]
        roles: Vec<Role>,
    },
    /// Bring the database's schema up to date
    Migrate,
    /// Look for what is wrong, and say what to do about it
    Doctor,
    /// Write database, keys and files into one archive; the server may be running
    Backup {
        /// Where to write it. It opens everything that is sealed: keep it as safe as the server itself
        archive: PathBuf,
    },
    /// Fill an empty data folder from an archive
    Restore {
        /// The archive that `backup` wrote
        archive: PathBuf,
    },
    /// Prove that the audit log was not tampered with
    Audit {
        /// What to do with it
        #[command(subcommand)]
        command: audit::AuditCommand,
    },
    /// Print every event there is, who emits it and who reads it
    Events,
    /// Print the description of the API, as it is served at /openapi.json
    Openapi,
    /// Print every setting with its meaning and default
    Config,
    /// Help people to an account or a new password
    Admin {
        /// What to do for them
        #[command(subcommand)]
        command: admin::AdminCommand,
    },
    /// Fill a made-up organisation with weeks of history, to look around in, and print who may sign in
    Demo(demo::DemoOptions),
    /// See to the agents that follow the log
    Agents {
        /// What to do with them
        #[command(subcommand)]
        command: agents::AgentsCommand,
    },
    /// See to the keys that seal what is personal
    Keys {
        /// What to do with them
        #[command(subcommand)]
        command: keys::KeysCommand,
    },
    /// Try whether letters get through
    Mail {
        /// What to do
        #[command(subcommand)]
        command: mail::MailCommand,
    },
    /// See to the background jobs
    Jobs {
        /// What to do with them
        #[command(subcommand)]
        command: jobs::JobsCommand,
    },
}

/// Runs what the command line asks for.
pub async fn run(line: CommandLine) -> Result<ExitCode> {
    let Some(mut settings) = read_settings(line.config.as_deref()) else {
        return Ok(ExitCode::from(2));
    };
    match line.command {
        Command::Serve { roles } => {
            if !roles.is_empty() {
                settings.roles = roles;
            }
            serve::serve(&settings).await?;
        }
        Command::Migrate => migrate(&settings).await?,
        Command::Doctor => return examine(&settings).await,
        Command::Backup { archive } => {
            backup::backup(&settings, &archive).await?;
            say(&format!("written to {}", archive.display()));
        }
        Command::Restore { archive } => {
            backup::restore(&settings, &archive).await?;
            say(&format!(
                "restored into {}; start it with `hustings serve`",
                DataFolder::path(&settings)?.display()
            ));
        }
        Command::Admin { command } => admin::run(&settings, command).await?,
        Command::Demo(options) => demo::run(&settings, &options).await?,
        Command::Agents { command } => agents::run(&settings, command).await?,
        Command::Jobs { command } => jobs::run(&settings, command).await?,
        Command::Keys { command } => keys::run(&settings, command).await?,
        Command::Mail { command } => mail::run(&settings, command).await?,
        Command::Audit { command } => return audit::run(&settings, command).await,
        Command::Events => say(composition::events()?.to_string().trim_end()),
        Command::Openapi => say(composition::openapi()?.trim_end()),
        Command::Config => say(settings::reference().trim_end()),
    }
    Ok(ExitCode::SUCCESS)
}

/// The settings, or `None` after every problem with them was told.
fn read_settings(named: Option<&Path>) -> Option<Settings> {
    let usual = Path::new(USUAL_FILE);
    let file = named.or_else(|| usual.exists().then_some(usual));
    match settings::load(file) {
        Ok(settings) => Some(settings),
        Err(problems) => {
            for problem in problems {
                complain(&problem.to_string());
            }
            complain("`hustings config` prints every setting there is");
            None
        }
    }
}

async fn migrate(settings: &Settings) -> Result<()> {
    let folder = DataFolder::open(settings)?;
    let database = Database::visit(settings, &folder).await?;
    folder.keys(&Sources::system())?;
    let migrated = composition::migrate(database.url()).await;
    database.close().await?;
    migrated.context("the schema could not be brought up to date")?;
    say("the schema is up to date");
    Ok(())
}

async fn examine(settings: &Settings) -> Result<ExitCode> {
    let findings = doctor::examine(settings).await?;
    for finding in &findings {
        say(&finding.to_string());
    }
    let worst = findings.iter().map(|finding| finding.severity).max();
    Ok(if worst == Some(Severity::Fault) {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// Tells the person at the terminal.
#[expect(clippy::print_stdout, reason = "this is the command line")]
fn say(text: &str) {
    println!("{text}");
}

/// Tells the person at the terminal what is wrong.
#[expect(clippy::print_stderr, reason = "this is the command line")]
fn complain(text: &str) {
    eprintln!("error: {text}");
}
