//! List the imports of the last weeks, the newest first.

use hustings_http::{Failure, Operation, Page, PageRequest, Proof, State};
use hustings_store::Freshness;
use hustings_vocabulary::member_import::MemberImportId;

use super::{ImportView, rows};
use crate::Identity;
use crate::permissions::InviteMembers;

async fn list_member_imports(
    may: Proof<InviteMembers>,
    request: PageRequest<MemberImportId>,
    State(identity): State<Identity>,
) -> Result<Page<ImportView>, Failure> {
    let before = request.after().copied();
    let mut read = identity.store.read(may.scope(), Freshness::Latest).await?;
    let found = rows::list(&mut read, may.org(), before, request.rows()).await?;
    Ok(request.page(found, |row| row.import_id.into(), ImportView::from))
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::get(
        "/orgs/{org}/members/imports",
        "list_member_imports",
        "List imports of members",
        list_member_imports,
    )
}
