//! What the log hears of a change: what was changed, and by which of its changes. The values stand in the history.

use hustings_configuration::desk::Current;
use hustings_configuration::Held;
use hustings_events::Append as _;
use hustings_store::{ScopedTx, StoreError};
use hustings_vocabulary::experiment::{ExperimentChanged, ExperimentId, ExperimentStarted, ExperimentStopped};
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
    let (name, version) = (after.configurable.key, after.version);
    let key = name.to_owned();
    match (before.holds(), after.holds()) {
        (_, Held::Setting(_)) => {
            let setting = SettingId::of(name);
            let told = SettingChanged {
                setting,
                key,
                version,
                undoes,
            };
            tx.append(&told).await?;
        }
        (_, Held::Flag(_)) => {
            let flag = FlagId::of(name);
            let told = FlagChanged {
                flag,
                key,
                version,
                undoes,
            };
            tx.append(&told).await?;
        }
        (was, Held::Experiment(plan)) => {
            let experiment = ExperimentId::of(name);
            let ran = matches!(was, Held::Experiment(before) if before.runs());
            match (ran, plan.runs()) {
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
        }
    }
    Ok(())
}
