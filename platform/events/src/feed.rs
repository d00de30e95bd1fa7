//! The head of the log, read once for everybody in the process.
//!
//! The worker waits for news, asks how far the log is settled, and keeps the latest events in memory; agents and
//! other followers take them from there. Whoever has fallen behind what is kept reads from the database until they
//! have caught up.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use hustings_store::{Store, StoreError, Wake};
use tokio::sync::watch;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::reading::{self, HeadPage};
use crate::rows::{Horizon, Logged};
use crate::{Bookmark, Page, Wanted, metric};

/// Between two looks at the log, so that a busy one is looked at in pages and not event by event.
const PACE: Duration = Duration::from_millis(2);
/// A transaction that rolls back wakes nobody, so what it held back is looked for soon, and then less often.
const HELD_AT_FIRST: Duration = Duration::from_millis(2);
const HELD_AT_LAST: Duration = Duration::from_millis(100);

/// How the head of the log is read.
#[derive(Debug, Clone, Copy)]
pub struct FeedSettings {
    /// How often to look without being woken.
    pub poll: Duration,
    /// Events read at once.
    pub page: usize,
    /// Events kept in memory.
    pub kept: usize,
    /// Bytes they may take together; beyond that, fewer are kept.
    pub kept_bytes: usize,
    /// How long one transaction may keep readers from newer events before an alarm is raised.
    pub alarm_after: Duration,
}

impl Default for FeedSettings {
    fn default() -> Self {
        Self {
            poll: Duration::from_millis(500),
            page: 1000,
            kept: 4096,
            kept_bytes: 16 * 1024 * 1024,
            alarm_after: Duration::from_secs(5),
        }
    }
}

/// How far this process has read the log, and when it last looked.
#[derive(Debug, Clone, Copy)]
pub struct Head {
    /// How far.
    pub reached: Bookmark,
    /// When it looked.
    pub looked_at: Instant,
}

/// The head of the log. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Feed(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    store: Store,
    wanted: Wanted,
    settings: FeedSettings,
    tail: Mutex<Tail>,
    head: watch::Sender<Option<Head>>,
}

/// The latest events: all that are wanted after `start`.
#[derive(Debug)]
struct Tail {
    start: Bookmark,
    events: VecDeque<Arc<Logged>>,
    bytes: usize,
}

impl Tail {
    /// Keeps new events, and lets the oldest go until all that is kept fits.
    fn keep(&mut self, events: Vec<Arc<Logged>>, settings: &FeedSettings) {
        for event in events {
            self.bytes += event.bytes();
            self.events.push_back(event);
        }
        while self.events.len() > settings.kept || self.bytes > settings.kept_bytes {
            let Some(gone) = self.events.pop_front() else {
                return;
            };
            self.bytes -= gone.bytes();
            self.start = Bookmark::after(&gone);
        }
    }
}

impl Feed {
    /// A feed of these kinds of events, and its worker, which wants to be run.
    pub fn new<'kind>(
        store: Store,
        kinds: impl IntoIterator<Item = &'kind str>,
        settings: FeedSettings,
    ) -> (Self, FeedWorker) {
        let feed = Self(Arc::new(Shared {
            store,
            wanted: Wanted::kinds(kinds),
            settings,
            tail: Mutex::new(Tail {
                start: Bookmark::BEGINNING,
                events: VecDeque::new(),
                bytes: 0,
            }),
            head: watch::channel(None).0,
        }));
        (feed.clone(), FeedWorker(feed))
    }

    /// The end of the log as it stands now, to note before reading the rows that the log will then keep current.
    pub async fn end(&self) -> Result<Bookmark, StoreError> {
        let horizon = reading::horizon(&self.0.store).await?;
        Ok(Bookmark::BEGINNING.moved_to(horizon.settled()))
    }

    /// Where to begin so as not to miss anything recorded since that time.
    pub async fn since(&self, time: DateTime<Utc>) -> Result<Bookmark, StoreError> {
        reading::bookmark_at(&self.0.store, time).await
    }

    /// Follows the log from a bookmark.
    pub fn follow(&self, wanted: Wanted, from: Bookmark) -> Follower {
        Follower {
            feed: self.clone(),
            wanted,
            at: from,
            head: self.0.head.subscribe(),
            current_at: watch::channel(None).0,
        }
    }

    /// How far this process has read.
    pub fn heads(&self) -> watch::Receiver<Option<Head>> {
        self.0.head.subscribe()
    }

    /// The next events after a bookmark as far as they have been read, without waiting for more.
    pub async fn page(&self, after: Bookmark, wanted: &Wanted, at_most: usize) -> Result<Page, StoreError> {
        let Some(head) = *self.0.head.borrow() else {
            return Ok(Page {
                events: Vec::new(),
                reached: after,
            });
        };
        if after.position >= head.reached.position {
            return Ok(Page {
                events: Vec::new(),
                reached: after,
            });
        }
        if let Some(page) = self.page_from_memory(after, head.reached, wanted, at_most) {
            return Ok(page);
        }
        let settled = head.reached.position.0;
        reading::page(&self.0.store, after, settled, wanted, at_most).await
    }

    fn page_from_memory(
        &self,
        after: Bookmark,
        head: Bookmark,
        wanted: &Wanted,
        at_most: usize,
    ) -> Option<Page> {
        if !wanted.kinds.iter().all(|kind| self.0.wanted.kinds.contains(kind)) {
            return None;
        }
        let tail = self.tail();
        if after.position < tail.start.position {
            return None;
        }
        let first = tail
            .events
            .partition_point(|event| event.position <= after.position);
        let events: Vec<_> = tail
            .events
            .range(first..)
            .take_while(|event| event.position <= head.position)
            .filter(|event| wanted.takes(event))
            .take(at_most)
            .cloned()
            .collect();
        let reached = match events.last() {
            Some(last) if events.len() == at_most => Bookmark::after(last),
            _ => head,
        };
        Some(Page { events, reached })
    }

    fn tail(&self) -> MutexGuard<'_, Tail> {
        self.0.tail.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a page that was read at the head, and lets the oldest go.
    fn keep(&self, before: Option<Bookmark>, page: Page) {
        {
            let mut tail = self.tail();
            if before.is_none() {
                tail.start = page.reached;
            }
            tail.keep(page.events, &self.0.settings);
        }
        self.0.head.send_replace(Some(Head {
            reached: page.reached,
            looked_at: Instant::now(),
        }));
    }
}

