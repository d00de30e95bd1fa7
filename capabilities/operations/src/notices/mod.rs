//! Notices: what needs the attention of somebody who runs things. Nothing is kept: a notice is there for as long as what
//! it tells about is so.

mod list;
mod of_installation;
mod of_organisation;

use chrono::{DateTime, Utc};
use hustings_http::Operations;
use schemars::JsonSchema;
use serde::Serialize;

use crate::Operating;

/// What a notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum NoticeKind {
    /// Jobs that failed for good.
    DeadJobs,
    /// Events that agents could not handle.
    DeadLetters,
    /// An agent that broke, is stuck, or that nobody runs.
    FailingAgent,
    /// Another version of the program was started.
    NewRelease,
}

/// Where what it is about is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum NoticePlace {
    /// In the organisation.
    Organisation,
    /// In the installation itself.
    Installation,
}

/// Something that needs attention.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Notice {
    /// What it is about.
    pub(crate) kind: NoticeKind,
    /// Where that is found.
    pub(crate) place: NoticePlace,
    /// How many; 10,000 stands for that many or more.
    pub(crate) count: i64,
    /// Since when.
    pub(crate) since: Option<DateTime<Utc>>,
    /// The one thing it is about, if it is one: the name of an agent, a version.
    pub(crate) target: Option<String>,
}

/// Everything that needs the caller's attention.
#[derive(Debug, Clone, Serialize, JsonSchema)]
struct Notices {
    /// The notices; none when all is well, or none of it is the caller's business.
    notices: Vec<Notice>,
}

pub(crate) fn operations() -> Operations<Operating> {
    Operations::new("notices")
        .add(list::of_organisation())
        .add(list::of_installation())
}
