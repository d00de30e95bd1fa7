//! Looking at what an organisation chose, and changing it, in the caller's transaction.
//!
//! Whoever changes something locks it first ([`lock`]), compares the version with what they saw, puts the new choice
//! there ([`Current::put`], [`Current::reset`], [`Current::undo`]), tells the log, and says after the commit that it changed
//! ([`Configuration::changed`](crate::Configuration::changed)).

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use hustings_kernel::MemberId;
use hustings_store::{ScopedConnection, ScopedTx, StoreError};
use serde_json::Value;

use crate::rows::{self, ChangeRow, ConfigurationRow};
use crate::{Configurable, Held, NotAcceptable, metric};

/// What holds for one thing, and since when by whom.
#[derive(Debug, Clone)]
pub struct Current {
    /// What it is.
    pub configurable: Configurable,
    /// What was chosen; `None` if it is as declared.
    pub chosen: Option<Held>,
    /// How many changes there were.
    pub version: i64,
    /// When it was changed last, and by which actor; `None` if it never was.
    pub changed: Option<(DateTime<Utc>, String)>,
}

impl Current {
    fn of(configurable: Configurable, row: Option<ConfigurationRow>) -> Self {
        let (chosen, version, changed) = match row {
            Some(row) if row.version > 0 => (
                held(&configurable, row.value),
                row.version,
                Some((row.changed_at, row.changed_by)),
            ),
            _ => (None, 0, None),
        };
        Self {
            configurable,
            chosen,
            version,
            changed,
        }
    }

    /// What holds: what was chosen, or what was declared.
    pub fn holds(&self) -> Held {
        let as_declared = || Held::as_declared(self.configurable.what);
        self.chosen.clone().unwrap_or_else(as_declared)
    }

    /// Chooses something else. What is chosen already is no change; then the version stays.
    pub async fn put(self, tx: &mut ScopedTx, choice: Held) -> Result<Self, PutError> {
        let chosen = Some(choice.accept(&self.configurable)?);
        if chosen == self.chosen {
            return Ok(self);
        }
        Ok(self.write(tx, chosen, None).await?)
    }

    /// Has it as declared again.
    pub async fn reset(self, tx: &mut ScopedTx) -> Result<Self, StoreError> {
        if self.chosen.is_none() {
            return Ok(self);
        }
        self.write(tx, None, None).await
    }

    /// Undoes the latest change: what was chosen before it is chosen again. `None` if there is nothing to undo.
    pub async fn undo(self, tx: &mut ScopedTx) -> Result<Option<Self>, PutError> {
        if self.version == 0 {
            return Ok(None);
        }
        let before = rows::value_at(tx, self.configurable.key, self.version - 1).await?;
        // Chosen in another release it may not do any more.
        let before = before
            .flatten()
            .and_then(|value| Held::of_row(self.configurable.what.kind(), value))
            .map(|held| held.accept(&self.configurable))
            .transpose()?;
        let undoes = self.version;
        Ok(Some(self.write(tx, before, Some(undoes)).await?))
    }

    async fn write(
        self,
        tx: &mut ScopedTx,
        chosen: Option<Held>,
        undoes: Option<i64>,
    ) -> Result<Self, StoreError> {
        let value = chosen.as_ref().map(Held::to_row);
        let row = ConfigurationRow {
            value,
            version: self.version + 1,
            ..fresh(tx, &self.configurable)
        };
        rows::put(tx, &row, undoes).await?;
        Ok(Self {
            configurable: self.configurable,
            chosen,
            version: row.version,
            changed: Some((row.changed_at, row.changed_by)),
        })
    }
}

/// Why something was not chosen.
#[derive(Debug, thiserror::Error)]
pub enum PutError {
    /// It cannot be chosen.
    #[error(transparent)]
    NotAcceptable(#[from] NotAcceptable),
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A change of the past.
#[derive(Debug, Clone)]
pub struct Change {
    /// Which of the changes of this key it is, counted from 1.
    pub version: i64,
    /// What was chosen before; `None` if it was as declared.
    pub before: Option<Held>,
    /// What was chosen from then on; `None` if it was as declared.
    pub after: Option<Held>,
    /// The change that it undid.
    pub undoes: Option<i64>,
    /// When.
    pub changed_at: DateTime<Utc>,
    /// By which actor.
    pub changed_by: String,
}

/// What holds for all of these.
pub async fn all(
    on: &mut impl ScopedConnection,
    configurables: &[Configurable],
) -> Result<Vec<Current>, StoreError> {
    let org = on.scope().org();
    let rows = rows::all(on, org).await?;
    let mut rows: BTreeMap<String, ConfigurationRow> =
        rows.into_iter().map(|row| (row.key.clone(), row)).collect();
    Ok(configurables
        .iter()
        .map(|one| Current::of(*one, rows.remove(one.key)))
        .collect())
}

/// What holds for one thing, locked until the transaction ends.
pub async fn lock(tx: &mut ScopedTx, configurable: &Configurable) -> Result<Current, StoreError> {
    let fresh = fresh(tx, configurable);
    let row = rows::lock(tx, &fresh).await?;
    Ok(Current::of(*configurable, Some(row)))
}

/// The changes of one thing before a version (all, if none is named), the newest first.
pub async fn history(
    on: &mut impl ScopedConnection,
    configurable: &Configurable,
    before: Option<i64>,
    at_most: i64,
) -> Result<Vec<Change>, StoreError> {
    let rows = rows::history(on, configurable.key, before.unwrap_or(i64::MAX), at_most).await?;
    let change = |row: ChangeRow| Change {
        version: row.version,
        before: held(configurable, row.before),
        after: held(configurable, row.value),
        undoes: row.undoes,
        changed_at: row.changed_at,
        changed_by: row.changed_by,
    };
    Ok(rows.into_iter().map(change).collect())
}

/// Notes which variant of an experiment a member was shown in a round, unless something was noted before.
pub async fn expose(
    tx: &mut ScopedTx,
    experiment: &Configurable,
    round: i64,
    member: MemberId,
    variant: &str,
) -> Result<(), StoreError> {
    let now = tx.sources().now();
    rows::expose(tx, (experiment.key, round), member, variant, now).await?;
    metric::exposure(experiment.key);
    Ok(())
}

/// To how many members each variant of these experiments was shown in their present or latest round: by key, then by
/// variant.
pub async fn exposures(
    on: &mut impl ScopedConnection,
    experiments: &[Current],
) -> Result<BTreeMap<String, BTreeMap<String, i64>>, StoreError> {
    let (keys, rounds): (Vec<String>, Vec<i64>) = experiments
        .iter()
        .filter_map(|current| match current.holds() {
            Held::Experiment(plan) => Some((current.configurable.key.to_owned(), plan.round())),
            Held::Setting(_) | Held::Flag(_) => None,
        })
        .unzip();
    let mut counts: BTreeMap<String, BTreeMap<String, i64>> = BTreeMap::new();
    for (key, variant, members) in rows::exposures(on, &keys, &rounds).await? {
        counts.entry(key).or_default().insert(variant, members);
    }
    Ok(counts)
}

fn held(configurable: &Configurable, value: Option<Value>) -> Option<Held> {
    Held::of_row(configurable.what.kind(), value?)
}

/// A row as it is before the first change, by whoever the transaction belongs to.
fn fresh(tx: &ScopedTx, configurable: &Configurable) -> ConfigurationRow {
    ConfigurationRow {
        key: configurable.key.to_owned(),
        kind: configurable.what.kind().to_owned(),
        value: None,
        version: 0,
        changed_at: tx.sources().now(),
        changed_by: tx.scope().actor().to_string(),
    }
}
