//! List the members: found by name, filtered by status and role, sorted by name or by joining.

use chrono::{DateTime, Utc};
use hustings_http::{EdgeRefusal, Failure, Operation, Page, PageRequest, Proof, State};
use hustings_kernel::{FieldProblem, MemberId};
use hustings_store::Freshness;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::rows::{self, Slice};
use super::{MemberStatus, MemberView};
use crate::Identity;
use crate::permissions::ReadMembers;
use crate::roles::Role;
use crate::values::words;

/// Which members.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MemberFilter {
    /// Beginnings of words of the name.
    search: Option<String>,
    /// How the membership stands; active if nothing is said.
    #[serde(default)]
    status: MemberStatus,
    /// The role they hold.
    role: Option<Role>,
    /// The order. What is found by name is always sorted by name.
    #[serde(default)]
    sort: MemberOrder,
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum MemberOrder {
    /// By name.
    #[default]
    Name,
    /// Who joined last comes first.
    Newest,
}

/// Where a page ends.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum MemberKey {
    /// At a name.
    Name(String, MemberId),
    /// At a time of joining.
    Joined(DateTime<Utc>, MemberId),
}

async fn list_members(
    may: Proof<ReadMembers>,
    request: PageRequest<MemberKey, MemberFilter>,
    State(identity): State<Identity>,
) -> Result<Page<MemberView>, Failure> {
    let filter = request.filter();
    let slice = Slice {
        org: may.org(),
        status: filter.status.as_str(),
        role: filter.role,
        at_most: request.rows(),
    };
    let beginnings = filter.search.as_deref().map(beginnings).transpose()?;
    let after_name = match request.after() {
        Some(MemberKey::Name(name, member)) => Some((name.as_str(), *member)),
        Some(MemberKey::Joined(..)) | None => None,
    };
    let after_joining = match request.after() {
        Some(MemberKey::Joined(joined, member)) => Some((*joined, *member)),
        Some(MemberKey::Name(..)) | None => None,
    };
    let mut read = identity.store.read(may.scope(), Freshness::Latest).await?;
    let newest = beginnings.is_none() && filter.sort == MemberOrder::Newest;
    let found = match beginnings {
        Some(beginnings) => rows::search(&mut read, &slice, &beginnings, after_name).await?,
        None if newest => rows::list_newest(&mut read, &slice, after_joining).await?,
        None => rows::list_by_name(&mut read, &slice, after_name).await?,
    };
    let key = |row: &rows::MemberRow| {
        let member = row.member_id.into();
        if newest {
            MemberKey::Joined(row.joined_at, member)
        } else {
            MemberKey::Name(row.name_folded.clone(), member)
        }
    };
    Ok(request.page(found, key, MemberView::from))
}

/// The longest first, because it narrows the most.
fn beginnings(search: &str) -> Result<Vec<String>, EdgeRefusal> {
    let mut beginnings = words(search);
    beginnings.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    if beginnings.is_empty() || search.chars().count() > 100 {
        let problem = FieldProblem::new(
            "search",
            "invalid",
            "A search has 1 to 100 characters, with letters or digits.",
        );
        return Err(EdgeRefusal::InvalidInput(vec![problem]));
    }
    Ok(beginnings)
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::get(
        "/orgs/{org}/members",
        "list_members",
        "List members",
        list_members,
    )
}
