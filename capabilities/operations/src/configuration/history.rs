//! List the changes of one thing, the newest first.

use chrono::{DateTime, Utc};
use hustings_configuration::desk::{self, Change};
use hustings_configuration::{ExperimentPlan, FlagRule, Held, SettingValue};
use hustings_http::{EdgeRefusal, Failure, Operation, Page, PageRequest, Path, Proof, State};
use hustings_store::Freshness;
use schemars::JsonSchema;
use serde::Serialize;

use crate::Operating;
use crate::permissions::ReadConfiguration;

/// A change of the past.
#[derive(Debug, Serialize, JsonSchema)]
struct ChangeView {
    /// Which of the changes it is, counted from 1.
    version: i64,
    /// When.
    changed_at: DateTime<Utc>,
    /// Who: `member:` and an id, mostly.
    changed_by: String,
    /// What was chosen before; nothing if it was as the release has it.
    from: Option<ChosenView>,
    /// What was chosen from then on; nothing if it was as the release has it.
    to: Option<ChosenView>,
    /// The change that it undid.
    undoes: Option<i64>,
}

/// What was chosen.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum ChosenView {
    /// Of a setting.
    Value(SettingValue),
    /// Of a feature flag.
    Rule(FlagRule),
    /// Of an experiment.
    Plan(ExperimentPlan),
}

impl From<Held> for ChosenView {
    fn from(held: Held) -> Self {
        match held {
            Held::Setting(value) => Self::Value(value),
            Held::Flag(rule) => Self::Rule(rule),
            Held::Experiment(plan) => Self::Plan(plan),
        }
    }
}

impl From<Change> for ChangeView {
    fn from(change: Change) -> Self {
        Self {
            version: change.version,
            changed_at: change.changed_at,
            changed_by: change.changed_by,
            from: change.before.map(ChosenView::from),
            to: change.after.map(ChosenView::from),
            undoes: change.undoes,
        }
    }
}

async fn list_configured_changes(
    may: Proof<ReadConfiguration>,
    Path(key): Path<String>,
    request: PageRequest<i64>,
    State(operating): State<Operating>,
) -> Result<Page<ChangeView>, Failure> {
    let found = operating.configuration.find(&key).ok_or(EdgeRefusal::NotFound)?;
    let mut read = operating.store.read(may.scope(), Freshness::Latest).await?;
    let changes = desk::history(&mut read, found, request.after().copied(), request.rows()).await?;
    Ok(request.page(changes, |change| change.version, ChangeView::from))
}

pub(super) fn operation() -> Operation<Operating> {
    Operation::get(
        "/orgs/{org}/configuration/{key}/history",
        "list_configured_changes",
        "List the changes of one thing that can be configured",
        list_configured_changes,
    )
}
