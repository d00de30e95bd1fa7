//! What an organisation sets while everything runs: looked at, changed, followed back and undone.
//!
//! What can be set is declared by the capabilities; who may see and change it is decided here, and told to the log.

mod change;
mod experiments;
mod expose;
mod history;
mod list;
mod mine;
mod read;
mod reset;
mod rows;
mod telling;
mod undo;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use hustings_configuration::desk::{self, Current};
use hustings_configuration::{
    Configurable, Configuration, ExperimentPlan, FlagRule, Held, SettingKind, SettingValue, What,
};
use hustings_http::{Answered, EdgeRefusal, Failure, Once, Operations, Proof, Versioned};
use hustings_kernel::{Permission, PermissionSet};
use hustings_store::{ScopedConnection, ScopedTx, StoreError};
use schemars::JsonSchema;
use serde::Serialize;

use crate::Operating;
use crate::permissions::ChangeConfiguration;

pub(crate) use experiments::CONFIGURABLE;

/// One thing that can be configured, and what holds.
#[derive(Debug, Serialize, JsonSchema)]
struct ConfiguredView {
    /// Its stable name.
    key: &'static str,
    /// What it does.
    description: &'static str,
    /// What it is, and what holds.
    what: ConfiguredWhat,
    /// Did somebody choose what holds? Otherwise it is as the release has it.
    chosen: bool,
    /// How many changes there were; send it in If-Match (`"v3"`) when changing it.
    version: i64,
    /// When it was changed last.
    changed_at: Option<DateTime<Utc>>,
    /// Who changed it last: `member:` and an id, mostly.
    changed_by: Option<String>,
    /// May the caller change it?
    may_change: bool,
}

/// What something that can be configured is, and what holds.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum ConfiguredWhat {
    /// Yes or no.
    Switch {
        /// What holds.
        value: SettingValue,
        /// What holds where nobody chose.
        default: SettingValue,
    },
    /// A whole number.
    Number {
        /// What holds.
        value: SettingValue,
        /// What holds where nobody chose.
        default: SettingValue,
        /// The smallest it can be.
        least: i64,
        /// The largest it can be.
        most: i64,
    },
    /// One of several choices.
    Choice {
        /// What holds.
        value: SettingValue,
        /// What holds where nobody chose.
        default: SettingValue,
        /// All there are.
        choices: &'static [&'static str],
    },
    /// A line of text.
    Text {
        /// What holds.
        value: SettingValue,
        /// What holds where nobody chose.
        default: SettingValue,
        /// Its most characters.
        longest: usize,
    },
    /// A feature that is there or is not.
    Flag {
        /// For whom it is there.
        rule: FlagRule,
        /// For whom it is there where nobody chose.
        default: FlagRule,
    },
    /// Something that is shown in one of several ways.
    Experiment {
        /// The ways, the usual one first.
        variants: &'static [&'static str],
        /// What is done with it.
        plan: ExperimentPlan,
        /// To how many members each variant was shown in the present round, or the one that ended last.
        exposures: BTreeMap<String, i64>,
    },
}

type Exposures = BTreeMap<String, BTreeMap<String, i64>>;

impl ConfiguredView {
    fn of(current: &Current, permissions: &PermissionSet, exposures: &mut Exposures) -> Self {
        let (changed_at, changed_by) = current.changed.clone().unzip();
        let shown = exposures.remove(current.configurable.key).unwrap_or_default();
        Self {
            key: current.configurable.key,
            description: current.configurable.description,
            what: ConfiguredWhat::of(current.configurable.what, current.holds(), shown),
            chosen: current.chosen.is_some(),
            version: current.version,
            changed_at,
            changed_by,
            may_change: may_change(&current.configurable, permissions),
        }
    }
}

impl ConfiguredWhat {
    fn of(what: What, holds: Held, mut exposures: BTreeMap<String, i64>) -> Self {
        match (what, holds) {
            (What::Setting(kind), Held::Setting(value)) => Self::of_setting(kind, value),
            (What::Flag { on }, Held::Flag(rule)) => Self::Flag {
                rule,
                default: FlagRule::as_declared(on),
            },
            (What::Experiment { variants }, Held::Experiment(plan)) => {
                for variant in variants {
                    exposures.entry((*variant).to_owned()).or_default();
                }
                Self::Experiment {
                    variants,
                    plan,
                    exposures,
                }
            }
            // Kept as something else by another release: as declared.
            (what, _) => Self::of(what, Held::as_declared(what), exposures),
        }
    }

    fn of_setting(kind: SettingKind, value: SettingValue) -> Self {
        let default = kind.default_value();
        match kind {
            SettingKind::Switch { .. } => Self::Switch { value, default },
            SettingKind::Number { least, most, .. } => Self::Number {
                value,
                default,
                least,
                most,
            },
            SettingKind::Choice { choices, .. } => Self::Choice {
                value,
                default,
                choices,
            },
            SettingKind::Text { longest } => Self::Text {
                value,
                default,
                longest,
            },
        }
    }
}

fn may_change(configurable: &Configurable, permissions: &PermissionSet) -> bool {
    let guard = configurable.guarded_by;
    permissions.holds(ChangeConfiguration::TYPE.name) && guard.is_none_or(|guard| permissions.holds(guard))
}

/// What has this key; to whoever may not change it the answer is no.
fn changeable<'a>(
    configuration: &'a Configuration,
    key: &str,
    may: &Proof<ChangeConfiguration>,
) -> Result<&'a Configurable, EdgeRefusal> {
    let found = configuration.find(key).ok_or(EdgeRefusal::NotFound)?;
    if may_change(found, may.permissions()) {
        Ok(found)
    } else {
        Err(EdgeRefusal::NoPermission)
    }
}

/// One thing as it is shown.
async fn shown<P: Permission>(
    on: &mut impl ScopedConnection,
    current: Current,
    may: &Proof<P>,
) -> Result<ConfiguredView, StoreError> {
    let mut exposures = desk::exposures(on, std::slice::from_ref(&current)).await?;
    Ok(ConfiguredView::of(&current, may.permissions(), &mut exposures))
}

/// Ends the transaction that changed something: what holds now is the answer, and this node knows it at once.
async fn settle<R>(
    operating: &Operating,
    may: &Proof<ChangeConfiguration>,
    once: &Once,
    mut tx: ScopedTx,
    after: Current,
) -> Result<Answered<Versioned<ConfiguredView>>, Failure<R>> {
    let changed = Versioned {
        version: after.version,
        value: shown(&mut tx, after, may).await?,
    };
    let done = once.finish(tx, changed).await?;
    operating.configuration.changed(may.org());
    Ok(done)
}

pub(crate) fn operations() -> Operations<Operating> {
    Operations::new("configuration")
        .add(list::operation())
        .add(read::operation())
        .add(change::operation())
        .add(reset::operation())
        .add(undo::operation())
        .add(history::operation())
        .add(mine::operation())
        .add(expose::operation())
}
