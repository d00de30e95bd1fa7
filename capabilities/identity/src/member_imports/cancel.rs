//! Cancel an import that runs. The part that is being invited is finished first; who was invited stays invited.

use hustings_http::{Answered, Failure, Json, Once, Operation, Path, Proof, State};
use hustings_vocabulary::member_import::MemberImportId;

use super::ending::{Ending, end};
use super::{ImportView, rows};
use crate::Identity;
use crate::permissions::InviteMembers;

hustings_http::refusals! {
    /// Why an import was not cancelled.
    enum CancelImportRefusal {
        NoSuchImport = 404 "no-such-import": "There is no such import, or not any more.",
        Ended = 409 "import-ended": "The import has ended already.",
    }
}

async fn cancel_member_import(
    may: Proof<InviteMembers>,
    Path(import): Path<MemberImportId>,
    once: Once,
    State(identity): State<Identity>,
) -> Result<Answered<Json<ImportView>>, Failure<CancelImportRefusal>> {
    let mut tx = identity.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    // The job holds it locked while it invites a part, and looks before the next one.
    let Some(mut row) = rows::lock_running(&mut tx, may.org(), import).await? else {
        let ended = rows::one(&mut tx, may.org(), import).await?;
        return Err(match ended {
            Some(_) => CancelImportRefusal::Ended.into(),
            None => CancelImportRefusal::NoSuchImport.into(),
        });
    };
    end(&mut tx, &mut row, Ending::Cancelled).await?;
    Ok(once.finish(tx, Json(row.into())).await?)
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::post(
        "/orgs/{org}/members/imports/{import}/cancel",
        "cancel_member_import",
        "Cancel an import of members",
        cancel_member_import,
    )
}
