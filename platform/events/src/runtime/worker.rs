//! One agent's work in this process: it reads on from its place, batch by batch, tries failed streams again, and
//! minds its timer.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use futures::FutureExt as _;
use hustings_kernel::AgentName;
use hustings_store::{AgentTx, Store, StoreError};
use tokio::sync::{Notify, Semaphore, watch};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::lease::{group_of, lanes_of};
use super::parking::{Parking, pause};
use super::roster::Assignment;
use super::rows::{self, Move, Place};
use super::{RuntimeSettings, batch};
use crate::agent::AnyAgent;
use crate::{AgentFailure, Bookmark, Feed, Logged, Page, TimerContext, Wanted, metric};

pub(super) struct Worker {
    pub(super) store: Store,
    pub(super) agent: Arc<dyn AnyAgent>,
    pub(super) settings: Arc<RuntimeSettings>,
    feed: Feed,
    slots: Arc<Semaphore>,
    poke: Arc<Notify>,
    assignment: watch::Receiver<Assignment>,
}

/// What the worker knows while it holds its lanes. Thrown away whenever in doubt: the database knows better.
pub(super) struct Work {
    assignment: Assignment,
    pub(super) places: Vec<Place>,
    pub(super) parking: Parking,
    wanted: Arc<Wanted>,
    /// The page after a bookmark, read while the one before it was handled.
    ahead: Option<(Bookmark, Page)>,
    last_tick: DateTime<Utc>,
    tick_not_before: Instant,
    saved_at: Instant,
    unsaved: bool,
}

/// Why a step did not come to its end.
#[derive(Debug)]
pub(super) enum Trouble {
    /// The lanes are held by somebody else now, or were moved by an operator. Nothing was committed.
    Fenced,
    /// The database is away or refused.
    Database(StoreError),
    /// The handler failed.
    Handler(AgentFailure),
    /// The handler took too long over these events.
    TimedOut,
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Database(error)
    }
}

/// What to do after a step.
enum Next {
    GoOn,
    WaitAtMost(Duration),
}

impl Worker {
    pub(super) fn new(
        store: Store,
        feed: Feed,
        agent: Arc<dyn AnyAgent>,
        settings: Arc<RuntimeSettings>,
        slots: Arc<Semaphore>,
        poke: Arc<Notify>,
        assignment: watch::Receiver<Assignment>,
    ) -> Self {
        Self {
            store,
            agent,
            settings,
            feed,
            slots,
            poke,
            assignment,
        }
    }

    pub(super) fn name(&self) -> AgentName {
        self.agent.name()
    }

    pub(super) async fn begin(&self) -> Result<AgentTx, StoreError> {
        self.store
            .begin_as_agent(self.name(), self.store.sources().id())
            .await
    }

