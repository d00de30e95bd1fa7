//! Roles: named sets of permissions, built in or of an organisation's own making.

mod catalogue;

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use hustings_kernel::{BuiltInRole, IdParseError};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use catalogue::{CatalogueError, PermissionCatalogue};
pub use hustings_vocabulary::role::RoleId;

/// A role as a member holds it. Written as the built-in role's name or the own role's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// One that every organisation has.
    BuiltIn(BuiltInRole),
    /// One the organisation made.
    Own(RoleId),
}

impl Role {
    /// As the two columns of a row.
    pub fn columns(self) -> (&'static str, Option<uuid::Uuid>) {
        match self {
            Self::BuiltIn(role) => (role.as_str(), None),
            Self::Own(id) => ("custom", Some(id.uuid())),
        }
    }

    /// From the two columns of a row.
    pub fn of_columns(name: &str, id: Option<uuid::Uuid>) -> Option<Self> {
        match id {
            Some(id) => Some(Self::Own(id.into())),
            None => name.parse().ok().map(Self::BuiltIn),
        }
    }

    /// Runs it the organisation?
    pub fn is_admin(self) -> bool {
        self == Self::BuiltIn(BuiltInRole::Admin)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BuiltIn(role) => role.fmt(formatter),
            Self::Own(id) => id.fmt(formatter),
        }
    }
}

impl FromStr for Role {
    type Err = IdParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.parse() {
            // Who runs the installation is not a matter of one organisation.
            Ok(BuiltInRole::PlatformAdmin) => Err(IdParseError { noun: RoleId::NOUN }),
            Ok(role) => Ok(Self::BuiltIn(role)),
            Err(_) => text.parse().map(Self::Own),
        }
    }
}

impl Serialize for Role {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Role {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(|_| {
            serde::de::Error::custom("expected the name of a built-in role or the id of an own one")
        })
    }
}

impl JsonSchema for Role {
    fn schema_name() -> Cow<'static, str> {
        "Role".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "The name of a built-in role (guest, supporter, member, active-member, moderator, leader, \
                admin, viewer, operator) or the id of one of the organisation's own.",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_survives_text_and_columns() {
        for role in [
            Role::BuiltIn(BuiltInRole::ActiveMember),
            Role::Own(uuid::Uuid::from_u128(9).into()),
        ] {
            assert_eq!(role.to_string().parse(), Ok(role));
            let (name, id) = role.columns();
            assert_eq!(Role::of_columns(name, id), Some(role));
        }
        assert!("platform-admin".parse::<Role>().is_err());
        assert!("custom".parse::<Role>().is_err());
    }
}
