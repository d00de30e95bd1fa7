//! Every operation against everybody who must not get through.

use std::collections::BTreeMap;

use hustings_http::Edge;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use hustings_testkit::{Doors, Pass, TestApp};

/// One thing of each kind in another organisation.
async fn foreign(app: &TestApp, org: &str, admin: &Pass) -> BTreeMap<&'static str, Uuid> {
    let role = app.role(org, admin, "Nothing", &[]).await;
    let member = app.member(org, admin, "there@example.org", "member").await.id;
    app.invited(org, admin, "invited@example.org", "member").await;
    let list = app.node.get(&format!("/v1/orgs/{org}/invitations"), admin).await;
    let invitation = list.expect(200)["items"][0]["id"].as_str().unwrap().to_owned();
    let (key, _) = app.key(org, admin, &[]).await;
    let imports = format!("/v1/orgs/{org}/members/imports");
    let body = json!({ "csv": "imported@example.org" });
    let started = app
        .node
        .send(Method::POST, &imports, Some(admin), Some(&body))
        .await;
    let import = started.expect(202)["id"].as_str().unwrap().to_owned();
    app.letters().await;
    [
        ("import", import),
        ("role", role),
        ("member", member),
        ("invitation", invitation),
        ("key", key),
    ]
    .into_iter()
    .map(|(name, id)| (name, id.parse().unwrap()))
    .collect()
}

fn bodies() -> BTreeMap<&'static str, Value> {
    BTreeMap::from([
        ("change_member_role", json!({ "role": "member" })),
        ("suspend_member", json!({ "reason": "rude" })),
        ("request_second_factor_reset", json!({ "reason": "lost phone" })),
        ("change_role", json!({ "name": "Other", "permissions": [] })),
    ])
}

#[tokio::test]
async fn nobody_gets_through_who_must_not() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let (other, stranger) = app.founded_as("town", "stranger@example.org").await;
    let powerless_role = app.role(&org, &admin, "Nothing", &[]).await;
    let powerless = app
        .member(&org, &admin, "powerless@example.org", &powerless_role)
        .await;
    let (_, key) = app.key(&org, &admin, &["members.read"]).await;
    let doors = Doors {
        base: app.node.base(),
        organisation: org.parse().unwrap(),
        insider: admin.access.clone(),
        powerless: powerless.pass.access,
        key: key.access,
        foreign: foreign(&app, &other, &stranger).await,
        stranger: stranger.access,
        open: vec![
            "answer_sign_in_challenge",
            "confirm_email_change",
            "confirm_second_factor_reset",
            "confirm_sign_up",
            "csrf_token",
            "decline_invitation",
            "join_by_invitation",
            "look_at_invitation",
            "read_open_organisation",
            "read_setup",
            "refresh_session",
            "request_password_reset",
            "reset_password",
            "set_up",
            "sign_in",
            "sign_up",
        ],
        bodies: bodies(),
    };
    let document = serde_json::to_value(Edge::openapi(&app.node.routes)).unwrap();
    let findings = doors.try_all(&document).await.unwrap();
    assert_eq!(findings, Vec::<String>::new(), "{findings:#?}");
}
