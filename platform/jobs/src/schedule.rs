//! Schedules: jobs made by the clock, once per slot whatever the number of nodes.
//!
//! Every node looks; a slot belongs to whoever moves the schedule's row past it, and the job is enqueued in that same
//! transaction. graphile has a scheduler too, but it follows the wall clock and knows no organisation's stamp; its
//! reading of cron expressions is used here.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use graphile_worker::{CrontabTimer, parse_crontab};
use hustings_kernel::{CorrelationId, JobId, Scope};
use hustings_store::{Freshness, ScopedTx, Store, StoreError};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{Enqueue, EnqueueError, Job, JobSettings, Options, Prepared, rows};
use crate::{ForgetOldJobs, MakePartitions};

/// How often a node looks at the clock.
const LOOK: Duration = Duration::from_secs(1);
/// How far back a missed slot is looked for.
const FURTHEST: TimeDelta = TimeDelta::days(32);
/// And the next one, ahead: a leap day may be four years away, but nobody waits for a page that long.
const FURTHEST_AHEAD: TimeDelta = TimeDelta::days(366);
/// Without catching up, a slot may still be this late: nodes restart.
const LATE: TimeDelta = TimeDelta::minutes(5);

/// What happens with slots that passed while no node was running.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CatchUp {
    /// Nothing: only what is due now counts.
    No,
    /// One job for all of them.
    Latest,
    /// A job for each slot of the last so many hours.
    Every {
        /// How far back.
        hours: u16,
    },
}

/// Why a schedule cannot be.
#[derive(Debug, thiserror::Error)]
pub enum ScheduleError {
    /// Its expression is not one.
    #[error("`{expression}` is not a cron expression of five fields")]
    Expression {
        /// What was written.
        expression: String,
    },
    /// Its job could not be enqueued.
    #[error(transparent)]
    Enqueue(#[from] EnqueueError),
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

type Make = dyn Fn(DateTime<Utc>) -> Result<Prepared, EnqueueError> + Send + Sync;

/// A job made by the clock, in the server's own scope.
#[derive(Clone)]
pub struct Schedule {
    name: String,
    expression: String,
    timer: CrontabTimer,
    catch_up: CatchUp,
    make: Arc<Make>,
}

impl std::fmt::Debug for Schedule {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Schedule")
            .field("name", &self.name)
            .field("expression", &self.expression)
            .finish_non_exhaustive()
    }
}

/// How a schedule stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduleState {
    /// Its name.
    pub name: String,
    /// When it runs, as a cron expression in UTC.
    pub expression: String,
    /// The last slot it was dealt with for, if any node ever ran.
    pub last_slot: Option<DateTime<Utc>>,
    /// The job that was made then.
    pub last_job: Option<JobId>,
    /// The next slot within a year.
    pub next_slot: Option<DateTime<Utc>>,
}

impl Schedule {
    /// `expression` has five fields (minute, hour, day, month, day of the week) in UTC; `make` makes the job of a slot.
    pub fn new<J: Job>(
        name: &str,
        expression: &str,
        catch_up: CatchUp,
        make: impl Fn(DateTime<Utc>) -> J + Send + Sync + 'static,
    ) -> Result<Self, ScheduleError> {
        let bad = || ScheduleError::Expression {
            expression: expression.to_owned(),
        };
        // graphile reads whole lines: an expression and the name of a task.
        let mut lines = parse_crontab(&format!("{expression} job")).map_err(|_| bad())?;
        let (Some(line), true) = (lines.pop(), lines.is_empty()) else {
            return Err(bad());
        };
        Ok(Self {
            name: name.to_owned(),
            expression: expression.to_owned(),
            timer: line.timer,
            catch_up,
            make: Arc::new(move |slot| Prepared::new(&make(slot), Options::default())),
        })
    }

