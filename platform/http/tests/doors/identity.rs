//! Who may call what.

use axum::body::Body;
use http::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, ORIGIN};
use http::{Method, Request};
use std::time::Duration;
use uuid::Uuid;

use crate::example::{
    ENDED_SESSION, Example, KEY, ORG, OTHER_ORG, READER, SESSION, STRICT_ORG, SUSPENDING_ORG, WRITER,
};

fn get(path: &str, authorization: &str) -> Request<Body> {
    Request::get(path)
        .header(AUTHORIZATION, authorization)
        .body(Body::empty())
        .unwrap()
}

fn notes(org: Uuid) -> String {
    format!("/v1/orgs/{org}/notes")
}

#[tokio::test]
async fn who_is_not_signed_in_is_asked_to() {
    let example = Example::new();
    let reply = example
        .send(Request::get(notes(ORG)).body(Body::empty()).unwrap())
        .await;
    reply.expect_problem(401, "not-signed-in");
    assert_eq!(reply.headers["www-authenticate"], "Bearer");
}

#[tokio::test]
async fn bad_credentials_are_told_apart_only_where_that_helps_their_owner() {
    let example = Example::new();
    let check = async |authorization: &str, code: &str| {
        example
            .send(get(&notes(ORG), authorization))
            .await
            .expect_problem(401, code);
    };
    check("Basic abc", "token-invalid").await;
    check("Bearer", "token-invalid").await;
    check("Bearer abc.def.ghi", "token-invalid").await;
    check("Bearer eyJhbGciOiJub25lIn0.e30.", "token-invalid").await;
    check("Bearer hk_unknown", "key-invalid").await;
    check(
        &format!("Bearer {}", example.token(WRITER, ENDED_SESSION)),
        "session-ended",
    )
    .await;
    let token = example.token(WRITER, SESSION);
    example.clock.advance(Duration::from_secs(3_606));
    check(&format!("Bearer {token}"), "token-expired").await;
}

#[tokio::test]
async fn another_organisation_does_not_exist() {
    let example = Example::new();
    let bearer = format!("Bearer {}", example.token(WRITER, SESSION));
    let check = async |path: &str, authorization: &str, status: u16, code: &str| {
        example
            .send(get(path, authorization))
            .await
            .expect_problem(status, code);
    };
    check(&notes(OTHER_ORG), &bearer, 404, "not-found").await;
    check(&notes(OTHER_ORG), &format!("Bearer {KEY}"), 404, "not-found").await;
    check(&notes(Uuid::nil()), &bearer, 404, "not-found").await;
    check("/v1/orgs/nope/notes", &bearer, 404, "not-found").await;
    check(&notes(STRICT_ORG), &bearer, 403, "second-factor-needed").await;
    check(&notes(SUSPENDING_ORG), &bearer, 403, "membership-suspended").await;
}

#[tokio::test]
async fn a_missing_permission_is_named() {
    let example = Example::new();
    let bearer = format!("Bearer {}", example.token(READER, SESSION));
    let request = Request::post(notes(ORG))
        .header(AUTHORIZATION, bearer)
        .header(CONTENT_TYPE, "application/json")
        .body(Body::from(r#"{"title":"a"}"#))
        .unwrap();
    let problem = example.send(request).await.expect_problem(403, "no-permission");
    assert_eq!(problem["detail"], "notes.write is needed.");
}

#[tokio::test]
async fn an_api_key_opens_its_organisation_and_nothing_else() {
    let example = Example::new();
    assert_eq!(
        example
            .send(get(&notes(ORG), &format!("Bearer {KEY}")))
            .await
            .status,
        200
    );
    let reply = example.send(get("/v1/me", &format!("Bearer {KEY}"))).await;
    reply.expect_problem(403, "account-needed");
}

#[tokio::test]
async fn a_cookie_writes_only_with_its_token_and_from_our_own_pages() {
    let example = Example::new();
    let cookie = format!("hustings-access={}", example.token(WRITER, SESSION));
    let page = Request::get("/v1/csrf")
        .header(COOKIE, &cookie)
        .body(Body::empty())
        .unwrap();
    let token = example.send(page).await.json()["token"]
        .as_str()
        .unwrap()
        .to_owned();
    let write = |origin: &str, token: Option<&str>| {
        let mut request = Request::post(notes(ORG))
            .header(COOKIE, &cookie)
            .header(CONTENT_TYPE, "application/json")
            .header(ORIGIN, origin);
        if let Some(token) = token {
            request = request.header("x-csrf-token", token);
        }
        request.body(Body::from(r#"{"title":"a"}"#)).unwrap()
    };
    let ours = "http://localhost:8080";
    assert_eq!(example.send(write(ours, Some(token.as_str()))).await.status, 201);
    example
        .send(write(ours, None))
        .await
        .expect_problem(403, "csrf-token");
    example
        .send(write("https://evil.example", Some(token.as_str())))
        .await
        .expect_problem(403, "cross-site-request");
    let read = Request::get(notes(ORG))
        .header(COOKIE, &cookie)
        .body(Body::empty())
        .unwrap();
    assert_eq!(example.send(read).await.status, 200);
}

#[tokio::test]
async fn a_browser_that_is_not_signed_in_has_a_token_of_its_own() {
    let example = Example::new();
    let reply = example
        .send(Request::get("/v1/csrf").body(Body::empty()).unwrap())
        .await;
    assert_eq!(reply.headers["cache-control"], "no-store");
    let token = reply.json()["token"].as_str().unwrap().to_owned();
    let cookie = reply.headers["set-cookie"]
        .to_str()
        .unwrap()
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    let knock = |token: Option<&str>, browser: bool| {
        let mut request = Request::post("/v1/knock")
            .header(CONTENT_TYPE, "application/json")
            .header(COOKIE, &cookie);
        if browser {
            request = request.header("sec-fetch-site", "same-origin");
        }
        if let Some(token) = token {
            request = request.header("x-csrf-token", token);
        }
        request.body(Body::from("\"hello\"")).unwrap()
    };
    assert_eq!(example.send(knock(Some(token.as_str()), true)).await.status, 200);
    example
        .send(knock(None, true))
        .await
        .expect_problem(403, "csrf-token");
    assert_eq!(example.send(knock(None, false)).await.status, 200);
}

#[tokio::test]
async fn who_is_signed_in_uses_the_sessions_token_everywhere() {
    let example = Example::new();
    let cookie = format!("hustings-access={}", example.token(WRITER, SESSION));
    let page = Request::get("/v1/csrf")
        .header(COOKIE, &cookie)
        .body(Body::empty())
        .unwrap();
    let token = example.send(page).await.json()["token"]
        .as_str()
        .unwrap()
        .to_owned();
    let knock = Request::post("/v1/knock")
        .header(CONTENT_TYPE, "application/json")
        .header(COOKIE, &cookie)
        .header("sec-fetch-site", "same-origin")
        .header("x-csrf-token", token)
        .body(Body::from("\"hello\""))
        .unwrap();
    assert_eq!(example.send(knock).await.status, 200);
}

#[tokio::test]
async fn a_named_credential_is_never_replaced_by_a_cookie() {
    let example = Example::new();
    let request = Request::builder()
        .method(Method::GET)
        .uri(notes(ORG))
        .header(AUTHORIZATION, "Bearer nonsense")
        .header(
            COOKIE,
            format!("hustings-access={}", example.token(WRITER, SESSION)),
        )
        .body(Body::empty())
        .unwrap();
    example.send(request).await.expect_problem(401, "token-invalid");
}
