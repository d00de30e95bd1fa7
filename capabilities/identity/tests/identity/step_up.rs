//! What asks for a recent proof, and what an organisation's rule about second factors does to sessions.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;

use hustings_testkit::{PASSWORD, Pass, Reply, TestApp};

use crate::crew::factors::{Authenticator, prove};

const APP: &str = "/v1/account/authenticator";

async fn rule(app: &TestApp, org: &str, pass: &Pass, required: bool) -> Reply {
    let body = json!({ "second_factor_required": required });
    let request = app
        .node
        .request(Method::PATCH, &format!("/v1/orgs/{org}"), Some(pass), Some(&body));
    Reply::of(request.header("if-match", "*")).await
}

#[tokio::test]
async fn signing_in_is_a_proof_for_ten_minutes_and_then_the_password_is() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let pass = app.node.sign_in(&ada.email).await;
    app.clock().advance(Duration::from_secs(599));
    app.node
        .send(Method::POST, APP, Some(&pass), None)
        .await
        .expect(200);
    app.clock().advance(Duration::from_secs(1));
    app.node
        .send(Method::POST, APP, Some(&pass), None)
        .await
        .expect_problem(403, "step-up-needed");
    prove(&app, &pass, "password", "wrong")
        .await
        .expect_problem(403, "wrong-password");
    prove(&app, &pass, "password", PASSWORD).await.expect(204);
    app.node
        .send(Method::POST, APP, Some(&pass), None)
        .await
        .expect(200);
    // Another session of the same person proved nothing.
    let other = app.node.sign_in(&ada.email).await;
    app.clock().advance(Duration::from_mins(10));
    prove(&app, &pass, "password", PASSWORD).await.expect(204);
    app.node
        .send(Method::POST, APP, Some(&other), None)
        .await
        .expect_problem(403, "step-up-needed");
}

#[tokio::test]
async fn who_has_a_second_factor_proves_with_it_and_the_password_is_not_enough() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let older = app.node.sign_in(&ada.email).await;
    let pass = app.node.sign_in(&ada.email).await;
    let phone = Authenticator::set_up(&app, &pass).await;
    // It began with the password alone, a moment ago.
    app.node
        .send(Method::DELETE, APP, Some(&older), None)
        .await
        .expect_problem(403, "step-up-needed");
    prove(&app, &older, "password", PASSWORD)
        .await
        .expect_problem(422, "code-needed");
    prove(&app, &older, "code", &phone.wrong_code(&app))
        .await
        .expect_problem(403, "wrong-code");
    prove(&app, &older, "code", &phone.code(&app)).await.expect(204);
    app.clock().advance(Duration::from_mins(10));
    let change = json!({ "current": PASSWORD, "new": "seven purple kettles dancing" });
    let path = "/v1/account/password";
    app.node
        .send(Method::PUT, path, Some(&older), Some(&change))
        .await
        .expect_problem(403, "step-up-needed");
    prove(&app, &older, "code", &phone.code(&app)).await.expect(204);
    app.node
        .send(Method::PUT, path, Some(&older), Some(&change))
        .await
        .expect(204);
    app.letter().await;
}

#[tokio::test]
async fn without_a_second_factor_what_asks_for_the_password_asks_for_nothing_more() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let pass = app.node.sign_in(&ada.email).await;
    app.clock().advance(Duration::from_mins(11));
    let change = json!({ "current": PASSWORD, "new": "seven purple kettles dancing" });
    app.node
        .send(Method::PUT, "/v1/account/password", Some(&pass), Some(&change))
        .await
        .expect(204);
    app.letter().await;
}

