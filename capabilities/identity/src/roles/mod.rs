//! Roles: named sets of permissions, built in or of an organisation's own making.

mod catalogue;
mod change;
mod create;
mod delete;
mod list;
mod list_permissions;
pub(crate) mod rows;

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use hustings_http::Operations;
use hustings_kernel::{BuiltInRole, FieldProblem, IdParseError, OrgId, PermissionSet, PermissionType};
use hustings_store::{ScopedConnection, StoreError};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use catalogue::{CatalogueError, PermissionCatalogue};
pub use hustings_vocabulary::role::RoleId;

use crate::Identity;

/// More roles of its own than this an organisation cannot keep apart.
pub(crate) const MOST_ROLES: usize = 50;

/// A permission, in words.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct PermissionView {
    /// Its stable name.
    pub name: &'static str,
    /// What it allows.
    pub description: &'static str,
}

impl From<&PermissionType> for PermissionView {
    fn from(permission: &PermissionType) -> Self {
        Self {
            name: permission.name,
            description: permission.description,
        }
    }
}

/// A role and what it allows.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RoleView {
    /// The name of a built-in role, or an own role's id.
    pub role: Role,
    /// What people call it.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// The names of everything it allows.
    pub permissions: Vec<String>,
    /// The version of an own role, to be sent when changing it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
}

impl RoleView {
    fn of(row: rows::RoleRow, catalogue: &PermissionCatalogue) -> Self {
        let known = catalogue.known(row.permissions.iter().map(String::as_str));
        Self {
            role: Role::Own(row.role_id.into()),
            name: row.name,
            description: row.description,
            permissions: known.names().map(str::to_owned).collect(),
            version: Some(row.version),
        }
    }
}

/// What a role of this organisation allows; `None` if there is no such role.
pub(crate) async fn permissions_of(
    on: &mut impl ScopedConnection,
    catalogue: &PermissionCatalogue,
    org: OrgId,
    role: Role,
) -> Result<Option<PermissionSet>, StoreError> {
    match role {
        Role::BuiltIn(role) => Ok(Some(catalogue.built_in(role))),
        Role::Own(id) => {
            let row = rows::by_id(on, org, id).await?;
            Ok(row.map(|row| catalogue.known(row.permissions.iter().map(String::as_str))))
        }
    }
}

/// The permissions asked for, or the names that are none.
pub(crate) fn parse_permissions(
    names: &[String],
    catalogue: &PermissionCatalogue,
) -> Result<PermissionSet, Vec<FieldProblem>> {
    let unknown: Vec<FieldProblem> = names
        .iter()
        .enumerate()
        .filter(|(_, name)| !catalogue.knows(name))
        .map(|(index, _)| {
            let field = format!("permissions[{index}]");
            FieldProblem::new(field, "unknown-permission", "There is no such permission.")
        })
        .collect();
    if unknown.is_empty() {
        Ok(names.iter().cloned().collect())
    } else {
        Err(unknown)
    }
}

pub(crate) fn operations() -> Operations<Identity> {
    Operations::new("roles")
        .add(list_permissions::operation())
        .add(list::operation())
        .add(create::operation())
        .add(change::operation())
        .add(delete::operation())
}

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

    /// From a row that the database's own constraints keep sensible; nobody in particular if it is not.
    pub(crate) fn of_row(name: &str, id: Option<uuid::Uuid>) -> Self {
        Self::of_columns(name, id).unwrap_or(Self::BuiltIn(BuiltInRole::Guest))
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
