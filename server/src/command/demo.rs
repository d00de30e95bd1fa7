//! `hustings demo`: fills a made-up organisation, and prints who may sign in.

use std::fmt::Write as _;
use std::io::{IsTerminal as _, Write as _, stderr, stdin};

use anyhow::{Context as _, Result, ensure};
use chrono::{DateTime, Utc};
use clap::Args;
use hustings_identity::values::Slug;
use hustings_kernel::Sources;
use tokio::signal::ctrl_c;

use super::say;
use crate::demo::{Demo, Existing, Story, Told};
use crate::settings::Settings;

/// How wide the bar is.
const BAR: usize = 32;

/// Which story, and when.
#[derive(Debug, Args)]
pub struct DemoOptions {
    /// How many become members
    #[arg(long, default_value_t = 280, value_parser = clap::value_parser!(u16).range(20..=2000))]
    members: u16,
    /// How many weeks the story takes
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u16).range(4..=52))]
    weeks: u16,
    /// The same seed tells the same story
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The moment at which the story ends, as in 2026-11-20T18:00:00Z; now, if nothing is said
    #[arg(long)]
    until: Option<DateTime<Utc>>,
    /// The organisation's name in addresses
    #[arg(long, default_value = "riverbend")]
    slug: String,
    /// Do nothing if there is an organisation already
    #[arg(long)]
    first_run: bool,
    /// Ask at the terminal first; without a terminal, do nothing
    #[arg(long)]
    ask: bool,
    /// Print what was made as JSON, for programs
    #[arg(long)]
    json: bool,
}

impl DemoOptions {
    fn story(&self) -> Result<Story> {
        let now = Sources::system().now();
        let until = self.until.unwrap_or(now);
        ensure!(
            until <= now,
            "a story does not end in the future: --until {until}"
        );
        let slug = Slug::parse(&self.slug).context("--slug")?;
        Ok(Story {
            seed: self.seed,
            until,
            weeks: self.weeks,
            members: self.members.into(),
            slug: slug.to_string(),
        })
    }
}

/// Does it.
pub async fn run(settings: &Settings, options: &DemoOptions) -> Result<()> {
    let story = options.story()?;
    if options.ask && !(stdin().is_terminal() && stderr().is_terminal()) {
        return Ok(());
    }
    let demo = Demo::open(settings, story).await?;
    let (demo, told) = tell(demo, options).await;
    demo.close().await?;
    if let Some(told) = told? {
        say(&if options.json {
            serde_json::to_string_pretty(&told)?
        } else {
            in_words(&told)
        });
    }
    Ok(())
}

/// Tells the story, unless the options or the person at the terminal say no.
async fn tell(demo: Demo, options: &DemoOptions) -> (Demo, Result<Option<Told>>) {
    match is_wanted(&demo, options).await {
        Ok(true) => {}
        Ok(false) => return (demo, Ok(None)),
        Err(error) => return (demo, Err(error)),
    }
    let mut bar = Bar::new();
    let (demo, told) = demo
        .tell(ctrl_c(), |played, of, at| bar.show(played, of, at))
        .await;
    bar.end();
    (demo, told.map(Some))
}

async fn is_wanted(demo: &Demo, options: &DemoOptions) -> Result<bool> {
    if options.first_run && demo.existing().await? != Existing::Nothing {
        return Ok(false);
    }
    if !options.ask {
        return Ok(true);
    }
    tell_aside("There is no organisation yet. Fill one with people who do not exist, to look around? [Y/n] ");
    let answer = tokio::task::spawn_blocking(|| {
        let mut line = String::new();
        stdin().read_line(&mut line).map(|_| line)
    });
    let answer = answer.await??;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "" | "y" | "yes"))
}

/// What was made, for the person at the terminal.
fn in_words(told: &Told) -> String {
    let mut text = format!(
        "\n{} is at {}: {} members and weeks of history. All of it is made up.\n\n",
        told.name, told.address, told.members
    );
    let width = |of: fn(&crate::demo::Login) -> usize| told.logins.iter().map(of).max().unwrap_or(0);
    let (roles, emails) = (width(|login| login.role.len()), width(|login| login.email.len()));
    for login in &told.logins {
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "    {:roles$}  {:emails$}  {}",
            login.role,
            login.email,
            login.password.reveal()
        );
    }
    text.push_str("\nThe passwords are shown this once. Close the organisation in its settings when you have seen enough.");
    text
}

/// How far the story is, at a terminal; nowhere else.
struct Bar {
    at_terminal: bool,
    shown: Option<usize>,
}

impl Bar {
    fn new() -> Self {
        Self {
            at_terminal: stderr().is_terminal(),
            shown: None,
        }
    }

    fn show(&mut self, played: usize, of: usize, at: DateTime<Utc>) {
        let percent = played * 100 / of.max(1);
        if !self.at_terminal || self.shown == Some(percent) {
            return;
        }
        self.shown = Some(percent);
        let full = BAR * percent / 100;
        let (done, open) = ("=".repeat(full), " ".repeat(BAR - full));
        tell_aside(&format!(
            "\r[{done}{open}] {percent:3} %  {}",
            at.format("%-d %B %Y     ")
        ));
    }

    fn end(&self) {
        if self.shown.is_some() {
            tell_aside("\n");
        }
    }
}

/// Tells the person at the terminal what no program wants to read.
fn tell_aside(text: &str) {
    // A terminal that is gone needs no bar.
    let _ = write!(stderr(), "{text}").and_then(|()| stderr().flush());
}
