//! Read one member.

use hustings_http::{Failure, Operation, Path, Proof, State, Versioned};
use hustings_kernel::{MemberId, Scope};
use hustings_store::{Freshness, Opened, StoreError};
use schemars::JsonSchema;
use serde::Serialize;

use super::{MemberStatus, MemberView, rows};
use crate::Identity;
use crate::permissions::{ReadMembers, SuspendMembers};

hustings_http::refusals! {
    /// Why there is no such member to see or to touch.
    pub(super) enum ReadMemberRefusal {
        NoSuchMember = 404 "no-such-member": "There is no such member.",
    }
}

/// One member.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct MemberDetail {
    /// What everybody sees.
    #[serde(flatten)]
    member: MemberView,
    /// Why the membership is suspended, for those who could suspend it.
    #[serde(skip_serializing_if = "Option::is_none")]
    suspension_reason: Option<String>,
}

async fn read_member(
    may: Proof<ReadMembers>,
    Path(member): Path<MemberId>,
    State(identity): State<Identity>,
) -> Result<Versioned<MemberDetail>, Failure<ReadMemberRefusal>> {
    let row = identity
        .members
        .get(may.scope(), member)
        .await?
        .ok_or(ReadMemberRefusal::NoSuchMember)?;
    let version = row.version;
    let shown = MemberView::from(row);
    let may_know = may.has::<SuspendMembers>() && shown.status == MemberStatus::Suspended;
    let suspension_reason = if may_know {
        suspension_reason(&identity, may.scope(), member).await?
    } else {
        None
    };
    let value = MemberDetail {
        member: shown,
        suspension_reason,
    };
    Ok(Versioned { version, value })
}

async fn suspension_reason(
    identity: &Identity,
    scope: &Scope,
    member: MemberId,
) -> Result<Option<String>, StoreError> {
    let mut read = identity.store.read(scope, Freshness::Latest).await?;
    let Some(sealed) = rows::suspension_reason(&mut read, scope.org(), member).await? else {
        return Ok(None);
    };
    drop(read);
    let keys = identity.store.vault().for_opening(&[member.uuid()]).await?;
    Ok(match keys.open(member.uuid(), &sealed)? {
        Opened::Clear(bytes) => String::from_utf8(bytes).ok(),
        Opened::Erased => None,
    })
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::get(
        "/orgs/{org}/members/{member}",
        "read_member",
        "Read a member",
        read_member,
    )
}
