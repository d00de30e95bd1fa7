//! Starting and ending sessions, as several operations do.

use chrono::{DateTime, TimeDelta, Utc};
use hustings_events::Append as _;
use hustings_http::{Assurance, Client};
use hustings_kernel::{AccountId, SessionId};
use hustings_store::{ScopedTx, StoreError};
use hustings_vocabulary::session::{RevocationReason, SessionRevoked, SessionStarted};

use super::rows::{self, SeenRow};
use crate::Identity;

/// How long a refresh token can be used.
pub(crate) const REFRESH_AGE: TimeDelta = TimeDelta::days(7);

/// Where a person is: told to them in the list of their sessions, sealed for everybody else.
#[derive(Debug)]
pub(crate) struct Whereabouts {
    address: String,
    user_agent: String,
}

impl Whereabouts {
    /// Of the client at the other end.
    pub(crate) fn of(client: &Client) -> Self {
        Self {
            address: client.address().to_canonical().to_string(),
            user_agent: client.user_agent().to_owned(),
        }
    }
}

/// A session as far as its tokens are concerned.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SessionState {
    pub(crate) session: SessionId,
    pub(crate) account: AccountId,
    pub(crate) assurance: Assurance,
    pub(crate) generation: u32,
    pub(crate) refresh_until: DateTime<Utc>,
}

/// Starts a session of this account, whose owner proved themselves like this just now.
pub(crate) async fn start(
    tx: &mut ScopedTx,
    account: AccountId,
    whereabouts: &Whereabouts,
    assurance: Assurance,
) -> Result<SessionState, StoreError> {
    let session = tx.sources().id();
    let seen = seen(tx, session, account, 0, whereabouts).await?;
    rows::insert(tx, &seen, assurance).await?;
    tx.append(&SessionStarted { session, account }).await?;
    Ok(SessionState {
        session,
        account,
        assurance,
        generation: 0,
        refresh_until: seen.expires_at,
    })
}

/// The row of a session seen now.
pub(crate) async fn seen(
    tx: &ScopedTx,
    session: SessionId,
    account: AccountId,
    generation: u32,
    whereabouts: &Whereabouts,
) -> Result<SeenRow, StoreError> {
    let now = tx.sources().now();
    let keys = tx.vault().for_sealing(&[account.uuid()]).await?;
    Ok(SeenRow {
        session,
        account,
        // Two thousand million refreshes from now.
        generation: i32::try_from(generation).unwrap_or(i32::MAX),
        address_sealed: keys.seal(account.uuid(), whereabouts.address.as_bytes())?,
        user_agent_sealed: keys.seal(account.uuid(), whereabouts.user_agent.as_bytes())?,
        now,
        expires_at: now + REFRESH_AGE,
    })
}

/// Ends every session of an account but one. Once committed, the door of this node is told with [`forget`].
pub(crate) async fn end_all(
    tx: &mut ScopedTx,
    account: AccountId,
    except: Option<SessionId>,
    because: RevocationReason,
) -> Result<Vec<SessionId>, StoreError> {
    let now = tx.sources().now();
    let ended = rows::revoke_all(tx, account, except, now).await?;
    let events: Vec<SessionRevoked> = ended
        .iter()
        .map(|session| SessionRevoked {
            session: *session,
            account,
            because,
        })
        .collect();
    tx.append_all(&events).await?;
    Ok(ended)
}

/// Tells the door of this node at once what it would learn from the log a moment later.
pub(crate) fn forget(identity: &Identity, ended: &[SessionId]) {
    for session in ended {
        identity.memory.forget_session(*session);
    }
}
