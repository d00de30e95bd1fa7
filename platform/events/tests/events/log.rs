//! Appending and reading.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use anyhow::Result;
use hustings_events::{Append, Bookmark, Draft, FeedSettings, Wanted};
use hustings_kernel::{AccountId, CorrelationId, EventId, Scope};
use hustings_store::ScopedConnection;
use uuid::Uuid;

use crate::{Counted, an_org, append_one, counted, database, numbers, running_feed, wide_store};

fn all() -> Wanted {
    Wanted::kinds(["counter.counted", "person.said"])
}

#[tokio::test]
async fn events_of_a_stream_are_numbered_in_the_order_they_were_given() -> Result<()> {
    let database = database().await?;
    let scope = database.scope_in(an_org(&database));
    let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let mut tx = database.store.begin(&scope).await?;
    let first = tx
        .append(&Counted {
            counter: one,
            number: 0,
        })
        .await?;
    let drafts = [
        counted(other, [0]),
        counted(one, [1]),
        counted(other, [1]),
        counted(one, [2]),
    ]
    .concat();
    let rest = tx.append_drafts(drafts).await?;
    tx.commit().await?;

    assert_eq!(first.stream_version.0, 1);
    let versions: Vec<_> = rest.iter().map(|appended| appended.stream_version.0).collect();
    assert_eq!(versions, [1, 2, 2, 3]);
    assert!(rest.is_sorted_by_key(|appended| appended.position));
    Ok(())
}

#[tokio::test]
async fn an_event_carries_who_did_it_when_and_why() -> Result<()> {
    let database = database().await?;
    let org = an_org(&database);
    let scope = database.scope_in(org);
    let behalf = Scope::member(org, database.sources().id(), database.sources().id());
    let cause: EventId = database.sources().id();
    let long_ago = "2019-02-03T04:05:06Z".parse()?;
    let event = Counted {
        counter: Uuid::from_u128(1),
        number: 7,
    };
    let draft = Draft::of(&event)?
        .occurred_at(long_ago)
        .caused_by(cause)
        .on_behalf_of(&behalf);
    let mut tx = database.store.begin(&scope).await?;
    let appended = tx.append_drafts(vec![draft]).await?;
    tx.commit().await?;

    let (feed, _running) = running_feed(&database.store);
    let events = feed.follow(all(), Bookmark::BEGINNING).next().await?;
    assert_eq!(events.len(), 1);
    let read = &events[0];
    assert_eq!(read.id, appended[0].id);
    assert_eq!(
        (read.org, &read.stream.noun[..], read.stream.id),
        (org, "counter", event.counter)
    );
    assert_eq!(
        (&read.actor, read.correlation),
        (behalf.actor(), behalf.correlation())
    );
    assert_eq!((read.causation, read.occurred_at), (Some(cause), long_ago));
    assert_eq!(read.recorded_at, database.sources().now());
    assert_eq!(read.decode::<Counted>()?, event);
    Ok(())
}

#[tokio::test]
async fn readers_wait_for_an_appender_that_came_first_and_commits_last() -> Result<()> {
    let database = database().await?;
    let scope = database.scope_in(an_org(&database));
    let (feed, _running) = running_feed(&database.store);
    let mut follower = feed.follow(all(), Bookmark::BEGINNING);

    let mut slow = database.store.begin(&scope).await?;
    slow.append(&Counted {
        counter: Uuid::from_u128(1),
        number: 1,
    })
    .await?;
    append_one(&database.store, &scope, Uuid::from_u128(2), 2).await?;
    assert_eq!(
        feed.end().await?.position.0,
        0,
        "the later event is committed, and still not settled"
    );
    slow.commit().await?;

    let mut seen = Vec::new();
    while seen.len() < 2 {
        seen.extend(numbers(&follower.next().await?));
    }
    assert_eq!(seen, [1, 2]);
    Ok(())
}

#[tokio::test]
async fn an_appender_that_gives_up_holds_nobody_back() -> Result<()> {
    let database = database().await?;
    let scope = database.scope_in(an_org(&database));
    let (feed, _running) = running_feed(&database.store);
    let mut follower = feed.follow(all(), Bookmark::BEGINNING);
    let mut given_up = database.store.begin(&scope).await?;
    given_up
        .append(&Counted {
            counter: Uuid::from_u128(1),
            number: 1,
        })
        .await?;
    append_one(&database.store, &scope, Uuid::from_u128(2), 2).await?;
    drop(given_up);
    assert_eq!(numbers(&follower.next().await?), [2]);
    Ok(())
}

