//! Signing in: who is let in, who is not, and what a stranger learns from it.

use std::time::Duration;

use futures::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};

use hustings_testkit::{AppSettings, PASSWORD, Pass, Reply, TestApp, token_in};

/// An answer without what differs from request to request.
fn comparable(reply: &Reply) -> (u16, Value) {
    let mut json = reply.json.clone();
    json.as_object_mut().unwrap().remove("request_id");
    (reply.status, json)
}

#[tokio::test]
async fn a_person_signs_in_and_is_recognised() {
    let app = TestApp::new().await;
    let ada = app.person("Ada@example.org").await;
    let pass = app.node.sign_in(&ada.email).await;
    let account = app.node.get("/v1/account", &pass).await;
    assert_eq!(account.expect(200)["id"], ada.account);
    assert_eq!(account.json["email"], "Ada@example.org");
    // The same address, typed in another way.
    app.node
        .try_sign_in("ada@EXAMPLE.org", PASSWORD)
        .await
        .expect(200);
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_get_the_same_answer_for_the_same_work() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let passwords = &app.node.identity.passwords;
    let mut answers = Vec::new();
    for email in [ada.email.as_str(), "nobody@example.org"] {
        let before = passwords.computed();
        let reply = app.node.try_sign_in(email, "not the password").await;
        reply.expect_problem(401, "wrong-credentials");
        assert_eq!(passwords.computed() - before, 1, "{email}");
        answers.push(comparable(&reply));
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn too_many_wrong_passwords_lock_the_address_whether_or_not_it_has_an_account() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let signed_in = app.node.sign_in(&ada.email).await;
    let mut answers = Vec::new();
    for email in [ada.email.as_str(), "nobody@example.org"] {
        for _ in 0..5 {
            app.node
                .try_sign_in(email, "wrong")
                .await
                .expect_problem(401, "wrong-credentials");
        }
        let before = app.node.identity.passwords.computed();
        let wrong = app.node.try_sign_in(email, "wrong").await;
        let right = app.node.try_sign_in(email, PASSWORD).await;
        wrong.expect_problem(429, "locked");
        assert_eq!(wrong.headers["retry-after"], "30");
        assert_eq!(comparable(&wrong), comparable(&right));
        assert_eq!(
            app.node.identity.passwords.computed(),
            before,
            "no password is looked at"
        );
        answers.push(comparable(&right));
    }
    assert_eq!(answers[0], answers[1]);
    // Who is signed in stays so, and others are not concerned.
    app.node.get("/v1/account", &signed_in).await.expect(200);
    app.node.try_refresh(&signed_in.refresh).await.expect(200);
    let ben = app.person("ben@example.org").await;
    app.node.sign_in(&ben.email).await;
}

#[tokio::test]
async fn the_wait_grows_is_the_same_on_every_node_and_ends() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    for _ in 0..5 {
        app.node.try_sign_in(&ada.email, "wrong").await;
    }
    // Another process, which has just started.
    let other = app.another_node().await;
    other
        .try_sign_in(&ada.email, PASSWORD)
        .await
        .expect_problem(429, "locked");
    app.clock().advance(Duration::from_secs(30));
    other
        .try_sign_in(&ada.email, "wrong")
        .await
        .expect_problem(401, "wrong-credentials");
    let locked = other.try_sign_in(&ada.email, "wrong").await;
    locked.expect_problem(429, "locked");
    assert_eq!(locked.headers["retry-after"], "60");
    app.clock().advance(Duration::from_mins(1));
    app.node.sign_in(&ada.email).await;
    // The right password wiped the slate clean.
    for _ in 0..5 {
        app.node
            .try_sign_in(&ada.email, "wrong")
            .await
            .expect_problem(401, "wrong-credentials");
    }
}

#[tokio::test]
async fn many_at_once_get_no_more_tries_than_one_after_the_other() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let tries = (0..12).map(|_| app.node.try_sign_in(&ada.email, "wrong"));
    let mut statuses: Vec<u16> = join_all(tries).await.iter().map(|reply| reply.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [&[401; 5][..], &[429; 7][..]].concat());
}

