//! `cargo xtask test`: everything that continuous integration runs.
//!
//! All tests share one cluster that is started here, flushes nothing to disk, and is gone afterwards. Each test makes a
//! database of its own in it; a test about crashes, roles or the doctor starts a cluster of its own.

use anyhow::Result;

use crate::disposable::Disposable;
use crate::workspace::Workspace;
use crate::{check, command, install, web};

/// Where testkit finds the one cluster of a test run: the URL of its database `postgres`, as the owner role.
const CLUSTER: &str = "HUSTINGS_TEST_CLUSTER";

/// Which part to run.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Only the tests of the web client, in a browser and without one
    #[arg(long, conflicts_with = "runner")]
    web: bool,
    /// Hand these arguments to the test runner and run nothing else: `cargo xtask test -- -p hustings-store`
    #[arg(last = true)]
    runner: Vec<String>,
}

pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    if options.web {
        return web_tests(workspace);
    }
    let everything = options.runner.is_empty();
    if everything {
        install::postgresql()?;
        install::redis()?;
        // First, because the server embeds it: built later, the server would have to be compiled again.
        web::build(workspace)?;
        check::run(workspace, &check::Options::default())?;
    }
    let disposable = Disposable::start(workspace, "test")?;
    rust_tests(workspace, &options.runner, &disposable.cluster().url("postgres"))?;
    drop(disposable);
    if everything {
        web_tests(workspace)?;
    }
    Ok(())
}

fn web_tests(workspace: &Workspace) -> Result<()> {
    web::test(workspace)?;
    web::test_in_browser(workspace)
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