/// Reads the head of the log. Run it once per process.
#[derive(Debug)]
pub struct FeedWorker(Feed);

impl FeedWorker {
    /// Runs until told to stop.
    pub async fn run(self, stop: CancellationToken) {
        tokio::select! {
            () = stop.cancelled() => {}
            () = self.read() => {}
        }
    }

    async fn read(&self) {
        let shared = &self.0.0;
        let mut news = shared.store.listen(Wake::Log);
        let mut held = Held::default();
        loop {
            let looked_at = Instant::now();
            let before = shared.head.borrow().map(|head| head.reached);
            let found = reading::head_page(&shared.store, before, &shared.wanted, shared.settings.page).await;
            let wait = match found {
                Ok(HeadPage { horizon, page }) => {
                    let caught_up = page.reached.position.0 >= horizon.settled();
                    let moved = before.is_none_or(|before| before.position != page.reached.position);
                    self.0.keep(before, page);
                    held.look(horizon, moved, shared.settings.alarm_after);
                    if caught_up {
                        held.wait().unwrap_or(shared.settings.poll)
                    } else {
                        Duration::ZERO
                    }
                }
                Err(error) => {
                    tracing::warn!(
                        error = &error as &dyn std::error::Error,
                        "the log cannot be read; trying again soon"
                    );
                    tokio::time::sleep(shared.settings.poll).await;
                    Duration::ZERO
                }
            };
            if !wait.is_zero() {
                news.wait(wait).await;
                tokio::time::sleep_until(looked_at + PACE).await;
            }
        }
    }
}

/// Watches over appenders that keep readers from newer events.
#[derive(Debug, Default)]
struct Held {
    by: Option<HeldBy>,
    wait: Option<Duration>,
}

#[derive(Debug)]
struct HeldBy {
    mark: i64,
    since: Instant,
    alarmed: bool,
}

impl Held {
    fn look(&mut self, horizon: Horizon, moved: bool, alarm_after: Duration) {
        let Some(mark) = horizon.held_at.filter(|mark| *mark < horizon.newest) else {
            if self.by.take().is_some() {
                metric::HELD.plain().set(0.0);
            }
            self.wait = None;
            return;
        };
        self.wait = Some(match self.wait {
            Some(wait) if !moved => (wait * 2).min(HELD_AT_LAST),
            _ => HELD_AT_FIRST,
        });
        let by = match &mut self.by {
            Some(by) if by.mark == mark => by,
            other => other.insert(HeldBy {
                mark,
                since: Instant::now(),
                alarmed: false,
            }),
        };
        let held_for = by.since.elapsed();
        metric::HELD.plain().set(held_for.as_secs_f64());
        if held_for >= alarm_after && !by.alarmed {
            by.alarmed = true;
            tracing::warn!(
                position = mark,
                newest = horizon.newest,
                seconds = held_for.as_secs(),
                "an unfinished transaction that appended to the log keeps every reader from newer events"
            );
        }
    }

    fn wait(&self) -> Option<Duration> {
        self.wait
    }
}

/// Follows the log on its own account, without a lease: for caches, live screens and indexes of this process.
#[derive(Debug)]
pub struct Follower {
    feed: Feed,
    wanted: Wanted,
    at: Bookmark,
    head: watch::Receiver<Option<Head>>,
    current_at: watch::Sender<Option<Instant>>,
}

