//! Members: people inside one organisation. What is done to a membership never touches the account behind it.

mod by_key;
mod change_own_membership;
mod change_role;
mod count;
mod join;
mod leave;
mod list;
mod read;
mod read_own_membership;
mod read_permissions;
mod reinstate;
mod remove;
pub(crate) mod rows;
mod standing;
mod suspend;

use chrono::{DateTime, Utc};
use hustings_events::Append as _;
use hustings_http::Operations;
use hustings_kernel::{AccountId, MemberId};
use hustings_store::{ScopedConnection as _, ScopedTx, StoreError};
use hustings_vocabulary::member::{MemberJoined, Way};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Identity;
use crate::roles::Role;
use crate::values::{Language, PersonName, TimeZone};

pub(crate) use by_key::MembersById;
pub(crate) use leave::leave;
pub(crate) use standing::{Standing, authority, both, standing_of_actor};

/// How a membership stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MemberStatus {
    /// It holds.
    #[default]
    Active,
    /// It is suspended, for a reason.
    Suspended,
    /// The member left or was removed.
    Left,
}

impl MemberStatus {
    /// The stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Left => "left",
        }
    }

    /// Reads the stable name; what is unknown never counts as active.
    pub(crate) fn of_column(text: &str) -> Self {
        match text {
            "active" => Self::Active,
            "suspended" => Self::Suspended,
            _ => Self::Left,
        }
    }
}

/// A member as others see them.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MemberView {
    /// The member.
    pub id: MemberId,
    /// What they are called here.
    pub name: String,
    /// The address of their picture.
    pub avatar: Option<String>,
    /// Standing earned by taking part.
    pub level: i16,
    /// Their role.
    pub role: Role,
    /// How the membership stands.
    pub status: MemberStatus,
    /// When they joined, or came back.
    pub joined_at: DateTime<Utc>,
}

impl From<rows::MemberRow> for MemberView {
    fn from(row: rows::MemberRow) -> Self {
        Self {
            id: row.member_id.into(),
            role: Role::of_row(&row.role, row.role_id),
            status: MemberStatus::of_column(&row.status),
            name: row.name,
            avatar: row.avatar,
            level: row.level,
            joined_at: row.joined_at,
        }
    }
}

/// Who is to become a member of the organisation in scope.
#[derive(Debug)]
pub(crate) struct Admission<'a> {
    pub(crate) account: AccountId,
    pub(crate) name: &'a PersonName,
    pub(crate) role: Role,
    pub(crate) language: Option<&'a Language>,
    pub(crate) time_zone: Option<&'a TimeZone>,
    pub(crate) way: Way,
}

/// Makes somebody a member of the transaction's organisation, or brings them back. `None` if they are one already.
pub(crate) async fn admit(
    tx: &mut ScopedTx,
    admission: &Admission<'_>,
) -> Result<Option<MemberId>, StoreError> {
    let new = rows::NewMember {
        org: tx.scope().org(),
        member: tx.sources().id(),
        account: admission.account,
        name: admission.name.as_str(),
        role: admission.role,
        language: admission.language.map(Language::as_str),
        time_zone: admission.time_zone.map(TimeZone::as_str),
        invited: matches!(admission.way, Way::Invitation(_) | Way::Operator),
        now: tx.sources().now(),
    };
    let Some(member) = rows::admit(tx, &new).await? else {
        return Ok(None);
    };
    tx.append(&MemberJoined {
        member,
        account: admission.account,
        role: admission.role.to_string(),
        way: admission.way,
    })
    .await?;
    Ok(Some(member))
}

pub(crate) fn operations() -> Operations<Identity> {
    Operations::new("members")
        .add(list::operation())
        .add(count::operation())
        .add(read::operation())
        .add(read_permissions::operation())
        .add(change_role::operation())
        .add(suspend::operation())
        .add(reinstate::operation())
        .add(remove::operation())
        .add(read_own_membership::operation())
        .add(change_own_membership::operation())
        .add(join::operation())
        .add(leave::operation())
}
