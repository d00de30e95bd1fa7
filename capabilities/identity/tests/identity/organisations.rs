//! Organisations: setting up, founding, settings, closing, handing over.

use futures::future::join_all;
use hustings_identity::organisations::issue_setup_token;
use reqwest::Method;
use serde_json::{Value, json};

use crate::crew::close_what_is_due;
use hustings_testkit::{PASSWORD, Pass, Reply, TestApp};

fn setting_up(token: &str, slug: &str) -> Value {
    json!({
        "token": token,
        "organisation": { "name": "City 27", "slug": slug, "language": "de", "time_zone": "Europe/Berlin" },
        "admin": { "name": "Ada", "email": format!("{slug}@example.org"), "password": PASSWORD },
    })
}

async fn token(app: &TestApp) -> String {
    let token = issue_setup_token(&app.node.identity).await.unwrap().unwrap();
    token.reveal().to_owned()
}

#[tokio::test]
async fn whoever_has_the_printed_token_sets_up_the_installation_once() {
    let app = TestApp::new().await;
    let token = token(&app).await;
    let before = app.node.get_as_visitor("/v1/setup").await;
    assert_eq!(before.expect(200)["needed"], true);
    let wrong = app.node.post("/v1/setup", &setting_up("wrong", "city")).await;
    wrong.expect_problem(403, "setup-token-invalid");
    let mut weak = setting_up(&token, "city");
    weak["admin"]["password"] = json!("password");
    let reply = app.node.post("/v1/setup", &weak).await;
    reply.expect_problem(422, "weak-password");

    let reply = app.node.post("/v1/setup", &setting_up(&token, "city")).await;
    let founded = reply.expect(201).clone();
    let org = founded["organisation"]["id"].as_str().unwrap().to_owned();
    let pass = Pass::of(&app.node.try_sign_in("city@example.org", PASSWORD).await);
    let own = app.node.get(&format!("/v1/orgs/{org}/membership"), &pass).await;
    assert_eq!(own.expect(200)["role"], "admin");
    assert_eq!(own.json["id"], founded["member"]);
    let account = app.node.get("/v1/account", &pass).await;
    assert_eq!(account.expect(200)["platform_admin"], true);

    let after = app.node.get_as_visitor("/v1/setup").await;
    assert_eq!(after.expect(200)["needed"], false);
    let again = app.node.post("/v1/setup", &setting_up(&token, "town")).await;
    again.expect_problem(409, "already-set-up");
    assert!(issue_setup_token(&app.node.identity).await.unwrap().is_none());
}

#[tokio::test]
async fn a_setup_token_holds_for_a_day() {
    let app = TestApp::new().await;
    let old = token(&app).await;
    app.clock().advance(std::time::Duration::from_secs(86_401));
    let reply = app.node.post("/v1/setup", &setting_up(&old, "city")).await;
    reply.expect_problem(403, "setup-token-invalid");
    let fresh = token(&app).await;
    app.node
        .post("/v1/setup", &setting_up(&fresh, "city"))
        .await
        .expect(201);
}

#[tokio::test]
async fn two_who_set_up_at_once_make_one_organisation() {
    let app = TestApp::new().await;
    let tokens = [token(&app).await, token(&app).await];
    let tries = (0..4).map(|number| {
        let body = setting_up(&tokens[number % 2], &format!("city-{number}"));
        let app = &app;
        async move { app.node.post("/v1/setup", &body).await.status }
    });
    let mut statuses = join_all(tries).await;
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409, 409, 409]);
}

#[tokio::test]
async fn only_who_runs_the_installation_founds_further_organisations() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let pass = app.node.sign_in(&ada.email).await;
    let found = json!({ "organisation": { "name": "City", "slug": "city" }, "name": "Ada" });
    let reply = app
        .node
        .send(Method::POST, "/v1/orgs", Some(&pass), Some(&found))
        .await;
    reply.expect_problem(403, "founding-not-allowed");

    let root = app.platform_admin("root@example.org").await;
    let root = app.node.sign_in(&root.email).await;
    let first = once(&app, &root, "k1", &found).await;
    let again = once(&app, &root, "k1", &found).await;
    assert_eq!((first.status, &first.json), (again.status, &again.json));
    assert_eq!(again.headers["idempotency-replayed"], "true");
    once(&app, &root, "k2", &found)
        .await
        .expect_problem(409, "slug-taken");
    let own = app.node.get("/v1/me/organisations", &root).await;
    assert_eq!(own.expect(200)["items"].as_array().unwrap().len(), 1);
}

