//! Agents at work: in order, in effect once, whatever fails.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use hustings_events::{
    Agent, AgentContext, AgentControl, AgentFailure, AgentHealth, Agents, Append, Logged, RuntimeSettings,
    Starts, TimerContext, Verdict,
};
use hustings_kernel::{AgentName, Envelope, OrgId, Scope};
use hustings_store::ScopedConnection;
use hustings_testkit::TestDatabase;
use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::recorder::{Mood, Recorder, database, handled, quick, record, run, until_handled};
use crate::{Counted, an_org, append_one, counted};

const ONE: Uuid = Uuid::from_u128(1);
const OTHER: Uuid = Uuid::from_u128(2);

async fn append_numbers(
    database: &TestDatabase,
    scope: &Scope,
    counter: Uuid,
    numbers: &[i64],
) -> Result<()> {
    let mut tx = database.store.begin(scope).await?;
    tx.append_drafts(counted(counter, numbers.iter().copied()))
        .await?;
    Ok(tx.commit().await?)
}

/// How the only agent is doing, once it is on record.
async fn health(database: &TestDatabase) -> AgentHealth {
    let control = AgentControl::new(database.store.clone());
    let health = async || control.health(Duration::from_mins(1)).await.unwrap();
    database
        .eventually("the agent is on record", async || !health().await.is_empty())
        .await;
    health().await.remove(0)
}

#[tokio::test]
async fn an_agent_handles_every_event_in_the_organisation_it_belongs_to() -> Result<()> {
    let database = database().await?;
    let (ours, theirs) = (
        database.scope_in(an_org(&database)),
        database.scope_in(an_org(&database)),
    );
    append_numbers(&database, &ours, ONE, &[1, 2]).await?;
    append_numbers(&database, &theirs, OTHER, &[1]).await?;
    let _running = run(&database.store, Agents::new().with(Recorder::default()), quick());
    append_numbers(&database, &ours, ONE, &[3]).await?;
    until_handled(&database, ONE, &[1, 2, 3]).await;
    until_handled(&database, OTHER, &[1]).await;
    for (scope, rows) in [(&ours, 3), (&theirs, 1)] {
        let mut tx = database.store.begin(scope).await?;
        let seen: i64 = sqlx::query_scalar("SELECT count(*) FROM handled")
            .fetch_one(tx.connection())
            .await?;
        assert_eq!(seen, rows);
    }
    let health = health(&database).await;
    assert_eq!(
        (
            health.verdict,
            health.handled,
            health.lag_events,
            health.processes.len()
        ),
        (Verdict::Healthy, 4, 0, 1)
    );
    Ok(())
}

#[tokio::test]
async fn an_event_that_fails_for_a_while_holds_up_only_its_own_stream() -> Result<()> {
    let database = database().await?;
    let scope = database.scope_in(an_org(&database));
    let recorder = Recorder::that(Mood::Fails, 2);
    let settings = RuntimeSettings {
        attempts: 1000,
        ..quick()
    };
    let _running = run(&database.store, Agents::new().with(recorder.clone()), settings);
    append_numbers(&database, &scope, ONE, &[1, 2, 3]).await?;
    append_numbers(&database, &scope, OTHER, &[10, 11]).await?;
    until_handled(&database, OTHER, &[10, 11]).await;
    append_numbers(&database, &scope, ONE, &[4]).await?;
    append_numbers(&database, &scope, OTHER, &[12]).await?;
    until_handled(&database, OTHER, &[10, 11, 12]).await;
    assert_eq!(handled(&database, ONE).await, [1]);
    recorder.recover();
    until_handled(&database, ONE, &[1, 2, 3, 4]).await;
    append_numbers(&database, &scope, ONE, &[5]).await?;
    until_handled(&database, ONE, &[1, 2, 3, 4, 5]).await;
    Ok(())
}

#[tokio::test]
async fn a_panic_a_rule_of_the_database_or_a_handler_that_hangs_is_a_failure_like_any_other() -> Result<()> {
    for mood in [Mood::Panics, Mood::Violates, Mood::Hangs] {
        let database = database().await?;
        let scope = database.scope_in(an_org(&database));
        let recorder = Recorder::that(mood, 2);
        let settings = RuntimeSettings {
            attempts: 1000,
            handle_timeout: Duration::from_millis(300),
            ..quick()
        };
        append_numbers(&database, &scope, ONE, &[1, 2, 3]).await?;
        append_numbers(&database, &scope, OTHER, &[10]).await?;
        let _running = run(&database.store, Agents::new().with(recorder.clone()), settings);
        until_handled(&database, OTHER, &[10]).await;
        assert_eq!(handled(&database, ONE).await, [1], "{mood:?}");
        recorder.recover();
        until_handled(&database, ONE, &[1, 2, 3]).await;
    }
    Ok(())
}

