//! A request with an idempotency key is done once.

mod rows;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::body::Body;
use http::Request;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use hustings_http::{
    Answered, Created, Failure, HttpSettings, Json, Once, Operation, Operations, Proof, Secret, State,
    forget_idempotency_keys,
};
use hustings_kernel::Scope;
use hustings_store::Store;
use hustings_testkit::{TestDatabase, tenancy_violations};
use tokio::sync::Notify;

use rows::{stored, waiting};

use crate::example::{Example, KEY, ORG, Reply, SESSION, WRITER, WriteNote, WriteNotes};

hustings_http::refusals! {
    /// Why nothing was counted.
    pub(crate) enum CountRefusal {
        Full = 409 "full": "There is no room.",
    }
}

/// Counts how often it was really done.
#[derive(Clone)]
struct Counting {
    store: Store,
    done: Arc<AtomicU32>,
    begun: Arc<Notify>,
    go_on: Arc<Notify>,
}

async fn count(
    may: Proof<WriteNotes>,
    once: Once,
    State(counting): State<Counting>,
    Json(input): Json<WriteNote>,
) -> Result<Answered<Created<u32>>, Failure<CountRefusal>> {
    let mut tx = counting.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let number = counting.done.fetch_add(1, Ordering::SeqCst) + 1;
    if input.title == "full" {
        return Err(CountRefusal::Full.into());
    }
    if input.title == "slow" {
        counting.begun.notify_one();
        counting.go_on.notified().await;
    }
    Ok(once
        .finish(tx, Created::at(format!("/counts/{number}"), number))
        .await?)
}

async fn tell_secret(
    may: Proof<WriteNotes>,
    once: Once,
    State(counting): State<Counting>,
) -> Result<Answered<Secret<Json<u32>>>, Failure> {
    let mut tx = counting.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let number = counting.done.fetch_add(1, Ordering::SeqCst) + 1;
    Ok(once.finish(tx, Secret(Json(number))).await?)
}

struct Fixture {
    database: TestDatabase,
    example: Example,
    counting: Counting,
}

impl Fixture {
    async fn new() -> Self {
        let database = TestDatabase::new(&[hustings_store::MIGRATIONS, hustings_http::MIGRATIONS])
            .await
            .unwrap();
        let counting = Counting {
            store: database.store.clone(),
            done: Arc::default(),
            begun: Arc::default(),
            go_on: Arc::default(),
        };
        let routes = Operations::new("counts")
            .add(Operation::post("/orgs/{org}/counts", "count", "Count", count))
            .add(Operation::post(
                "/orgs/{org}/secrets",
                "tell_secret",
                "Tell a secret",
                tell_secret,
            ))
            .with_state(counting.clone());
        let example = Example::serving(HttpSettings::default(), routes);
        Self {
            database,
            example,
            counting,
        }
    }

