//! Ask for the second factor of a member to be taken away, who has lost it. Another admin has to approve.

use hustings_events::Append as _;
use hustings_http::{
    Answered, Caller, Failure, Json, NoContent, Once, Operation, Path, Proof, State, SteppedUp,
};
use hustings_jobs::Enqueue as _;
use hustings_kernel::{AccountId, MemberId};
use hustings_vocabulary::Personal;
use hustings_vocabulary::member::SecondFactorResetRequested;
use schemars::JsonSchema;
use serde::Deserialize;

use super::rows::{self, ResetRow};
use super::{VALID_FOR, at_the_door};
use crate::Identity;
use crate::mail::{Notice, SendLetter};
use crate::members::{MemberStatus, both};
use crate::permissions::ResetSecondFactors;
use crate::values::Note;

hustings_http::refusals! {
    /// Why no reset was asked for.
    pub(super) enum RequestResetRefusal {
        PersonNeeded = 403 "person-needed": "Two people decide this; sign in.",
        NoSuchMember = 404 "no-such-member": "There is no such member.",
        NotActive = 409 "member-not-active": "The membership is not active.",
        Oneself = 409 "not-oneself": "Ask somebody else: nobody resets their own.",
        BeyondReach = 403 "beyond-reach": "The member may do more than you.",
        NoSecondFactor = 409 "no-second-factor": "The account has no second factor.",
        AlreadyRequested = 409 "reset-requested": "Somebody asked for this already.",
        OperatorNeeded = 409 "operator-needed": "For this account only whoever runs the installation can do it.",
        ReasonNeeded = 422 "reason-needed": "Say why.",
    }
}

/// Why.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RequestReset {
    /// The reason: how you made sure that it is them who asks.
    reason: Note,
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::post(
        "/orgs/{org}/members/{member}/second-factor-reset",
        "request_second_factor_reset",
        "Ask for a member's lost second factor to be taken away",
        request,
    )
}

async fn request(
    may: Proof<ResetSecondFactors>,
    _: SteppedUp,
    Path(member): Path<MemberId>,
    once: Once,
    State(identity): State<Identity>,
    Json(input): Json<RequestReset>,
) -> Result<Answered<NoContent>, Failure<RequestResetRefusal>> {
    let (org, correlation) = (may.org(), may.scope().correlation());
    judge(&may, member, &input)?;
    let keys = identity.store.vault().for_sealing(&[member.uuid()]).await?;
    let reason_sealed = keys.seal(member.uuid(), input.reason.as_str().as_bytes())?;

    let mut tx = identity.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let (authority, standing) = both(&mut tx, &identity.permissions, &may, member)
        .await?
        .ok_or(RequestResetRefusal::NoSuchMember)?;
    if standing.status != MemberStatus::Active {
        return Err(RequestResetRefusal::NotActive.into());
    }
    if !authority.reaches(&standing) {
        return Err(RequestResetRefusal::BeyondReach.into());
    }
    let guard = rows::guard(&mut tx, org, member).await?;
    let account = guard
        .filter(|guard| guard.is_guarded)
        .map(|guard| guard.account_id);
    let account = AccountId::from(account.ok_or(RequestResetRefusal::NoSecondFactor)?);
    let now = tx.sources().now();
    if rows::hold(&mut tx, org, member, now).await?.is_some() {
        return Err(RequestResetRefusal::AlreadyRequested.into());
    }
    tx.hazmat_enter(&at_the_door(correlation)).await?;
    if rows::has_weight_elsewhere(&mut tx, account, org).await? {
        return Err(RequestResetRefusal::OperatorNeeded.into());
    }
    tx.hazmat_enter(may.scope()).await?;
    let new = ResetRow {
        requested_by: may.member().uuid(),
        reason_sealed,
        requested_at: now,
        approved_by: None,
        expires_at: now + VALID_FOR,
    };
    rows::request(&mut tx, org, member, account, &new).await?;
    tx.append(&SecondFactorResetRequested {
        member,
        reason: Personal::new(member, input.reason.to_string()),
    })
    .await?;
    tx.hazmat_enter(&at_the_door(correlation)).await?;
    let notice = Notice::FactorResetRequested;
    tx.enqueue(&SendLetter::Security { account, notice }).await?;
    Ok(once.finish(tx, NoContent).await?)
}

/// What can be said without looking.
fn judge(
    may: &Proof<ResetSecondFactors>,
    member: MemberId,
    input: &RequestReset,
) -> Result<(), RequestResetRefusal> {
    if matches!(may.caller(), Caller::Key(_)) {
        return Err(RequestResetRefusal::PersonNeeded);
    }
    if input.reason.is_empty() {
        return Err(RequestResetRefusal::ReasonNeeded);
    }
    if member == may.member() {
        return Err(RequestResetRefusal::Oneself);
    }
    Ok(())
}
