//! The audit log: sensitive events, each sealed into a chain that shows whether any was changed or removed.
//!
//! Auditing is a mark on a kind of event, not a second write. [`chain`] is the arithmetic, [`SealAudit`] the agent that
//! adds links, [`verify`] walks them. When an event is erased its link stays. Entries are kept for seven years or as the
//! settings say; then whole stretches are removed from the beginning, and the last link removed is kept, sealed, so that
//! the rest can be verified for ever.

mod chain;
mod export;
pub(crate) mod forget;
mod list;
mod rows;
mod seal;
mod verify;

use chrono::{DateTime, Utc};
use hustings_http::Operations;
use hustings_kernel::{Actor, CorrelationId, EventId, OrgId, Scope};
use hustings_store::{Freshness, Store, StoreError, Vault};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::Identity;

pub use seal::SealAudit;
pub use verify::{Break, BreakKind, Verification, verify};

/// An entry of the audit log.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AuditEntry {
    /// Its place in the chain.
    pub sequence: i64,
    /// The event.
    pub id: EventId,
    /// What happened.
    pub kind: String,
    /// The version of its payload.
    pub version: i16,
    /// Who did it.
    #[schemars(with = "String")]
    pub actor: Actor,
    /// What kind of thing it happened to.
    pub noun: String,
    /// Which one.
    pub subject: Uuid,
    /// When.
    pub occurred_at: DateTime<Utc>,
    /// What it belongs to: the id of the request.
    pub correlation: CorrelationId,
    /// What is particular to it. What was erased reads `$erased`.
    pub payload: Value,
}

impl From<rows::EntryRow> for AuditEntry {
    fn from(row: rows::EntryRow) -> Self {
        Self {
            sequence: row.sequence,
            id: row.event_id.into(),
            kind: row.kind,
            version: row.version,
            actor: row.actor.parse().unwrap_or(Actor::System),
            noun: row.noun,
            subject: row.stream_id,
            occurred_at: row.occurred_at,
            correlation: row.correlation_id.into(),
            payload: row.payload,
        }
    }
}

/// Opens what is personal in these entries, as far as the people still have keys.
async fn open(vault: &Vault, entries: &mut [rows::EntryRow]) -> Result<(), StoreError> {
    let mut payloads: Vec<&mut Value> = entries.iter_mut().map(|entry| &mut entry.payload).collect();
    hustings_events::open_personal(vault, &mut payloads).await
}

/// Every organisation whose chain there is to verify, the installation first. For the command line.
pub async fn audited_organisations(store: &Store) -> Result<Vec<OrgId>, StoreError> {
    let mut read = store
        .read(&Scope::system(store.sources().id()), Freshness::Latest)
        .await?;
    let mut all = vec![OrgId::INSTALLATION];
    all.extend(rows::organisations(&mut read).await?);
    Ok(all)
}

pub(crate) fn operations() -> Operations<Identity> {
    Operations::new("audit")
        .add(list::operation())
        .add(export::operation())
        .add(verify::operation())
}
