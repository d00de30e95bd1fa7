//! Read what one is in an organisation: name, role, rights.

use hustings_http::{EdgeRefusal, Failure, Operation, Proof, State, Versioned};
use hustings_store::Freshness;
use schemars::JsonSchema;
use serde::Serialize;

use super::{MemberView, rows};
use crate::Identity;
use crate::permissions::OwnMembership;

/// One's own membership.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct OwnMembershipView {
    /// What everybody sees.
    #[serde(flatten)]
    pub(super) member: MemberView,
    /// The language to be addressed in here, if not the account's.
    pub(super) language: Option<String>,
    /// The time zone to live by here, if not the account's.
    pub(super) time_zone: Option<String>,
    /// The names of everything the caller may do here.
    pub(super) permissions: Vec<String>,
}

impl OwnMembershipView {
    pub(super) fn new(row: rows::MemberRow, may: &Proof<OwnMembership>) -> Self {
        Self {
            language: row.language.clone(),
            time_zone: row.time_zone.clone(),
            permissions: may.permissions().names().map(str::to_owned).collect(),
            member: row.into(),
        }
    }
}

async fn read_own_membership(
    may: Proof<OwnMembership>,
    State(identity): State<Identity>,
) -> Result<Versioned<OwnMembershipView>, Failure> {
    let mut read = identity.store.read(may.scope(), Freshness::Latest).await?;
    let row = rows::by_id(&mut read, may.org(), may.member())
        .await?
        .ok_or(EdgeRefusal::NotFound)?;
    Ok(Versioned {
        version: row.version,
        value: OwnMembershipView::new(row, &may),
    })
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::get(
        "/orgs/{org}/membership",
        "read_own_membership",
        "Read one's own membership",
        read_own_membership,
    )
}
