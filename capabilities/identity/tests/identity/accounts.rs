//! One's own account: profile, password, closing.

use hustings_testkit::{PASSWORD, Pass, Reply, TestApp};
use reqwest::Method;
use serde_json::{Value, json};

const NEW_PASSWORD: &str = "seven purple kettles dancing";

async fn change(app: &TestApp, pass: &Pass, seen: Option<&str>, body: &Value) -> Reply {
    let mut request = app
        .node
        .request(Method::PATCH, "/v1/account", Some(pass), Some(body));
    if let Some(seen) = seen {
        request = request.header("if-match", seen);
    }
    Reply::of(request).await
}

#[tokio::test]
async fn nobody_overwrites_a_profile_they_have_not_seen() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let pass = app.node.sign_in(&ada.email).await;
    let before = app.node.get("/v1/account", &pass).await;
    let tag = before.headers["etag"].to_str().unwrap();
    let wish = json!({ "name": "Ada King", "language": "de", "time_zone": "Europe/London" });
    change(&app, &pass, None, &wish)
        .await
        .expect_problem(428, "version-needed");
    let after = change(&app, &pass, Some(tag), &wish).await;
    assert_eq!(after.expect(200)["name"], "Ada King");
    assert_eq!(
        (&after.json["language"], &after.json["time_zone"]),
        (&json!("de"), &json!("Europe/London"))
    );
    change(&app, &pass, Some(tag), &wish)
        .await
        .expect_problem(412, "version-conflict");
    let tag = after.headers["etag"].to_str().unwrap();
    change(&app, &pass, Some(tag), &json!({ "time_zone": "Mars" }))
        .await
        .expect_problem(422, "invalid-input");
    let kept = change(&app, &pass, Some(tag), &json!({ "language": "en" })).await;
    assert_eq!(kept.expect(200)["name"], "Ada King");
}

#[tokio::test]
async fn a_changed_password_ends_the_other_sessions_and_is_told() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let (here, there) = (
        app.node.sign_in(&ada.email).await,
        app.node.sign_in(&ada.email).await,
    );
    let put = async |current: &str, new: &str| {
        let body = json!({ "current": current, "new": new });
        app.node
            .send(Method::PUT, "/v1/account/password", Some(&here), Some(&body))
            .await
    };
    put("wrong", NEW_PASSWORD)
        .await
        .expect_problem(403, "wrong-password");
    for weak in ["short", "1234567890", "AdaLovelace1!", "ada@example.org"] {
        let reply = put(PASSWORD, weak).await;
        reply.expect_problem(422, "weak-password");
        assert_eq!(reply.json["fields"][0]["field"], "new", "{reply:?}");
    }
    put(PASSWORD, NEW_PASSWORD).await.expect(204);
    app.node.get("/v1/account", &here).await.expect(200);
    app.node
        .get("/v1/account", &there)
        .await
        .expect_problem(401, "session-ended");
    app.node
        .try_sign_in(&ada.email, PASSWORD)
        .await
        .expect_problem(401, "wrong-credentials");
    app.node.try_sign_in(&ada.email, NEW_PASSWORD).await.expect(200);
    assert_eq!(app.letter().await.subject, "Your password was changed");
}

#[tokio::test]
async fn a_session_left_open_does_not_help_to_guess_the_password_and_is_not_lost_over_it() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let pass = app.node.sign_in(&ada.email).await;
    let guess = json!({ "current": "wrong", "new": NEW_PASSWORD });
    for _ in 0..5 {
        let reply = app
            .node
            .send(Method::PUT, "/v1/account/password", Some(&pass), Some(&guess))
            .await;
        reply.expect_problem(403, "wrong-password");
    }
    let right = json!({ "current": PASSWORD, "new": NEW_PASSWORD });
    let reply = app
        .node
        .send(Method::PUT, "/v1/account/password", Some(&pass), Some(&right))
        .await;
    reply.expect_problem(429, "locked");
    app.node.get("/v1/account", &pass).await.expect(200);
    // The front door is another matter.
    app.node.sign_in(&ada.email).await;
}

#[tokio::test]
async fn a_closed_account_is_gone_and_what_was_known_of_it_cannot_be_read() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let pass = app.node.sign_in(&ada.email).await;
    let close = async |password: &str| {
        let body = json!({ "password": password });
        app.node
            .send(Method::POST, "/v1/account/close", Some(&pass), Some(&body))
            .await
    };
    close("wrong").await.expect_problem(403, "wrong-password");
    let account: uuid::Uuid = ada.account.parse().unwrap();
    let sealed = crate::rows::email_sealed(&app.database, account).await;
    close(PASSWORD).await.expect(204);

    app.node
        .get("/v1/account", &pass)
        .await
        .expect_problem(401, "session-ended");
    app.node
        .try_refresh(&pass.refresh)
        .await
        .expect_problem(401, "session-ended");
    app.node
        .try_sign_in(&ada.email, PASSWORD)
        .await
        .expect_problem(401, "wrong-credentials");
    // Not even with an old copy of the row.
    let keys = app.database.store.vault().for_opening(&[account]).await.unwrap();
    assert_eq!(
        keys.open(account, &sealed).unwrap(),
        hustings_store::Opened::Erased
    );
    // The address is free for whoever has it now.
    app.person("ada@example.org").await;
}

#[tokio::test]
async fn the_last_admin_of_an_organisation_cannot_close_their_account() {
    let app = TestApp::new().await;
    let ada = app.platform_admin("ada@example.org").await;
    let pass = app.node.sign_in(&ada.email).await;
    app.found_open(&pass, "union").await;
    let body = json!({ "password": PASSWORD });
    let reply = app
        .node
        .send(Method::POST, "/v1/account/close", Some(&pass), Some(&body))
        .await;
    reply.expect_problem(409, "last-admin");
    app.node.get("/v1/account", &pass).await.expect(200);
}