#[tokio::test]
async fn a_transaction_marks_the_log_anew_after_an_attempt_that_was_undone() -> Result<()> {
    let database = database().await?;
    let scope = database.scope_in(an_org(&database));
    let (feed, _running) = running_feed(&database.store);
    let mut tx = database.store.begin(&scope).await?;
    let undone = tx
        .attempt(async |tx| {
            tx.append(&Counted {
                counter: Uuid::from_u128(1),
                number: 1,
            })
            .await?;
            Err::<(), anyhow::Error>(anyhow::anyhow!("undone"))
        })
        .await?;
    assert!(undone.is_err());
    tx.append(&Counted {
        counter: Uuid::from_u128(1),
        number: 2,
    })
    .await?;
    append_one(&database.store, &scope, Uuid::from_u128(2), 3).await?;
    assert_eq!(
        feed.end().await?.position.0,
        1,
        "up to what was undone, and no further"
    );
    tx.commit().await?;
    let mut follower = feed.follow(all(), Bookmark::BEGINNING);
    let mut seen = Vec::new();
    while seen.len() < 2 {
        seen.extend(numbers(&follower.next().await?));
    }
    assert_eq!(seen, [2, 3]);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_event_is_skipped_however_late_its_transaction_commits() -> Result<()> {
    const WRITERS: u64 = 16;
    const EACH: i64 = 60;
    let database = database().await?;
    let store = wide_store(&database)?;
    let scope = database.scope_in(an_org(&database));
    let (feed, _running) = running_feed(&store);
    let mut follower = feed.follow(all(), Bookmark::BEGINNING);

    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..WRITERS {
        let (store, scope) = (store.clone(), scope.clone());
        writers.spawn(async move {
            for number in 0..EACH {
                // A few streams are shared, so that writers also wait for one another.
                let stream = if number % 3 == 0 {
                    u128::from(writer % 4)
                } else {
                    u128::from(100 + writer)
                };
                let mut tx = store.begin(&scope).await?;
                tx.append(&Counted {
                    counter: Uuid::from_u128(stream),
                    number,
                })
                .await?;
                let [delay, fate] = store.sources().bytes::<2>();
                tokio::time::sleep(Duration::from_millis(u64::from(delay % 12))).await;
                if fate % 8 == 0 {
                    drop(tx);
                    append_one(&store, &scope, Uuid::from_u128(stream), number).await?;
                } else {
                    tx.commit().await?;
                }
            }
            anyhow::Ok(())
        });
    }
    let expected = usize::try_from(EACH)? * usize::try_from(WRITERS)?;
    let mut positions = BTreeSet::new();
    let mut versions: BTreeMap<Uuid, i64> = BTreeMap::new();
    let mut last = 0;
    let following = tokio::time::timeout(Duration::from_mins(1), async {
        while positions.len() < expected {
            for event in follower.next().await? {
                assert!(event.position.0 > last, "in order");
                last = event.position.0;
                positions.insert(last);
                let version = versions.entry(event.stream.id).or_default();
                assert_eq!(event.stream_version.0, *version + 1, "no gap in a stream");
                *version += 1;
            }
        }
        anyhow::Ok(())
    });
    following.await??;
    while let Some(written) = writers.join_next().await {
        written??;
    }
    assert_eq!(positions.len(), expected);
    Ok(())
}

#[tokio::test]
async fn a_clock_that_lags_behind_the_turn_of_a_month_hides_no_event() -> Result<()> {
    let database = database().await?;
    let scope = database.scope_in(an_org(&database));
    let (feed, _running) = running_feed(&database.store);
    let mut follower = feed.follow(all(), Bookmark::BEGINNING);
    let mut seen = Vec::new();
    let moments = [
        "2026-06-30T23:59:59Z",
        "2026-07-01T00:00:01Z",
        "2026-06-30T23:59:58Z",
        "2026-07-20T00:00:00Z",
        "2026-06-02T00:00:00Z",
    ];
    for (number, moment) in (0..).zip(moments) {
        database.clock.set(moment.parse()?);
        append_one(&database.store, &scope, Uuid::from_u128(1), number).await?;
        for event in follower.next().await? {
            seen.push(event.decode::<Counted>()?.number);
            let month = event.recorded_at.format("%m").to_string();
            assert_eq!(month, if number == 0 { "06" } else { "07" });
        }
    }
    assert_eq!(seen, [0, 1, 2, 3, 4]);

    // From the place reached, and read from the database rather than from memory.
    let bookmark = follower.bookmark();
    append_one(&database.store, &scope, Uuid::from_u128(1), 5).await?;
    let (fresh, _running) = running_feed(&database.store);
    assert_eq!(numbers(&fresh.follow(all(), bookmark).next().await?), [5]);
    let since = fresh.since("2026-07-10T00:00:00Z".parse()?).await?;
    assert_eq!(numbers(&fresh.follow(all(), since).next().await?), [3, 4, 5]);
    Ok(())
}

#[tokio::test]
async fn an_organisation_sees_its_own_log_and_an_account_none() -> Result<()> {
    let database = database().await?;
    let (ours, theirs) = (
        database.scope_in(an_org(&database)),
        database.scope_in(an_org(&database)),
    );
    append_one(&database.store, &ours, Uuid::from_u128(1), 1).await?;
    append_one(&database.store, &theirs, Uuid::from_u128(1), 2).await?;
    let account: AccountId = database.sources().id();
    let own_account = Scope::account(account, database.sources().id::<CorrelationId>());
    append_one(&database.store, &own_account, account.uuid(), 3).await?;

    for (scope, visible) in [(&ours, 1), (&theirs, 1), (&own_account, 0)] {
        let mut tx = database.store.begin(scope).await?;
        let count: i64 = sqlx::query_scalar("SELECT count(*) FROM events")
            .fetch_one(tx.connection())
            .await?;
        assert_eq!(count, visible, "{scope:?}");
        let altered = sqlx::query("UPDATE events SET version = 2")
            .execute(tx.connection())
            .await;
        assert!(altered.is_err(), "nobody may alter the log");
    }
    let (feed, _running) = running_feed(&database.store);
    let events = feed.follow(all(), Bookmark::BEGINNING).next().await?;
    assert_eq!(numbers(&events), [1, 2, 3], "an agent reads all of it");
    Ok(())
}

#[tokio::test]
async fn a_follower_that_fell_behind_what_is_kept_in_memory_misses_nothing() -> Result<()> {
    let few = FeedSettings {
        kept: 10,
        ..FeedSettings::default()
    };
    let small = FeedSettings {
        kept_bytes: 2000,
        ..FeedSettings::default()
    };
    for kept in [few, small] {
        fall_behind(FeedSettings {
            page: 7,
            poll: Duration::from_millis(20),
            ..kept
        })
        .await?;
    }
    Ok(())
}

async fn fall_behind(settings: FeedSettings) -> Result<()> {
    let database = database().await?;
    let scope = database.scope_in(an_org(&database));
    let (feed, worker) = hustings_events::Feed::new(database.store.clone(), ["counter.counted"], settings);
    let stop = tokio_util::sync::CancellationToken::new();
    let _running = stop.clone().drop_guard();
    tokio::spawn(worker.run(stop));
    let mut behind = feed.follow(all(), Bookmark::BEGINNING);
    let mut tx = database.store.begin(&scope).await?;
    tx.append_drafts(counted(Uuid::from_u128(1), 0..100)).await?;
    tx.commit().await?;
    let mut heads = feed.heads();
    heads
        .wait_for(|head| head.is_some_and(|head| head.reached.position.0 == 100))
        .await?;
    let mut seen = Vec::new();
    while seen.len() < 100 {
        seen.extend(numbers(&behind.next().await?));
    }
    assert_eq!(seen, (0..100).collect::<Vec<_>>());
    let staleness = behind.staleness();
    let waiting = tokio::spawn(async move { behind.next().await });
    database
        .eventually("the follower is known to be current", async || {
            staleness.age().is_some()
        })
        .await;
    waiting.abort();
    Ok(())
}
