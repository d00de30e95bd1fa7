//! What stands in a row of the queue: the job itself, and the stamp that `jobs.enqueue` puts beside it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use chrono::{DateTime, Utc};
use graphile_worker::Job as Row;
use hustings_kernel::{AccountId, Actor, CorrelationId, JobId, OrgId, Place, Scope};
use hustings_store::{Opened, StoreError, SubjectKeys, Vault};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::enqueue::without_lane;

/// Where a sealed payload keeps what was sealed.
const SEALED: &str = "$sealed";
/// And for whom.
const PERSON: &str = "$person";

/// A row that was claimed, understood.
#[derive(Debug)]
pub(crate) struct Claim {
    pub(crate) row: i64,
    pub(crate) worker: String,
    pub(crate) kind: String,
    pub(crate) attempt: u16,
    pub(crate) due_at: DateTime<Utc>,
    pub(crate) id: JobId,
    pub(crate) org: OrgId,
    pub(crate) scope: Scope,
    pub(crate) enqueued_at: DateTime<Utc>,
    payload: Value,
}

/// The payload after the seal is broken.
pub(crate) enum Payload {
    Clear(Value),
    /// The person it was about was erased.
    Erased,
}

/// The stamp, as the enqueueing function writes it.
#[derive(Deserialize)]
struct Stamp<'a> {
    id: JobId,
    org: OrgId,
    place: &'a str,
    account: Option<AccountId>,
    actor: Actor,
    correlation: CorrelationId,
    at: i64,
}

/// Why a row of the queue makes no sense. Nothing but the enqueueing function writes rows, so this is a bug.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ClaimError {
    #[error("the stamp is malformed")]
    Stamp(#[from] serde_json::Error),
    #[error("the row names a place that does not exist, or was not claimed")]
    Place,
}

impl Claim {
    pub(crate) fn of(row: &Row) -> Result<Self, ClaimError> {
        let stamp = Stamp::deserialize(row.payload())?;
        let place = match (stamp.place, stamp.account) {
            ("organisation", _) => Place::Organisation(stamp.org),
            ("account", Some(account)) => Place::Account(account),
            ("installation", _) => Place::Installation,
            ("system", _) => Place::System,
            _ => return Err(ClaimError::Place),
        };
        Ok(Self {
            row: *row.id(),
            worker: row.locked_by().clone().ok_or(ClaimError::Place)?,
            kind: without_lane(row.task_identifier()).to_owned(),
            attempt: u16::try_from(*row.attempts()).unwrap_or(0),
            due_at: *row.run_at(),
            id: stamp.id,
            org: stamp.org,
            scope: Scope::from_parts(place, stamp.actor, stamp.correlation),
            enqueued_at: DateTime::from_timestamp_micros(stamp.at).unwrap_or_default(),
            payload: row.payload().get("job").cloned().unwrap_or_default(),
        })
    }

    /// The payload, opened if it was sealed.
    pub(crate) async fn open(&self, vault: &Vault) -> Result<Payload, StoreError> {
        let (Some(Value::String(sealed)), Some(person)) =
            (self.payload.get(SEALED), self.payload.get(PERSON))
        else {
            return Ok(Payload::Clear(self.payload.clone()));
        };
        let person = Uuid::deserialize(person).map_err(|_| StoreError::Sealed("for nobody"))?;
        let sealed = STANDARD_NO_PAD
            .decode(sealed)
            .map_err(|_| StoreError::Sealed("not in base64"))?;
        let keys = vault.for_opening(&[person]).await?;
        match keys.open(person, &sealed)? {
            Opened::Erased => Ok(Payload::Erased),
            Opened::Clear(clear) => serde_json::from_slice(&clear)
                .map(Payload::Clear)
                .map_err(|_| StoreError::Sealed("what was sealed is not JSON")),
        }
    }
}

/// A payload that only the person's key opens.
pub(crate) fn seal(keys: &SubjectKeys, person: Uuid, payload: &str) -> Result<String, StoreError> {
    let sealed = keys.seal(person, payload.as_bytes())?;
    Ok(json!({ SEALED: STANDARD_NO_PAD.encode(sealed), PERSON: person }).to_string())
}
