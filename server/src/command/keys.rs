//! `hustings keys`: the keys that seal what is personal, and their rotation while the server runs.

use anyhow::{Result, bail, ensure};
use clap::Subcommand;
use hustings_operations::nodes::other_hosts;
use hustings_operations::vault as deeds;
use hustings_store::VaultState;

use super::say;
use crate::composition;
use crate::settings::Settings;
use crate::workbench::Workbench;

/// What to do with the keys.
#[derive(Debug, Subcommand)]
pub enum KeysCommand {
    /// Show which key is in use, and whether a rotation is unfinished
    List,
    /// Add the next key to the key file without using it yet, so that it can be copied to the other machines
    Prepare,
    /// Wrap everybody's key with a new one; the server may be running
    Rotate,
    /// Take keys that nothing needs any more out of this machine's key file
    Retire,
}

/// Does it.
pub async fn run(settings: &Settings, command: KeysCommand) -> Result<()> {
    Workbench::work(settings, async |bench: &Workbench| {
        // A rotation beside another one, or a backup without the key it needs, would lose everything.
        let _held = match command {
            KeysCommand::List => None,
            _ => Some(bench.folder.hold_keys()?),
        };
        let vault = bench.store.vault();
        match command {
            KeysCommand::List => say(&state(&vault.state().await?)),
            KeysCommand::Prepare => {
                let known = vault.state().await?;
                ensure!(
                    known.newest == known.in_use,
                    "key {} is prepared already: copy {} to every machine, then `hustings keys rotate`",
                    known.newest,
                    bench.folder.key_file().display()
                );
                let added = vault.keys().add_wrapping_key(bench.store.sources())?;
                say(&format!(
                    "key {added} stands in {}; copy the file to every machine, then `hustings keys rotate`",
                    bench.folder.key_file().display()
                ));
            }
            KeysCommand::Rotate => rotate(bench).await?,
            KeysCommand::Retire => {
                let retired = deeds::retire(&bench.store).await?;
                say(&format!(
                    "{retired} older keys were taken out of {}",
                    bench.folder.key_file().display()
                ));
            }
        }
        Ok(())
    })
    .await
}

async fn rotate(bench: &Workbench) -> Result<()> {
    let known = bench.store.vault().state().await?;
    let others = other_hosts(&bench.store, &composition::host()).await?;
    if known.newest == known.in_use && known.waiting == 0 && !others.is_empty() {
        bail!(
            "other machines run this installation ({}) and must have the new key first: `hustings keys prepare` adds it",
            others.join(", ")
        );
    }
    let rotated = deeds::rotate(&bench.store, |so_far| {
        say(&format!("  {} keys wrapped anew", so_far.rewrapped));
    })
    .await?;
    say(&format!(
        "everybody's key is wrapped with key {} ({} were wrapped anew)\n\
         make a backup now: older ones hold the older key file, which opens what they hold and nothing newer",
        rotated.generation, rotated.rewrapped
    ));
    Ok(())
}

fn state(state: &VaultState) -> String {
    let mut lines = vec![match state.in_use {
        0 => "the first key is in use; there was no rotation yet".to_owned(),
        generation => format!("key {generation} is in use"),
    }];
    if state.newest > state.in_use {
        lines.push(format!(
            "key {} is prepared; `hustings keys rotate` takes it into use",
            state.newest
        ));
    }
    if state.waiting > 0 {
        lines.push(format!(
            "{} people's keys are wrapped with an older one; `hustings keys rotate` goes on with them",
            state.waiting
        ));
    }
    lines.join("\n")
}
