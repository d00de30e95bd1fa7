//! How often is too often.

use axum::body::Body;
use http::header::AUTHORIZATION;
use http::{Method, Request};
use hustings_http::{HttpSettings, LimitSettings};
use std::time::Duration;

use crate::example::{Example, KEY, ORG};

fn tight() -> Example {
    Example::with(HttpSettings {
        limits: LimitSettings {
            person_per_second: 1,
            person_burst: 3,
            key_per_hour: 2,
            address_per_hour: 3,
            ..LimitSettings::default()
        },
        ..HttpSettings::default()
    })
}

fn list() -> String {
    format!("/v1/orgs/{ORG}/notes")
}

#[tokio::test]
async fn a_person_has_a_bucket_that_refills() {
    let example = tight();
    for _ in 0..3 {
        assert_eq!(example.call(Method::GET, &list(), "").await.status, 200);
    }
    let refused = example.call(Method::GET, &list(), "").await;
    refused.expect_problem(429, "too-many-requests");
    assert_eq!(refused.headers["retry-after"], "1");
    assert_eq!(refused.headers["ratelimit-policy"], "\"person\";q=3;w=3");
    assert_eq!(refused.headers["ratelimit"], "\"person\";r=0;t=3");
    example.clock.advance(Duration::from_secs(1));
    assert_eq!(example.call(Method::GET, &list(), "").await.status, 200);
}

#[tokio::test]
async fn a_key_is_told_how_much_is_left() {
    let example = tight();
    let read = || {
        Request::get(list())
            .header(AUTHORIZATION, format!("Bearer {KEY}"))
            .body(Body::empty())
            .unwrap()
    };
    let first = example.send(read()).await;
    assert_eq!(first.headers["ratelimit-policy"], "\"key\";q=2;w=3600");
    assert_eq!(first.headers["ratelimit"], "\"key\";r=1;t=1800");
    assert_eq!(example.send(read()).await.status, 200);
    let refused = example.send(read()).await;
    refused.expect_problem(429, "too-many-requests");
    assert_eq!(refused.headers["retry-after"], "1800");
}

#[tokio::test]
async fn an_act_has_a_limit_of_its_own() {
    let example = Example::new();
    let seldom = format!("/v1/orgs/{ORG}/seldom");
    assert_eq!(example.call(Method::POST, &seldom, "").await.status, 204);
    assert_eq!(example.call(Method::POST, &seldom, "").await.status, 204);
    example
        .call(Method::POST, &seldom, "")
        .await
        .expect_problem(429, "too-many-requests");
    assert_eq!(example.call(Method::GET, &list(), "").await.status, 200);
    example.clock.advance(Duration::from_mins(30));
    assert_eq!(example.call(Method::POST, &seldom, "").await.status, 204);
}

#[tokio::test]
async fn an_address_that_guesses_is_stopped_and_who_is_signed_in_there_is_not() {
    let example = tight();
    let guess = || {
        Request::get(list())
            .header(AUTHORIZATION, "Bearer hk_guess")
            .body(Body::empty())
            .unwrap()
    };
    for _ in 0..3 {
        example.send(guess()).await.expect_problem(401, "key-invalid");
    }
    example
        .send(guess())
        .await
        .expect_problem(429, "too-many-requests");
    assert_eq!(example.call(Method::GET, &list(), "").await.status, 200);
}
