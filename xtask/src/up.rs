//! `cargo xtask up`: the platform on this machine, from nothing.

use std::os::unix::process::CommandExt as _;
use std::process::Command;

use anyhow::{Result, anyhow};

use crate::workspace::Workspace;
use crate::{command, install, web};

/// What the server is told.
#[derive(clap::Args)]
pub(crate) struct Options {
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
    let mut server = Command::new(workspace.built("release")?.join("hustings"));
    server.arg("serve").args(&options.server);
    // The server takes this process's place, so that Ctrl-C and a supervisor's signals reach it and nobody else.
    Err(anyhow!(server.exec()).context("the server could not be started"))
}
