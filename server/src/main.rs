//! The one binary, `hustings`.

use std::process::ExitCode;

use clap::Parser as _;
use hustings_server::command::{CommandLine, run};

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    run(CommandLine::parse()).await
}