    /// The slots after `last` up to `now` that a job is to be made for.
    fn due(&self, last: DateTime<Utc>, now: DateTime<Utc>) -> Vec<DateTime<Utc>> {
        let reach = match self.catch_up {
            CatchUp::No => LATE,
            CatchUp::Latest => FURTHEST,
            CatchUp::Every { hours } => TimeDelta::hours(hours.into()),
        };
        let mut slot = minute(last + TimeDelta::minutes(1)).max(minute(now - reach));
        let mut slots = Vec::new();
        while slot <= now {
            if self.timer.should_run_at(&slot.naive_utc()) {
                slots.push(slot);
            }
            slot += TimeDelta::minutes(1);
        }
        match self.catch_up {
            CatchUp::Every { .. } => slots,
            CatchUp::No | CatchUp::Latest => slots.pop().into_iter().collect(),
        }
    }

    fn next(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let mut slot = minute(now) + TimeDelta::minutes(1);
        let end = now + FURTHEST_AHEAD;
        while slot <= end {
            if self.timer.should_run_at(&slot.naive_utc()) {
                return Some(slot);
            }
            slot += TimeDelta::minutes(1);
        }
        None
    }
}

fn minute(time: DateTime<Utc>) -> DateTime<Utc> {
    time.duration_trunc(TimeDelta::minutes(1)).unwrap_or(time)
}

/// Looks at the clock and makes the jobs of every slot that came.
#[derive(Debug)]
pub(crate) struct Scheduler {
    store: Store,
    schedules: BTreeMap<String, Schedule>,
}

impl Scheduler {
    pub(crate) fn new(store: Store, schedules: Vec<Schedule>) -> Self {
        let schedules = schedules
            .into_iter()
            .map(|schedule| (schedule.name.clone(), schedule))
            .collect();
        Self { store, schedules }
    }

    /// Runs until told to stop.
    pub(crate) async fn run(&self, stop: &CancellationToken) {
        let mut looked_at = DateTime::<Utc>::MIN_UTC;
        while !stop.is_cancelled() {
            let now = minute(self.store.sources().now());
            // The clock may also have been set back; then the rows decide.
            if now != looked_at {
                match self.tick(now).await {
                    Ok(_) => looked_at = now,
                    Err(error) => {
                        tracing::error!(
                            error = &error as &dyn std::error::Error,
                            "schedules were not looked at"
                        );
                    }
                }
            }
            tokio::select! {
                () = tokio::time::sleep(LOOK) => {}
                () = stop.cancelled() => {}
            }
        }
    }

    /// Makes the jobs of every slot up to `now` that no node has made yet.
    pub(crate) async fn tick(&self, now: DateTime<Utc>) -> Result<Vec<JobId>, ScheduleError> {
        if self.schedules.is_empty() {
            return Ok(Vec::new());
        }
        let scope = Scope::system(self.store.sources().id::<CorrelationId>());
        let mut tx = self.store.begin(&scope).await?;
        let names: Vec<String> = self.schedules.keys().cloned().collect();
        let held = rows::hold_schedules(&mut tx, &names, minute(now)).await?;
        let made = self.make(&mut tx, held, now).await?;
        tx.commit().await?;
        Ok(made)
    }

    async fn make(
        &self,
        tx: &mut ScopedTx,
        held: Vec<(String, DateTime<Utc>)>,
        now: DateTime<Utc>,
    ) -> Result<Vec<JobId>, ScheduleError> {
        let mut jobs = Vec::new();
        let mut names = Vec::new();
        let mut slots = Vec::new();
        let mut last_of = Vec::new();
        for (name, last) in held {
            let Some(schedule) = self.schedules.get(&name) else {
                continue;
            };
            let due = schedule.due(last, now);
            let Some(newest) = due.last().copied() else {
                continue;
            };
            for slot in due {
                let mut job = (schedule.make)(slot)?;
                job.options.run_at = Some(slot);
                jobs.push(job);
            }
            names.push(name);
            slots.push(newest);
            last_of.push(jobs.len() - 1);
        }
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let made = tx.enqueue_prepared(jobs).await?;
        let lasts: Vec<Uuid> = last_of
            .iter()
            .filter_map(|index| made.get(*index).map(|job| job.uuid()))
            .collect();
        rows::record_slots(tx, &names, &slots, &lasts).await?;
        Ok(made)
    }

