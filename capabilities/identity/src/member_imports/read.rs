//! Read how far an import is, or what became of it.

use hustings_http::{Failure, Operation, Path, Proof, State, Tagged};
use hustings_store::Freshness;
use hustings_vocabulary::member_import::MemberImportId;

use super::{ImportView, ReadImportRefusal, rows};
use crate::Identity;
use crate::permissions::InviteMembers;

async fn read_member_import(
    may: Proof<InviteMembers>,
    Path(import): Path<MemberImportId>,
    State(identity): State<Identity>,
) -> Result<Tagged<ImportView>, Failure<ReadImportRefusal>> {
    let mut read = identity.store.read(may.scope(), Freshness::Latest).await?;
    let found = rows::one(&mut read, may.org(), import).await?;
    Ok(Tagged(found.ok_or(ReadImportRefusal::NoSuchImport)?.into()))
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::get(
        "/orgs/{org}/members/imports/{import}",
        "read_member_import",
        "Read how far an import of members is",
        read_member_import,
    )
}
