//! `hustings audit`: proof that the audit log was not tampered with.

use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;
use hustings_identity::audit::{Verification, audited_organisations, verify};
use hustings_kernel::OrgId;

use super::say;
use crate::settings::Settings;
use crate::workbench::Workbench;

/// What to do with the audit log.
#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Walk the chain of hashes; without an organisation, every organisation's and the installation's own
    Verify {
        /// Which organisation
        organisation: Option<OrgId>,
    },
}

/// Does it. A broken chain is an exit code, so that a schedule can raise the alarm.
pub async fn run(settings: &Settings, command: AuditCommand) -> Result<ExitCode> {
    let AuditCommand::Verify { organisation } = command;
    Workbench::work(settings, async |bench: &Workbench| {
        let organisations = match organisation {
            Some(organisation) => vec![organisation],
            None => audited_organisations(&bench.store).await?,
        };
        let mut whole = true;
        for organisation in organisations {
            let found = verify(&bench.store, organisation).await?;
            whole &= found.holds();
            say(&report(organisation, &found));
        }
        Ok(if whole {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    })
    .await
}

fn report(organisation: OrgId, found: &Verification) -> String {
    let whose = if organisation == OrgId::INSTALLATION {
        "the installation".to_owned()
    } else {
        format!("organisation {organisation}")
    };
    let mut lines = vec![match &found.first_break {
        None => format!(
            "ok      {whose}: {} links hold; head {}",
            found.verified, found.head
        ),
        Some(broken) => format!(
            "BROKEN  {whose}: link {} ({:?}); the {} before it hold",
            broken.sequence, broken.what, found.verified
        ),
    }];
    if found.forgotten > 0 {
        lines.push(format!(
            "        {} links before them were kept long enough and are removed",
            found.forgotten
        ));
    }
    if found.without_event > 0 {
        lines.push(format!("        {} events were erased", found.without_event));
    }
    if let Some(since) = found.oldest_unsealed {
        let since = since.format("%F %T UTC");
        lines.push(format!(
            "        {} events since {since} are not sealed yet",
            found.unsealed
        ));
    }
    lines.join("\n")
}