    /// How every schedule stands.
    pub(crate) async fn states(&self) -> Result<Vec<ScheduleState>, StoreError> {
        let scope = Scope::system(self.store.sources().id::<CorrelationId>());
        let mut read = self.store.read(&scope, Freshness::Latest).await?;
        let known: BTreeMap<String, _> = rows::schedules(&mut read)
            .await?
            .into_iter()
            .map(|(name, slot, job)| (name, (slot, job)))
            .collect();
        let now = self.store.sources().now();
        Ok(self
            .schedules
            .values()
            .map(|schedule| {
                let known = known.get(&schedule.name);
                ScheduleState {
                    name: schedule.name.clone(),
                    expression: schedule.expression.clone(),
                    last_slot: known.map(|(slot, _)| *slot),
                    last_job: known.and_then(|(_, job)| job.map(JobId::from)),
                    next_slot: schedule.next(now),
                }
            })
            .collect())
    }
}

/// The platform's own schedules.
pub(crate) fn housekeeping(settings: &JobSettings) -> Result<Vec<Schedule>, ScheduleError> {
    let keep_days = settings.keep_days;
    Ok(vec![
        Schedule::new("jobs.forget-old", "17 * * * *", CatchUp::Latest, move |_| {
            ForgetOldJobs { keep_days }
        })?,
        Schedule::new("store.make-partitions", "5 3 * * *", CatchUp::Latest, |_| {
            MakePartitions { behind: 1, ahead: 3 }
        })?,
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(time: &str) -> DateTime<Utc> {
        time.parse().unwrap()
    }

    fn every_quarter(catch_up: CatchUp) -> Schedule {
        Schedule::new("quarters", "*/15 * * * *", catch_up, |_| ForgetOldJobs {
            keep_days: 1,
        })
        .unwrap()
    }

    #[test]
    fn a_slot_is_due_once_its_minute_has_come() {
        let schedule = every_quarter(CatchUp::No);
        let last = at("2026-06-01T09:00:00Z");
        assert!(schedule.due(last, at("2026-06-01T09:14:59Z")).is_empty());
        let slot = at("2026-06-01T09:15:00Z");
        assert_eq!(schedule.due(last, slot), [slot]);
        assert!(schedule.due(slot, at("2026-06-01T09:15:40Z")).is_empty());
    }

    #[test]
    fn what_was_missed_follows_the_policy() {
        let (last, now) = (at("2026-06-01T09:00:00Z"), at("2026-06-01T10:20:00Z"));
        assert_eq!(
            every_quarter(CatchUp::No).due(last, now),
            [at("2026-06-01T10:15:00Z")]
        );
        assert!(
            every_quarter(CatchUp::No)
                .due(last, at("2026-06-01T10:29:00Z"))
                .is_empty()
        );
        assert_eq!(
            every_quarter(CatchUp::Latest).due(last, at("2026-06-01T10:29:00Z")),
            [at("2026-06-01T10:15:00Z")]
        );
        let every = every_quarter(CatchUp::Every { hours: 1 }).due(last, now);
        assert_eq!(every.len(), 4);
        assert_eq!(every[0], at("2026-06-01T09:30:00Z"), "09:15 is too long ago");
    }

    #[test]
    fn the_next_slot_is_told() {
        let next = every_quarter(CatchUp::No).next(at("2026-06-01T09:15:00Z"));
        assert_eq!(next, Some(at("2026-06-01T09:30:00Z")));
    }

    #[test]
    fn an_expression_that_is_none_is_refused() {
        for expression in [
            "",
            "* * * *",
            "61 * * * *",
            "* * * * * *",
            "@daily",
            "* * * * * x\n* * * * *",
        ] {
            let made = Schedule::new("x", expression, CatchUp::No, |_| ForgetOldJobs { keep_days: 1 });
            assert!(made.is_err(), "{expression:?}");
        }
    }
}
