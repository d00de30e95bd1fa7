//! Count the members, for the head of a list.

use hustings_http::{Failure, Json, Operation, Proof, Query, State};
use hustings_store::Freshness;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::MemberStatus;
use super::rows::{self, Slice};
use crate::Identity;
use crate::permissions::ReadMembers;
use crate::roles::Role;

/// Counting further would cost more than anybody gains from it.
const AT_MOST: i64 = 100_000;

/// Which members.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CountMembers {
    /// How the membership stands; active if nothing is said.
    #[serde(default)]
    status: MemberStatus,
    /// The role they hold.
    role: Option<Role>,
}

/// How many there are.
#[derive(Debug, Serialize, JsonSchema)]
struct MemberCount {
    /// This many.
    count: i64,
    /// There are more: nobody counts further.
    more: bool,
}

async fn count_members(
    may: Proof<ReadMembers>,
    Query(filter): Query<CountMembers>,
    State(identity): State<Identity>,
) -> Result<Json<MemberCount>, Failure> {
    let slice = Slice {
        org: may.org(),
        status: filter.status.as_str(),
        role: filter.role,
        at_most: AT_MOST + 1,
    };
    let mut read = identity.store.read(may.scope(), Freshness::Latest).await?;
    let counted = rows::count(&mut read, &slice).await?;
    Ok(Json(MemberCount {
        count: counted.min(AT_MOST),
        more: counted > AT_MOST,
    }))
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::get(
        "/orgs/{org}/members/count",
        "count_members",
        "Count members",
        count_members,
    )
}