#[tokio::test]
async fn what_is_far_reaching_in_an_organisation_wants_a_recent_proof() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let ben = app.member(&org, &admin, "ben@example.org", "leader").await;
    let (_, key) = app.key(&org, &admin, &["audit.read"]).await;
    app.clock().advance(Duration::from_mins(11));
    let asked = [
        (
            Method::POST,
            "keys",
            json!({ "name": "Bot", "permissions": ["members.read"] }),
        ),
        (Method::PUT, "closing", json!({ "slug": "city" })),
        (Method::POST, "transfer", json!({ "to": ben.id })),
    ];
    for (method, what, body) in &asked {
        let path = format!("/v1/orgs/{org}/{what}");
        app.node
            .send(method.clone(), &path, Some(&admin), Some(body))
            .await
            .expect_problem(403, "step-up-needed");
    }
    let export = format!("/v1/orgs/{org}/audit/exports");
    let exported = app.node.send(Method::POST, &export, Some(&admin), None).await;
    exported.expect_problem(403, "step-up-needed");
    // A program has nobody to ask.
    assert_eq!(
        app.node
            .send(Method::POST, &export, Some(&key), None)
            .await
            .status,
        200
    );
    prove(&app, &admin, "password", PASSWORD).await.expect(204);
    for (method, what, body) in &asked {
        let path = format!("/v1/orgs/{org}/{what}");
        let done = app
            .node
            .send(method.clone(), &path, Some(&admin), Some(body))
            .await;
        assert!(done.status < 300, "{done:?}");
    }
}

#[tokio::test]
async fn an_organisation_that_asks_for_a_second_factor_lets_in_who_has_proved_one() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let ben = app.member(&org, &admin, "ben@example.org", "member").await;
    rule(&app, &org, &admin, true)
        .await
        .expect_problem(409, "own-second-factor-first");
    let (_, key) = app
        .key(&org, &admin, &["organisation.change", "members.read"])
        .await;
    let older = app.node.sign_in("admin@example.org").await;
    let phone = Authenticator::set_up(&app, &admin).await;
    rule(&app, &org, &key, true)
        .await
        .expect_problem(403, "person-needed");
    rule(&app, &org, &admin, true).await.expect(200);

    let own = format!("/v1/orgs/{org}/membership");
    let other = app.another_node().await;
    app.node.get(&own, &admin).await.expect(200);
    for pass in [&ben.pass, &older] {
        app.node
            .get(&own, pass)
            .await
            .expect_problem(403, "second-factor-needed");
    }
    // A program is not asked.
    app.node
        .get(&format!("/v1/orgs/{org}/members"), &key)
        .await
        .expect(200);
    // A proof raises a session that began with one factor, on every node.
    other
        .get(&own, &older)
        .await
        .expect_problem(403, "second-factor-needed");
    prove(&app, &older, "code", &phone.code(&app)).await.expect(204);
    app.node.get(&own, &older).await.expect(200);
    app.eventually("the other node has heard of it", async || {
        other.get(&own, &older).await.status == 200
    })
    .await;
    let bens = Authenticator::set_up(&app, &ben.pass).await;
    app.node.get(&own, &ben.pass).await.expect(200);
    let signed_in = bens.sign_in(&app, &ben.email).await;
    app.node.get(&own, &signed_in).await.expect(200);
    // Without the factor nobody stays inside, whatever their access token says.
    app.node
        .send(Method::DELETE, APP, Some(&signed_in), None)
        .await
        .expect(204);
    for pass in [&ben.pass, &signed_in] {
        app.node
            .get(&own, pass)
            .await
            .expect_problem(403, "second-factor-needed");
    }
    assert_eq!(
        app.letter().await.subject,
        "Your account has no second factor any more"
    );
    rule(&app, &org, &admin, false).await.expect(200);
    app.node.get(&own, &ben.pass).await.expect(200);
}

#[tokio::test]
async fn the_rule_is_lifted_only_by_who_proves_that_it_is_them() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let phone = Authenticator::set_up(&app, &admin).await;
    rule(&app, &org, &admin, true).await.expect(200);
    app.clock().advance(Duration::from_mins(10));
    rule(&app, &org, &admin, false)
        .await
        .expect_problem(403, "step-up-needed");
    prove(&app, &admin, "code", &phone.code(&app)).await.expect(204);
    rule(&app, &org, &admin, false).await.expect(200);
}
