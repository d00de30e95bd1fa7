//! List the rows that an import rejected, in the order of the file, each with everything that spoke against it.

use hustings_http::{Failure, Operation, Page, PageRequest, Path, Proof, State};
use hustings_store::{Freshness, Opened, StoreError};
use hustings_vocabulary::member_import::MemberImportId;

use super::{JudgedRow, ReadImportRefusal, rows};
use crate::Identity;
use crate::permissions::InviteMembers;

async fn list_import_rejections(
    may: Proof<InviteMembers>,
    Path(import): Path<MemberImportId>,
    request: PageRequest<u32>,
    State(identity): State<Identity>,
) -> Result<Page<JudgedRow>, Failure<ReadImportRefusal>> {
    let after = request.after().copied().unwrap_or_default();
    let mut read = identity.store.read(may.scope(), Freshness::Latest).await?;
    rows::one(&mut read, may.org(), import)
        .await?
        .ok_or(ReadImportRefusal::NoSuchImport)?;
    let sealed = rows::rejections(&mut read, may.org(), import, after, request.rows()).await?;
    drop(read);
    let subject = import.uuid();
    let keys = identity.store.vault().for_opening(&[subject]).await?;
    let mut found = Vec::new();
    for sealed in &sealed {
        if let Opened::Clear(json) = keys.open(subject, sealed)? {
            let row: JudgedRow = serde_json::from_slice(&json)
                .map_err(|_| StoreError::Sealed("what was sealed is not JSON"))?;
            found.push(row);
        }
    }
    Ok(request.page(found, |row| row.line, |row| row))
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::get(
        "/orgs/{org}/members/imports/{import}/rejections",
        "list_import_rejections",
        "List the rows that an import rejected",
        list_import_rejections,
    )
}
