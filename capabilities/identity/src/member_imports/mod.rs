//! Imports of members: a file with addresses, names, roles and languages becomes invitations.
//!
//! Nobody becomes a member without a word of their own, so an import invites. The preview says of every row whether it
//! would be, or everything that speaks against it. Starting an import keeps the file, sealed, and a job works through it
//! part by part ([`run`]), judging again with the rights of the moment; whoever started it may leave and come back.
//! When it ends the file is destroyed; the rows that were rejected are kept for a while. Start with [`reading`] for the
//! file and [`judging`] for the rules.

mod cancel;
mod ending;
pub(crate) mod forget;
mod inviting;
mod judging;
mod list;
mod list_rejections;
mod preview;
mod read;
mod reading;
mod rows;
pub(crate) mod run;
mod start;

use chrono::{DateTime, Utc};
use hustings_http::{Act, Operations};
use hustings_kernel::{BuiltInRole, FieldProblem, MemberId};
use hustings_vocabulary::member_import::MemberImportId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use self::ending::StopReason;
use self::rows::ImportRow;
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
    /// Why a file was not looked at, or an import not started.
    pub(super) enum ImportRefusal {
        NoEmailColumn = 422 "no-email-column": "The first row names its columns, and none of them is called e-mail.",
        TooManyRows = 422 "too-many-rows": "A file has at most 5,000 rows.",
        NoRows = 422 "no-rows": "There are no rows in the file.",
        NoSuchRole = 422 "no-such-role": "There is no such role.",
        FeatureOff = 403 "feature-off": "The organisation has not switched this on for you.",
        Closing = 409 "organisation-closing": "The organisation is closing.",
        Running = 409 "import-running": "Another import is running. Wait for it, or cancel it.",
    }
}

hustings_http::refusals! {
    /// Why an import was not shown.
    pub(super) enum ReadImportRefusal {
        NoSuchImport = 404 "no-such-import": "There is no such import, or not any more.",
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
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ImportRow")]
struct JudgedRow {
    /// The line of the file it begins on, counted from one.
    line: u32,
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

/// Where an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum ImportState {
    /// It works through the file.
    Running,
    /// It came to the end of the file.
    Finished,
    /// Somebody cancelled it. Who had been invited stays invited.
    Cancelled,
    /// It could not go on. Who had been invited stays invited.
    Stopped,
}

impl ImportState {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Finished => "finished",
            Self::Cancelled => "cancelled",
            Self::Stopped => "stopped",
        }
    }

    fn of_column(text: &str) -> Self {
        match text {
            "running" => Self::Running,
            "finished" => Self::Finished,
            "cancelled" => Self::Cancelled,
            _ => Self::Stopped,
        }
    }
}

/// An import, and how far it is.
#[derive(Debug, Clone, Serialize, JsonSchema)]
struct ImportView {
    /// The import.
    id: MemberImportId,
    /// Where it stands.
    state: ImportState,
    /// Why it could not go on, if it was stopped.
    stopped_because: Option<StopReason>,
    /// How many rows the file has.
    rows: i32,
    /// How many of them are done.
    done: i32,
    /// How many people were invited.
    invited: i32,
    /// How many rows were rejected.
    rejected: i32,
    /// The role of rows that name none.
    role: String,
    /// Who started it.
    started_by: MemberId,
    /// When.
    started_at: DateTime<Utc>,
    /// When it last got further, or ended.
    moved_at: DateTime<Utc>,
}

impl From<ImportRow> for ImportView {
    fn from(row: ImportRow) -> Self {
        let state = ImportState::of_column(&row.state);
        Self {
            id: row.import_id.into(),
            state,
            stopped_because: row.stopped_because.as_deref().map(StopReason::of_column),
            rows: row.row_count,
            done: row.done,
            invited: row.invited,
            rejected: row.rejected,
            role: row.role,
            started_by: row.started_by.into(),
            started_at: row.started_at,
            moved_at: row.moved_at,
        }
    }
}

pub(crate) fn operations() -> Operations<Identity> {
    Operations::new("members")
        .add(preview::operation())
        .add(start::operation())
        .add(list::operation())
        .add(read::operation())
        .add(cancel::operation())
        .add(list_rejections::operation())
}