#[tokio::test]
async fn an_agent_that_is_broken_stops_until_it_is_resumed() -> Result<()> {
    let database = database().await?;
    let scope = database.scope_in(an_org(&database));
    let recorder = Recorder::that(Mood::Breaks, 2);
    let _running = run(&database.store, Agents::new().with(recorder.clone()), quick());
    append_numbers(&database, &scope, ONE, &[1, 2]).await?;
    let failed = async || health(&database).await.verdict == Verdict::Failed;
    database.eventually("the agent has failed", failed).await;
    assert_eq!(
        health(&database).await.reason.as_deref(),
        Some("a setting is missing")
    );
    recorder.recover();
    AgentControl::new(database.store.clone())
        .resume("testing.record")
        .await?;
    until_handled(&database, ONE, &[1, 2]).await;
    Ok(())
}

/// Waits in its handler until it is let go.
#[derive(Clone)]
struct Gated {
    arrived: Arc<Semaphore>,
    gate: Arc<Semaphore>,
}

impl Agent for Gated {
    const NAME: AgentName = AgentName::new("testing.gated");
    const READS: &'static [&'static str] = &["counter.counted"];

    async fn handle(&self, ctx: &mut AgentContext, event: &Envelope) -> Result<(), AgentFailure> {
        record(ctx.scoped(), &event.decode()?).await?;
        self.arrived.add_permits(1);
        let passed = self.gate.acquire().await;
        passed
            .map(tokio::sync::SemaphorePermit::forget)
            .map_err(|_| AgentFailure::retry("closed"))
    }
}

#[tokio::test]
async fn whoever_has_lost_its_lanes_cannot_commit() -> Result<()> {
    let database = database().await?;
    let scope = database.scope_in(an_org(&database));
    let gated = Gated {
        arrived: Arc::new(Semaphore::new(0)),
        gate: Arc::new(Semaphore::new(0)),
    };
    append_numbers(&database, &scope, ONE, &[1]).await?;
    let _running = run(&database.store, Agents::new().with(gated.clone()), quick());
    gated.arrived.acquire().await?.forget();

    // Somebody else takes over, while the handler is at it and nothing is committed yet.
    let usurper = Uuid::from_u128(99);
    let mut owner = database.owner().await?;
    sqlx::query("INSERT INTO agent_nodes (node_id, beat, agents) VALUES ($1, 1, '{testing.gated}')")
        .bind(usurper)
        .execute(&mut owner)
        .await?;
    sqlx::query("UPDATE agent_lanes SET holder = $1, epoch = epoch + 1")
        .bind(usurper)
        .execute(&mut owner)
        .await?;
    gated.gate.add_permits(1);
    // It beats no more and is found dead, so the first holder comes back and does it again.
    gated.arrived.acquire().await?.forget();
    assert_eq!(
        handled(&database, ONE).await,
        [0; 0],
        "the first attempt left nothing behind"
    );
    gated.gate.add_permits(1);
    until_handled(&database, ONE, &[1]).await;
    Ok(())
}

/// Counts how often its timer went off.
struct Ticking;

impl Agent for Ticking {
    const NAME: AgentName = AgentName::new("testing.tick");
    const READS: &'static [&'static str] = &["counter.counted"];
    const EVERY: Option<Duration> = Some(Duration::from_mins(1));

    async fn handle(&self, _ctx: &mut AgentContext, _event: &Envelope) -> Result<(), AgentFailure> {
        Ok(())
    }

    async fn tick(&self, ctx: &mut TimerContext) -> Result<(), AgentFailure> {
        let number = ctx.scoped().sources().now().timestamp();
        let tx = ctx.enter(OrgId::from(Uuid::from_u128(7))).await?;
        record(tx, &Counted { counter: ONE, number }).await?;
        Ok(())
    }
}

#[tokio::test]
async fn a_timer_goes_off_on_one_node_only_and_follows_the_clock() -> Result<()> {
    let database = database().await?;
    let (second, _) = database.another_node()?;
    let _running = [
        run(&database.store, Agents::new().with(Ticking), quick()),
        run(&second, Agents::new().with(Ticking), quick()),
    ];
    let shared = async || health(&database).await.processes.len() == 2;
    database.eventually("both nodes hold lanes", shared).await;
    let mut expected = Vec::new();
    for _ in 0..3 {
        database.clock.advance(Duration::from_secs(61));
        expected.push(database.sources().now().timestamp());
        until_handled(&database, ONE, &expected).await;
    }
    Ok(())
}

