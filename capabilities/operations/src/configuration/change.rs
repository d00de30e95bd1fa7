//! Choose what holds: the value of a setting, for whom a feature is there, what is done with an experiment.

use std::collections::{BTreeMap, BTreeSet};

use hustings_configuration::desk::{self, Current, PutError};
use hustings_configuration::{ExperimentPlan, FlagRule, Held, SettingValue};
use hustings_http::{
    Answered, EdgeRefusal, Failure, IfMatch, Json, Once, Operation, Path, Proof, State, Versioned,
};
use hustings_kernel::{BuiltInRole, FieldProblem};
use hustings_store::{ScopedTx, StoreError};
use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

use super::{ConfiguredView, changeable, rows, settle, telling};
use crate::Operating;
use crate::permissions::ChangeConfiguration;

/// What is to hold.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ConfigurationChoice {
    /// Of a setting.
    Value(SettingValue),
    /// Of a feature flag.
    Rule(FlagRule),
    /// Of an experiment.
    Plan(PlanChoice),
}

/// What is to be done with an experiment.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(tag = "state", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum PlanChoice {
    /// Members get their variants by lot. An experiment that runs already keeps its round and moves as few people as
    /// possible.
    Running {
        /// How much of the members each variant gets, beside the others.
        weights: BTreeMap<String, u16>,
    },
    /// Everybody gets this variant.
    Stopped {
        /// Which.
        variant: String,
    },
}

impl ConfigurationChoice {
    /// The field of the body that holds it.
    fn field(&self) -> &'static str {
        match self {
            Self::Value(_) => "value",
            Self::Rule(_) => "rule",
            Self::Plan(_) => "plan",
        }
    }

    /// The choice as it follows from what holds: a round begins where an experiment did not run.
    fn after(self, current: &Current) -> Held {
        match self {
            Self::Value(value) => Held::Setting(value),
            Self::Rule(rule) => Held::Flag(rule),
            Self::Plan(plan) => {
                let (round, runs) = match current.holds() {
                    Held::Experiment(before) => (before.round(), before.runs()),
                    Held::Setting(_) | Held::Flag(_) => (0, false),
                };
                Held::Experiment(match plan {
                    PlanChoice::Running { weights } => ExperimentPlan::Running {
                        weights,
                        round: if runs { round } else { current.version + 1 },
                    },
                    PlanChoice::Stopped { variant } => ExperimentPlan::Stopped { variant, round },
                })
            }
        }
    }
}

async fn change_configured(
    may: Proof<ChangeConfiguration>,
    Path(key): Path<String>,
    seen: IfMatch,
    once: Once,
    State(operating): State<Operating>,
    Json(choice): Json<ConfigurationChoice>,
) -> Result<Answered<Versioned<ConfiguredView>>, Failure> {
    let found = changeable(&operating.configuration, &key, &may)?;
    let mut tx = operating.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let before = desk::lock(&mut tx, found).await?;
    seen.check(before.version)?;
    let field = choice.field();
    if let ConfigurationChoice::Rule(FlagRule::Roles { roles }) = &choice {
        let unknown = unknown_roles(&mut tx, roles).await?;
        if !unknown.is_empty() {
            return Err(EdgeRefusal::InvalidInput(unknown).into());
        }
    }
    let choice = choice.after(&before);
    let after = before
        .clone()
        .put(&mut tx, choice)
        .await
        .map_err(|error| refused(error, field))?;
    telling::tell(&mut tx, &before, &after, None).await?;
    settle(&operating, &may, &once, tx, after).await
}

/// Those of these names that no role has. A role can still be deleted later: then nobody holds it.
async fn unknown_roles(tx: &mut ScopedTx, roles: &BTreeSet<String>) -> Result<Vec<FieldProblem>, StoreError> {
    let is_built_in = |name: &&String| {
        let role = name.parse::<BuiltInRole>();
        // Who runs the installation is not a matter of one organisation.
        role.is_ok_and(|role| role != BuiltInRole::PlatformAdmin)
    };
    let others: Vec<&String> = roles.iter().filter(|name| !is_built_in(name)).collect();
    let ids: Vec<Uuid> = others.iter().filter_map(|name| name.parse().ok()).collect();
    let known = rows::own_roles_among(tx, &ids).await?;
    let unknown = others
        .iter()
        .filter(|name| !known.iter().any(|id| id.to_string() == name.as_str()));
    Ok(unknown
        .map(|name| FieldProblem::new("rule.roles", "no-such-role", format!("There is no role {name}.")))
        .collect())
}

fn refused(error: PutError, field: &'static str) -> Failure {
    match error {
        PutError::NotAcceptable(refusal) => {
            EdgeRefusal::InvalidInput(vec![FieldProblem::new(field, "not-accepted", refusal.0)]).into()
        }
        PutError::Store(error) => error.into(),
    }
}

pub(super) fn operation() -> Operation<Operating> {
    Operation::put(
        "/orgs/{org}/configuration/{key}",
        "change_configured",
        "Choose what holds",
        change_configured,
    )
}
