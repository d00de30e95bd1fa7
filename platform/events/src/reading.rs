//! Reading the log from a place in it.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use hustings_kernel::{AgentName, Position};
use hustings_store::{AgentTx, Store, StoreError};

use crate::rows::{self, Horizon, Logged};
use crate::{LANES, metric, sealing};

/// Who reads, as far as the database is told.
const READER: AgentName = AgentName::new("events.reader");
/// Positions looked through in one question: a rare kind must not turn one page into a scan of the whole log.
const WINDOW: i64 = 20_000;

/// A place in the log: everything up to it was read. It carries the month, so that older partitions are not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bookmark {
    /// The last position read.
    pub position: Position,
    /// The earliest month in which something after it can stand.
    pub month: NaiveDate,
}

impl Bookmark {
    /// Before the first event.
    pub const BEGINNING: Self = Self {
        position: Position(0),
        // As far back as the database is asked; its own timestamps do not reach back to `NaiveDate::MIN`.
        month: match NaiveDate::from_ymd_opt(1970, 1, 1) {
            Some(month) => month,
            None => NaiveDate::MIN,
        },
    };

    /// The place right after this event.
    pub fn after(event: &Logged) -> Self {
        Self {
            position: event.position,
            month: rows::month_before(event.recorded_at),
        }
    }

    pub(crate) fn moved_to(self, position: i64) -> Self {
        Self {
            position: Position(position),
            ..self
        }
    }
}

/// Which events a reader wants.
#[derive(Debug, Clone)]
pub struct Wanted {
    pub(crate) kinds: Vec<String>,
    pub(crate) lanes: Vec<i16>,
}

impl Wanted {
    /// Events of these kinds, in every lane.
    pub fn kinds<'kind>(kinds: impl IntoIterator<Item = &'kind str>) -> Self {
        Self {
            kinds: kinds.into_iter().map(str::to_owned).collect(),
            lanes: (0..LANES).collect(),
        }
    }

    pub(crate) fn takes(&self, event: &Logged) -> bool {
        self.kinds.iter().any(|kind| *kind == event.kind) && self.lanes.contains(&event.lane)
    }
}

/// Some events, and how far one has read with them.
#[derive(Debug)]
pub struct Page {
    /// The events, in order.
    pub events: Vec<Arc<Logged>>,
    /// Where to go on.
    pub reached: Bookmark,
}

pub(crate) async fn begin(store: &Store) -> Result<AgentTx, StoreError> {
    store.begin_as_agent(READER, store.sources().id()).await
}

/// How far the log may be read right now.
pub(crate) async fn horizon(store: &Store) -> Result<Horizon, StoreError> {
    let mut tx = begin(store).await?;
    let horizon = rows::horizon(tx.scoped()).await?;
    tx.commit().await?;
    Ok(horizon)
}

/// Where to begin so as not to miss anything recorded since that time.
pub(crate) async fn bookmark_at(store: &Store, time: DateTime<Utc>) -> Result<Bookmark, StoreError> {
    let mut tx = begin(store).await?;
    let settled = rows::horizon(tx.scoped()).await?.settled();
    let bookmark = rows::bookmark_at(&mut tx, time).await?;
    tx.commit().await?;
    Ok(bookmark.moved_to(bookmark.position.0.min(settled)))
}

/// Reads one page of a log that is settled up to `settled`.
pub(crate) async fn page(
    store: &Store,
    after: Bookmark,
    settled: i64,
    wanted: &Wanted,
    at_most: usize,
) -> Result<Page, StoreError> {
    let up_to = settled.min(after.position.0.saturating_add(WINDOW));
    let mut tx = begin(store).await?;
    let page = page_within(&mut tx, store, after, up_to, wanted, at_most).await?;
    tx.commit().await?;
    Ok(page)
}

/// What one look at the head of the log found.
pub(crate) struct HeadPage {
    pub(crate) horizon: Horizon,
    pub(crate) page: Page,
}

/// Looks how far the log is settled, and reads on from `after`; without an `after`, begins where the log ends now.
pub(crate) async fn head_page(
    store: &Store,
    after: Option<Bookmark>,
    wanted: &Wanted,
    at_most: usize,
) -> Result<HeadPage, StoreError> {
    let mut tx = begin(store).await?;
    let horizon = rows::horizon(tx.scoped()).await?;
    let settled = horizon.settled();
    let after = after.unwrap_or_else(|| Bookmark::BEGINNING.moved_to(settled));
    let page = if settled > after.position.0 {
        page_within(&mut tx, store, after, settled, wanted, at_most).await?
    } else {
        Page {
            events: Vec::new(),
            reached: after,
        }
    };
    tx.commit().await?;
    Ok(HeadPage { horizon, page })
}

async fn page_within(
    tx: &mut AgentTx,
    store: &Store,
    after: Bookmark,
    up_to: i64,
    wanted: &Wanted,
    at_most: usize,
) -> Result<Page, StoreError> {
    let limit = i64::try_from(at_most).unwrap_or(i64::MAX);
    let mut events = rows::events_after(tx, after, up_to, &wanted.kinds, &wanted.lanes, limit).await?;
    metric::READ.plain().increment(events.len() as u64);
    open(store, &mut events).await?;
    let last = events.last().map_or(after, Bookmark::after);
    let reached = if events.len() < at_most {
        last.moved_to(up_to)
    } else {
        last
    };
    Ok(Page {
        events: events.into_iter().map(Arc::new).collect(),
        reached,
    })
}

/// Opens what is sealed in these events.
pub(crate) async fn open(store: &Store, events: &mut [Logged]) -> Result<(), StoreError> {
    let mut payloads: Vec<_> = events
        .iter_mut()
        .map(|event| &mut event.envelope.payload)
        .collect();
    sealing::open(store.vault(), &mut payloads).await
}
