//! `cargo xtask check`: formatting, lints, types of the web client, and the rules of the design that none of them knows.
//!
//! Each rule is a pure function from the files of the tree to its findings, with tests beside it. All rules run
//! before anything is reported, so that one run shows everything there is to mend.

mod emitted;
mod imports;
mod length;
mod licences;
mod links;
mod machine_paths;
mod manifests;
mod source;
pub(crate) mod sql;
mod sqlx_use;
mod stored_queries;
mod switched_off;

use std::fmt;

use anyhow::{Result, bail};

use crate::command;
use crate::web;
use crate::workspace::Workspace;

/// One place that breaks a rule.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// A path from the root, with `:line` where there is one.
    pub(crate) place: String,
    /// What is wrong and what to do instead.
    pub(crate) message: String,
}

impl Finding {
    fn new(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            message: message.into(),
        }
    }

    fn on_line(path: &str, line: usize, message: impl Into<String>) -> Self {
        Self::new(format!("{path}:{line}"), message)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.place, self.message)
    }
}

/// How much to check.
#[derive(clap::Args, Default)]
pub(crate) struct Options {
    /// Only the rules that need no compiler, which takes a second
    #[arg(long)]
    tidy: bool,
}

pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let tidy = tidy(workspace);
    if options.tidy {
        return tidy;
    }
    let format = command::run(workspace.cargo().args(["fmt", "--all", "--check"]));
    let clippy = command::run(workspace.cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--locked",
        "--",
        "-D",
        "warnings",
    ]));
    let web = web::check(workspace);
    let failures: Vec<_> = [tidy, format, clippy, web]
        .into_iter()
        .filter_map(Result::err)
        .collect();
    for failure in &failures {
        println!("error: {failure:#}");
    }
    if !failures.is_empty() {
        bail!("the check found something to mend");
    }
    Ok(())
}

/// The rules that need no compiler.
fn tidy(workspace: &Workspace) -> Result<()> {
    println!("> tidy");
    let tree = workspace.tree()?;
    let mut findings = imports::findings(&imports::members(workspace)?);
    findings.extend(manifests::findings(&tree)?);
    findings.extend(sqlx_use::findings(&tree));
    findings.extend(emitted::findings(&tree));
    findings.extend(length::findings(&tree)?);
    findings.extend(sql::findings(&tree));
    findings.extend(stored_queries::findings(&tree));
    findings.extend(switched_off::findings(&tree));
    findings.extend(links::findings(&tree));
    findings.extend(machine_paths::findings(&tree));
    findings.extend(licences::findings(workspace, &tree)?);
    for finding in &findings {
        println!("{finding}");
    }
    if !findings.is_empty() {
        bail!("tidy: {} places break a rule of the design", findings.len());
    }
    Ok(())
}
