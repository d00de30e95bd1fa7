//! `cargo xtask test`: everything that continuous integration runs.
//!
//! All tests share one cluster that is started here, flushes nothing to disk, and is gone afterwards. Each test makes a
//! database of its own in it; a test about crashes, roles or the doctor starts a cluster of its own.

use anyhow::Result;

use crate::check;
use crate::command;
use crate::disposable::Disposable;
use crate::workspace::Workspace;

/// Where testkit finds the one cluster of a test run: the URL of its database `postgres`, as the owner role.
const CLUSTER: &str = "HUSTINGS_TEST_CLUSTER";

/// Which part to run.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Hand these arguments to the test runner and run nothing else: `cargo xtask test -- -p hustings-store`
    #[arg(last = true)]
    runner: Vec<String>,
}

pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    if options.runner.is_empty() {
        check::run(workspace, &check::Options::default())?;
    }
    let disposable = Disposable::start(workspace, "test")?;
    rust_tests(workspace, &options.runner, &disposable.cluster().url("postgres"))
}

/// nextest where it is installed, because it runs tests of different crates side by side; otherwise cargo's own
/// runner. Both must pass: building nextest would cost a fresh machine more time than it saves.
fn rust_tests(workspace: &Workspace, arguments: &[String], cluster: &str) -> Result<()> {
    let whole: &[&str] = if arguments.is_empty() {
        &["--workspace"]
    } else {
        &[]
    };
    let cargo = |command: &[&str]| {
        let mut cargo = workspace.cargo();
        cargo
            .args(command)
            .arg("--locked")
            .args(whole)
            .env(CLUSTER, cluster);
        cargo
    };
    if !command::exists(workspace.cargo().args(["nextest", "--version"]))? {
        return command::run(cargo(&["test", "--no-fail-fast"]).args(arguments));
    }
    command::run(cargo(&["nextest", "run"]).args(arguments))?;
    if arguments.is_empty() {
        // nextest does not run the examples in the documentation.
        command::run(cargo(&["test", "--doc"]).args(arguments))?;
    }
    Ok(())
}
