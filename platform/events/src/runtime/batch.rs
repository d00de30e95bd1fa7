//! Handling a batch of events.
//!
//! Optimistically all in one transaction, without savepoints. If an event fails, the batch is done again event by
//! event, each behind a savepoint, and the stream of the one that fails is set aside. Either way the agent's place
//! moves in the same transaction, and only if its lanes are still its own.

use std::collections::{HashMap, HashSet};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt as _;
use hustings_kernel::Position;
use hustings_store::StoreError;
use tokio::time::Instant;

use super::lease::group_of;
use super::parking::{ParkedStream, StreamKey};
use super::rows::{self, Move};
use super::worker::{Trouble, Work, Worker};
use crate::{AgentContext, AgentFailure, Logged, metric};

/// How often a batch that met another transaction is done again as a whole.
const CONFLICTS: u32 = 4;

/// Handles these events and moves the agent's place.
pub(super) async fn handle(
    worker: &Worker,
    work: &mut Work,
    mut events: Vec<Arc<Logged>>,
    moves: &[Move],
) -> Result<(), Trouble> {
    let started = Instant::now();
    // Organisation by organisation, to change the scope seldom. A stream lies within one, so its order holds.
    events.sort_by_key(|event| event.org);
    let name = worker.name().as_str();
    let done = match together_again(worker, work, &events, moves).await {
        Err(Trouble::Handler(failure)) if failure.is_unavailable() || is_broken(&failure) => {
            Err(Trouble::Handler(failure))
        }
        Err(Trouble::Handler(failure)) => {
            tracing::debug!(agent = name, %failure, "a batch failed; doing it again event by event");
            apart(worker, work, &events, moves).await
        }
        Err(Trouble::TimedOut) => apart(worker, work, &events, moves).await,
        other => other,
    };
    metric::BATCH.with(&[("agent", name)]).record(started.elapsed());
    done
}

fn is_broken(failure: &AgentFailure) -> bool {
    matches!(failure, AgentFailure::Broken(_))
}

/// Two agents, or an agent and a request, may lock the same rows in different orders. Whoever gives in simply does it
/// again: nothing is wrong with any event.
async fn together_again(
    worker: &Worker,
    work: &Work,
    events: &[Arc<Logged>],
    moves: &[Move],
) -> Result<(), Trouble> {
    for _ in 1..CONFLICTS {
        match together(worker, work, events, moves).await {
            Err(
                Trouble::Handler(AgentFailure::Store(StoreError::Conflict(_)))
                | Trouble::Database(StoreError::Conflict(_)),
            ) => {}
            other => return other,
        }
    }
    together(worker, work, events, moves).await
}

async fn together(
    worker: &Worker,
    work: &Work,
    events: &[Arc<Logged>],
    moves: &[Move],
) -> Result<(), Trouble> {
    let mut ctx = AgentContext::new(worker.begin().await?, worker.name());
    let mut handled = 0;
    for organisation in events.chunk_by(|one, next| one.org == next.org) {
        ctx.turn_to(&organisation[0]).await?;
        let (waiting, fresh): (Vec<_>, Vec<_>) = organisation
            .iter()
            .cloned()
            .partition(|event| work.parking.holds(event));
        if !waiting.is_empty() {
            let waiting: Vec<&Logged> = waiting.iter().map(AsRef::as_ref).collect();
            rows::set_aside(ctx.scoped(), worker.name(), organisation[0].org, &waiting).await?;
        }
        if !fresh.is_empty() {
            call(worker, &mut ctx, &fresh).await?;
            handled += fresh.len();
        }
    }
    finish(worker, ctx, moves).await?;
    counted(worker, "handled", handled);
    Ok(())
}

async fn apart(
    worker: &Worker,
    work: &mut Work,
    events: &[Arc<Logged>],
    moves: &[Move],
) -> Result<(), Trouble> {
    // After a time-out the connection is busy with what was given up, so nothing of the transaction can be saved:
    // it is begun again, without that event.
    let mut too_slow = HashSet::new();
    loop {
        match one_by_one(worker, work, events, moves, &mut too_slow).await {
            Err(Trouble::TimedOut) => {}
            Err(trouble) => return Err(trouble),
            Ok(parked) => {
                for (key, stream) in parked {
                    work.parking.set(key, stream);
                }
                worker.count_parked(work);
                return Ok(());
            }
        }
    }
}

