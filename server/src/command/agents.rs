//! `hustings agents`: how the agents are doing, and an operator's hand on them.

use std::fmt::Write as _;

use anyhow::{Context as _, Result};
use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};
use hustings_events::{AgentControl, AgentHealth, ControlTx, DeadLetter, Effects, Verdict};
use hustings_kernel::{EventId, Scope};
use hustings_operations::Reason;
use hustings_operations::agents::{self as deeds, PATIENCE};

use super::say;
use crate::settings::Settings;
use crate::workbench::Workbench;

/// The word for an operator at the command line, kept with what they did.
const BY_HAND: &str = "from the command line";

/// What to do with agents.
#[derive(Debug, Subcommand)]
pub enum AgentsCommand {
    /// Show every agent: what it does, how far behind it is, what it could not handle
    List,
    /// Show the events an agent could not handle
    DeadLetters(Named),
    /// What the log is told about.
    #[command(flatten)]
    Steer(Steer),
}

/// What an operator does to an agent.
#[derive(Debug, Subcommand)]
pub enum Steer {
    /// Let an agent finish its batch and wait
    Pause(Named),
    /// Let an agent work again
    Resume(Named),
    /// Let an agent work off what is in the log by now, and wait then
    Drain(Named),
    /// Send an agent back in the log; what it set off before is not set off again
    Rewind {
        /// Which agent
        agent: String,
        /// To the first event recorded at or after that time (2026-11-20T09:00:00Z); without it, to the first of all
        #[arg(long, value_name = "TIME")]
        to: Option<DateTime<Utc>>,
        /// Set off again what was set off before: mails are sent again, webhooks called again
        #[arg(long)]
        repeat_effects: bool,
    },
    /// Try again what an agent could not handle
    Replay {
        /// Which agent
        agent: String,
        /// Only the history that waits for this event; without it, all
        #[arg(long, value_name = "EVENT")]
        event: Option<EventId>,
    },
    /// Give up on one event an agent could not handle, and go on with what comes after it
    Skip {
        /// Which agent
        agent: String,
        /// The event
        event: EventId,
    },
}

/// One agent.
#[derive(Debug, Args)]
pub struct Named {
    /// Which agent
    agent: String,
}

/// Does it.
pub async fn run(settings: &Settings, command: AgentsCommand) -> Result<()> {
    Workbench::work(settings, async |bench: &Workbench| {
        let control = AgentControl::new(bench.store.clone());
        match command {
            AgentsCommand::List => say(table(&control.health(PATIENCE).await?).trim_end()),
            AgentsCommand::DeadLetters(Named { agent }) => {
                say(letters(&control.dead_letters(&agent).await?).trim_end());
            }
            AgentsCommand::Steer(command) => {
                let mut tx = control.begin(&Scope::system(bench.store.sources().id())).await?;
                let done = steer(&mut tx, command).await?;
                tx.commit().await?;
                say(&done);
            }
        }
        Ok(())
    })
    .await
}

/// Does it, and says in words what was done.
async fn steer(tx: &mut ControlTx, command: Steer) -> Result<String> {
    let reason: Reason = BY_HAND.parse().context("the reason")?;
    Ok(match command {
        Steer::Pause(Named { agent }) => {
            deeds::pause(tx, &agent, &reason).await?;
            format!("{agent} is paused")
        }
        Steer::Resume(Named { agent }) => {
            deeds::resume(tx, &agent).await?;
            format!("{agent} works again")
        }
        Steer::Drain(Named { agent }) => {
            deeds::drain(tx, &agent, &reason).await?;
            format!("{agent} works off what is there, and pauses then")
        }
        Steer::Rewind {
            agent,
            to,
            repeat_effects,
        } => {
            let effects = if repeat_effects {
                Effects::Repeat
            } else {
                Effects::Keep
            };
            deeds::rewind(tx, &agent, to, effects).await?;
            format!("{agent} reads the log again")
        }
        Steer::Replay { agent, event } => {
            deeds::replay(tx, &agent, event).await?;
            format!("{agent} tries again")
        }
        Steer::Skip { agent, event } => {
            deeds::skip(tx, &agent, event, &reason).await?;
            format!("{agent} goes on after {event}")
        }
    })
}

fn table(agents: &[AgentHealth]) -> String {
    if agents.is_empty() {
        return "no agent has run here yet".to_owned();
    }
    let widest = agents
        .iter()
        .map(|agent| agent.name.len())
        .max()
        .unwrap_or(0)
        .max(5);
    let mut table = format!(
        "{:widest$}  {:8}  {:>7}  {:>8}  {:>5}  how it is\n",
        "agent", "state", "behind", "handled", "dead"
    );
    for agent in agents {
        let reason = agent
            .reason
            .as_ref()
            .map(|reason| format!(" ({reason})"))
            .unwrap_or_default();
        // Writing to a string does not fail.
        let _ = writeln!(
            table,
            "{:widest$}  {:8}  {:>7}  {:>8}  {:>5}  {}{reason}",
            agent.name,
            agent.state.as_str(),
            agent.lag_events,
            agent.handled,
            agent.dead_streams,
            words(agent),
        );
    }
    table
}

fn words(agent: &AgentHealth) -> String {
    match agent.verdict {
        Verdict::Healthy => "well".to_owned(),
        Verdict::DeadLetters => format!("works, but look at `hustings agents dead-letters {}`", agent.name),
        Verdict::Stuck => format!(
            "does not get on since {}",
            agent.progressed_at.format("%F %T UTC")
        ),
        Verdict::Unattended => "no process runs it".to_owned(),
        Verdict::Stopped => "waits for an operator".to_owned(),
        Verdict::Failed => "broke; mend the cause, then resume it".to_owned(),
    }
}

fn letters(letters: &[DeadLetter]) -> String {
    if letters.is_empty() {
        return "nothing: everything was handled".to_owned();
    }
    let mut text = String::new();
    for letter in letters {
        let next = if letter.dead {
            "waits for an operator"
        } else {
            "is tried again by itself"
        };
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "{}  {} of {}, recorded {}\n    {} (attempts: {}); {next}; {} waiting in its history",
            letter.event,
            letter.kind,
            letter.stream,
            letter.recorded_at.format("%F %T UTC"),
            letter.error,
            letter.attempts,
            letter.waiting,
        );
    }
    text
}
