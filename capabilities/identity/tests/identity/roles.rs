//! Roles: what they allow, and the organisation's own.

use hustings_identity::permissions::ALL_PERMISSIONS;
use hustings_identity::roles::PermissionCatalogue;
use hustings_kernel::BuiltInRole;
use hustings_testkit::{Pass, Reply, TestApp};
use reqwest::Method;
use serde_json::{Value, json};

#[test]
fn what_each_built_in_role_may_do() {
    use std::fmt::Write as _;

    let catalogue = PermissionCatalogue::new(&[ALL_PERMISSIONS]).unwrap();
    let mut matrix = String::new();
    for permission in catalogue.all() {
        writeln!(matrix, "{}: {}", permission.name, permission.description).unwrap();
        let held = BuiltInRole::ALL
            .into_iter()
            .filter(|role| permission.is_held_by(*role));
        let held: Vec<&str> = held.map(BuiltInRole::as_str).collect();
        writeln!(matrix, "    {}", held.join(", ")).unwrap();
    }
    insta::assert_snapshot!("role_matrix", matrix);
}

async fn create(app: &TestApp, org: &str, by: &Pass, name: &str, permissions: &[&str]) -> Reply {
    let body = json!({ "name": name, "permissions": permissions });
    let path = format!("/v1/orgs/{org}/roles");
    app.node.send(Method::POST, &path, Some(by), Some(&body)).await
}

#[tokio::test]
async fn an_organisation_makes_roles_of_its_own() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let made = create(&app, &org, &admin, "Treasurer", &["members.read", "audit.read"]).await;
    made.expect(201);
    create(&app, &org, &admin, "treasurer", &[])
        .await
        .expect_problem(409, "role-name-taken");
    let unknown = create(&app, &org, &admin, "Odd", &["members.read", "moon.walk"]).await;
    unknown.expect_problem(422, "no-such-permission");
    assert_eq!(
        unknown.json["fields"][0]["field"], "permissions[1]",
        "{unknown:?}"
    );
    create(&app, &org, &admin, "God", &["installation.run"])
        .await
        .expect_problem(422, "no-such-permission");
}

#[tokio::test]
async fn an_own_role_allows_what_it_says_until_it_changes_or_goes() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let path = format!("/v1/orgs/{org}/roles");
    let made = create(&app, &org, &admin, "Treasurer", &["members.read", "audit.read"]).await;
    let role = made.expect(201)["role"].as_str().unwrap().to_owned();
    let bob = app.member(&org, &admin, "bob@example.org", &role).await;
    let can = format!("/v1/orgs/{org}/members/{}/permissions", bob.id);
    let can = app.node.get(&can, &admin).await;
    assert_eq!(can.expect(200)["permissions"].as_array().unwrap().len(), 2);
    app.node
        .get(&format!("/v1/orgs/{org}/audit"), &bob.pass)
        .await
        .expect(200);

    let own = format!("{path}/{role}");
    let change = async || {
        let body = json!({ "name": "Treasurer", "permissions": ["members.read"] });
        let request = app.node.request(Method::PUT, &own, Some(&admin), Some(&body));
        Reply::of(request.header("if-match", "\"v1\"")).await
    };
    change().await.expect(200);
    app.eventually("the withdrawn permission is gone", async || {
        app.node
            .get(&format!("/v1/orgs/{org}/audit"), &bob.pass)
            .await
            .status
            == 403
    })
    .await;
    change().await.expect_problem(412, "version-conflict");

    let delete = async |query: &str| {
        let path = format!("{path}/{role}{query}");
        app.node.send(Method::DELETE, &path, Some(&admin), None).await
    };
    delete("").await.expect_problem(409, "role-held");
    delete(&format!("?replacement={role}"))
        .await
        .expect_problem(422, "no-such-replacement");
    delete("?replacement=member").await.expect(204);
    delete("").await.expect_problem(404, "no-such-role");
    let seen = app
        .node
        .get(&format!("/v1/orgs/{org}/members/{}", bob.id), &admin)
        .await;
    assert_eq!(seen.expect(200)["role"], "member");
    let roles = app.node.get(&path, &admin).await;
    assert_eq!(
        roles.expect(200).as_array().unwrap().len(),
        9,
        "the built-in ones"
    );
}

#[tokio::test]
async fn making_a_role_twice_with_one_key_makes_one() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let path = format!("/v1/orgs/{org}/roles");
    let post = async |body: Value| {
        let request = app.node.request(Method::POST, &path, Some(&admin), Some(&body));
        Reply::of(request.header("idempotency-key", "same")).await
    };
    let body = json!({ "name": "Treasurer", "permissions": [] });
    let (one, other) = futures::join!(post(body.clone()), post(body));
    assert_eq!(one.expect(201), other.expect(201));
    let another = post(json!({ "name": "Another", "permissions": [] })).await;
    another.expect_problem(422, "idempotency-key-reused");
}