    fn request(&self, path: &str, key: Option<&str>, title: &str) -> Request<Body> {
        let bearer = format!("Bearer {}", self.example.token(WRITER, SESSION));
        let mut request = Request::post(format!("/v1/orgs/{ORG}/{path}"))
            .header(AUTHORIZATION, bearer)
            .header(CONTENT_TYPE, "application/json");
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        request
            .body(Body::from(format!(r#"{{"title":"{title}"}}"#)))
            .unwrap()
    }

    async fn count(&self, key: Option<&str>, title: &str) -> Reply {
        self.example.send(self.request("counts", key, title)).await
    }

    fn done(&self) -> u32 {
        self.counting.done.load(Ordering::SeqCst)
    }
}

#[tokio::test]
async fn the_same_key_gets_the_first_answer_again() {
    let fixture = Fixture::new().await;
    let first = fixture.count(Some("a"), "note").await;
    let again = fixture.count(Some("a"), "note").await;
    assert_eq!((first.status, again.status), (201, 201));
    assert_eq!(first.body, again.body);
    assert_eq!(again.headers["location"], "/counts/1");
    assert_eq!(again.headers["content-type"], "application/json");
    assert_eq!(again.headers["idempotency-replayed"], "true");
    assert!(!first.headers.contains_key("idempotency-replayed"));
    assert_eq!(fixture.done(), 1);
    assert_eq!(fixture.count(Some("b"), "note").await.json(), 2);
    assert_eq!(fixture.count(None, "note").await.json(), 3);
    assert_eq!(fixture.count(None, "note").await.json(), 4);
}

#[tokio::test]
async fn a_key_belongs_to_one_request_of_one_caller() {
    let fixture = Fixture::new().await;
    fixture.count(Some("a"), "note").await;
    fixture
        .count(Some("a"), "other")
        .await
        .expect_problem(422, "idempotency-key-reused");
    let secret = fixture
        .example
        .send(fixture.request("secrets", Some("a"), "note"))
        .await;
    assert_eq!(secret.json(), 2);
    let mut other = fixture.request("counts", Some("a"), "note");
    other
        .headers_mut()
        .insert(AUTHORIZATION, format!("Bearer {KEY}").parse().unwrap());
    fixture
        .example
        .send(other)
        .await
        .expect_problem(403, "no-permission");
    let long = "k".repeat(256);
    fixture
        .count(Some(long.as_str()), "note")
        .await
        .expect_problem(400, "idempotency-key-invalid");
    fixture
        .count(Some(""), "note")
        .await
        .expect_problem(400, "idempotency-key-invalid");
}

#[tokio::test]
async fn a_twin_waits_and_gets_the_same_answer() {
    let fixture = Fixture::new().await;
    let first = fixture.count(Some("a"), "slow");
    let second = async {
        fixture.counting.begun.notified().await;
        let twin = fixture.count(Some("a"), "slow");
        let go_on = async {
            // The twin waits inside the database when another session waits for a lock.
            fixture
                .database
                .eventually("the twin waits", async || waiting(&fixture.database).await)
                .await;
            fixture.counting.go_on.notify_one();
        };
        futures::join!(twin, go_on).0
    };
    let (first, second) = futures::join!(first, second);
    assert_eq!((first.json(), second.json()), (1.into(), 1.into()));
    assert_eq!(second.headers["idempotency-replayed"], "true");
    assert_eq!(fixture.done(), 1);
}

#[tokio::test]
async fn a_refusal_is_not_stored() {
    let fixture = Fixture::new().await;
    fixture.count(Some("a"), "full").await.expect_problem(409, "full");
    fixture.count(Some("a"), "full").await.expect_problem(409, "full");
    assert_eq!(fixture.done(), 2);
}

#[tokio::test]
async fn a_secret_is_told_once_and_never_stored() {
    let fixture = Fixture::new().await;
    let ask = || {
        fixture
            .example
            .send(fixture.request("secrets", Some("a"), "note"))
    };
    assert_eq!(ask().await.json(), 1);
    ask().await.expect_problem(409, "answer-not-kept");
    assert_eq!(fixture.done(), 1);
    assert_eq!(stored(&fixture.database).await, [(true, true)]);
}

#[tokio::test]
async fn an_answer_is_kept_for_a_day_across_midnight() {
    let fixture = Fixture::new().await;
    let clock = &fixture.example.clock;
    // 2027-01-15 is where the clock stands, at 08:00.
    clock.advance(Duration::from_secs(16 * 3600 - 1));
    assert_eq!(fixture.count(Some("a"), "note").await.json(), 1);
    clock.advance(Duration::from_secs(2));
    assert_eq!(fixture.count(Some("a"), "note").await.json(), 1);
    clock.advance(Duration::from_hours(24) - Duration::from_secs(3));
    assert_eq!(fixture.count(Some("a"), "note").await.json(), 1);
    clock.advance(Duration::from_secs(3));
    assert_eq!(fixture.count(Some("a"), "note").await.json(), 2);
    // Four days later the slot comes round again with the old row still in it.
    clock.advance(Duration::from_hours(4 * 24));
    assert_eq!(fixture.count(Some("a"), "note").await.json(), 3);
    assert_eq!(fixture.count(Some("a"), "note").await.json(), 3);
}

#[tokio::test]
async fn days_that_are_over_are_emptied() {
    let fixture = Fixture::new().await;
    let count = async || stored(&fixture.database).await.len();
    fixture
        .database
        .clock
        .set(chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap());
    fixture.count(Some("a"), "note").await;
    for (days, left) in [(0, 1), (1, 1), (1, 0)] {
        fixture.database.clock.advance(Duration::from_hours(24 * days));
        forget_idempotency_keys(&fixture.database.store).await.unwrap();
        assert_eq!(count().await, left);
    }
}

#[tokio::test]
async fn answers_are_sealed_and_the_table_is_protected() {
    let fixture = Fixture::new().await;
    fixture.count(Some("a"), "note").await;
    assert_eq!(stored(&fixture.database).await, [(false, true)]);
    let mut owner = fixture.database.owner().await.unwrap();
    assert_eq!(
        tenancy_violations(&mut owner).await.unwrap(),
        Vec::<String>::new()
    );
    let stranger = Scope::system_in(uuid::Uuid::from_u128(99).into(), fixture.database.sources().id());
    assert_eq!(rows::visible(&fixture.database.store, &stranger).await, 0);
}
