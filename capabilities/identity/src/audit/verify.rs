//! Verify an audit chain: every link, every event that is still there, and the seal at its end.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use hustings_http::{Failure, Json, Operation, Proof, State};
use hustings_kernel::{OrgId, Place, Scope};
use hustings_store::{Freshness, ScopedConnection, Store, StoreError};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use super::chain::{Anchor, Head, SealingKey, StoredEvent, digest};
use super::rows::{self, LinkRow};
use crate::Identity;
use crate::permissions::ReadAudit;

const AT_ONCE: i64 = 1_000;

/// What verification found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Verification {
    /// How many links hold, from the first that is kept.
    pub verified: i64,
    /// How many links before them were removed because their time was over. The last of them is kept, sealed.
    pub forgotten: i64,
    /// Where the chain breaks first, if it does.
    pub first_break: Option<Break>,
    /// The last link that holds, in hexadecimal. Publish it, and nobody can rewrite what came before.
    pub head: String,
    /// How many audited events have no link yet. A few, for a moment, are usual.
    pub unsealed: i64,
    /// Since when the oldest of them waits.
    pub oldest_unsealed: Option<DateTime<Utc>>,
    /// How many links can no longer be compared with their events, which were erased.
    pub without_event: i64,
}

impl Verification {
    /// Is the chain whole?
    pub fn holds(&self) -> bool {
        self.first_break.is_none()
    }
}

/// Where and how a chain breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Break {
    /// The place in the chain.
    pub sequence: i64,
    /// The event that stands, or stood, there.
    pub event: Option<Uuid>,
    /// What is wrong.
    pub what: BreakKind,
}

/// What can be wrong with a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BreakKind {
    /// A link is missing.
    LinkMissing,
    /// A link does not follow from the one before.
    LinkAltered,
    /// The event is not what was sealed.
    EventAltered,
    /// The event is gone.
    EventMissing,
    /// The end of the chain is not where it was sealed.
    HeadAltered,
    /// The seal was made with another key, or forged.
    SealForged,
    /// What stands for the removed beginning of the chain was not made by this installation.
    AnchorForged,
}

/// Walks the chain of an organisation; the nil one is the installation's own.
pub async fn verify(store: &Store, org: OrgId) -> Result<Verification, StoreError> {
    let place = if org == OrgId::INSTALLATION {
        Place::System
    } else {
        Place::Organisation(org)
    };
    let scope = Scope::from_parts(place, hustings_kernel::Actor::System, store.sources().id());
    let key = SealingKey::of(store.vault().keys());
    let mut read = store.read(&scope, Freshness::Latest).await?;
    let (mut walk, anchor) = Walk::begin(&mut read, org, &key).await?;
    while walk.first_break.is_none() {
        let links = rows::links_after(&mut read, org, walk.head.sequence, AT_ONCE).await?;
        if links.is_empty() {
            break;
        }
        let events = events_of(&mut read, org, &links).await?;
        walk.follow(&links, &events);
    }
    let sealed = rows::head(&mut read, org).await?;
    walk.check_head(sealed.as_ref(), &key);
    let since = anchor.map(|anchor| anchor.forgotten_before);
    let unsealed = rows::unsealed(&mut read, org, &audited_kinds(), since, None).await?;
    Ok(Verification {
        verified: walk.head.sequence - walk.forgotten,
        forgotten: walk.forgotten,
        first_break: walk.first_break,
        head: hex(&walk.head.link),
        unsealed: unsealed.count,
        oldest_unsealed: unsealed.oldest,
        without_event: walk.without_event,
    })
}

pub(super) fn audited_kinds() -> Vec<String> {
    let kinds = hustings_vocabulary::AUDITED.iter();
    kinds.map(|kind| (*kind).to_owned()).collect()
}

/// The events of these links, as far as the log still has them.
pub(super) async fn events_of(
    read: &mut impl ScopedConnection,
    org: OrgId,
    links: &[LinkRow],
) -> Result<HashMap<Uuid, StoredEvent>, StoreError> {
    let positions: Vec<i64> = links.iter().map(|link| link.position).collect();
    let recorded: Vec<_> = links.iter().map(|link| link.recorded_at).collect();
    let events = rows::stored(read, org, &positions, &recorded).await?;
    Ok(events.into_iter().map(|event| (event.id, event)).collect())
}

