//! Whatever is sent, the answer is a problem that names what is wrong.

use axum::body::Body;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{Method, Request};
use proptest::prelude::*;

use crate::example::{Example, ORG, SESSION, WRITER};

fn notes() -> String {
    format!("/v1/orgs/{ORG}/notes")
}

async fn post(example: &Example, content_type: &str, body: impl Into<Body>) -> crate::example::Reply {
    let bearer = format!("Bearer {}", example.token(WRITER, SESSION));
    let request = Request::post(notes())
        .header(AUTHORIZATION, bearer)
        .header(CONTENT_TYPE, content_type)
        .body(body.into())
        .unwrap();
    example.send(request).await
}

#[tokio::test]
async fn a_good_body_is_answered_with_what_was_made() {
    let example = Example::new();
    let reply = example
        .call(Method::POST, &notes(), r#"{"title":"a","weight":3}"#)
        .await;
    assert_eq!(reply.status, 201);
    assert_eq!(reply.json()["weight"], 3);
    assert!(
        reply.headers["location"]
            .to_str()
            .unwrap()
            .starts_with("/v1/orgs/")
    );
}

#[tokio::test]
async fn a_bad_body_is_refused_by_field_and_code() {
    let example = Example::new();
    let check = async |body: &str, field: &str, code: &str| {
        let problem = post(&example, "application/json", body.to_owned())
            .await
            .expect_problem(422, "invalid-input");
        assert_eq!(problem["fields"][0]["field"], field, "{problem}");
        assert_eq!(problem["fields"][0]["code"], code, "{problem}");
    };
    check(r#"{"title":5}"#, "title", "wrong-type").await;
    check("{}", "title", "missing").await;
    check(r#"{"title":"a","weight":999}"#, "weight", "invalid").await;
    check(r#"{"title":"a","colour":"red"}"#, "colour", "unknown-field").await;
    check(r#"{"title":"a\u0000"}"#, "", "nul-character").await;
}

#[tokio::test]
async fn what_is_no_json_is_refused_as_such() {
    let example = Example::new();
    for body in [
        &b"{"[..],
        b"",
        b"{\"title\":\"\xff\xfe\"}",
        b"\xff",
        b"{\"title\":\"a\"} x",
    ] {
        let reply = post(&example, "application/json", body).await;
        reply.expect_problem(400, "malformed-json");
    }
    post(&example, "text/plain", "{}")
        .await
        .expect_problem(415, "unsupported-media-type");
    post(&example, "application/x-www-form-urlencoded", "a=b")
        .await
        .expect_problem(415, "unsupported-media-type");
    let huge = format!(r#"{{"title":"{}"}}"#, "a".repeat(2_000_000));
    post(&example, "application/json", huge)
        .await
        .expect_problem(413, "body-too-large");
    let reply = post(
        &example,
        "application/vnd.notes+json; charset=utf-8",
        r#"{"title":"a"}"#,
    )
    .await;
    assert_eq!(reply.status, 201);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever bytes come, the fault is the sender's.
    #[test]
    fn no_body_and_no_address_breaks_anything(
        body in prop_oneof![any::<Vec<u8>>(), "[\\[\\]{}\":,0-9a-z\\\\ ]{0,60}".prop_map(String::into_bytes)],
        path in "[ -~]{0,40}",
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let example = Example::new();
            let reply = post(&example, "application/json", body).await;
            prop_assert!(reply.status == 201 || (400..500).contains(&reply.status), "{}", reply.status);
            for address in [format!("{}/{path}", notes()), format!("{}?{path}", notes()), format!("/{path}")] {
                let Ok(uri) = address.parse::<http::Uri>() else { continue };
                let bearer = format!("Bearer {}", example.token(WRITER, SESSION));
                let request = Request::get(uri).header(AUTHORIZATION, bearer).body(Body::empty()).unwrap();
                let status = example.send(request).await.status;
                prop_assert!(status < 500, "{address}: {status}");
            }
            Ok(())
        })?;
    }
}

#[tokio::test]
async fn an_address_that_cannot_exist_is_not_found() {
    let example = Example::new();
    for path in [
        "/v1",
        "/v1/nothing",
        &format!("{}/nope", notes()),
        &format!("{}/%00", notes()),
        &format!("{}/{ORG}/pages/70000", notes()),
        &format!("{}/%ff", notes()),
    ] {
        example
            .call(Method::GET, path, "")
            .await
            .expect_problem(404, "not-found");
    }
    let page = example
        .call(Method::GET, &format!("{}/{ORG}/pages/7", notes()), "")
        .await;
    assert_eq!(page.json(), format!("{ORG}/7"));
}

#[tokio::test]
async fn a_bad_query_names_its_parameter() {
    let example = Example::new();
    let check = async |query: &str, field: &str, code: &str| {
        let reply = example
            .call(Method::GET, &format!("{}?{query}", notes()), "")
            .await;
        let problem = reply.expect_problem(422, "invalid-input");
        assert_eq!(
            (&problem["fields"][0]["field"], &problem["fields"][0]["code"]),
            (&field.into(), &code.into())
        );
    };
    check("heavier_than=x", "heavier_than", "invalid").await;
    check("colour=red", "colour", "unknown-field").await;
    check("heavier_than=%00", "", "nul-character").await;
    let reply = example
        .call(Method::GET, &format!("{}?heavier_than=4&fields=a", notes()), "")
        .await;
    assert_eq!(reply.json(), 4);
}

#[tokio::test]
async fn a_method_an_address_does_not_take_is_told_which_it_takes() {
    let example = Example::new();
    let reply = example.call(Method::DELETE, &notes(), "").await;
    reply.expect_problem(405, "method-not-allowed");
    assert_eq!(reply.headers["allow"], "POST,GET,HEAD");
    let options = example.call(Method::OPTIONS, &notes(), "").await;
    assert_eq!((options.status, options.body.len()), (204, 0));
    assert_eq!(options.headers["allow"], "POST,GET,HEAD");
    let head = example.call(Method::HEAD, &notes(), "").await;
    assert_eq!((head.status, head.body.len()), (200, 0));
}

#[tokio::test]
async fn refusals_faults_and_panics_are_problems_and_leak_nothing() {
    let example = Example::new();
    let write = async |title: &str| {
        example
            .call(Method::POST, &notes(), &format!(r#"{{"title":"{title}"}}"#))
            .await
    };
    write("full").await.expect_problem(409, "notebook-full");
    let burned = write("burn").await;
    burned.expect_problem(500, "internal");
    assert!(!String::from_utf8(burned.body).unwrap().contains("burned"));
    let busy = write("busy").await;
    busy.expect_problem(503, "unavailable");
    assert_eq!(busy.headers["retry-after"], "2");
    let panicked = write("panic").await;
    panicked.expect_problem(500, "internal");
    assert!(!String::from_utf8(panicked.body).unwrap().contains("pen"));
}
