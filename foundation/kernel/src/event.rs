//! Events: what happened, in one log.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::{Actor, CorrelationId, EventId, OrgId};

/// Does this kind of event belong to the audit log?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Audit {
    /// Sensitive: sealed into the organisation's hash chain and kept seven years.
    Yes,
    /// Everyday.
    No,
}

/// The payload of one kind of event, in its newest version.
pub trait Event: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// The kind's stable name: `post.published`. Its first word is the noun.
    const KIND: &'static str;
    /// The payload's newest version, from 1.
    const VERSION: u16;
    /// Whether it is audited.
    const AUDIT: Audit;

    /// The thing it happened to, whose events keep their order: the stream.
    fn subject(&self) -> Uuid;

    /// Lifts an older version's payload to the newest.
    fn upcast(version: u16, payload: Value) -> Result<Value, EventDecodeError> {
        if version == Self::VERSION {
            Ok(payload)
        } else {
            Err(EventDecodeError::UnknownVersion {
                kind: Self::KIND,
                version,
            })
        }
    }

    /// The noun in the kind's name.
    fn noun() -> &'static str {
        Self::KIND.split_once('.').map_or(Self::KIND, |(noun, _)| noun)
    }
}

/// Why a recorded payload could not be read.
#[derive(Debug)]
pub enum EventDecodeError {
    /// A version that this build has never known.
    UnknownVersion {
        /// Its kind.
        kind: &'static str,
        /// The version found.
        version: u16,
    },
    /// The event is of another kind than the one asked for.
    OtherKind {
        /// The kind asked for.
        wanted: &'static str,
        /// The kind found.
        found: String,
    },
    /// The payload does not have the shape of its version.
    Malformed {
        /// Its kind.
        kind: &'static str,
        /// What is wrong.
        cause: serde_json::Error,
    },
}

impl fmt::Display for EventDecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownVersion { kind, version } => write!(formatter, "{kind} has no version {version}"),
            Self::OtherKind { wanted, found } => write!(formatter, "expected {wanted}, found {found}"),
            Self::Malformed { kind, .. } => write!(formatter, "the payload of a {kind} is malformed"),
        }
    }
}

impl std::error::Error for EventDecodeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Malformed { cause, .. } => Some(cause),
            Self::UnknownVersion { .. } | Self::OtherKind { .. } => None,
        }
    }
}

/// A place in the log. Internal: it would tell one organisation how busy the others are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Position(pub i64);

/// The count of events in one stream up to and including this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StreamVersion(pub i64);

/// One thing's history: a noun and an id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct StreamId {
    /// What kind of thing.
    pub noun: String,
    /// Which one.
    pub id: Uuid,
}

impl fmt::Display for StreamId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.noun, self.id)
    }
}

/// An event as it stands in the log.
#[derive(Debug, Clone)]
pub struct Envelope {
    /// Its place in the log.
    pub position: Position,
    /// Its id.
    pub id: EventId,
    /// Whose it is.
    pub org: OrgId,
    /// What it happened to.
    pub stream: StreamId,
    /// Its place in that thing's history.
    pub stream_version: StreamVersion,
    /// What happened.
    pub kind: String,
    /// The payload's version.
    pub version: u16,
    /// Who did it.
    pub actor: Actor,
    /// When it happened, which may be long ago for what was imported.
    pub occurred_at: DateTime<Utc>,
    /// When the log took it.
    pub recorded_at: DateTime<Utc>,
    /// What it belongs to.
    pub correlation: CorrelationId,
    /// The event that caused it.
    pub causation: Option<EventId>,
    /// What is particular to it.
    pub payload: Value,
}

impl Envelope {
    /// Is it of this kind?
    pub fn is<E: Event>(&self) -> bool {
        self.kind == E::KIND
    }

    /// Its payload as the kind's newest type.
    pub fn decode<E: Event>(&self) -> Result<E, EventDecodeError> {
        if !self.is::<E>() {
            return Err(EventDecodeError::OtherKind {
                wanted: E::KIND,
                found: self.kind.clone(),
            });
        }
        let payload = E::upcast(self.version, self.payload.clone())?;
        E::deserialize(payload).map_err(|cause| EventDecodeError::Malformed { kind: E::KIND, cause })
    }
}
