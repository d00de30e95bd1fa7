//! Look at what an import would do, row by row, without doing it.

use hustings_http::{Failure, Json, Operation, Proof, State};
use schemars::JsonSchema;
use serde::Serialize;

use super::judging::{Sheet, judge};
use super::reading::read;
use super::{ImportMembers, ImportRefusal, JudgedRow, MOST_BYTES};
use crate::permissions::InviteMembers;
use crate::{Identity, roles};

/// What an import would do.
#[derive(Debug, Serialize, JsonSchema)]
struct ImportPreview {
    /// How many would be invited.
    accepted: usize,
    /// How many would not.
    rejected: usize,
    /// The columns of the file that mean nothing here.
    ignored_columns: Vec<String>,
    /// Every row, in the order of the file.
    rows: Vec<JudgedRow>,
}

async fn preview_import(
    may: Proof<InviteMembers>,
    State(identity): State<Identity>,
    Json(input): Json<ImportMembers>,
) -> Result<Json<ImportPreview>, Failure<ImportRefusal>> {
    if !identity.imports_for(&may).await? {
        return Err(ImportRefusal::FeatureOff.into());
    }
    let mut table = read(&input.csv)?;
    let ignored_columns = std::mem::take(&mut table.ignored);
    let sheet = Sheet::new(identity.store.vault(), table.lines);
    let mut tx = identity.store.begin(may.scope()).await?;
    roles::permissions_of(&mut tx, &identity.permissions, may.org(), input.role)
        .await?
        .ok_or(ImportRefusal::NoSuchRole)?;
    let judged = judge(&identity, &mut tx, sheet.whole(), input.role, may.permissions()).await?;
    drop(tx);
    let accepted = judged.iter().filter(|judged| judged.candidate.is_some()).count();
    Ok(Json(ImportPreview {
        accepted,
        rejected: judged.len() - accepted,
        ignored_columns,
        rows: judged.into_iter().map(|judged| judged.row).collect(),
    }))
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::post(
        "/orgs/{org}/members/imports/preview",
        "preview_member_import",
        "Look at what an import of members would do",
        preview_import,
    )
    .without_idempotency_key("it changes nothing; it is no GET because of the size of what it looks at")
    .with_body_limit(MOST_BYTES)
}
