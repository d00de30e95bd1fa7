//! `cargo xtask test`: everything that continuous integration runs.

use anyhow::Result;

use crate::check;
use crate::command;
use crate::workspace::Workspace;

/// Which part to run.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Hand these arguments to the test runner and run nothing else: `cargo xtask test -- -p hustings-store`
    #[arg(last = true)]
    runner: Vec<String>,
}

pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    if options.runner.is_empty() {
        check::run(workspace)?;
    }
    rust_tests(workspace, &options.runner)
}

/// nextest where it is installed, because it runs tests of different crates side by side; otherwise cargo's own
/// runner. Both must pass: building nextest would cost a fresh machine more time than it saves.
fn rust_tests(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let has_nextest = command::exists(workspace.cargo().args(["nextest", "--version"]))?;
    let whole: &[&str] = if arguments.is_empty() {
        &["--workspace"]
    } else {
        &[]
    };
    if !has_nextest {
        return command::run(
            workspace
                .cargo()
                .args(["test", "--locked"])
                .args(whole)
                .args(arguments),
        );
    }
    let mut nextest = workspace.cargo();
    nextest
        .args(["nextest", "run", "--locked", "--no-fail-fast"])
        .args(whole)
        .args(arguments);
    command::run(&mut nextest)?;
    if arguments.is_empty() {
        // nextest does not run the examples in the documentation.
        command::run(
            workspace
                .cargo()
                .args(["test", "--locked", "--workspace", "--doc"]),
        )?;
    }
    Ok(())
}
