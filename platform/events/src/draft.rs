//! An event on its way into the log.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use hustings_kernel::{Actor, CorrelationId, Event, EventId, Scope};
use hustings_store::StoreError;
use serde_json::Value;
use uuid::Uuid;

/// An event that is about to be appended. Whatever it does not say comes from the transaction's scope and clock.
#[derive(Debug, Clone)]
pub struct Draft {
    pub(crate) kind: Cow<'static, str>,
    pub(crate) version: u16,
    pub(crate) subject: Uuid,
    pub(crate) payload: Value,
    pub(crate) occurred_at: Option<DateTime<Utc>>,
    pub(crate) causation: Option<EventId>,
    pub(crate) actor: Option<Actor>,
    pub(crate) correlation: Option<CorrelationId>,
}

impl Draft {
    /// The draft of a typed event.
    pub fn of<E: Event>(event: &E) -> Result<Self, StoreError> {
        // A payload that cannot be written is a mistake in the program, like a query that does not parse.
        let payload = serde_json::to_value(event)
            .map_err(|cause| StoreError::Query(sqlx::Error::Encode(Box::new(cause))))?;
        Ok(Self::from_parts(
            Cow::Borrowed(E::KIND),
            E::VERSION,
            event.subject(),
            payload,
        ))
    }

    pub(crate) fn from_parts(kind: Cow<'static, str>, version: u16, subject: Uuid, payload: Value) -> Self {
        Self {
            kind,
            version,
            subject,
            payload,
            occurred_at: None,
            causation: None,
            actor: None,
            correlation: None,
        }
    }

    /// It happened then, and not now: for imports.
    #[must_use]
    pub fn occurred_at(mut self, time: DateTime<Utc>) -> Self {
        self.occurred_at = Some(time);
        self
    }

    /// That event caused it.
    #[must_use]
    pub fn caused_by(mut self, event: EventId) -> Self {
        self.causation = Some(event);
        self
    }

    /// Whoever acted here did it, as part of the same: for the entries of a batch, each of which has its own scope.
    /// The organisation stays the transaction's.
    #[must_use]
    pub fn on_behalf_of(mut self, scope: &Scope) -> Self {
        self.actor = Some(scope.actor().clone());
        self.correlation = Some(scope.correlation());
        self
    }

    /// It belongs to this.
    #[must_use]
    pub fn within(mut self, correlation: CorrelationId) -> Self {
        self.correlation = Some(correlation);
        self
    }

    pub(crate) fn noun(&self) -> &str {
        self.kind
            .split_once('.')
            .map_or(self.kind.as_ref(), |(noun, _)| noun)
    }
}