async fn once(app: &TestApp, pass: &Pass, key: &str, body: &Value) -> Reply {
    let request = app.node.request(Method::POST, "/v1/orgs", Some(pass), Some(body));
    Reply::of(request.header("idempotency-key", key)).await
}

#[tokio::test]
async fn settings_change_from_the_version_that_was_read() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let path = format!("/v1/orgs/{org}");
    let read = app.node.get(&path, &admin).await;
    let tag = read.headers["etag"].to_str().unwrap().to_owned();
    let change = async |tag: &str, body: Value| {
        let request = app.node.request(Method::PATCH, &path, Some(&admin), Some(&body));
        Reply::of(request.header("if-match", tag)).await
    };
    let changed = change(&tag, json!({ "name": "Town", "time_zone": "Europe/Paris" })).await;
    assert_eq!(changed.expect(200)["name"], "Town");
    assert_eq!(changed.json["slug"], read.json["slug"]);
    change(&tag, json!({ "name": "Village" }))
        .await
        .expect_problem(412, "version-conflict");
    change("*", json!({ "slug": "Not A Slug" }))
        .await
        .expect_problem(422, "invalid-input");
    change("*", json!({ "founder": "me" }))
        .await
        .expect_problem(422, "invalid-input");
}

#[tokio::test]
async fn a_closing_organisation_can_be_reopened_until_its_time_is_over() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let path = format!("/v1/orgs/{org}/closing");
    let close = json!({ "slug": "city" });
    let put = async |body: &Value| app.node.send(Method::PUT, &path, Some(&admin), Some(body)).await;
    put(&json!({ "slug": "town" }))
        .await
        .expect_problem(422, "slug-does-not-match");
    assert_eq!(put(&close).await.expect(200)["state"], "closing");
    put(&close).await.expect_problem(409, "organisation-closing");
    let invite = json!({ "email": "bob@example.org", "role": "member" });
    app.node
        .send(
            Method::POST,
            &format!("/v1/orgs/{org}/invitations"),
            Some(&admin),
            Some(&invite),
        )
        .await
        .expect_problem(409, "organisation-closing");
    let reopened = app.node.send(Method::DELETE, &path, Some(&admin), None).await;
    assert_eq!(reopened.expect(200)["state"], "active");

    put(&close).await.expect(200);
    app.clock().advance(std::time::Duration::from_hours(31 * 24));
    let admin = app.node.sign_in("admin@example.org").await;
    close_what_is_due(&app).await;
    app.eventually("the organisation is gone", async || {
        app.node.get(&format!("/v1/orgs/{org}"), &admin).await.status == 404
    })
    .await;
    let own = app.node.get("/v1/me/organisations", &admin).await;
    assert_eq!(own.expect(200)["items"], json!([]));
}

#[tokio::test]
async fn handing_over_makes_the_other_admin_in_the_same_step() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let bob = app.member(&org, &admin, "bob@example.org", "member").await;
    let path = format!("/v1/orgs/{org}/transfer");
    let transfer = json!({ "to": bob.id });
    let (_, robot) = app.key(&org, &admin, &["organisation.close"]).await;
    app.node
        .send(Method::POST, &path, Some(&robot), Some(&transfer))
        .await
        .expect_problem(403, "not-an-admin");
    app.node
        .send(Method::POST, &path, Some(&admin), Some(&transfer))
        .await
        .expect(204);
    let role = async |pass: &Pass| {
        let own = app.node.get(&format!("/v1/orgs/{org}/membership"), pass).await;
        own.expect(200)["role"].clone()
    };
    assert_eq!(
        (role(&bob.pass).await, role(&admin).await),
        (json!("admin"), json!("leader"))
    );
    app.eventually("the former admin has lost the right", async || {
        let reply = app
            .node
            .send(Method::POST, &path, Some(&admin), Some(&transfer))
            .await;
        reply.status == 403
    })
    .await;
}
