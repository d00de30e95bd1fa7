//! Every permission there is, and what the built-in roles make of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use hustings_kernel::{BuiltInRole, PermissionSet, PermissionType};

use super::Role;

/// The permissions of every capability, gathered when the server is put together. Cheap to clone.
#[derive(Debug, Clone)]
pub struct PermissionCatalogue(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    all: Vec<PermissionType>,
    built_in: BTreeMap<BuiltInRole, PermissionSet>,
}

/// Why permissions cannot be gathered: mistakes in the code, found when a server starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CatalogueError {
    /// Two capabilities use one name.
    #[error("the permission {0} is declared twice")]
    Twice(&'static str),
    /// Nobody could hand it out: nobody grants what they do not hold, and admins hold the most.
    #[error("the permission {0} is held by no admin, so that nobody in an organisation could grant it")]
    Ungrantable(&'static str),
}

impl PermissionCatalogue {
    /// Gathers the lists of all capabilities.
    pub fn new(lists: &[&[PermissionType]]) -> Result<Self, CatalogueError> {
        let mut all = lists.concat();
        all.sort_by_key(|permission| permission.name);
        if let Some(pair) = all.windows(2).find(|pair| pair[0].name == pair[1].name) {
            return Err(CatalogueError::Twice(pair[0].name));
        }
        let of_organisations = |permission: &&PermissionType| permission.from != BuiltInRole::PlatformAdmin;
        if let Some(stray) = all
            .iter()
            .filter(of_organisations)
            .find(|permission| !permission.is_held_by(BuiltInRole::Admin))
        {
            return Err(CatalogueError::Ungrantable(stray.name));
        }
        let built_in = BuiltInRole::ALL
            .into_iter()
            .map(|role| {
                let held = all.iter().filter(|permission| permission.is_held_by(role));
                (role, held.map(|permission| permission.name).collect())
            })
            .collect();
        Ok(Self(Arc::new(Inner { all, built_in })))
    }

    /// Every permission, by name.
    pub fn all(&self) -> &[PermissionType] {
        &self.0.all
    }

    /// Every permission that means something inside an organisation.
    pub fn of_organisations(&self) -> impl Iterator<Item = &PermissionType> {
        self.0
            .all
            .iter()
            .filter(|permission| permission.from != BuiltInRole::PlatformAdmin)
    }

    /// What a built-in role may do.
    pub fn built_in(&self, role: BuiltInRole) -> PermissionSet {
        self.0.built_in.get(&role).cloned().unwrap_or_default()
    }

    /// Those of these names that mean something inside an organisation.
    ///
    /// A permission that a newer version took away drops out of the roles and keys that still name it.
    pub fn known<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> PermissionSet {
        names.into_iter().filter(|name| self.knows(name)).collect()
    }

    /// What a role may do; for an own role its row says which permissions those are.
    pub fn of_role(&self, role: Role, own: Option<&[String]>) -> PermissionSet {
        match role {
            Role::BuiltIn(role) => self.built_in(role),
            Role::Own(_) => self.known(own.unwrap_or_default().iter().map(String::as_str)),
        }
    }

    /// Is there such a permission inside an organisation?
    pub fn knows(&self, name: &str) -> bool {
        self.of_organisations().any(|permission| permission.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::permissions;

    #[test]
    fn a_name_stands_once_and_an_admin_can_grant_it() {
        mod strays {
            hustings_kernel::permissions! {
                /// Nobody could hand this out.
                Stray = "stray.read", from Operator;
            }
        }
        let ours = permissions::ALL_PERMISSIONS;
        assert!(PermissionCatalogue::new(&[ours]).is_ok());
        assert!(matches!(
            PermissionCatalogue::new(&[ours, ours]),
            Err(CatalogueError::Twice(_))
        ));
        assert_eq!(
            PermissionCatalogue::new(&[strays::ALL_PERMISSIONS]).err(),
            Some(CatalogueError::Ungrantable("stray.read"))
        );
    }

    #[test]
    fn what_is_unknown_or_of_the_installation_drops_out() {
        let catalogue = PermissionCatalogue::new(&[permissions::ALL_PERMISSIONS]).unwrap();
        let known = catalogue.known(["members.read", "gone.read", "installation.run"]);
        assert_eq!(known.names().collect::<Vec<_>>(), ["members.read"]);
    }
}
