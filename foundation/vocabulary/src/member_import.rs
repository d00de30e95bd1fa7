//! What happens to an import of members: a file of people, invited part by part.

use serde::{Deserialize, Serialize};

use crate::events;

hustings_kernel::id!(
    /// Names an import of members.
    MemberImportId,
    "member-import"
);

/// How an import ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ImportOutcome {
    /// It came to the end of the file.
    Finished,
    /// Somebody cancelled it.
    Cancelled,
    /// It could not go on.
    Stopped,
}

/// A file of people was handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberImportStarted {
    /// The import.
    pub import: MemberImportId,
    /// How many rows the file has.
    pub rows: i32,
    /// The role of rows that name none: a built-in role's name, or an own role's id.
    pub role: String,
}

/// An import got further.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberImportAdvanced {
    /// The import.
    pub import: MemberImportId,
    /// How many rows are done.
    pub done: i32,
}

/// An import ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberImportEnded {
    /// The import.
    pub import: MemberImportId,
    /// How.
    pub outcome: ImportOutcome,
    /// Why it could not go on, if it was stopped.
    pub because: Option<String>,
    /// How many were invited. They stay invited, however it ended.
    pub invited: i32,
    /// How many rows were rejected.
    pub rejected: i32,
}

events! {
    /// An import of members from a file began.
    MemberImportStarted: "member-import.started" version 1 about import, audited;
    /// An import of members got further.
    MemberImportAdvanced: "member-import.advanced" version 1 about import, everyday;
    /// An import of members ended.
    MemberImportEnded: "member-import.ended" version 1 about import, audited;
}
