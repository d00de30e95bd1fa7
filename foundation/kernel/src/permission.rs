//! What somebody may do: permissions, and the built-in roles that grant them.
//!
//! The capability that owns an act declares its permission with [`permissions!`](crate::permissions); the extractor
//! of platform/http proves it; an operation takes the proof. Organisations may define roles of their own.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// The stable name of a permission, for example `members.invite`.
pub type PermissionName = &'static str;

/// A permission as a type, so that a proof of it can be demanded by a function's signature.
pub trait Permission: Send + Sync + 'static {
    /// What it is.
    const TYPE: PermissionType;
}

/// What a permission is, as data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PermissionType {
    /// Its stable name.
    pub name: PermissionName,
    /// What it allows, in a sentence.
    pub description: &'static str,
    /// The lowest of the rising roles that holds it.
    pub from: BuiltInRole,
    /// Roles beside the rising ones that hold it too.
    pub also: &'static [BuiltInRole],
}

impl PermissionType {
    /// Does the built-in role hold this permission?
    pub fn is_held_by(&self, role: BuiltInRole) -> bool {
        match (role.rank(), self.from.rank()) {
            (Some(has), Some(needs)) => has >= needs || self.also.contains(&role),
            _ => role == self.from || self.also.contains(&role),
        }
    }
}

/// Declares permissions as marker types and lists them:
///
/// ```
/// hustings_kernel::permissions! {
///     /// Invite people to the organisation.
///     InviteMembers = "members.invite", from Leader;
///     /// See the audit log.
///     ReadAudit = "audit.read", from Admin, also Operator;
/// }
/// assert_eq!(ALL_PERMISSIONS.len(), 2);
/// ```
#[macro_export]
macro_rules! permissions {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal, from $from:ident $(, also $($also:ident)+)?;)+) => {
        $(
            $(#[doc = $doc])+
            #[derive(Debug, Clone, Copy)]
            #[allow(unreachable_pub, reason = "declared in a private module, they are as visible as it is")]
            pub struct $name;

            impl $crate::Permission for $name {
                const TYPE: $crate::PermissionType = $crate::PermissionType {
                    name: $text,
                    description: ($($doc,)+).0.trim_ascii(),
                    from: $crate::BuiltInRole::$from,
                    also: &[$($($crate::BuiltInRole::$also),+)?],
                };
            }
        )+

        /// Every permission declared here.
        #[allow(unreachable_pub, reason = "declared in a private module, it is as visible as that")]
        pub const ALL_PERMISSIONS: &[$crate::PermissionType] =
            &[$(<$name as $crate::Permission>::TYPE),+];
    };
}

/// The roles every organisation has. The first seven rise: each holds what the one before it holds.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum BuiltInRole {
    /// Looks around.
    Guest,
    /// Follows and signs.
    Supporter,
    /// Takes part.
    Member,
    /// Takes part often, and is trusted with more.
    ActiveMember,
    /// Keeps the debate civil.
    Moderator,
    /// Runs campaigns and people.
    Leader,
    /// Runs the organisation.
    Admin,
    /// Staff that may look and touch nothing.
    Viewer,
    /// Staff that keeps the machinery running.
    Operator,
    /// Runs the installation, above every organisation.
    PlatformAdmin,
}

impl BuiltInRole {
    /// Every role, in the order a person would list them.
    pub const ALL: [Self; 10] = [
        Self::Guest,
        Self::Supporter,
        Self::Member,
        Self::ActiveMember,
        Self::Moderator,
        Self::Leader,
        Self::Admin,
        Self::Viewer,
        Self::Operator,
        Self::PlatformAdmin,
    ];

    /// The stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Guest => "guest",
            Self::Supporter => "supporter",
            Self::Member => "member",
            Self::ActiveMember => "active-member",
            Self::Moderator => "moderator",
            Self::Leader => "leader",
            Self::Admin => "admin",
            Self::Viewer => "viewer",
            Self::Operator => "operator",
            Self::PlatformAdmin => "platform-admin",
        }
    }

    /// The place among the rising roles; the others have none.
    pub const fn rank(self) -> Option<u8> {
        match self {
            Self::Guest => Some(0),
            Self::Supporter => Some(1),
            Self::Member => Some(2),
            Self::ActiveMember => Some(3),
            Self::Moderator => Some(4),
            Self::Leader => Some(5),
            Self::Admin => Some(6),
            Self::Viewer | Self::Operator | Self::PlatformAdmin => None,
        }
    }
}

impl fmt::Display for BuiltInRole {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl FromStr for BuiltInRole {
    type Err = UnknownRole;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|role| role.as_str() == text)
            .ok_or(UnknownRole)
    }
}

/// Why a text names no built-in role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownRole;

impl fmt::Display for UnknownRole {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("no such built-in role")
    }
}

impl std::error::Error for UnknownRole {}

/// The permissions somebody holds, shared cheaply.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PermissionSet(Arc<BTreeSet<String>>);

impl PermissionSet {
    /// Is this one among them?
    pub fn holds(&self, name: &str) -> bool {
        self.0.contains(name)
    }

    /// Their names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Does this set hold everything the other holds? Nobody hands out more than they have.
    pub fn covers(&self, other: &Self) -> bool {
        other.0.is_subset(&self.0)
    }

    /// What both hold.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        self.0.intersection(&other.0).cloned().collect()
    }
}

impl<Name: Into<String>> FromIterator<Name> for PermissionSet {
    fn from_iter<Names: IntoIterator<Item = Name>>(names: Names) -> Self {
        Self(Arc::new(names.into_iter().map(Into::into).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    crate::permissions! {
        /// Write a post.
        WritePosts = "posts.write", from Member;
        /// Look at the machinery.
        ReadAgents = "agents.read", from Admin, also Operator Viewer;
    }

    #[test]
    fn a_rising_role_holds_what_those_below_hold() {
        assert!(WritePosts::TYPE.is_held_by(BuiltInRole::Admin));
        assert!(WritePosts::TYPE.is_held_by(BuiltInRole::Member));
        assert!(!WritePosts::TYPE.is_held_by(BuiltInRole::Supporter));
        assert!(!WritePosts::TYPE.is_held_by(BuiltInRole::Operator));
    }

    #[test]
    fn staff_hold_only_what_names_them() {
        assert!(ReadAgents::TYPE.is_held_by(BuiltInRole::Operator));
        assert!(!ReadAgents::TYPE.is_held_by(BuiltInRole::Leader));
        assert_eq!(ALL_PERMISSIONS[1].description, "Look at the machinery.");
    }

    #[test]
    fn nobody_covers_more_than_they_hold() {
        let mine: PermissionSet = ["a", "b"].into_iter().collect();
        let theirs: PermissionSet = ["b", "c"].into_iter().collect();
        assert!(!mine.covers(&theirs));
        assert!(mine.covers(&mine.intersection(&theirs)));
    }

    #[test]
    fn every_role_survives_text() {
        for role in BuiltInRole::ALL {
            assert_eq!(role.as_str().parse(), Ok(role));
        }
    }
}
