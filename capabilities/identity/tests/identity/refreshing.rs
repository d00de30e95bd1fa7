//! Refresh tokens: each turns into the next, two tabs are no thieves, and a thief is found out.

use std::time::Duration;

use hustings_http::{AccessClaims, Assurance};
use reqwest::Method;
use serde_json::json;

use hustings_testkit::{PASSWORD, Pass, TestApp};

#[tokio::test]
async fn two_tabs_and_a_lost_answer_get_the_same_successor() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let pass = app.node.sign_in(&ada.email).await;
    let (one, other) = tokio::join!(
        app.node.try_refresh(&pass.refresh),
        app.node.try_refresh(&pass.refresh)
    );
    let (one, other) = (Pass::of(&one), Pass::of(&other));
    assert_eq!(one.refresh, other.refresh);
    assert_ne!(one.refresh, pass.refresh);
    app.clock().advance(Duration::from_secs(30));
    assert_eq!(
        Pass::of(&app.node.try_refresh(&pass.refresh).await).refresh,
        one.refresh
    );
    let next = Pass::of(&app.node.try_refresh(&one.refresh).await);
    app.node.get("/v1/account", &next).await.expect(200);
}

#[tokio::test]
async fn a_token_used_again_after_its_time_ends_the_session_and_tells_its_owner() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let stolen = app.node.sign_in(&ada.email).await;
    let elsewhere = app.node.sign_in(&ada.email).await;
    let newest = Pass::of(&app.node.try_refresh(&stolen.refresh).await);
    app.clock().advance(Duration::from_secs(31));
    app.node
        .try_refresh(&stolen.refresh)
        .await
        .expect_problem(401, "session-ended");
    // For both of those who had it, at once; but only in this session.
    app.node
        .try_refresh(&newest.refresh)
        .await
        .expect_problem(401, "session-ended");
    app.node
        .get("/v1/account", &newest)
        .await
        .expect_problem(401, "session-ended");
    app.node.get("/v1/account", &elsewhere).await.expect(200);
    let letter = app.letter().await;
    assert_eq!(
        (letter.to.as_str(), letter.subject.as_str()),
        (ada.email.as_str(), "We ended one of your sessions")
    );
    // Trying once more is no news.
    app.node
        .try_refresh(&stolen.refresh)
        .await
        .expect_problem(401, "session-ended");
    assert!(app.letters().await.is_empty());
}

#[tokio::test]
async fn a_session_ends_when_it_is_not_refreshed_for_a_week() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let mut pass = app.node.sign_in(&ada.email).await;
    for _ in 0..3 {
        app.clock().advance(Duration::from_hours(24 * 6));
        pass = Pass::of(&app.node.try_refresh(&pass.refresh).await);
    }
    app.clock().advance(Duration::from_hours(24 * 7));
    app.node
        .try_refresh(&pass.refresh)
        .await
        .expect_problem(401, "session-ended");
}

#[tokio::test]
async fn forged_tokens_open_nothing() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let pass = app.node.sign_in(&ada.email).await;
    for forged in [
        "",
        "x",
        "AAAA",
        &pass.access,
        &pass.refresh[1..],
        &format!("B{}", &pass.refresh[1..]),
    ] {
        app.node
            .try_refresh(forged)
            .await
            .expect_problem(401, "token-invalid");
    }
    app.node
        .post("/v1/session/refresh", &json!({}))
        .await
        .expect_problem(401, "not-signed-in");

    let with = async |access: String| {
        let forged = Pass {
            access,
            ..pass.clone()
        };
        app.node.get("/v1/account", &forged).await
    };
    let (header, rest) = pass.access.split_once('.').unwrap();
    let (claims, _) = rest.split_once('.').unwrap();
    // {"alg":"none","typ":"JWT"}
    let none = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0";
    for forged in [
        format!("{none}.{claims}."),
        format!("{header}.{claims}."),
        format!("{header}.{claims}.AAAA"),
        pass.refresh.clone(),
    ] {
        with(forged).await.expect_problem(401, "token-invalid");
    }
    // Signed by us, but for a session that never was.
    let now = app.database.sources().now().timestamp();
    let claims = AccessClaims {
        account: ada.account.parse().unwrap(),
        session: app.database.sources().id(),
        assurance: Assurance::Multi,
        issued_at: now,
        expires_at: now + 60,
    };
    let token = app.node.tokens.issue(&claims).unwrap().to_string();
    with(token).await.expect_problem(401, "session-ended");
    app.clock().advance(Duration::from_secs(3606));
    with(pass.access.clone())
        .await
        .expect_problem(401, "token-expired");
}

#[tokio::test]
async fn a_browser_refreshes_with_its_cookie() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let credentials = json!({ "email": ada.email, "password": PASSWORD });
    let signed_in = app.node.post("/v1/session", &credentials).await;
    let refresh = signed_in.cookies().split("; ").last().unwrap().to_owned();
    app.clock().advance(Duration::from_hours(2));
    let visitor = app
        .node
        .browse(Method::GET, "/v1/csrf", &signed_in.cookies(), "", None)
        .await;
    let csrf = visitor.json["token"].as_str().unwrap();
    let cookies = format!("{refresh}; {}", visitor.cookies());
    let path = "/v1/session/refresh";
    let reply = app
        .node
        .browse(Method::POST, path, &cookies, csrf, Some(&json!({})))
        .await;
    reply.expect(200);
    app.node
        .browse(Method::GET, "/v1/account", &reply.cookies(), "", None)
        .await
        .expect(200);
}
