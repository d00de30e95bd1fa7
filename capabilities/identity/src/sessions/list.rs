//! List the sessions of one's account, so that a stranger's shows.

use chrono::{DateTime, Utc};
use hustings_http::{Failure, Json, Operation, SignedIn, State};
use hustings_kernel::SessionId;
use hustings_store::{Freshness, Opened, SubjectKeys};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use super::device::device;
use super::rows::{self, SessionRow};
use crate::Identity;

/// One session.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SessionEntry {
    /// The session.
    session: SessionId,
    /// Is it the one that asks?
    current: bool,
    /// What kind of device it is, as far as it says: `Firefox on Linux`.
    device: String,
    /// Its network address when it was last seen.
    address: String,
    /// When it began.
    started_at: DateTime<Utc>,
    /// When it was last seen, to within five minutes.
    last_seen_at: DateTime<Utc>,
    /// When it ends unless it is refreshed.
    ends_at: DateTime<Utc>,
}

/// The sessions, the newest first.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SessionList {
    sessions: Vec<SessionEntry>,
}

/// The operation.
pub(crate) fn operation() -> Operation<Identity> {
    Operation::get(
        "/sessions",
        "list_sessions",
        "List the sessions of one's account",
        list,
    )
}

async fn list(me: SignedIn, State(identity): State<Identity>) -> Result<Json<SessionList>, Failure> {
    let mut tx = identity.store.read(me.scope(), Freshness::Latest).await?;
    let rows = rows::of_account(&mut tx, me.account(), identity.store.sources().now()).await?;
    drop(tx);
    let owner = me.account().uuid();
    let keys = identity.store.vault().for_opening(&[owner]).await?;
    let sessions = rows
        .iter()
        .map(|row| entry(row, me.session(), &keys, owner))
        .collect::<Result<_, Failure>>()?;
    Ok(Json(SessionList { sessions }))
}

fn entry(
    row: &SessionRow,
    current: SessionId,
    keys: &SubjectKeys,
    owner: Uuid,
) -> Result<SessionEntry, Failure> {
    let session = SessionId::from(row.session_id);
    Ok(SessionEntry {
        session,
        current: session == current,
        device: device(&text(keys, owner, &row.user_agent_sealed)?),
        address: text(keys, owner, &row.address_sealed)?,
        started_at: row.created_at,
        last_seen_at: row.last_seen_at,
        ends_at: row.expires_at,
    })
}

fn text(keys: &SubjectKeys, owner: Uuid, sealed: &[u8]) -> Result<String, Failure> {
    Ok(match keys.open(owner, sealed)? {
        Opened::Clear(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Opened::Erased => String::new(),
    })
}