async fn one_by_one(
    worker: &Worker,
    work: &Work,
    events: &[Arc<Logged>],
    moves: &[Move],
    too_slow: &mut HashSet<Position>,
) -> Result<HashMap<StreamKey, ParkedStream>, Trouble> {
    let mut parked = HashMap::new();
    let mut handled = 0;
    let mut ctx = AgentContext::new(worker.begin().await?, worker.name());
    for event in events {
        ctx.turn_to(event).await?;
        if work.parking.holds(event) || parked.contains_key(&StreamKey::of(event)) {
            rows::set_aside(ctx.scoped(), worker.name(), event.org, &[event]).await?;
            continue;
        }
        let failure = if too_slow.contains(&event.position) {
            AgentFailure::retry("the agent took too long")
        } else {
            match attempt(worker, &mut ctx, event).await {
                Ok(()) => {
                    handled += 1;
                    continue;
                }
                Err(Trouble::Handler(failure)) if !failure.is_unavailable() && !is_broken(&failure) => {
                    failure
                }
                Err(trouble) => {
                    if matches!(trouble, Trouble::TimedOut) {
                        too_slow.insert(event.position);
                    }
                    return Err(trouble);
                }
            }
        };
        let stream = park(worker, &mut ctx, event, &failure).await?;
        parked.insert(StreamKey::of(event), stream);
    }
    finish(worker, ctx, moves).await?;
    counted(worker, "handled", handled);
    Ok(parked)
}

/// Handles one event behind a savepoint; a failure undoes only itself.
pub(super) async fn attempt(
    worker: &Worker,
    ctx: &mut AgentContext,
    event: &Arc<Logged>,
) -> Result<(), Trouble> {
    let point = ctx.scoped().set_point().await?;
    match call(worker, ctx, std::slice::from_ref(event)).await {
        Ok(()) => {
            ctx.scoped().keep_since(point).await?;
            Ok(())
        }
        Err(Trouble::Handler(failure)) if !failure.is_unavailable() => {
            ctx.scoped().undo_since(point).await?;
            Err(Trouble::Handler(failure))
        }
        Err(trouble) => Err(trouble),
    }
}

async fn call(worker: &Worker, ctx: &mut AgentContext, events: &[Arc<Logged>]) -> Result<(), Trouble> {
    guarded(
        worker.settings.handle_timeout,
        worker.agent.handle_all(ctx, events),
    )
    .await
}

/// Waits for a handler, within a limit; a panic of it is a failure like any other.
pub(super) async fn guarded(
    limit: Duration,
    handler: impl Future<Output = Result<(), AgentFailure>>,
) -> Result<(), Trouble> {
    match tokio::time::timeout(limit, AssertUnwindSafe(handler).catch_unwind()).await {
        Ok(Ok(Ok(()))) => Ok(()),
        Ok(Ok(Err(failure))) => Err(Trouble::Handler(failure)),
        Ok(Err(_panic)) => Err(Trouble::Handler(AgentFailure::retry("the agent panicked"))),
        Err(_elapsed) => Err(Trouble::TimedOut),
    }
}

async fn park(
    worker: &Worker,
    ctx: &mut AgentContext,
    event: &Arc<Logged>,
    failure: &AgentFailure,
) -> Result<ParkedStream, Trouble> {
    let sources = worker.store.sources();
    let group = group_of(event.lane);
    let stream = ParkedStream::new(group, failure.is_permanent(), &worker.settings, sources);
    let error = failure.to_string();
    let now = sources.now();
    rows::park(
        ctx.scoped(),
        worker.name(),
        event,
        group,
        stream.dead,
        &error,
        now,
    )
    .await?;
    rows::set_aside(ctx.scoped(), worker.name(), event.org, &[event]).await?;
    report(worker, event, failure, stream.dead);
    Ok(stream)
}

/// Tells operators that an event failed.
pub(super) fn report(worker: &Worker, event: &Logged, failure: &AgentFailure, dead: bool) {
    let agent = worker.name();
    let (event, position) = (event.id, event.position.0);
    let error = failure as &dyn std::error::Error;
    if dead {
        tracing::error!(%agent, %event, position, error, "an event became a dead letter; its stream waits");
        counted(worker, "dead", 1);
    } else {
        tracing::warn!(%agent, %event, position, error, "an event failed; its stream waits for another attempt");
        counted(worker, "failed", 1);
    }
}

pub(super) fn counted(worker: &Worker, outcome: &'static str, events: usize) {
    metric::HANDLED
        .with(&[("agent", worker.name().as_str()), ("outcome", outcome)])
        .increment(events as u64);
}

/// Moves the place and commits, unless the lanes are held by somebody else by now.
async fn finish(worker: &Worker, mut ctx: AgentContext, moves: &[Move]) -> Result<(), Trouble> {
    let now = worker.store.sources().now();
    if !rows::move_on(ctx.scoped(), worker.name(), moves, now).await? {
        return Err(Trouble::Fenced);
    }
    ctx.commit().await?;
    Ok(())
}
