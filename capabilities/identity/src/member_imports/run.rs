//! The job that works through a file: part by part, each in one transaction that invites it and notes how far it is. So
//! a worker that dies in between leaves nothing half done, and whoever takes over goes on right there.
//!
//! Whether whoever started it may still invite is asked anew for each part, as if they sent it in just then.

use std::time::Duration;

use hustings_configuration::Who;
use hustings_events::Append as _;
use hustings_jobs::{Job, JobContext, JobFailure, JobHandler};
use hustings_kernel::Permission as _;
use hustings_store::{Freshness, Opened, ScopedTx, StoreError};
use hustings_vocabulary::member_import::{MemberImportAdvanced, MemberImportId};
use serde::{Deserialize, Serialize};

use super::ending::{Ending, StopReason, end};
use super::inviting::{invite, reject};
use super::judging::{Judged, Sheet, judge};
use super::reading::read;
use super::rows::{self, ImportRow};
use crate::Identity;
use crate::configuration::MEMBER_IMPORT;
use crate::members::{Standing, standing_of_actor};
use crate::organisations::rows as organisation_rows;
use crate::permissions::InviteMembers;
use crate::roles::{self, Role};

/// Rows in one transaction: few enough that nobody who waits for the organisation notices.
const PART: usize = 100;

/// Works through the file of an import.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct RunMemberImport {
    pub(super) import: MemberImportId,
}

impl Job for RunMemberImport {
    const KIND: &'static str = "identity.import-members";
    const TIMEOUT: Duration = Duration::from_mins(10);
}

/// Does it.
#[derive(Debug, Clone)]
pub(crate) struct MemberImporter(pub(crate) Identity);

impl JobHandler<RunMemberImport> for MemberImporter {
    async fn run(&self, ctx: &JobContext, job: RunMemberImport) -> Result<(), JobFailure> {
        let Some(sheet) = self.open(ctx, job.import).await? else {
            return Ok(());
        };
        while self.advance(ctx, job.import, &sheet).await? == Step::More {
            if ctx.is_cancelled() {
                stop(ctx, job.import).await?;
                return Err(JobFailure::Cancelled);
            }
        }
        Ok(())
    }
}

/// Is there more to do?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    More,
    Over,
}

impl MemberImporter {
    /// The file; nothing if the import has ended.
    async fn open(&self, ctx: &JobContext, import: MemberImportId) -> Result<Option<Sheet>, JobFailure> {
        let mut on = ctx.store().read(ctx.scope(), Freshness::Latest).await?;
        let found = rows::file(&mut on, ctx.scope().org(), import).await?;
        drop(on);
        let Some((file_id, sealed)) = found else {
            return Ok(None);
        };
        let vault = ctx.store().vault();
        let keys = vault.for_opening(&[file_id]).await?;
        let Opened::Clear(csv) = keys.open(file_id, &sealed)? else {
            return Ok(None);
        };
        // It was read before it was kept.
        let table = read(&String::from_utf8_lossy(&csv)).map_err(JobFailure::permanent)?;
        Ok(Some(Sheet::new(vault, table.lines)))
    }

    /// Does the next part.
    async fn advance(
        &self,
        ctx: &JobContext,
        import: MemberImportId,
        sheet: &Sheet,
    ) -> Result<Step, JobFailure> {
        let org = ctx.scope().org();
        let holds_for = self.0.invitations_hold_for(org).await?;
        let mut tx = ctx.store().begin(ctx.scope()).await?;
        // From here on nobody else invites or joins, so that what is judged stays so.
        let organisation = organisation_rows::lock(&mut tx, org).await?;
        let Some(mut row) = rows::lock_running(&mut tx, org, import).await? else {
            return Ok(Step::Over);
        };
        let is_active = organisation.is_some_and(|organisation| organisation.state == "active");
        let (by, role) = match self.may_go_on(&mut tx, is_active, &row).await? {
            Ok(going_on) => going_on,
            Err(reason) => {
                end(&mut tx, &mut row, Ending::Stopped(reason)).await?;
                tx.commit().await?;
                return Ok(Step::Over);
            }
        };
        let part = sheet.part(usize::try_from(row.done).unwrap_or_default(), PART);
        let judged = judge(&self.0, &mut tx, part, role, &by.permissions).await?;
        let (mut candidates, mut rejected) = (Vec::new(), Vec::new());
        for Judged { row, candidate } in judged {
            match candidate {
                Some(candidate) => candidates.push(candidate),
                None => rejected.push(row),
            }
        }
        invite(&mut tx, by.member, &candidates, holds_for).await?;
        reject(&mut tx, import, &rejected).await?;
        row.invited += i32::try_from(candidates.len()).unwrap_or_default();
        row.rejected += i32::try_from(rejected.len()).unwrap_or_default();
        let step = note(&mut tx, &mut row).await?;
        tx.commit().await?;
        Ok(step)
    }

    /// Who goes on and with which role of rows that name none, or why nobody does.
    async fn may_go_on(
        &self,
        tx: &mut ScopedTx,
        organisation_is_active: bool,
        row: &ImportRow,
    ) -> Result<Result<(Standing, Role), StopReason>, StoreError> {
        if !organisation_is_active {
            return Ok(Err(StopReason::OrganisationClosing));
        }
        let catalogue = &self.0.permissions;
        let standing = standing_of_actor(tx, catalogue).await?;
        let Some(standing) = standing.filter(|one| one.permissions.holds(InviteMembers::TYPE.name)) else {
            return Ok(Err(StopReason::RightsLost));
        };
        let held = standing.role.to_string();
        let who = Who {
            member: standing.member,
            role: &held,
        };
        if !self.0.configuration.is_on_in(tx, &MEMBER_IMPORT, &who).await? {
            return Ok(Err(StopReason::FeatureOff));
        }
        let Ok(role) = row.role.parse::<Role>() else {
            return Ok(Err(StopReason::RoleGone));
        };
        let granted = roles::permissions_of(tx, catalogue, row.org_id.into(), role).await?;
        Ok(granted.map(|_| (standing, role)).ok_or(StopReason::RoleGone))
    }
}

/// Notes how far it is, and ends it after the last row.
async fn note(tx: &mut ScopedTx, row: &mut ImportRow) -> Result<Step, StoreError> {
    row.done = row.invited + row.rejected;
    row.moved_at = tx.sources().now();
    rows::advance(tx, row).await?;
    if row.done >= row.row_count {
        end(tx, row, Ending::Finished).await?;
        return Ok(Step::Over);
    }
    tx.append(&MemberImportAdvanced {
        import: row.import_id.into(),
        done: row.done,
    })
    .await?;
    Ok(Step::More)
}

/// Stops it because an operator cancelled the job.
async fn stop(ctx: &JobContext, import: MemberImportId) -> Result<(), StoreError> {
    let mut tx = ctx.store().begin(ctx.scope()).await?;
    if let Some(mut row) = rows::lock_running(&mut tx, ctx.scope().org(), import).await? {
        let ending = Ending::Stopped(StopReason::JobCancelled);
        end(&mut tx, &mut row, ending).await?;
    }
    tx.commit().await
}
