//! What the log hears of a change: what was changed, and by which of its changes. The values stand in the history.

use hustings_configuration::Held;
use hustings_configuration::desk::Current;
use hustings_events::Append as _;
use hustings_store::{ScopedTx, StoreError};
use hustings_vocabulary::experiment::{
    ExperimentChanged, ExperimentId, ExperimentStarted, ExperimentStopped,
};
use hustings_vocabulary::flag::{FlagChanged, FlagId};
use hustings_vocabulary::setting::{SettingChanged, SettingId};

/// Tells the log what became of something, if anything did.
pub(super) async fn tell(
    tx: &mut ScopedTx,
    before: &Current,
    after: &Current,
    undoes: Option<i64>,
) -> Result<(), StoreError> {
    if before.version == after.version {
        return Ok(());
    }
    let key = after.configurable.key.to_owned();
    let version = after.version;
    match after.holds() {
        Held::Setting(_) => {
            let setting = SettingId::of(&key);
            let told = SettingChanged {
                setting,
                key,
                version,
                undoes,
            };
            tx.append(&told).await?;
        }
        Held::Flag(_) => {
            let flag = FlagId::of(&key);
            let told = FlagChanged {
                flag,
                key,
                version,
                undoes,
            };
            tx.append(&told).await?;
        }
        Held::Experiment(plan) => {
            let ran = matches!(before.holds(), Held::Experiment(before) if before.runs());
            tell_of_experiment(tx, (ran, plan.runs()), key, version, undoes).await?;
        }
    }
    Ok(())
}

/// An experiment that did not run and runs now was started, and so on.
async fn tell_of_experiment(
    tx: &mut ScopedTx,
    ran_and_runs: (bool, bool),
    key: String,
    version: i64,
    undoes: Option<i64>,
) -> Result<(), StoreError> {
    let experiment = ExperimentId::of(&key);
    match ran_and_runs {
        (false, true) => {
            let told = ExperimentStarted {
                experiment,
                key,
                version,
                undoes,
            };
            tx.append(&told).await?;
        }
        (true, false) => {
            let told = ExperimentStopped {
                experiment,
                key,
                version,
                undoes,
            };
            tx.append(&told).await?;
        }
        (true, true) | (false, false) => {
            let told = ExperimentChanged {
                experiment,
                key,
                version,
                undoes,
            };
            tx.append(&told).await?;
        }
    }
    Ok(())
}
