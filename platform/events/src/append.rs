//! Adding events to the log, in the transaction that causes them.

use hustings_kernel::{Event, EventId, Position, StreamVersion};
use hustings_store::{ScopedConnection, ScopedTx, StoreError, Wake};

use crate::lane::lane;
use crate::rows::{self, NewEvents};
use crate::{Draft, metric, sealing};

/// What became of an event that was appended, once the transaction commits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appended {
    /// Its id.
    pub id: EventId,
    /// Its place in the history of what it happened to.
    pub stream_version: StreamVersion,
    /// Its place in the log. Internal: never shown to a client.
    pub position: Position,
}

/// Appends events to the log of the transaction's organisation.
///
/// That a kind exists is proved by the type; [`Catalogue::draft`](crate::Catalogue::draft) proves it for events that come as text. However many
/// events are handed in, it is one round trip; they stand in the log in the order they were given.
pub trait Append {
    /// Appends one event.
    fn append<E: Event>(&mut self, event: &E) -> impl Future<Output = Result<Appended, StoreError>> + Send;

    /// Appends events of one kind.
    fn append_all<E: Event>(
        &mut self,
        events: &[E],
    ) -> impl Future<Output = Result<Vec<Appended>, StoreError>> + Send;

    /// Appends events that say more than their payload, or are of several kinds.
    fn append_drafts(
        &mut self,
        drafts: Vec<Draft>,
    ) -> impl Future<Output = Result<Vec<Appended>, StoreError>> + Send;
}

impl Append for ScopedTx {
    async fn append<E: Event>(&mut self, event: &E) -> Result<Appended, StoreError> {
        let drafts = vec![Draft::of(event)?];
        let appended = self.append_drafts(drafts).await?;
        appended.first().copied().ok_or_else(rows::fewer_than_asked)
    }

    async fn append_all<E: Event>(&mut self, events: &[E]) -> Result<Vec<Appended>, StoreError> {
        let drafts = events.iter().map(Draft::of).collect::<Result<_, _>>()?;
        self.append_drafts(drafts).await
    }

    async fn append_drafts(&mut self, drafts: Vec<Draft>) -> Result<Vec<Appended>, StoreError> {
        if drafts.is_empty() {
            return Ok(Vec::new());
        }
        let mut events = enrich(self, drafts);
        sealing::seal(&self.vault(), &mut events.payloads).await?;
        events.mark = !self.mark_log();
        let appended = rows::append(self, &events).await?;
        self.wake_on_commit(Wake::Log);
        metric::APPENDED.plain().increment(events.ids.len() as u64);
        Ok(appended)
    }
}

/// Adds what the drafts leave to their surroundings: ids, times, who and why, and the lane.
fn enrich(tx: &ScopedTx, drafts: Vec<Draft>) -> NewEvents {
    let scope = tx.scope().clone();
    let org = scope.org();
    let recorded_at = tx.sources().now();
    let mut events = NewEvents::new(recorded_at, drafts.len());
    for draft in drafts {
        let noun = draft.noun().to_owned();
        events.ids.push(tx.sources().id());
        events.lanes.push(lane(org, &noun, draft.subject));
        events.nouns.push(noun);
        events.streams.push(draft.subject);
        events.kinds.push(draft.kind.into_owned());
        // Versions count up from one by hand; the column's type is far larger than any will be.
        events
            .versions
            .push(i16::try_from(draft.version).unwrap_or(i16::MAX));
        let actor = draft.actor.as_ref().unwrap_or(scope.actor());
        events.actors.push(actor.to_string());
        events.occurred.push(draft.occurred_at.unwrap_or(recorded_at));
        let correlation = draft.correlation.unwrap_or(scope.correlation());
        events.correlations.push(correlation.uuid());
        events.causations.push(draft.causation.map(EventId::uuid));
        events.payloads.push(draft.payload);
    }
    events
}
