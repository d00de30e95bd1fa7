//! What happens to a membership.

use hustings_kernel::{AccountId, MemberId};
use serde::{Deserialize, Serialize};

use crate::invitation::InvitationId;
use crate::{Personal, events};

/// How somebody came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// By founding the organisation.
    Founding,
    /// By signing up where that is open to everybody.
    SignUp,
    /// By an invitation.
    Invitation(InvitationId),
    /// By an operator's command.
    Operator,
}

/// A person became a member, or came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberJoined {
    /// The member.
    pub member: MemberId,
    /// The person.
    pub account: AccountId,
    /// A built-in role's name, or an own role's id.
    pub role: String,
    /// How they came in.
    pub way: Way,
}

/// A member's role changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberRoleChanged {
    /// The member.
    pub member: MemberId,
    /// The role before.
    pub from: String,
    /// The role now.
    pub to: String,
}

/// What others see of a member changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberChanged {
    /// The member.
    pub member: MemberId,
    /// Which fields changed.
    pub fields: Vec<String>,
}

/// A membership was suspended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberSuspended {
    /// The member.
    pub member: MemberId,
    /// Why.
    pub reason: Personal<String>,
}

/// A suspended membership holds again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberReinstated {
    /// The member.
    pub member: MemberId,
}

/// A member left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberLeft {
    /// The member.
    pub member: MemberId,
}

/// A member was removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberRemoved {
    /// The member.
    pub member: MemberId,
}

/// An admin asked for a member's lost second factor to be taken away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactorResetRequested {
    /// The member.
    pub member: MemberId,
    /// Why.
    pub reason: Personal<String>,
}

/// Another admin approved it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactorResetApproved {
    /// The member.
    pub member: MemberId,
    /// Who had asked for it.
    pub requested_by: MemberId,
}

/// The request was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactorResetWithdrawn {
    /// The member.
    pub member: MemberId,
}

events! {
    /// A person became a member of the organisation, or came back.
    MemberJoined: "member.joined" version 1 about member, audited;
    /// A member was given another role.
    MemberRoleChanged: "member.role-changed" version 1 about member, audited;
    /// What others see of a member changed.
    MemberChanged: "member.changed" version 1 about member, everyday;
    /// A membership was suspended.
    MemberSuspended: "member.suspended" version 1 about member, audited;
    /// A suspended membership holds again.
    MemberReinstated: "member.reinstated" version 1 about member, audited;
    /// An admin asked for a member's lost second factor to be taken away.
    SecondFactorResetRequested: "member.second-factor-reset-requested" version 1 about member, audited;
    /// Another admin approved that a member takes their lost second factor away.
    SecondFactorResetApproved: "member.second-factor-reset-approved" version 1 about member, audited;
    /// An admin took the request to take a member's second factor away back.
    SecondFactorResetWithdrawn: "member.second-factor-reset-withdrawn" version 1 about member, audited;
    /// A member left the organisation.
    MemberLeft: "member.left" version 1 about member, audited;
    /// A member was removed from the organisation.
    MemberRemoved: "member.removed" version 1 about member, audited;
}
