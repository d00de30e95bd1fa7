//! Start an import: the file is kept, sealed, until a job has worked through it.

use hustings_events::Append as _;
use hustings_http::{Accepted, Answered, Failure, Json, Once, Operation, Proof, State};
use hustings_jobs::Enqueue as _;
use hustings_vocabulary::member_import::{MemberImportId, MemberImportStarted};
use uuid::Uuid;

use super::reading::read;
use super::rows::{self, ImportRow, ONE_RUNS};
use super::run::RunMemberImport;
use super::{IMPORT, ImportMembers, ImportRefusal, ImportState, ImportView, MOST_BYTES};
use crate::members::authority;
use crate::permissions::InviteMembers;
use crate::{Identity, roles};

async fn start_member_import(
    may: Proof<InviteMembers>,
    once: Once,
    State(identity): State<Identity>,
    Json(input): Json<ImportMembers>,
) -> Result<Answered<Accepted<ImportView>>, Failure<ImportRefusal>> {
    if !identity.imports_for(&may).await? {
        return Err(ImportRefusal::FeatureOff.into());
    }
    let lines = read(&input.csv)?.lines.len();
    let sources = identity.store.sources();
    let (import, file_id): (MemberImportId, Uuid) = (sources.id(), sources.id());
    let subjects = [import.uuid(), file_id];
    let keys = identity.store.vault().for_sealing(&subjects).await?;
    let file_sealed = keys.seal(file_id, input.csv.as_bytes())?;

    let mut tx = identity.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    // Nobody waits for the part that is being invited, only to be told this.
    if rows::one_runs(&mut tx, may.org()).await? {
        return Err(ImportRefusal::Running.into());
    }
    let authority = authority(&mut tx, &identity.permissions, &may).await?;
    if authority.organisation.state != "active" {
        return Err(ImportRefusal::Closing.into());
    }
    roles::permissions_of(&mut tx, &identity.permissions, may.org(), input.role)
        .await?
        .ok_or(ImportRefusal::NoSuchRole)?;
    let now = tx.sources().now();
    let row = ImportRow {
        org_id: may.org().uuid(),
        import_id: import.uuid(),
        started_by: may.member().uuid(),
        role: input.role.to_string(),
        state: ImportState::Running.as_str().to_owned(),
        stopped_because: None,
        row_count: i32::try_from(lines).unwrap_or(i32::MAX),
        done: 0,
        invited: 0,
        rejected: 0,
        file_id,
        started_at: now,
        moved_at: now,
    };
    rows::insert(&mut tx, &row, &file_sealed)
        .await
        .map_err(|error| match error.constraint() {
            Some(ONE_RUNS) => ImportRefusal::Running.into(),
            _ => Failure::from(error),
        })?;
    tx.append(&MemberImportStarted {
        import,
        rows: row.row_count,
        role: row.role.clone(),
    })
    .await?;
    tx.enqueue(&RunMemberImport { import }).await?;
    let location = format!("/v1/orgs/{}/members/imports/{import}", may.org());
    Ok(once.finish(tx, Accepted::at(location, row.into())).await?)
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::post(
        "/orgs/{org}/members/imports",
        "start_member_import",
        "Invite everybody in a file",
        start_member_import,
    )
    .with_body_limit(MOST_BYTES)
    .limited(IMPORT)
}
