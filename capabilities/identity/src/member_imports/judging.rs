//! Judging the rows of a file: who can be invited, and what speaks against the others.

use std::collections::{HashMap, HashSet};

use hustings_kernel::{BuiltInRole, FieldProblem, OrgId, PermissionSet, Scope};
use hustings_store::{ScopedConnection as _, ScopedTx, StoreError, Vault};

use super::reading::Line;
use super::{JudgedRow, rows};
use crate::Identity;
use crate::accounts::email_index;
use crate::roles::{Role, rows as role_rows};
use crate::values::{EmailAddress, InvalidValue, Language, PersonName, fold};

/// A row, and whom it invites if nothing speaks against it.
pub(super) struct Judged {
    pub(super) row: JudgedRow,
    pub(super) candidate: Option<Candidate>,
}

/// Somebody who can be invited.
pub(super) struct Candidate {
    pub(super) email: EmailAddress,
    pub(super) index: [u8; 32],
    pub(super) name: Option<PersonName>,
    pub(super) role: Role,
    pub(super) language: Option<Language>,
}

/// A whole file. Which rows repeat an address is known before any of them is judged, so that it can be judged in parts.
pub(super) struct Sheet(Vec<Addressed>);

/// A row with what its address is found under, if it has one.
pub(super) struct Addressed {
    line: Line,
    index: Option<[u8; 32]>,
    /// Does the address stand in an earlier row?
    repeated: bool,
}

impl Sheet {
    pub(super) fn new(vault: &Vault, lines: Vec<Line>) -> Self {
        let mut seen = HashSet::new();
        let addressed = lines.into_iter().map(|line| {
            let email = EmailAddress::parse(&line.email).ok();
            let index = email.map(|email| email_index(vault, &email));
            let repeated = index.is_some_and(|index| !seen.insert(index));
            Addressed {
                line,
                index,
                repeated,
            }
        });
        Self(addressed.collect())
    }

    /// Every row.
    pub(super) fn whole(&self) -> &[Addressed] {
        &self.0
    }

    /// So many rows from one on, as far as there are any.
    pub(super) fn part(&self, from: usize, at_most: usize) -> &[Addressed] {
        let from = from.min(self.0.len());
        let to = from.saturating_add(at_most).min(self.0.len());
        &self.0[from..to]
    }
}

/// Judges these rows as of now, for somebody who may do this much.
pub(super) async fn judge(
    identity: &Identity,
    tx: &mut ScopedTx,
    part: &[Addressed],
    role: Role,
    may: &PermissionSet,
) -> Result<Vec<Judged>, StoreError> {
    let org = tx.scope().org();
    let roles = Roles::of(identity, tx, role, may).await?;
    let indexes: Vec<Vec<u8>> = part.iter().filter_map(|row| Some(row.index?.to_vec())).collect();
    let known = Known::among(tx, org, &indexes).await?;
    let judged = part.iter().map(|addressed| {
        let mut judged = read_line(addressed, &roles);
        let index = addressed.index.as_ref();
        if let Some(problem) = index.and_then(|index| known.problem(index, addressed.repeated)) {
            judged.row.problems.push(problem);
            judged.candidate = None;
        }
        judged
    });
    Ok(judged.collect())
}

/// The roles that rows may name, and which of them whoever imports may grant.
struct Roles {
    by_name: HashMap<String, (Role, bool)>,
    unnamed: (Role, bool),
}