/// Handles whole batches, and remembers how many events it has seen in each organisation.
struct Bulk;

impl Agent for Bulk {
    const NAME: AgentName = AgentName::new("testing.bulk");
    const READS: &'static [&'static str] = &["counter.counted"];
    const STARTS: Starts = Starts::Now;

    async fn handle(&self, ctx: &mut AgentContext, event: &Envelope) -> Result<(), AgentFailure> {
        record(ctx.scoped(), &event.decode()?).await?;
        Ok(())
    }

    async fn handle_all(&self, ctx: &mut AgentContext, events: &[Arc<Logged>]) -> Result<(), AgentFailure> {
        assert!(
            events.iter().all(|event| event.org == events[0].org),
            "one organisation at a time"
        );
        let seen: usize = ctx.recall("seen").await?.unwrap_or(0);
        ctx.remember("seen", &(seen + events.len())).await?;
        for event in events {
            self.handle(ctx, event).await?;
        }
        Ok(())
    }
}

#[tokio::test]
async fn an_agent_may_begin_now_handle_batches_and_remember_per_organisation() -> Result<()> {
    let database = database().await?;
    let (ours, theirs) = (
        database.scope_in(an_org(&database)),
        database.scope_in(an_org(&database)),
    );
    append_numbers(&database, &ours, ONE, &[1]).await?;
    let running = run(&database.store, Agents::new().with(Bulk), quick());
    health(&database).await;
    append_numbers(&database, &ours, ONE, &[2, 3]).await?;
    append_numbers(&database, &theirs, OTHER, &[4]).await?;
    until_handled(&database, ONE, &[2, 3]).await;
    until_handled(&database, OTHER, &[4]).await;
    let query = "SELECT value::int FROM agent_memory ORDER BY value";
    let remembered: Vec<i32> = sqlx::query_scalar(query)
        .fetch_all(&mut database.owner().await?)
        .await?;
    assert_eq!(remembered, [1, 2]);
    running.end().await
}

/// Answers every count with another, and counts effects.
struct Answering;

impl Agent for Answering {
    const NAME: AgentName = AgentName::new("testing.answer");
    const READS: &'static [&'static str] = &["counter.counted"];

    async fn handle(&self, ctx: &mut AgentContext, event: &Envelope) -> Result<(), AgentFailure> {
        let counted: Counted = event.decode()?;
        if counted.counter == ONE {
            let answer = Counted {
                counter: OTHER,
                number: counted.number + 100,
            };
            ctx.append(event, &answer).await?;
        } else {
            record(ctx.scoped(), &counted).await?;
        }
        Ok(())
    }
}

#[tokio::test]
async fn an_event_that_an_agent_appends_names_its_cause() -> Result<()> {
    let database = database().await?;
    let scope = database.scope_in(an_org(&database));
    let _running = run(&database.store, Agents::new().with(Answering), quick());
    append_one(&database.store, &scope, ONE, 1).await?;
    until_handled(&database, OTHER, &[101]).await;
    let query = "SELECT answer.actor FROM events answer JOIN events cause
                 ON answer.causation_id = cause.id AND answer.correlation_id = cause.correlation_id";
    let actor: String = sqlx::query_scalar(query)
        .fetch_one(&mut database.owner().await?)
        .await?;
    assert_eq!(actor, "agent:testing.answer");
    Ok(())
}

#[tokio::test]
async fn a_node_that_ends_hands_its_lanes_to_the_others_at_once() -> Result<()> {
    let database = database().await?;
    let scope = database.scope_in(an_org(&database));
    let (second, _) = database.another_node()?;
    // Long enough that nobody is ever taken for dead here.
    let settings = RuntimeSettings {
        dead_after: Duration::from_mins(10),
        ..quick()
    };
    let first = run(
        &database.store,
        Agents::new().with(Recorder::default()),
        settings.clone(),
    );
    append_one(&database.store, &scope, ONE, 1).await?;
    until_handled(&database, ONE, &[1]).await;
    let _second = run(&second, Agents::new().with(Recorder::default()), settings);
    let shared = async || health(&database).await.processes.len() == 2;
    database.eventually("both nodes hold lanes", shared).await;
    first.end().await?;
    for counter in 10..30 {
        append_one(&second, &scope, Uuid::from_u128(counter), 1).await?;
    }
    for counter in 10..30 {
        until_handled(&database, Uuid::from_u128(counter), &[1]).await;
    }
    Ok(())
}
