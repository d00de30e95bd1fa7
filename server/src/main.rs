//! The one binary, `hustings`.

use std::process::ExitCode;

use clap::Parser as _;
use hustings_server::command::{CommandLine, run};

#[tokio::main]
#[expect(clippy::print_stderr, reason = "this is the command line")]
async fn main() -> ExitCode {
    match run(CommandLine::parse()).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
