//! Imports of members: a file with addresses, names, roles and languages becomes invitations.
//!
//! Nobody becomes a member without a word of their own, so an import invites. The preview says of every row whether it
//! would be, or everything that speaks against it; the import judges again, and invites those that nothing speaks
//! against in one transaction. Start with [`reading`] for the file and [`judging`] for the rules.

mod import;
mod judging;
mod preview;
mod reading;
mod rows;

use hustings_http::{Act, Operations};
use hustings_kernel::{BuiltInRole, FieldProblem};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Identity;
use crate::roles::Role;

/// A larger list is a mailing, and deserves to be thought about in parts.
const MOST_ROWS: usize = 5_000;
/// More than that many rows ever need.
const MOST_BYTES: usize = 2 * 1024 * 1024;
/// Each may write thousands of letters.
const IMPORT: Act = Act {
    name: "import-members",
    per_hour: 10,
};

hustings_http::refusals! {
    /// Why a file was not looked at, or nobody in it invited.
    pub(super) enum ImportRefusal {
        NoEmailColumn = 422 "no-email-column": "The first row names its columns, and none of them is called e-mail.",
        TooManyRows = 422 "too-many-rows": "A file has at most 5,000 rows.",
        NoRows = 422 "no-rows": "There are no rows in the file.",
        NoSuchRole = 422 "no-such-role": "There is no such role.",
        FeatureOff = 403 "feature-off": "The organisation has not switched this on for you.",
        Closing = 409 "organisation-closing": "The organisation is closing.",
    }
}

/// A file of people to invite.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ImportMembers {
    /// The text of the file: comma, semicolon, tab or bar between the columns, quotes where needed. The first row names
    /// the columns (e-mail, name or first name and last name, role, language, in any order); without names they are
    /// e-mail, name, role, language.
    csv: String,
    /// The role of rows that name none; member if nothing is said.
    #[serde(default = "member")]
    role: Role,
}

fn member() -> Role {
    Role::BuiltIn(BuiltInRole::Member)
}

/// A row of the file, and what speaks against it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
struct ImportRow {
    /// The line of the file it begins on, counted from one.
    line: u64,
    /// The address, as it stands in the file.
    email: String,
    /// The name, as it stands in the file.
    name: String,
    /// The role that the invitation would grant, if there is such a role.
    role: Option<Role>,
    /// The language of the letter, if the row names one.
    language: Option<String>,
    /// Everything that speaks against it; a row without problems is accepted.
    problems: Vec<FieldProblem>,
}

pub(crate) fn operations() -> Operations<Identity> {
    Operations::new("members")
        .add(preview::operation())
        .add(import::operation())
}