    /// Runs until told to stop. A handler's panic is a failure of its event; one of our own must not leave the agent
    /// without a worker while its lanes are held.
    pub(super) async fn run(mut self, stop: CancellationToken) {
        while AssertUnwindSafe(self.work(&stop)).catch_unwind().await.is_err() {
            tracing::error!(agent = %self.name(), "an agent's worker panicked; starting it again");
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(self.settings.first_retry) => {}
            }
        }
    }

    async fn work(&mut self, stop: &CancellationToken) {
        let mut head = self.feed.heads();
        let mut work = None;
        let mut failures = 0;
        while !stop.is_cancelled() {
            head.mark_unchanged();
            let wait = match self.step(&mut work).await {
                Ok(next) => {
                    failures = 0;
                    match next {
                        Next::GoOn => continue,
                        Next::WaitAtMost(wait) => wait,
                    }
                }
                Err(trouble) => {
                    failures += 1;
                    work = None;
                    self.report(trouble).await;
                    // Not woken by the log: that would be a storm of attempts just when the database is in trouble.
                    tokio::select! {
                        () = stop.cancelled() => {}
                        _ = self.assignment.changed() => {}
                        () = tokio::time::sleep(pause(failures, &self.settings, self.store.sources()) / 4) => {}
                    }
                    continue;
                }
            };
            tokio::select! {
                () = stop.cancelled() => {}
                _ = head.changed() => {}
                _ = self.assignment.changed() => {}
                () = tokio::time::sleep(wait) => {}
            }
        }
        if let Some(work) = &mut work
            && let Err(trouble) = self.save(work).await
        {
            self.report(trouble).await;
        }
    }

    async fn step(&mut self, slot: &mut Option<Work>) -> Result<Next, Trouble> {
        let assignment = self.assignment.borrow_and_update().clone();
        if !assignment.active || assignment.leases.is_empty() {
            *slot = None;
            return Ok(Next::WaitAtMost(self.settings.save_every));
        }
        if slot.as_ref().is_none_or(|work| work.assignment != assignment) {
            *slot = Some(self.load(assignment).await?);
        }
        let Some(work) = slot else {
            return Ok(Next::GoOn);
        };
        let Some(from) = work
            .places
            .iter()
            .map(|place| place.at)
            .min_by_key(|at| at.position)
        else {
            return Ok(Next::WaitAtMost(self.settings.save_every));
        };
        self.tick_if_due(work).await?;
        if let Some((key, at)) = work.parking.next()
            && at <= Instant::now()
        {
            let key = key.clone();
            let _slot = self.slots.acquire().await;
            self.retry(work, &key).await?;
            // And on with the log, or many failing streams would keep the others waiting.
        }

        self.read_on(work, from).await
    }

    /// Handles the next page of the log, if there is one.
    async fn read_on(&self, work: &mut Work, from: Bookmark) -> Result<Next, Trouble> {
        let page = match work.ahead.take() {
            Some((after, page)) if after == from => page,
            _ => self.feed.page(from, &work.wanted, self.settings.batch).await?,
        };
        if page.reached.position <= from.position {
            self.tell_lag(0.0);
            return self.rest(work).await;
        }
        let events: Vec<Arc<Logged>> = page
            .events
            .into_iter()
            .filter(|event| work.is_ahead(event))
            .collect();
        let moves = work.moves(page.reached, &events);
        if events.is_empty() {
            work.unsaved = true;
        } else {
            let lag = self.store.sources().now() - events[0].recorded_at;
            self.tell_lag(lag.as_seconds_f64().max(0.0));
            let _slot = self.slots.acquire().await;
            let wanted = work.wanted.clone();
            let (handled, next) = tokio::join!(
                batch::handle(self, work, events, &moves),
                self.feed.page(page.reached, &wanted, self.settings.batch),
            );
            handled?;
            // One without news is not kept: by the time it is looked at, there may be some.
            work.ahead =
                Some((page.reached, next?)).filter(|(from, next)| next.reached.position > from.position);
            work.unsaved = false;
            work.saved_at = Instant::now();
        }
        work.advance(page.reached);
        Ok(Next::GoOn)
    }

    /// Nothing to do: notes the place now and then, and says how long to wait.
    async fn rest(&self, work: &mut Work) -> Result<Next, Trouble> {
        let drained = work.assignment.drain_to.is_some();
        if work.unsaved && (drained || work.saved_at.elapsed() >= self.settings.save_every) {
            self.save(work).await?;
        }
        let mut wait = self.settings.save_every;
        if self.agent.every().is_some() {
            wait = wait.min(self.settings.beat);
        }
        if let Some((_, at)) = work.parking.next() {
            wait = wait.min(at.saturating_duration_since(Instant::now()));
        }
        Ok(Next::WaitAtMost(wait))
    }

    async fn load(&self, assignment: Assignment) -> Result<Work, Trouble> {
        let groups: Vec<i16> = assignment.leases.keys().copied().collect();
        let mut tx = self.begin().await?;
        let places = rows::places(tx.scoped(), self.name(), &assignment.leases).await?;
        let parked = rows::parked(tx.scoped(), self.name(), &groups).await?;
        let last_tick = rows::last_tick(tx.scoped(), self.name()).await?;
        tx.commit().await?;
        let wanted = Arc::new(Wanted {
            kinds: self.agent.reads().iter().map(|&kind| kind.to_owned()).collect(),
            lanes: lanes_of(places.iter().map(|place| place.lane_group)),
        });
        let work = Work {
            assignment,
            places,
            parking: parked.into_iter().collect(),
            wanted,
            ahead: None,
            last_tick,
            tick_not_before: Instant::now(),
            saved_at: Instant::now(),
            unsaved: false,
        };
        self.count_parked(&work);
        Ok(work)
    }

    pub(super) fn count_parked(&self, work: &Work) {
        let parked = u32::try_from(work.parking.len()).unwrap_or(u32::MAX);
        metric::PARKED
            .with(&[("agent", self.name().as_str())])
            .set(f64::from(parked));
    }

    fn tell_lag(&self, seconds: f64) {
        metric::LAG.with(&[("agent", self.name().as_str())]).set(seconds);
    }

    /// Notes a place that moved only over events of other kinds.
    async fn save(&self, work: &mut Work) -> Result<(), Trouble> {
        if !work.unsaved {
            return Ok(());
        }
        let moves: Vec<Move> = work
            .places
            .iter()
            .map(|place| Move {
                lane_group: place.lane_group,
                epoch: place.epoch,
                to: place.at,
                handled: 0,
            })
            .collect();
        let mut tx = self.begin().await?;
        let now = self.store.sources().now();
        if !rows::move_on(tx.scoped(), self.name(), &moves, now).await? {
            return Err(Trouble::Fenced);
        }
        tx.commit().await?;
        work.unsaved = false;
        work.saved_at = Instant::now();
        Ok(())
    }

    /// Lets the timer go off if it is time, and if we hold the first group of lanes: exactly one process does.
    async fn tick_if_due(&self, work: &mut Work) -> Result<(), Trouble> {
        let Some(every) = self.agent.every() else {
            return Ok(());
        };
        let now = self.store.sources().now();
        let due = (now - work.last_tick).to_std().is_ok_and(|since| since >= every);
        let first = work.places.iter().find(|place| place.lane_group == 0);
        let (Some(first), true, true) = (first, due, work.tick_not_before <= Instant::now()) else {
            return Ok(());
        };
        let mut tx = self.begin().await?;
        if !rows::hold(tx.scoped(), self.name(), first.lane_group, first.epoch).await?
            || !rows::take_tick(tx.scoped(), self.name(), work.last_tick, now).await?
        {
            return Err(Trouble::Fenced);
        }
        let mut ctx = TimerContext::new(tx, self.name(), self.store.sources().id());
        match batch::guarded(self.settings.handle_timeout, self.agent.tick(&mut ctx)).await {
            Ok(()) => {
                ctx.commit().await?;
                work.last_tick = now;
                Ok(())
            }
            Err(Trouble::Handler(failure)) if matches!(failure, AgentFailure::Broken(_)) => {
                Err(Trouble::Handler(failure))
            }
            Err(trouble) => {
                tracing::warn!(agent = %self.name(), ?trouble, "an agent's timer failed; trying again later");
                work.tick_not_before = Instant::now() + self.settings.first_retry;
                Ok(())
            }
        }
    }

    async fn report(&self, trouble: Trouble) {
        let agent = self.name();
        match trouble {
            Trouble::Fenced => {
                tracing::info!(%agent, "lanes changed hands; looking again");
                self.poke.notify_one();
            }
            Trouble::Handler(failure) if matches!(failure, AgentFailure::Broken(_)) => {
                tracing::error!(%agent, error = &failure as &dyn std::error::Error, "an agent is broken and stops");
                if let Err(error) = self.break_down(&failure).await {
                    tracing::warn!(%agent, error = &error as &dyn std::error::Error, "could not note that it is broken");
                }
                self.poke.notify_one();
            }
            Trouble::Database(error) => {
                tracing::warn!(%agent, error = &error as &dyn std::error::Error, "an agent cannot go on; trying again");
            }
            Trouble::Handler(failure) => {
                tracing::warn!(%agent, error = &failure as &dyn std::error::Error, "an agent cannot go on; trying again");
            }
            Trouble::TimedOut => tracing::warn!(%agent, "an agent took too long; trying again"),
        }
    }

    async fn break_down(&self, failure: &AgentFailure) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let now = self.store.sources().now();
        rows::break_down(tx.scoped(), self.name(), &failure.to_string(), now).await?;
        tx.commit().await
    }
}

impl Work {
    fn place(&self, lane_group: i16) -> Option<&Place> {
        self.places.iter().find(|place| place.lane_group == lane_group)
    }

    /// Whether this event is still to be handled. Groups that were taken over may be further than the others.
    fn is_ahead(&self, event: &Logged) -> bool {
        self.place(group_of(event.lane))
            .is_some_and(|place| event.position > place.at.position)
    }

    fn moves(&self, reached: Bookmark, events: &[Arc<Logged>]) -> Vec<Move> {
        let behind = |place: &&Place| place.at.position < reached.position;
        let count = |group| {
            events
                .iter()
                .filter(|event| group_of(event.lane) == group)
                .count()
        };
        self.places
            .iter()
            .filter(behind)
            .map(|place| Move {
                lane_group: place.lane_group,
                epoch: place.epoch,
                to: reached,
                handled: i64::try_from(count(place.lane_group)).unwrap_or(0),
            })
            .collect()
    }

    fn advance(&mut self, reached: Bookmark) {
        for place in &mut self.places {
            if place.at.position < reached.position {
                place.at = reached;
            }
        }
    }
}
