//! Every developer command of Hustings: `cargo xtask up | test | check | bench | prepare | screenshots`.
//!
//! Nothing here ships. Each command is one file; `check` has one file per rule. A command prints the programs it
//! runs, so that each step can be repeated by hand.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "these commands talk to a developer's terminal"
)]

mod bench;
mod check;
mod command;
mod disposable;
mod install;
mod prepare;
mod screenshots;
mod test;
mod up;
mod web;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::workspace::Workspace;

/// The developer commands of Hustings.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Install what is missing, build in release and start the platform on <http://localhost:8080>
    Up(up::Options),
    /// Everything that continuous integration runs: `check`, then every test
    Test(test::Options),
    /// Formatting, lints, the rules of the design, licences of dependencies
    Check(check::Options),
    /// Regenerate what is generated from the code: `.sqlx`, the description of the API, the web client's types
    Prepare,
    /// Take the pictures of the main screens that the book shows
    Screenshots,
    /// Measure, beside a peer where there is one; without a name, everything
    Bench(bench::Options),
}

fn main() -> ExitCode {
    match run(&Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: &Task) -> Result<()> {
    let workspace = Workspace::find()?;
    match task {
        Task::Up(options) => up::run(&workspace, options),
        Task::Test(options) => test::run(&workspace, options),
        Task::Check(options) => check::run(&workspace, options),
        Task::Prepare => prepare::run(&workspace),
        Task::Screenshots => screenshots::run(&workspace),
        Task::Bench(options) => bench::run(&workspace, options),
    }
}
