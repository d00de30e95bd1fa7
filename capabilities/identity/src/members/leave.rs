//! Leave an organisation. Everybody may, also while suspended; only the last admin has to hand over first.

use hustings_events::Append as _;
use hustings_http::{Answered, EdgeRefusal, Failure, InOrg, NoContent, Once, Operation, SignedIn, State};
use hustings_kernel::{MemberId, OrgId, Scope};
use hustings_store::{ScopedTx, StoreError};
use hustings_vocabulary::member::MemberLeft;

use super::{MemberStatus, Standing, rows};
use crate::Identity;
use crate::organisations::rows as organisation_rows;

hustings_http::refusals! {
    /// Why somebody cannot leave.
    pub(super) enum LeaveRefusal {
        LastAdmin = 409 "last-admin": "You are the last admin; hand the organisation over or close it first.",
    }
}

/// Without them nobody could run the organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LastAdmin;

async fn leave_organisation(
    me: SignedIn,
    InOrg(org): InOrg,
    once: Once,
    State(identity): State<Identity>,
) -> Result<Answered<NoContent>, Failure<LeaveRefusal>> {
    let mut tx = identity.store.begin(me.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let member = leave(&identity, &mut tx, &me, org)
        .await?
        .map_err(|LastAdmin| LeaveRefusal::LastAdmin)?
        .ok_or(EdgeRefusal::NotFound)?;
    let done = once.finish(tx, NoContent).await?;
    identity.memory.forget_member(org, member);
    Ok(done)
}

/// Ends the person's membership in an organisation; `None` if they have none there. Afterwards the transaction is in
/// that organisation.
pub(crate) async fn leave(
    identity: &Identity,
    tx: &mut ScopedTx,
    me: &SignedIn,
    org: OrgId,
) -> Result<Result<Option<MemberId>, LastAdmin>, StoreError> {
    tx.hazmat_enter(me.scope()).await?;
    let Some(own) = rows::by_account(tx, org, me.account()).await? else {
        return Ok(Ok(None));
    };
    let member = own.member_id.into();
    // The membership was read as the person's own; from here on they act as that member.
    tx.hazmat_enter(&Scope::member(org, member, me.scope().correlation()))
        .await?;
    organisation_rows::lock(tx, org).await?;
    let Some(row) = rows::entry_of_member(tx, org, member).await? else {
        return Ok(Ok(None));
    };
    let standing = Standing::of(&row, &identity.permissions);
    if standing.status == MemberStatus::Left {
        return Ok(Ok(None));
    }
    if standing.is_last_admin(tx, org).await? {
        return Ok(Err(LastAdmin));
    }
    // Leaving and joining again must not be a way out of a suspension.
    let barred = standing.status == MemberStatus::Suspended;
    let now = tx.sources().now();
    rows::end(tx, org, member, barred, now).await?;
    tx.append(&MemberLeft { member }).await?;
    Ok(Ok(Some(member)))
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::delete(
        "/orgs/{org}/membership",
        "leave_organisation",
        "Leave an organisation",
        leave_organisation,
    )
}
