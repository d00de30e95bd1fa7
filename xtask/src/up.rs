//! `cargo xtask up`: the platform on this machine, from nothing; on the first run with a demo, if somebody wants one.

use std::os::unix::process::CommandExt as _;
use std::process::Command;

use anyhow::{Result, anyhow};

use crate::workspace::Workspace;
use crate::{command, install, web};

/// What the server is told.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Fill a demo organisation without asking, if there is no organisation yet
    #[arg(long, conflicts_with = "no_demo")]
    demo: bool,
    /// Do not offer a demo organisation
    #[arg(long)]
    no_demo: bool,
    /// Hand these arguments to `hustings serve`: `cargo xtask up -- --roles http,agents`
    #[arg(last = true)]
    server: Vec<String>,
}

pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    install::postgresql()?;
    web::build(workspace)?;
    let mut build = workspace.cargo();
    build.args(["build", "--release", "--locked", "--package", "hustings-server"]);
    println!("Building in release; the first time takes some minutes.");
    command::run(&mut build)?;
    let program = workspace.built("release")?.join("hustings");
    if let Some(offer) = offer(options) {
        command::run(Command::new(&program).args(offer))?;
    }
    let mut server = Command::new(&program);
    server.arg("serve").args(&options.server);
    // The server takes this process's place, so that Ctrl-C and a supervisor's signals reach it and nobody else.
    Err(anyhow!(server.exec()).context("the server could not be started"))
}

/// How a demo is offered: without a word if that was asked for, with a question at a terminal, and else not at all.
/// `hustings demo` itself finds out whether this is the first run, and does nothing otherwise.
fn offer(options: &Options) -> Option<&'static [&'static str]> {
    match (options.no_demo, options.demo) {
        (true, _) => None,
        (_, true) => Some(&["demo", "--first-run"]),
        _ => Some(&["demo", "--first-run", "--ask"]),
    }
}
