//! `cargo xtask bench [NAME]`: builds the benchmarks in release and runs one, or all.

use std::process::Command;

use anyhow::Result;

use crate::workspace::Workspace;
use crate::{command, install, web};

/// Which benchmark.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Which one; without a name, all
    name: Option<String>,
    /// Name the benchmarks there are
    #[arg(long, conflicts_with = "name")]
    list: bool,
}

pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    install::postgresql()?;
    let mut bench = Command::new(workspace.built("release")?.join("hustings-bench"));
    if options.name.as_deref().is_none_or(|name| name == "web") && !options.list {
        // The server carries the client in it.
        web::build(workspace)?;
        bench.env("CHROMIUM", install::chromium()?);
    }
    let packages = ["--package", "hustings-bench", "--package", "hustings-server"];
    command::run(
        workspace
            .cargo()
            .args(["build", "--release", "--locked"])
            .args(packages),
    )?;
    bench.current_dir(workspace.root());
    if options.list {
        bench.arg("list");
    } else {
        bench.arg("run").args(&options.name);
    }
    command::run(&mut bench)
}
