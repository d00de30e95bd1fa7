//! What an operator does to agents.

use std::time::Duration;

use anyhow::Result;
use hustings_events::{
    Agent, AgentContext, AgentControl, AgentFailure, AgentState, Agents, Append, ControlError, Effects,
    Replay, RewindTo, Verdict, forget_effects,
};
use hustings_kernel::{AgentName, Envelope};
use hustings_testkit::TestDatabase;
use uuid::Uuid;

use crate::recorder::{Mood, Recorder, database, handled, quick, record, run, until_handled};
use crate::{Counted, an_org, append_one, counted};

const RECORD: &str = "testing.record";
const ONE: Uuid = Uuid::from_u128(1);
const OTHER: Uuid = Uuid::from_u128(2);

async fn append(database: &TestDatabase, numbers: impl IntoIterator<Item = i64>) -> Result<()> {
    let org = hustings_kernel::OrgId::from(Uuid::from_u128(77));
    let mut tx = database.store.begin(&database.scope_in(org)).await?;
    tx.append_drafts(counted(ONE, numbers)).await?;
    Ok(tx.commit().await?)
}

async fn eventually_dead(database: &TestDatabase, control: &AgentControl) {
    let dead = async || {
        let letters = control.dead_letters(RECORD).await.unwrap();
        letters.iter().any(|letter| letter.dead)
    };
    database.eventually("there is a dead letter", dead).await;
}

