//! Another attempt at a stream that was set aside.

use std::sync::Arc;

use super::batch::{attempt, counted, report};
use super::parking::StreamKey;
use super::rows;
use super::worker::{Trouble, Work, Worker};
use crate::{AgentContext, AgentFailure, Logged, reading};

/// Events of one stream handled in one transaction.
const AT_ONCE: i64 = 64;

/// How far an attempt came.
struct Attempted {
    /// Events dealt with.
    handled: usize,
    /// The one that failed again.
    failed: Option<(Arc<Logged>, AgentFailure)>,
}

impl Worker {
    /// Handles what waits in a stream, in order, until one fails again or nothing is left.
    pub(super) async fn retry(&self, work: &mut Work, key: &StreamKey) -> Result<(), Trouble> {
        match self.attempt_stream(work, key, None).await {
            Err(Trouble::TimedOut) => {
                // The transaction is lost with the connection that is busy; the failure is noted in another.
                let failure = AgentFailure::retry("the agent took too long");
                self.attempt_stream(work, key, Some(failure)).await
            }
            other => other,
        }
    }

    async fn attempt_stream(
        &self,
        work: &mut Work,
        key: &StreamKey,
        known_failure: Option<AgentFailure>,
    ) -> Result<(), Trouble> {
        let Some(mut parked) = work.parking.get(key).cloned() else {
            return Ok(());
        };
        let place = work
            .places
            .iter()
            .find(|place| place.lane_group == parked.lane_group);
        let Some(place) = place else {
            return Err(Trouble::Fenced);
        };
        let mut tx = self.begin().await?;
        if !rows::hold(tx.scoped(), self.name(), place.lane_group, place.epoch).await? {
            return Err(Trouble::Fenced);
        }
        let (positions, recorded) = rows::waiting_events(tx.scoped(), self.name(), key, AT_ONCE).await?;
        let mut events = crate::rows::events_at(&mut tx, &positions, &recorded).await?;
        reading::open(&self.store, &mut events).await?;
        let events: Vec<_> = events.into_iter().map(Arc::new).collect();

        let mut ctx = AgentContext::new(tx, self.name());
        let attempted = match known_failure {
            Some(failure) => Attempted {
                handled: 0,
                failed: events.first().cloned().map(|event| (event, failure)),
            },
            None => self.attempt_events(&mut ctx, &events).await?,
        };
        // An event whose month is gone from the log is struck out with those that worked.
        let done_up_to = match &attempted.failed {
            Some((event, _)) => event.position.0 - 1,
            None => positions.last().copied().unwrap_or(0),
        };
        let rest_waits = i64::try_from(positions.len()).is_ok_and(|read| read == AT_ONCE);
        rows::strike_out(ctx.tx().scoped(), self.name(), key, done_up_to).await?;
        if let Some((_, failure)) = &attempted.failed {
            let sources = self.store.sources();
            parked.fail(
                failure.is_permanent(),
                attempted.handled > 0,
                &self.settings,
                sources,
            );
            let error = failure.to_string();
            rows::failed_again(ctx.tx().scoped(), self.name(), key, &parked, &error).await?;
        } else if !rest_waits {
            rows::unpark(ctx.tx().scoped(), self.name(), key).await?;
        }
        ctx.commit().await?;

        counted(self, "handled", attempted.handled);
        match &attempted.failed {
            Some((event, failure)) => {
                report(self, event, failure, parked.dead);
                work.parking.set(key.clone(), parked);
            }
            None if rest_waits => {}
            None => work.parking.release(key),
        }
        self.count_parked(work);
        Ok(())
    }

    async fn attempt_events(
        &self,
        ctx: &mut AgentContext,
        events: &[Arc<Logged>],
    ) -> Result<Attempted, Trouble> {
        for (handled, event) in events.iter().enumerate() {
            ctx.turn_to(event).await?;
            match attempt(self, ctx, event).await {
                Ok(()) => {}
                Err(Trouble::Handler(failure))
                    if !failure.is_unavailable() && !matches!(failure, AgentFailure::Broken(_)) =>
                {
                    let failed = Some((event.clone(), failure));
                    return Ok(Attempted { handled, failed });
                }
                Err(trouble) => return Err(trouble),
            }
        }
        Ok(Attempted {
            handled: events.len(),
            failed: None,
        })
    }
}
