//! Read whether a member has a second factor, and whether it is being reset.

use chrono::{DateTime, Utc};
use hustings_http::{Failure, Json, Operation, Path, Proof, State};
use hustings_kernel::MemberId;
use hustings_store::{Freshness, Opened};
use schemars::JsonSchema;
use serde::Serialize;

use super::rows;
use crate::Identity;
use crate::permissions::ResetSecondFactors;

hustings_http::refusals! {
    /// Why there is nothing to read.
    pub(super) enum ReadGuardRefusal {
        NoSuchMember = 404 "no-such-member": "There is no such member.",
    }
}

/// How a member's account is guarded, as far as it is an organisation's business.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct MemberGuard {
    /// Is there a second factor?
    second_factor: bool,
    /// The reset of a lost one that is under way.
    #[serde(skip_serializing_if = "Option::is_none")]
    reset: Option<ResetView>,
}

/// A reset that is under way.
#[derive(Debug, Serialize, JsonSchema)]
struct ResetView {
    /// Who asked for it.
    requested_by: MemberId,
    /// When.
    requested_at: DateTime<Utc>,
    /// Why.
    reason: String,
    /// Who approved; the person has a link then.
    approved_by: Option<MemberId>,
    /// Until when it can be approved, or the link be used.
    expires_at: DateTime<Utc>,
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::get(
        "/orgs/{org}/members/{member}/second-factor",
        "read_member_second_factor",
        "Read whether a member has a second factor",
        read,
    )
}

async fn read(
    may: Proof<ResetSecondFactors>,
    Path(member): Path<MemberId>,
    State(identity): State<Identity>,
) -> Result<Json<MemberGuard>, Failure<ReadGuardRefusal>> {
    let now = identity.store.sources().now();
    let mut read = identity.store.read(may.scope(), Freshness::Latest).await?;
    let guard = rows::guard(&mut read, may.org(), member)
        .await?
        .ok_or(ReadGuardRefusal::NoSuchMember)?;
    let found = rows::find(&mut read, may.org(), member, now).await?;
    drop(read);
    let keys = identity.store.vault().for_opening(&[member.uuid()]).await?;
    let reset = match found {
        None => None,
        Some(row) => Some(ResetView {
            requested_by: row.requested_by.into(),
            requested_at: row.requested_at,
            reason: match keys.open(member.uuid(), &row.reason_sealed)? {
                Opened::Clear(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
                Opened::Erased => String::new(),
            },
            approved_by: row.approved_by.map(MemberId::from),
            expires_at: row.expires_at,
        }),
    };
    Ok(Json(MemberGuard {
        second_factor: guard.is_guarded,
        reset,
    }))
}
