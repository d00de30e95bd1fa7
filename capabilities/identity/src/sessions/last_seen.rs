//! When each session was last seen, to within five minutes.

use chrono::{DateTime, TimeDelta, Utc};
use hustings_kernel::{Scope, SessionId};
use hustings_store::{Store, StoreError};

use super::rows;
use crate::last_use::Noted;

/// How coarse it is: a row is written at most this often, whatever its session does and on however many nodes.
pub(crate) const COARSE: TimeDelta = TimeDelta::minutes(5);

/// The sessions seen since they were last written down. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct SessionUse(Noted<SessionId>);

impl SessionUse {
    /// Notes that a session was seen.
    pub(crate) fn note(&self, session: SessionId, at: DateTime<Utc>) {
        self.0.note(session, at);
    }

    /// Writes down what was noted so far.
    pub async fn write(&self, store: &Store) -> Result<(), StoreError> {
        let seen = self.0.take();
        if seen.is_empty() {
            return Ok(());
        }
        let written = write_all(store, &seen).await;
        if written.is_err() {
            self.0.put_back(seen);
        }
        written
    }
}

async fn write_all(store: &Store, seen: &[(SessionId, DateTime<Utc>)]) -> Result<(), StoreError> {
    let (sessions, times): (Vec<_>, Vec<_>) = seen.iter().map(|(session, at)| (session.uuid(), *at)).unzip();
    let mut tx = store.begin(&Scope::system(store.sources().id())).await?;
    rows::note_seen(&mut tx, &sessions, &times, COARSE).await?;
    tx.commit().await
}
