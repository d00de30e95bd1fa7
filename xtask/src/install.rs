//! What a fresh machine lacks, installed where that can be done without asking.

use std::process::Command;

use anyhow::{Context as _, Result, bail};
use hustings_cluster::find_binaries;

use crate::command;

/// Before the server's package, the common one and this setting: otherwise the package makes a cluster of its own and
/// keeps it running on the standard port. The setting is for new clusters only; existing ones stay as they are.
const NO_CLUSTER_OF_ITS_OWN: &str = "sed -i -E \
    's/^#?[[:space:]]*create_main_cluster[[:space:]]*=.*/create_main_cluster = false/' \
    /etc/postgresql-common/createcluster.conf";

/// The package would start a server on the standard port; a policy that forbids it stands for as long as this takes. One
/// that was there before stays.
const WITHOUT_STARTING_IT: &str = "policy=/usr/sbin/policy-rc.d; \
    if [ -e $policy ]; then apt-get install --yes --no-install-recommends redis-server; \
    else printf '#!/bin/sh\\nexit 101\\n' >$policy && chmod 755 $policy && \
    apt-get install --yes --no-install-recommends redis-server; done=$?; rm -f $policy; exit $done; fi";

/// Makes sure that PostgreSQL's server binaries are there.
pub(crate) fn postgresql() -> Result<()> {
    let Err(missing) = find_binaries(None) else {
        return Ok(());
    };
    if !has_apt()? {
        bail!("{missing}");
    }
    let steps = [
        "apt-get update --quiet",
        "apt-get install --yes --no-install-recommends postgresql-common",
        NO_CLUSTER_OF_ITS_OWN,
        "apt-get install --yes --no-install-recommends postgresql",
    ];
    install("PostgreSQL's server", &steps)?;
    find_binaries(None).context("PostgreSQL was installed but is not found")?;
    Ok(())
}

/// Finds the browser that the tests of the web client drive, or installs it.
pub(crate) fn chromium() -> Result<String> {
    if let Some(found) = find_chromium()? {
        return Ok(found);
    }
    if !has_apt()? {
        bail!("the tests of the web client drive Chromium, which is missing");
    }
    let steps = [
        "apt-get update --quiet",
        "apt-get install --yes --no-install-recommends chromium",
    ];
    install("Chromium", &steps)?;
    find_chromium()?.context("Chromium was installed but is not found")
}

/// Makes sure that the Redis is there which tests of several nodes start for themselves.
pub(crate) fn redis() -> Result<()> {
    if command::exists(Command::new("redis-server").arg("--version"))? {
        return Ok(());
    }
    if !has_apt()? {
        bail!("the tests of several nodes start `redis-server`, which is missing");
    }
    let steps = ["apt-get update --quiet", WITHOUT_STARTING_IT];
    install("Redis", &steps)
}

fn find_chromium() -> Result<Option<String>> {
    let names = "command -v chromium || command -v chromium-browser || command -v google-chrome || true";
    let found = command::output(Command::new("sh").args(["-c", names]))?;
    Ok(Some(found.trim().to_owned()).filter(|path| !path.is_empty()))
}

fn has_apt() -> Result<bool> {
    command::exists(Command::new("apt-get").arg("--version"))
}

fn install(what: &str, steps: &[&str]) -> Result<()> {
    println!("{what} is missing; installing it from the distribution.");
    for step in steps {
        let mut shell = as_root(step)?;
        command::run(&mut shell).with_context(|| {
            format!(
                "could not install {what}; as root, run:\n  {}",
                steps.join("\n  ")
            )
        })?;
    }
    Ok(())
}

/// A shell command run as root: directly, or through sudo where that asks for no password.
fn as_root(script: &str) -> Result<Command> {
    let is_root = command::output(Command::new("id").arg("-u"))?.trim() == "0";
    let mut shell = if is_root {
        Command::new("env")
    } else if command::exists(Command::new("sudo").args(["-n", "true"]))? {
        let mut sudo = Command::new("sudo");
        sudo.args(["-n", "env"]);
        sudo
    } else {
        bail!("this needs root, and sudo asks for a password; run as root:\n  {script}\nand start again");
    };
    shell.args(["DEBIAN_FRONTEND=noninteractive", "sh", "-c", script]);
    Ok(shell)
}
