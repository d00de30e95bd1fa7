//! Every kind of event this process knows: the door for events that come as text, and the check that emitters, events
//! and agents fit together.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use hustings_kernel::EventDecodeError;
use hustings_vocabulary::EventType;
use serde_json::Value;
use uuid::Uuid;

use crate::Draft;

/// The kinds of events, by name.
#[derive(Debug, Clone, Default)]
pub struct Catalogue(BTreeMap<&'static str, EventType>);

/// Why an event was refused at the door.
#[derive(Debug, thiserror::Error)]
pub enum UnknownEvent {
    /// Nobody has heard of this kind.
    #[error("there is no event of the kind {0}")]
    Kind(String),
    /// The payload is not what its kind and version promise.
    #[error("the payload does not fit")]
    Payload(#[from] EventDecodeError),
}

impl Catalogue {
    /// A catalogue of these kinds.
    pub fn new(kinds: impl IntoIterator<Item = EventType>) -> Self {
        Self(kinds.into_iter().map(|event| (event.kind, event)).collect())
    }

    /// The entry of a kind.
    pub fn get(&self, kind: &str) -> Option<&EventType> {
        self.0.get(kind)
    }

    /// All kinds in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = &EventType> {
        self.0.values()
    }

    /// The draft of an event that comes as text, lifted to its kind's newest version; refused if its kind is unknown
    /// or its payload does not fit.
    pub fn draft(
        &self,
        kind: &str,
        version: u16,
        subject: Uuid,
        payload: Value,
    ) -> Result<Draft, UnknownEvent> {
        let event = self
            .get(kind)
            .ok_or_else(|| UnknownEvent::Kind(kind.to_owned()))?;
        let payload = event.renew(version, payload)?;
        Ok(Draft::from_parts(
            Cow::Borrowed(event.kind),
            event.version,
            subject,
            payload,
        ))
    }
}

/// A capability and the kinds of events it emits.
#[derive(Debug, Clone, Copy)]
pub struct Emitter {
    /// Its name.
    pub capability: &'static str,
    /// What it emits.
    pub kinds: &'static [&'static str],
}

/// An agent, or another follower of the log, and the kinds of events it reads.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    /// Its name.
    pub name: &'static str,
    /// What it reads.
    pub kinds: &'static [&'static str],
}

/// What does not fit together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CompositionError {
    /// An event of the catalogue that no capability emits.
    #[error("nobody emits {0}")]
    NobodyEmits(&'static str),
    /// A capability emits a kind that is not in the catalogue.
    #[error("{by} emits {kind}, which is not in the catalogue")]
    EmitsUnknown {
        /// Who.
        by: &'static str,
        /// Which kind.
        kind: &'static str,
    },
    /// Two agents have the same name, and would share one place in the log.
    #[error("two agents are called {0}")]
    SameName(&'static str),
    /// An agent reads a kind that is not in the catalogue.
    #[error("{by} reads {kind}, which is not in the catalogue")]
    ReadsUnknown {
        /// Who.
        by: &'static str,
        /// Which kind.
        kind: &'static str,
    },
}

/// How emitters, events and readers fit together; prints itself as a table.
#[derive(Debug, Clone)]
pub struct Composition(Vec<Row>);

#[derive(Debug, Clone)]
struct Row {
    event: EventType,
    emitted_by: BTreeSet<&'static str>,
    read_by: BTreeSet<&'static str>,
}

/// Checks that every event is emitted by somebody and that everybody emits and reads what exists.
pub fn check_catalogue(
    catalogue: &Catalogue,
    emitters: &[Emitter],
    readers: &[Reader],
) -> Result<Composition, Vec<CompositionError>> {
    let mut errors = Vec::new();
    for Emitter {
        capability: by,
        kinds,
    } in emitters
    {
        for kind in kinds.iter().filter(|kind| catalogue.get(kind).is_none()) {
            errors.push(CompositionError::EmitsUnknown { by, kind });
        }
    }
    for Reader { name: by, kinds } in readers {
        for kind in kinds.iter().filter(|kind| catalogue.get(kind).is_none()) {
            errors.push(CompositionError::ReadsUnknown { by, kind });
        }
    }
    let mut names = BTreeSet::new();
    let twice = |reader: &&Reader| !names.insert(reader.name);
    errors.extend(
        readers
            .iter()
            .filter(twice)
            .map(|reader| CompositionError::SameName(reader.name)),
    );
    let mut rows = Vec::new();
    for event in catalogue.iter() {
        let emits = |emitter: &&Emitter| emitter.kinds.contains(&event.kind);
        let reads = |reader: &&Reader| reader.kinds.contains(&event.kind);
        let row = Row {
            event: *event,
            emitted_by: emitters.iter().filter(emits).map(|by| by.capability).collect(),
            read_by: readers.iter().filter(reads).map(|by| by.name).collect(),
        };
        if row.emitted_by.is_empty() {
            errors.push(CompositionError::NobodyEmits(event.kind));
        }
        rows.push(row);
    }
    if errors.is_empty() {
        Ok(Composition(rows))
    } else {
        Err(errors)
    }
}

impl fmt::Display for Composition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widest = self
            .0
            .iter()
            .map(|row| row.event.kind.len())
            .max()
            .unwrap_or(0)
            .max(4);
        writeln!(formatter, "{:widest$}  version  emitted by → read by", "kind")?;
        for row in &self.0 {
            let names = |names: &BTreeSet<&'static str>| names.iter().copied().collect::<Vec<_>>().join(", ");
            let readers = if row.read_by.is_empty() {
                "–".to_owned()
            } else {
                names(&row.read_by)
            };
            writeln!(
                formatter,
                "{:widest$}  {:>7}  {} → {readers}",
                row.event.kind,
                row.event.version,
                names(&row.emitted_by),
            )?;
            writeln!(formatter, "{:widest$}           {}", "", row.event.description)?;
        }
        Ok(())
    }
}