impl Follower {
    /// The next events, once there are any. Asking for the next ones says that these are dealt with.
    pub async fn next(&mut self) -> Result<Vec<Arc<Logged>>, StoreError> {
        loop {
            let head = *self.head.borrow_and_update();
            if let Some(head) = head {
                let page = self
                    .feed
                    .page(self.at, &self.wanted, self.feed.0.settings.page)
                    .await?;
                let behind = page.reached.position < head.reached.position;
                self.at = page.reached;
                if !page.events.is_empty() {
                    return Ok(page.events);
                }
                if behind {
                    continue;
                }
                self.current_at.send_replace(Some(head.looked_at));
            }
            if self.head.changed().await.is_err() {
                // The feed outlives its followers because they hold it; this is never reached.
                std::future::pending::<()>().await;
            }
        }
    }

    /// Where it stands.
    pub fn bookmark(&self) -> Bookmark {
        self.at
    }

    /// Tells others how current this follower is.
    pub fn staleness(&self) -> Staleness {
        Staleness(self.current_at.subscribe())
    }
}

/// How current a follower is.
#[derive(Debug, Clone)]
pub struct Staleness(watch::Receiver<Option<Instant>>);

impl Staleness {
    /// How long ago the follower was known to have dealt with everything in the log; `None` if it never has.
    pub fn age(&self) -> Option<Duration> {
        self.0.borrow().map(|instant| instant.elapsed())
    }
}

#[cfg(test)]
mod tests {
    use hustings_kernel::{Actor, Envelope, OrgId, Position, StreamId, StreamVersion};
    use serde_json::json;
    use uuid::Uuid;

    use super::*;

    fn logged(position: i64, words: usize) -> Arc<Logged> {
        let id = Uuid::from_u128(1);
        let envelope = Envelope {
            position: Position(position),
            id: id.into(),
            org: OrgId::from(id),
            stream: StreamId {
                noun: "post".into(),
                id,
            },
            stream_version: StreamVersion(position),
            kind: "post.published".to_owned(),
            version: 1,
            actor: Actor::System,
            occurred_at: DateTime::UNIX_EPOCH,
            recorded_at: DateTime::UNIX_EPOCH,
            correlation: id.into(),
            causation: None,
            payload: json!({ "words": ["x".repeat(words)] }),
        };
        Arc::new(Logged { lane: 0, envelope })
    }

    #[test]
    fn the_oldest_go_when_there_are_too_many_or_they_are_too_large() {
        let settings = FeedSettings {
            kept: 3,
            kept_bytes: 10_000,
            ..FeedSettings::default()
        };
        let mut tail = Tail {
            start: Bookmark::BEGINNING,
            events: VecDeque::new(),
            bytes: 0,
        };
        let mut keep = |events: &[(i64, usize)]| {
            let events = events.iter().map(|(position, words)| logged(*position, *words));
            tail.keep(events.collect(), &settings);
            let kept: Vec<i64> = tail.events.iter().map(|event| event.position.0).collect();
            (tail.start.position.0, kept, tail.bytes)
        };
        let (start, kept, bytes) = keep(&[(1, 10), (2, 10), (3, 10), (4, 10)]);
        assert_eq!((start, kept), (1, vec![2, 3, 4]));
        assert!((30..3000).contains(&bytes), "{bytes}");
        assert_eq!(keep(&[(5, 9400)]).1, [5], "the others no longer fit beside it");
        assert_eq!(keep(&[(6, 20_000)]), (6, vec![], 0), "it alone is too large");
    }

    #[test]
    fn an_appender_that_holds_readers_back_raises_an_alarm_once_and_is_looked_at_less_and_less_often() {
        let held_at = |mark| Horizon {
            newest: 9,
            held_at: Some(mark),
        };
        let mut held = Held::default();
        held.look(held_at(3), true, Duration::from_secs(5));
        assert_eq!(held.wait(), Some(HELD_AT_FIRST));
        assert!(held.by.as_ref().is_some_and(|by| !by.alarmed));
        held.look(held_at(3), false, Duration::ZERO);
        assert_eq!(held.wait(), Some(HELD_AT_FIRST * 2));
        assert!(held.by.as_ref().is_some_and(|by| by.alarmed));
        for _ in 0..20 {
            held.look(held_at(3), false, Duration::ZERO);
        }
        assert_eq!(held.wait(), Some(HELD_AT_LAST));
        held.look(held_at(4), true, Duration::from_secs(5));
        assert!(held.by.as_ref().is_some_and(|by| !by.alarmed), "somebody else");
        held.look(held_at(9), true, Duration::from_secs(5));
        assert!(
            held.by.is_none() && held.wait().is_none(),
            "nothing newer is held back"
        );
    }
}