#[tokio::test]
async fn a_browser_gets_cookies_and_no_tokens() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let visitor = app.node.browse(Method::GET, "/v1/csrf", "", "", None).await;
    let csrf = visitor.json["token"].as_str().unwrap().to_owned();
    let credentials = json!({ "email": ada.email, "password": PASSWORD });
    let path = "/v1/session";
    let refused = app
        .node
        .browse(Method::POST, path, &visitor.cookies(), "", Some(&credentials))
        .await;
    refused.expect_problem(403, "csrf-token");

    let reply = app
        .node
        .browse(Method::POST, path, &visitor.cookies(), &csrf, Some(&credentials))
        .await;
    let view = reply.expect(200);
    assert!(view.get("access_token").is_none() && view.get("refresh_token").is_none());
    assert_eq!(reply.headers["cache-control"], "no-store");
    let set: Vec<&str> = reply
        .headers
        .get_all("set-cookie")
        .iter()
        .map(|value| value.to_str().unwrap())
        .collect();
    assert!(
        set[0].contains("HttpOnly") && set[0].contains("Path=/;"),
        "{set:?}"
    );
    assert!(
        set[1].contains("SameSite=Strict") && set[1].contains("Path=/v1/session/refresh"),
        "{set:?}"
    );

    let (cookies, csrf) = (reply.cookies(), view["csrf_token"].as_str().unwrap());
    app.node
        .browse(Method::GET, "/v1/account", &cookies, "", None)
        .await
        .expect(200);
    let out = app.node.browse(Method::DELETE, path, &cookies, csrf, None).await;
    out.expect(204);
    assert_eq!(out.cookies(), "hustings-access=; hustings-refresh=");
    let after = app
        .node
        .browse(Method::GET, "/v1/account", &cookies, "", None)
        .await;
    after.expect_problem(401, "session-ended");
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_with_its_field() {
    let app = TestApp::new().await;
    let refused = async |body: Value, field: &str| {
        let reply = app.node.post("/v1/session", &body).await;
        reply.expect_problem(422, "invalid-input");
        assert_eq!(reply.json["fields"][0]["field"], field, "{reply:?}");
    };
    refused(json!({ "email": "ada", "password": "x" }), "email").await;
    refused(json!({ "email": "ada@example.org", "password": "" }), "password").await;
    refused(
        json!({ "email": "ada@example.org", "password": "x".repeat(257) }),
        "password",
    )
    .await;
    refused(json!({ "email": "ada@example.org" }), "password").await;
    refused(
        json!({ "email": "ada@example.org", "password": "x", "admin": true }),
        "admin",
    )
    .await;
}

#[tokio::test]
async fn one_network_does_not_try_everybodys_password() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let signed_in = app.node.sign_in(&ada.email).await;
    for number in 0..50 {
        let email = format!("person{number}@example.org");
        app.node
            .try_sign_in(&email, "wrong")
            .await
            .expect_problem(401, "wrong-credentials");
    }
    app.node
        .try_sign_in(&ada.email, PASSWORD)
        .await
        .expect_problem(429, "locked");
    app.node.get("/v1/account", &signed_in).await.expect(200);
    app.clock().advance(Duration::from_secs(30));
    app.node.sign_in(&ada.email).await;
}

#[tokio::test]
async fn no_session_outlives_the_password_it_began_with() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let email = hustings_identity::values::EmailAddress::parse(&ada.email).unwrap();
    let link = hustings_identity::password_reset_link(&app.node.identity, &email)
        .await
        .unwrap()
        .unwrap();
    let body = json!({ "token": token_in(&link), "password": "seven purple kettles dancing" });
    // Time goes on between the two passwords.
    app.clock().advance(Duration::from_secs(1));
    let tries = join_all((0..4).map(|_| app.node.try_sign_in(&ada.email, PASSWORD)));
    let (replies, reset) = tokio::join!(tries, app.node.post("/v1/password-resets/confirm", &body));
    reset.expect(204);
    for reply in replies.iter().filter(|reply| reply.status == 200) {
        let pass = Pass::of(reply);
        app.node
            .get("/v1/account", &pass)
            .await
            .expect_problem(401, "session-ended");
        app.node
            .try_refresh(&pass.refresh)
            .await
            .expect_problem(401, "session-ended");
    }
    app.letter().await;
}

#[tokio::test]
async fn a_password_hashed_with_older_settings_is_hashed_anew_at_sign_in() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let account: uuid::Uuid = ada.account.parse().unwrap();
    let mut settings = AppSettings::default();
    settings.identity.passwords.memory_kib = 16;
    let dearer = app.another_node_with(settings).await;
    let before = crate::rows::password_hash(&app.database, account).await;
    assert!(before.starts_with("$argon2id$v=19$m=8,"), "{before}");
    let replies = join_all((0..3).map(|_| dearer.sign_in(&ada.email))).await;
    assert_eq!(replies.len(), 3);
    let after = crate::rows::password_hash(&app.database, account).await;
    assert!(after.starts_with("$argon2id$v=19$m=16,"), "{after}");
    app.node.sign_in(&ada.email).await;
}
