//! Forgetting what agents set off long ago.
//!
//! The record of an effect keeps it from being repeated when the log is read again. Where the record is forgotten, the
//! agent's own place takes over: up to there, every effect counts as done.

use chrono::{DateTime, Utc};
use hustings_kernel::AgentName;
use hustings_store::{AgentTx, Store, StoreError};
use serde::{Deserialize, Serialize};

use crate::{metric, rows};

/// Who forgets, as far as the database is told.
const HOUSEKEEPER: AgentName = AgentName::new("events.housekeeper");
/// Records forgotten in one transaction, so that no lock is held for long.
const AT_ONCE: i64 = 5000;

/// The event log and its agents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct EventSettings {
    /// Days for which it is recorded, event by event, what agents have set off outside: mails, calls of webhooks. A
    /// rewind repeats none of it unless told to, and nothing older in any case.
    pub keep_effects_days: u16,
}

impl Default for EventSettings {
    fn default() -> Self {
        Self {
            keep_effects_days: 90,
        }
    }
}

/// Forgets the records of what was set off because of events recorded before that time. An agent that has not come so
/// far, or has set such an event aside, keeps what it still needs. Returns how many there were.
pub async fn forget_effects(store: &Store, before: DateTime<Utc>) -> Result<u64, StoreError> {
    let mut tx = begin(store).await?;
    let up_to = rows::bookmark_at(&mut tx, before).await?.position;
    let settled = rows::settle_effects(tx.scoped(), up_to.0).await?;
    tx.commit().await?;
    let mut forgotten = 0;
    for (agent, up_to) in settled {
        loop {
            let mut tx = begin(store).await?;
            let gone = rows::forget_effects(tx.scoped(), &agent, up_to, AT_ONCE).await?;
            tx.commit().await?;
            forgotten += gone;
            if gone < AT_ONCE.unsigned_abs() {
                break;
            }
        }
    }
    metric::EFFECTS_FORGOTTEN.plain().increment(forgotten);
    Ok(forgotten)
}

async fn begin(store: &Store) -> Result<AgentTx, StoreError> {
    store.begin_as_agent(HOUSEKEEPER, store.sources().id()).await
}