#[tokio::test]
async fn an_event_that_never_works_becomes_a_dead_letter_and_its_stream_waits_for_the_replay() -> Result<()> {
    let database = database().await?;
    let control = AgentControl::new(database.store.clone());
    for mood in [Mood::Fails, Mood::Refuses] {
        sqlx::query("TRUNCATE handled")
            .execute(&mut database.owner().await?)
            .await?;
        let recorder = Recorder::that(mood, 2);
        let running = run(&database.store, Agents::new().with(recorder.clone()), quick());
        append(&database, [1, 2, 3]).await?;
        eventually_dead(&database, &control).await;
        append(&database, [4]).await?;
        let waiting = async || control.dead_letters(RECORD).await.unwrap()[0].waiting == 3;
        database.eventually("the later events wait, too", waiting).await;
        assert_eq!(handled(&database, ONE).await, [1]);

        let letters = control.dead_letters(RECORD).await?;
        let wanted = if mood == Mood::Fails {
            ("the remote is away", 3)
        } else {
            ("nobody can do that", 1)
        };
        assert_eq!((letters[0].error.as_str(), letters[0].attempts), wanted);
        assert_eq!((letters.len(), letters[0].stream.id), (1, ONE));
        let health = control.health(Duration::from_mins(1)).await?.remove(0);
        assert_eq!((health.verdict, health.dead_streams), (Verdict::DeadLetters, 1));

        recorder.recover();
        control.replay(RECORD, Replay::Event(letters[0].event)).await?;
        until_handled(&database, ONE, &[1, 2, 3, 4]).await;
        let none = async || control.dead_letters(RECORD).await.unwrap().is_empty();
        database.eventually("nothing is set aside", none).await;
        running.end().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_dead_letter_may_be_skipped() -> Result<()> {
    let database = database().await?;
    let control = AgentControl::new(database.store.clone());
    let _running = run(
        &database.store,
        Agents::new().with(Recorder::that(Mood::Refuses, 2)),
        quick(),
    );
    append(&database, [1, 2, 3]).await?;
    eventually_dead(&database, &control).await;
    let waits_behind = async || control.dead_letters(RECORD).await.unwrap()[0].waiting == 2;
    database
        .eventually("the third event waits behind the second", waits_behind)
        .await;
    let letter = control.dead_letters(RECORD).await?.remove(0);
    let behind = sqlx::query_scalar::<_, Uuid>(
        "SELECT event_id FROM agent_parked_events ORDER BY position DESC LIMIT 1",
    )
    .fetch_one(&mut database.owner().await?)
    .await?;
    let refused = control.skip(RECORD, behind.into()).await;
    assert!(
        matches!(refused, Err(ControlError::NoSuchDeadLetter(_))),
        "it has not failed"
    );
    control.skip(RECORD, letter.event).await?;
    until_handled(&database, ONE, &[1, 3]).await;
    let again = control.skip(RECORD, letter.event).await;
    assert!(matches!(again, Err(ControlError::NoSuchDeadLetter(_))));
    Ok(())
}

#[tokio::test]
async fn a_paused_agent_waits_and_a_draining_one_stops_when_it_has_caught_up() -> Result<()> {
    let database = database().await?;
    let control = AgentControl::new(database.store.clone());
    let running = run(&database.store, Agents::new().with(Recorder::default()), quick());
    append(&database, [1]).await?;
    until_handled(&database, ONE, &[1]).await;

    control.pause(RECORD, "maintenance").await?;
    // Every node has looked once its signs of life have gone on twice.
    beats(&database, 2).await;
    append(&database, [2]).await?;
    let behind = async || control.health(Duration::from_mins(1)).await.unwrap()[0].lag_events == 1;
    database.eventually("the agent is behind", behind).await;
    beats(&database, 3).await;
    assert_eq!(handled(&database, ONE).await, [1]);
    let health = control.health(Duration::from_mins(1)).await?.remove(0);
    assert_eq!(
        (health.verdict, health.reason.as_deref()),
        (Verdict::Stopped, Some("maintenance"))
    );

    control.drain(RECORD, "going away").await?;
    until_handled(&database, ONE, &[1, 2]).await;
    let paused =
        async || control.health(Duration::from_mins(1)).await.unwrap()[0].state == AgentState::Paused;
    database
        .eventually("the agent pauses when it is done", paused)
        .await;
    append(&database, [3]).await?;
    beats(&database, 3).await;
    assert_eq!(handled(&database, ONE).await, [1, 2]);
    control.resume(RECORD).await?;
    until_handled(&database, ONE, &[1, 2, 3]).await;
    running.end().await?;

    let unknown = control.pause("testing.nobody", "why not").await;
    assert!(matches!(unknown, Err(ControlError::NoSuchAgent(_))));
    Ok(())
}

async fn beats(database: &TestDatabase, count: i64) {
    let beat = async || -> i64 {
        let query = "SELECT coalesce(max(beat), 0) FROM agent_nodes";
        sqlx::query_scalar(query)
            .fetch_one(&mut database.owner().await.unwrap())
            .await
            .unwrap()
    };
    let start = beat().await;
    database
        .eventually("the node goes on beating", async || beat().await >= start + count)
        .await;
}

/// Sets something off for each number.
struct Mailing;

impl Agent for Mailing {
    const NAME: AgentName = AgentName::new("testing.mail");
    const READS: &'static [&'static str] = &["counter.counted"];

    async fn handle(&self, ctx: &mut AgentContext, event: &Envelope) -> Result<(), AgentFailure> {
        let counted: Counted = event.decode()?;
        if ctx.effect(event, "mail").await? {
            record(
                ctx.scoped(),
                &Counted {
                    counter: OTHER,
                    number: counted.number,
                },
            )
            .await?;
        }
        record(ctx.scoped(), &counted).await?;
        Ok(())
    }
}

#[tokio::test]
async fn an_agent_sent_back_reads_again_and_sets_off_nothing_twice_unless_told_to() -> Result<()> {
    let database = database().await?;
    let control = AgentControl::new(database.store.clone());
    let _running = run(&database.store, Agents::new().with(Mailing), quick());
    append(&database, [1, 2]).await?;
    until_handled(&database, ONE, &[1, 2]).await;
    database.clock.advance(Duration::from_hours(1));
    append(&database, [3]).await?;
    until_handled(&database, ONE, &[1, 2, 3]).await;

    control
        .rewind("testing.mail", RewindTo::Beginning, Effects::Keep)
        .await?;
    until_handled(&database, ONE, &[1, 2, 3, 1, 2, 3]).await;
    assert_eq!(handled(&database, OTHER).await, [1, 2, 3]);

    let since = database.sources().now() - chrono::TimeDelta::minutes(1);
    control
        .rewind("testing.mail", RewindTo::Time(since), Effects::Repeat)
        .await?;
    until_handled(&database, ONE, &[1, 2, 3, 1, 2, 3, 3]).await;
    until_handled(&database, OTHER, &[1, 2, 3, 3]).await;
    Ok(())
}

#[tokio::test]
async fn what_was_set_off_long_ago_is_forgotten_and_still_not_repeated() -> Result<()> {
    let database = database().await?;
    let control = AgentControl::new(database.store.clone());
    let _running = run(&database.store, Agents::new().with(Mailing), quick());
    let recorded = async || -> i64 {
        sqlx::query_scalar("SELECT count(*) FROM agent_effects")
            .fetch_one(&mut database.owner().await.unwrap())
            .await
            .unwrap()
    };
    append(&database, [1, 2]).await?;
    database.clock.advance(Duration::from_hours(1));
    append(&database, [3]).await?;
    until_handled(&database, ONE, &[1, 2, 3]).await;
    let since = database.sources().now() - chrono::TimeDelta::minutes(1);
    assert_eq!(forget_effects(&database.store, since).await?, 2);
    assert_eq!(forget_effects(&database.store, since).await?, 0);
    assert_eq!(recorded().await, 1);

    control
        .rewind("testing.mail", RewindTo::Beginning, Effects::Keep)
        .await?;
    until_handled(&database, ONE, &[1, 2, 3, 1, 2, 3]).await;
    assert_eq!(handled(&database, OTHER).await, [1, 2, 3]);
    control
        .rewind("testing.mail", RewindTo::Beginning, Effects::Repeat)
        .await?;
    until_handled(&database, OTHER, &[1, 2, 3, 1, 2, 3]).await;
    assert_eq!(recorded().await, 3);
    Ok(())
}

#[tokio::test]
async fn what_an_agent_has_still_to_set_off_is_not_forgotten() -> Result<()> {
    let database = database().await?;
    let control = AgentControl::new(database.store.clone());
    let recorder = Recorder::that(Mood::Refuses, 2);
    let agents = Agents::new().with(recorder.clone()).with(Mailing);
    let _running = run(&database.store, agents, quick());
    append(&database, [1, 2, 3]).await?;
    eventually_dead(&database, &control).await;
    database.clock.advance(Duration::from_hours(1));
    forget_effects(&database.store, database.sources().now()).await?;
    let settled: i64 = sqlx::query_scalar("SELECT effects_settled FROM agents WHERE name = $1")
        .bind(RECORD)
        .fetch_one(&mut database.owner().await?)
        .await?;
    let waits_at = control.dead_letters(RECORD).await?[0].position;
    assert!(settled < waits_at.0, "{settled} {waits_at:?}");
    Ok(())
}

#[tokio::test]
async fn an_agent_sent_back_reads_again_what_was_set_aside_and_keeps_its_order() -> Result<()> {
    let database = database().await?;
    let control = AgentControl::new(database.store.clone());
    let recorder = Recorder::that(Mood::Refuses, 2);
    let _running = run(&database.store, Agents::new().with(recorder.clone()), quick());
    append(&database, [1, 2, 3]).await?;
    eventually_dead(&database, &control).await;
    recorder.recover();
    control.rewind(RECORD, RewindTo::Beginning, Effects::Keep).await?;
    until_handled(&database, ONE, &[1, 1, 2, 3]).await;
    assert!(control.dead_letters(RECORD).await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn rebuilding_follows_from_the_place_noted_before_the_rows_were_read() -> Result<()> {
    let database = database().await?;
    let control = AgentControl::new(database.store.clone());
    let _running = run(&database.store, Agents::new().with(Recorder::default()), quick());
    append(&database, [1, 2]).await?;
    until_handled(&database, ONE, &[1, 2]).await;
    let scope = database.scope_in(an_org(&database));
    let scan = async || {
        // Happens after the place was noted, so it may come twice, and never not at all.
        append_one(&database.store, &scope, ONE, 3).await.unwrap();
        Ok::<(), ControlError>(())
    };
    control.rebuild(RECORD, scan).await?;
    until_handled(&database, ONE, &[1, 2, 3]).await;
    Ok(())
}
