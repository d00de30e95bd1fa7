//! API keys: made, used, narrowed with their member's rights, revoked.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;

use hustings_testkit::TestApp;

#[tokio::test]
async fn a_key_opens_what_it_was_given_and_what_its_member_still_may() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let leader = app.member(&org, &admin, "leader@example.org", "leader").await;
    let (_, robot) = app
        .key(&org, &leader.pass, &["members.read", "members.invite"])
        .await;
    let members = format!("/v1/orgs/{org}/members");
    app.node.get(&members, &robot).await.expect(200);
    app.node
        .get(&format!("/v1/orgs/{org}/roles"), &robot)
        .await
        .expect_problem(403, "no-permission");
    app.node
        .get("/v1/account", &robot)
        .await
        .expect_problem(403, "account-needed");
    app.node
        .get(&format!("/v1/orgs/{}", uuid::Uuid::max()), &robot)
        .await
        .expect(404);

    let path = format!("/v1/orgs/{org}/members/{}/role", leader.id);
    let demote = json!({ "role": "guest" });
    app.node
        .send(Method::PUT, &path, Some(&admin), Some(&demote))
        .await
        .expect(200);
    app.eventually("the key can do no more than its member", async || {
        app.node.get(&members, &robot).await.status == 403
    })
    .await;
}

#[tokio::test]
async fn a_key_is_shown_once_never_exceeds_its_maker_and_stops_at_once() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let member = app
        .member(&org, &admin, "member@example.org", "active-member")
        .await;
    let path = format!("/v1/orgs/{org}/keys");
    let body = json!({ "name": "robot", "permissions": ["audit.read"] });
    let reply = app
        .node
        .send(Method::POST, &path, Some(&member.pass), Some(&body))
        .await;
    reply.expect_problem(403, "more-than-own-rights");
    let past = json!({ "name": "robot", "permissions": [], "expires_at": "2020-01-01T00:00:00Z" });
    let reply = app
        .node
        .send(Method::POST, &path, Some(&member.pass), Some(&past))
        .await;
    reply.expect_problem(422, "expires-in-the-past");

    let (key, robot) = app.key(&org, &member.pass, &["members.read", "keys.use"]).await;
    assert!(robot.access.starts_with("hk_"));
    let reply = app
        .node
        .send(Method::POST, &path, Some(&robot), Some(&body))
        .await;
    reply.expect_problem(403, "person-needed");
    let list = app.node.get(&path, &member.pass).await;
    let text = list.expect(200).to_string();
    assert!(text.contains(&robot.access[..11]) && !text.contains(&robot.access));
    assert_eq!(app.node.get(&path, &admin).await.expect(200)["items"], json!([]));
    let everybodys = app.node.get(&format!("{path}?everybody=true"), &admin).await;
    assert_eq!(everybodys.expect(200)["items"].as_array().unwrap().len(), 1);
    app.node
        .get(&format!("{path}?everybody=true"), &member.pass)
        .await
        .expect_problem(403, "no-permission");

    app.node
        .send(Method::DELETE, &format!("{path}/{key}"), Some(&admin), None)
        .await
        .expect(204);
    app.eventually("the revoked key opens nothing", async || {
        app.node.get(&path, &robot).await.status == 401
    })
    .await;
    app.node
        .get(&path, &robot)
        .await
        .expect_problem(401, "key-invalid");
}

#[tokio::test]
async fn a_key_expires_and_its_last_use_is_written_down() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let path = format!("/v1/orgs/{org}/keys");
    let body = json!({ "name": "robot", "permissions": ["keys.use"], "expires_at": "2026-06-02T09:00:00Z" });
    let made = app
        .node
        .send(Method::POST, &path, Some(&admin), Some(&body))
        .await;
    let secret = made.expect(201)["secret"].as_str().unwrap();
    let mut robot = admin.clone();
    secret.clone_into(&mut robot.access);
    app.node.get(&path, &robot).await.expect(200);
    app.node
        .identity
        .key_use()
        .write(&app.database.store)
        .await
        .unwrap();
    let list = app.node.get(&path, &admin).await;
    assert_eq!(
        list.expect(200)["items"][0]["last_used_at"],
        "2026-06-01T09:00:00Z"
    );
    app.clock().advance(Duration::from_hours(24));
    app.node
        .get(&path, &robot)
        .await
        .expect_problem(401, "key-invalid");
}