/// How far the walk came.
pub(super) struct Walk {
    org: OrgId,
    pub(super) head: Head,
    forgotten: i64,
    without_event: i64,
    pub(super) first_break: Option<Break>,
}

impl Walk {
    /// Before the first link that is kept. What is said to be removed before it must be said by us.
    pub(super) async fn begin(
        on: &mut impl ScopedConnection,
        org: OrgId,
        key: &SealingKey,
    ) -> Result<(Self, Option<Anchor>), StoreError> {
        let row = rows::anchor(on, org).await?;
        let anchor = row.as_ref().and_then(|row| {
            row.anchor()
                .filter(|anchor| key.is_authentic_anchor(org, anchor, &row.seal))
        });
        let head = anchor.map_or(Head::START, |anchor| anchor.head);
        let mut walk = Self {
            org,
            head,
            forgotten: head.sequence,
            without_event: 0,
            first_break: None,
        };
        if let (Some(row), None) = (&row, &anchor) {
            walk.break_at(row.sequence, None, BreakKind::AnchorForged);
        }
        Ok((walk, anchor))
    }

    pub(super) fn follow(&mut self, links: &[LinkRow], events: &HashMap<Uuid, StoredEvent>) {
        for link in links {
            match self.step(link, events.get(&link.event_id)) {
                Ok(head) => self.head = head,
                Err(what) => {
                    self.break_at(self.head.sequence + 1, Some(link.event_id), what);
                    return;
                }
            }
        }
    }

    fn step(&mut self, link: &LinkRow, event: Option<&StoredEvent>) -> Result<Head, BreakKind> {
        if link.sequence != self.head.sequence + 1 {
            return Err(BreakKind::LinkMissing);
        }
        let kept: [u8; 32] = link
            .digest
            .as_slice()
            .try_into()
            .map_err(|_| BreakKind::LinkAltered)?;
        let head = self.head.followed_by(self.org, link.event_id, &kept);
        if head.link != link.link.as_slice() {
            return Err(BreakKind::LinkAltered);
        }
        match (&link.salt, event) {
            (Some(salt), Some(event)) => {
                let repeated = event.kind == link.kind
                    && event.actor == link.actor
                    && event.noun == link.noun
                    && event.stream_id == link.stream_id;
                let same = digest(salt, event) == kept && repeated;
                if !same {
                    return Err(BreakKind::EventAltered);
                }
            }
            (Some(_), None) => return Err(BreakKind::EventMissing),
            (None, _) => self.without_event += 1,
        }
        Ok(head)
    }

    /// The end of the walk must be what was sealed.
    fn check_head(&mut self, sealed: Option<&rows::HeadRow>, key: &SealingKey) {
        if self.first_break.is_some() {
            return;
        }
        let sequence = self.head.sequence;
        let Some(row) = sealed else {
            if sequence > 0 {
                self.break_at(sequence, None, BreakKind::HeadAltered);
            }
            return;
        };
        if row.head() != Some(self.head) {
            let what = if row.sequence > sequence {
                BreakKind::LinkMissing
            } else {
                BreakKind::HeadAltered
            };
            self.break_at(sequence + 1, None, what);
        } else if !key.is_authentic(self.org, &self.head, &row.seal) {
            self.break_at(sequence, None, BreakKind::SealForged);
        }
    }

    fn break_at(&mut self, sequence: i64, event: Option<Uuid>, what: BreakKind) {
        self.first_break = Some(Break {
            sequence,
            event,
            what,
        });
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

async fn verify_audit(
    may: Proof<ReadAudit>,
    State(identity): State<Identity>,
) -> Result<Json<Verification>, Failure> {
    Ok(Json(verify(&identity.store, may.org()).await?))
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::get(
        "/orgs/{org}/audit/verification",
        "verify_audit",
        "Verify the audit log",
        verify_audit,
    )
    .with_timeout(std::time::Duration::from_mins(2))
}
