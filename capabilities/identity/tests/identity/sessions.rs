//! The list of one's sessions, and ending them.

use chrono::{DateTime, TimeDelta, Utc};
use hustings_testkit::{PASSWORD, Pass, Reply, TestApp, TestNode};
use reqwest::Method;
use serde_json::Value;

#[tokio::test]
async fn a_person_sees_their_sessions_and_which_one_asks() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let credentials = serde_json::json!({
        "email": ada.email, "password": PASSWORD, "tokens": "body"
    });
    let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    let request = app
        .node
        .request(Method::POST, "/v1/session", None, Some(&credentials));
    Reply::of(request.header("user-agent", firefox)).await.expect(200);
    let pass = app.node.sign_in(&ada.email).await;
    let stranger = app.person("ben@example.org").await;
    app.node.sign_in(&stranger.email).await;

    let list = app.node.get("/v1/sessions", &pass).await;
    let sessions = list.expect(200)["sessions"].as_array().unwrap();
    assert_eq!(sessions.len(), 2);
    let of = |field: &str| {
        sessions
            .iter()
            .map(|session| session[field].clone())
            .collect::<Vec<Value>>()
    };
    assert_eq!(of("address"), ["127.0.0.1", "127.0.0.1"]);
    assert!(of("device").contains(&"Firefox on Linux".into()));
    let current = sessions
        .iter()
        .find(|session| session["current"] == true)
        .unwrap();
    assert_eq!(
        current["id"].as_str().or(current["session"].as_str()),
        Some(pass.session.as_str())
    );
}

#[tokio::test]
async fn when_a_session_was_last_seen_moves_every_five_minutes_at_most() {
    let app = TestApp::new().await;
    let other = app.another_node().await;
    let ada = app.person("ada@example.org").await;
    let pass = app.node.sign_in(&ada.email).await;
    let begin = app.database.sources().now();
    let seen_after = async |node: &TestNode, minutes: i64| {
        app.clock().set(begin + TimeDelta::minutes(minutes));
        node.get("/v1/account", &pass).await.expect(200);
        node.identity
            .session_use()
            .write(&app.database.store)
            .await
            .unwrap();
        let list = app.node.get("/v1/sessions", &pass).await;
        let seen: DateTime<Utc> = list.expect(200)["sessions"][0]["last_seen_at"]
            .as_str()
            .unwrap()
            .parse()
            .unwrap();
        (seen - begin).num_minutes()
    };
    assert_eq!(seen_after(&app.node, 4).await, 0);
    assert_eq!(seen_after(&app.node, 9).await, 9);
    assert_eq!(seen_after(&app.node, 12).await, 9);
    assert_eq!(seen_after(&other, 13).await, 9, "on whichever node");
    assert_eq!(seen_after(&other, 18).await, 18);
}

#[tokio::test]
async fn an_ended_session_is_over_at_once_on_every_node() {
    let app = TestApp::new().await;
    let other = app.another_node().await;
    let ada = app.person("ada@example.org").await;
    let mine = app.node.sign_in(&ada.email).await;
    let lost = app.node.sign_in(&ada.email).await;
    // Both nodes have it in memory.
    app.node.get("/v1/account", &lost).await.expect(200);
    other.get("/v1/account", &lost).await.expect(200);
    let path = format!("/v1/sessions/{}", lost.session);
    app.node
        .send(Method::DELETE, &path, Some(&mine), None)
        .await
        .expect(204);
    app.node
        .get("/v1/account", &lost)
        .await
        .expect_problem(401, "session-ended");
    app.database
        .eventually("the other node has heard of it", async || {
            other.get("/v1/account", &lost).await.status == 401
        })
        .await;
    app.node
        .try_refresh(&lost.refresh)
        .await
        .expect_problem(401, "session-ended");
    other.get("/v1/account", &mine).await.expect(200);
    // Ended once is ended.
    app.node
        .send(Method::DELETE, &path, Some(&mine), None)
        .await
        .expect_problem(404, "not-found");
}

#[tokio::test]
async fn nobody_ends_a_strangers_session() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let ben = app.person("ben@example.org").await;
    let (of_ada, of_ben) = (
        app.node.sign_in(&ada.email).await,
        app.node.sign_in(&ben.email).await,
    );
    let path = format!("/v1/sessions/{}", of_ada.session);
    let reply = app.node.send(Method::DELETE, &path, Some(&of_ben), None).await;
    reply.expect_problem(404, "not-found");
    app.node
        .send(Method::DELETE, "/v1/sessions", Some(&of_ben), None)
        .await
        .expect(204);
    app.node.get("/v1/account", &of_ada).await.expect(200);
}

#[tokio::test]
async fn all_others_end_together_and_signing_out_ends_this_one() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let (one, two, three) = (
        app.node.sign_in(&ada.email).await,
        app.node.sign_in(&ada.email).await,
        app.node.sign_in(&ada.email).await,
    );
    app.node
        .send(Method::DELETE, "/v1/sessions", Some(&two), None)
        .await
        .expect(204);
    for (pass, status) in [(&one, 401), (&two, 200), (&three, 401)] {
        app.node.get("/v1/account", pass).await.expect(status);
    }
    app.node
        .send(Method::DELETE, "/v1/session", Some(&two), None)
        .await
        .expect(204);
    app.node
        .get("/v1/account", &two)
        .await
        .expect_problem(401, "session-ended");
    app.node
        .try_refresh(&two.refresh)
        .await
        .expect_problem(401, "session-ended");
}

#[tokio::test]
async fn no_operation_opens_without_a_token_that_is_ours_and_stands() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let ended = app.node.sign_in(&ada.email).await;
    let expired = app.node.sign_in(&ada.email).await;
    app.node
        .send(Method::DELETE, "/v1/session", Some(&ended), None)
        .await
        .expect(204);
    let forged = Pass {
        // {"alg":"none","typ":"JWT"}
        access: format!(
            "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{}.",
            expired.access.split('.').nth(1).unwrap()
        ),
        ..expired.clone()
    };
    let refused = async |pass: Option<&Pass>, code: &str| {
        let mut tried = 0;
        for (method, path) in guarded_operations(&app) {
            let reply = app.node.send(method.clone(), &path, pass, None).await;
            assert_eq!(
                (reply.status, &reply.json["code"]),
                (401, &code.into()),
                "{method} {path}: {reply:?}"
            );
            tried += 1;
        }
        assert!(tried > 30, "{tried}");
    };
    refused(None, "not-signed-in").await;
    refused(Some(&forged), "token-invalid").await;
    refused(Some(&ended), "session-ended").await;
    app.clock().advance(std::time::Duration::from_secs(3606));
    refused(Some(&expired), "token-expired").await;
}

/// Every operation that is not open to anyone, at an address that could exist.
fn guarded_operations(app: &TestApp) -> Vec<(Method, String)> {
    let api = serde_json::to_value(app.node.routes.openapi()).unwrap();
    let id = app.database.sources().id::<uuid::Uuid>().to_string();
    let operations = app.node.routes.operations().filter(|operation| {
        let method = operation.method.as_str().to_lowercase();
        api["paths"][&operation.path][method]["x-caller"] != "anyone"
    });
    operations
        .map(|operation| {
            let parts = operation.path.split('/');
            let filled = parts.map(|part| if part.starts_with('{') { id.as_str() } else { part });
            (operation.method.clone(), filled.collect::<Vec<_>>().join("/"))
        })
        .collect()
}
