//! How an import ends: the file is destroyed, the log is told, and what was invited stays invited.

use hustings_events::Append as _;
use hustings_store::{ScopedTx, StoreError};
use hustings_vocabulary::member_import::{ImportOutcome, MemberImportEnded};
use schemars::JsonSchema;
use serde::Serialize;

use super::ImportState;
use super::rows::{self, ImportRow};

/// Why an import could not go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum StopReason {
    /// Whoever started it may not invite any more.
    RightsLost,
    /// The organisation is closing.
    OrganisationClosing,
    /// Importing was switched off.
    FeatureOff,
    /// The role of rows that name none was deleted.
    RoleGone,
    /// An operator cancelled its job.
    JobCancelled,
    /// Its job failed for so long that it was given up.
    Stalled,
}

impl StopReason {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::RightsLost => "rights-lost",
            Self::OrganisationClosing => "organisation-closing",
            Self::FeatureOff => "feature-off",
            Self::RoleGone => "role-gone",
            Self::JobCancelled => "job-cancelled",
            Self::Stalled => "stalled",
        }
    }

    pub(super) fn of_column(text: &str) -> Self {
        match text {
            "rights-lost" => Self::RightsLost,
            "organisation-closing" => Self::OrganisationClosing,
            "feature-off" => Self::FeatureOff,
            "role-gone" => Self::RoleGone,
            "job-cancelled" => Self::JobCancelled,
            _ => Self::Stalled,
        }
    }
}

/// How an import ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    Finished,
    Cancelled,
    Stopped(StopReason),
}

/// Ends an import that is locked and runs.
pub(super) async fn end(tx: &mut ScopedTx, row: &mut ImportRow, ending: Ending) -> Result<(), StoreError> {
    let (state, outcome, because) = match ending {
        Ending::Finished => (ImportState::Finished, ImportOutcome::Finished, None),
        Ending::Cancelled => (ImportState::Cancelled, ImportOutcome::Cancelled, None),
        Ending::Stopped(reason) => (ImportState::Stopped, ImportOutcome::Stopped, Some(reason)),
    };
    state.as_str().clone_into(&mut row.state);
    row.stopped_because = because.map(|reason| reason.as_str().to_owned());
    row.moved_at = tx.sources().now();
    rows::end(tx, row).await?;
    // Backups keep the sealed file for a while; without its key it says nothing.
    tx.erase(&[row.file_id]).await?;
    tx.append(&MemberImportEnded {
        import: row.import_id.into(),
        outcome,
        because: row.stopped_because.clone(),
        invited: row.invited,
        rejected: row.rejected,
    })
    .await?;
    Ok(())
}
