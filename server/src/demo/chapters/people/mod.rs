//! The chapter of identity: an organisation is founded, people are invited, sign up, come, rise, quarrel and go.
//!
//! [`plan`] says who does what when; [`acts`] lets it happen through the API.

mod acts;
mod plan;

use chrono::{DateTime, Utc};

use super::{Chapter, Scene};
use crate::demo::cast::Who;

/// The chapter.
pub(super) const CHAPTER: Chapter = Chapter {
    name: "people",
    scenes: plan::scenes,
};

/// A role: built in, or one that the organisation makes for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    BuiltIn(&'static str),
    Own(&'static str),
}

/// What happens to people.
#[derive(Debug)]
enum Deed {
    Found,
    MakeRole {
        name: &'static str,
        purpose: &'static str,
        beyond_member: &'static [&'static str],
    },
    ChangeRole {
        name: &'static str,
        purpose: &'static str,
        beyond_member: &'static [&'static str],
    },
    Settle {
        field: &'static str,
        value: &'static str,
    },
    Invite {
        by: Who,
        who: Who,
        part: Part,
        days: Option<u16>,
    },
    Import {
        by: Who,
        whom: Vec<Who>,
    },
    Resend {
        by: Who,
        who: Who,
    },
    HandOver {
        by: Who,
        who: Who,
    },
    TakeBack {
        by: Who,
        who: Who,
    },
    Decline {
        who: Who,
    },
    Join {
        who: Who,
    },
    JoinByLink {
        who: Who,
    },
    SignUp {
        who: Who,
    },
    GiveRole {
        by: Who,
        who: Who,
        part: Part,
    },
    Suspend {
        by: Who,
        who: Who,
        reason: &'static str,
    },
    Reinstate {
        by: Who,
        who: Who,
    },
    Leave {
        who: Who,
    },
    Remove {
        by: Who,
        who: Who,
    },
    CallOneself {
        who: Who,
        nickname: &'static str,
    },
    SignIn {
        who: Who,
        device: usize,
    },
    Mistype {
        who: Who,
    },
    ForgetPassword {
        who: Who,
    },
    MakeKey {
        by: Who,
        name: &'static str,
        permissions: &'static [&'static str],
        days: Option<u16>,
    },
    UseKey {
        name: &'static str,
    },
    RevokeKey {
        by: Who,
        name: &'static str,
    },
    ExportAudit {
        by: Who,
    },
}

fn scene(at: DateTime<Utc>, deed: Deed) -> Scene {
    Scene::new(at, deed)
}