impl Roles {
    async fn of(
        identity: &Identity,
        tx: &mut ScopedTx,
        unnamed: Role,
        may: &PermissionSet,
    ) -> Result<Self, StoreError> {
        let catalogue = &identity.permissions;
        let mut by_name = HashMap::new();
        let org = tx.scope().org();
        for row in role_rows::all(tx, org).await? {
            let role = Role::Own(row.role_id.into());
            let granted = catalogue.of_role(role, Some(&row.permissions));
            let entry = (role, may.covers(&granted));
            by_name.insert(key(&row.name), entry);
            by_name.insert(key(&role.to_string()), entry);
        }
        // A built-in role's name means that role, whatever the organisation calls its own.
        for role in BuiltInRole::ALL {
            if role != BuiltInRole::PlatformAdmin {
                let entry = (Role::BuiltIn(role), may.covers(&catalogue.built_in(role)));
                by_name.insert(key(role.as_str()), entry);
            }
        }
        let grantable = by_name
            .get(&key(&unnamed.to_string()))
            .is_some_and(|(_, may)| *may);
        Ok(Self {
            by_name,
            unnamed: (unnamed, grantable),
        })
    }

    fn find(&self, name: &str) -> Option<(Role, bool)> {
        if name.is_empty() {
            Some(self.unnamed)
        } else {
            self.by_name.get(&key(name)).copied()
        }
    }
}

/// `Active member`, `active_member` and `active-member` are one role.
fn key(name: &str) -> String {
    fold(name)
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

/// Judges a row by itself.
fn read_line(addressed: &Addressed, roles: &Roles) -> Judged {
    let line = &addressed.line;
    let mut problems = Vec::new();
    let mut note = |field: &str, code: &str, invalid: InvalidValue| {
        problems.push(FieldProblem::new(field, code, invalid.0));
    };
    let email = EmailAddress::parse(&line.email)
        .map_err(|invalid| note("email", "malformed-address", invalid))
        .ok();
    let optional = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let name = optional(&line.name).and_then(|name| {
        PersonName::parse(&name)
            .map_err(|invalid| note("name", "malformed-name", invalid))
            .ok()
    });
    let language = optional(&line.language).and_then(|language| {
        Language::parse(&language)
            .map_err(|invalid| note("language", "malformed-language", invalid))
            .ok()
    });
    let role = roles.find(&line.role);
    match role {
        None => note("role", "no-such-role", InvalidValue("There is no such role.")),
        Some((_, false)) => {
            let message = "Nobody grants more than they may do themselves.";
            note("role", "more-than-own-rights", InvalidValue(message));
        }
        Some((_, true)) => {}
    }
    let candidate = match (email, addressed.index, role, problems.is_empty()) {
        (Some(email), Some(index), Some((role, _)), true) => Some(Candidate {
            email,
            index,
            name,
            role,
            language,
        }),
        _ => None,
    };
    let row = JudgedRow {
        line: line.number,
        email: line.email.clone(),
        name: line.name.clone(),
        role: role.map(|(role, _)| role),
        language: optional(&line.language),
        problems,
    };
    Judged { row, candidate }
}

/// Who of those in the file is here already.
struct Known {
    members: HashSet<Vec<u8>>,
    invited: HashSet<Vec<u8>>,
}

impl Known {
    async fn among(tx: &mut ScopedTx, org: OrgId, indexes: &[Vec<u8>]) -> Result<Self, StoreError> {
        let now = tx.sources().now();
        let invited = rows::invited_among(tx, org, indexes, now).await?;
        // Which account an address belongs to is seen from the doorstep only.
        let inside = tx.scope().clone();
        tx.hazmat_enter(&Scope::visitor(inside.correlation())).await?;
        let members = rows::members_among(tx, org, indexes).await?;
        tx.hazmat_enter(&inside).await?;
        Ok(Self {
            members: members.into_iter().collect(),
            invited: invited.into_iter().collect(),
        })
    }

    fn problem(&self, index: &[u8; 32], seen: bool) -> Option<FieldProblem> {
        let (code, message) = if seen {
            ("duplicate-in-file", "The address stands in an earlier row.")
        } else if self.members.contains(index.as_slice()) {
            (
                "already-a-member",
                "Whoever has this address is a member already.",
            )
        } else if self.invited.contains(index.as_slice()) {
            ("already-invited", "There is an open invitation for this address.")
        } else {
            return None;
        };
        Some(FieldProblem::new("email", code, message))
    }
}
