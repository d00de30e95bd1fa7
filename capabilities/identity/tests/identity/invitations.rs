//! Invitations: sent, looked at, accepted, declined, taken back.

use futures::future::join_all;
use hustings_testkit::{PASSWORD, Pass, Reply, TestApp, token_in};
use reqwest::Method;
use serde_json::{Value, json};

async fn invite(app: &TestApp, org: &str, by: &Pass, body: Value) -> Reply {
    let path = format!("/v1/orgs/{org}/invitations");
    app.node.send(Method::POST, &path, Some(by), Some(&body)).await
}

async fn accept(app: &TestApp, by: &Pass, token: &str) -> Reply {
    let body = json!({ "token": token, "name": "Bob" });
    app.node
        .send(Method::POST, "/v1/invitations/accept", Some(by), Some(&body))
        .await
}

async fn join(app: &TestApp, token: &str) -> Reply {
    let body = json!({ "token": token, "name": "Bob", "password": PASSWORD });
    app.node.post("/v1/invitations/join", &body).await
}

#[tokio::test]
async fn who_follows_the_link_sees_it_and_joins_with_a_new_account() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let token = app.invited(&org, &admin, "bob@example.org", "moderator").await;
    let look = app
        .node
        .post("/v1/invitations/look", &json!({ "token": token }))
        .await;
    let seen = look.expect(200);
    assert_eq!(
        (
            &seen["organisation_name"],
            &seen["invited_by"],
            &seen["role"],
            &seen["email"],
            &seen["has_account"]
        ),
        (
            &json!("City 27"),
            &json!("Admin"),
            &json!("moderator"),
            &json!("bob@example.org"),
            &json!(false)
        )
    );
    let weak = json!({ "token": token, "name": "Bob", "password": "password" });
    let weak = app.node.post("/v1/invitations/join", &weak).await;
    weak.expect_problem(422, "weak-password");
    join(&app, &token).await.expect(201);
    join(&app, &token).await.expect_problem(404, "no-such-invitation");
    let bob = app.node.sign_in("bob@example.org").await;
    let own = app.node.get(&format!("/v1/orgs/{org}/membership"), &bob).await;
    assert_eq!(own.expect(200)["role"], "moderator");

    let path = format!("/v1/orgs/{org}/invitations?state=accepted");
    let list = app.node.get(&path, &admin).await;
    assert_eq!(list.expect(200)["items"][0]["email"], "bob@example.org");
    assert_eq!(
        list.json["items"][0]["times_sent"], 1,
        "though jobs are run twice here"
    );
}

#[tokio::test]
async fn only_the_invited_address_accepts_and_only_once() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let bob = app.person("bob@example.org").await;
    let eve = app.person("eve@example.org").await;
    let (bob, eve) = (
        app.node.sign_in(&bob.email).await,
        app.node.sign_in(&eve.email).await,
    );
    let token = app.invited(&org, &admin, "Bob@Example.org", "member").await;
    accept(&app, &eve, &token)
        .await
        .expect_problem(403, "invitation-for-another-address");
    join(&app, &token).await.expect_problem(409, "account-exists");
    let mut statuses: Vec<u16> = join_all((0..4).map(|_| accept(&app, &bob, &token)))
        .await
        .iter()
        .map(|reply| reply.status)
        .collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 404, 404, 404]);
}

#[tokio::test]
async fn an_invitation_ends_by_time_by_hand_or_by_declining() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let path = format!("/v1/orgs/{org}/invitations");
    let token = app.invited(&org, &admin, "bob@example.org", "member").await;
    let body = json!({ "email": "bob@example.org", "role": "member" });
    invite(&app, &org, &admin, body)
        .await
        .expect_problem(409, "already-invited");
    app.clock().advance(std::time::Duration::from_hours(15 * 24));
    let admin = app.node.sign_in("admin@example.org").await;
    join(&app, &token).await.expect_problem(404, "no-such-invitation");

    let token = app.invited(&org, &admin, "bob@example.org", "member").await;
    let list = app.node.get(&path, &admin).await;
    let id = list.expect(200)["items"][0]["id"].as_str().unwrap().to_owned();
    let again = format!("{path}/{id}/letters");
    app.node
        .send(Method::POST, &again, Some(&admin), None)
        .await
        .expect(200);
    let fresh = app.letter().await.token();
    join(&app, &token).await.expect_problem(404, "no-such-invitation");
    let declined = app
        .node
        .post("/v1/invitations/decline", &json!({ "token": fresh }))
        .await;
    declined.expect(204);
    join(&app, &fresh).await.expect_problem(404, "no-such-invitation");
    app.node
        .send(Method::POST, &again, Some(&admin), None)
        .await
        .expect_problem(409, "invitation-settled");

    let token = app.invited(&org, &admin, "carol@example.org", "member").await;
    let list = app.node.get(&path, &admin).await;
    let id = list.expect(200)["items"][0]["id"].as_str().unwrap().to_owned();
    app.node
        .send(Method::DELETE, &format!("{path}/{id}"), Some(&admin), None)
        .await
        .expect(204);
    join(&app, &token).await.expect_problem(404, "no-such-invitation");
}

#[tokio::test]
async fn an_invitation_grants_no_more_than_who_sent_it_may_then() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let leader = app.member(&org, &admin, "leader@example.org", "leader").await;
    let body = json!({ "email": "bob@example.org", "role": "admin" });
    invite(&app, &org, &leader.pass, body)
        .await
        .expect_problem(403, "more-than-own-rights");
    let token = app.invited(&org, &leader.pass, "bob@example.org", "leader").await;
    let path = format!("/v1/orgs/{org}/members/{}/role", leader.id);
    let demote = json!({ "role": "member" });
    app.node
        .send(Method::PUT, &path, Some(&admin), Some(&demote))
        .await
        .expect(200);
    join(&app, &token).await.expect_problem(409, "invitation-void");
    assert_eq!(leader.email, "leader@example.org");
}

/// The token of a link that the invitation of this address is handed over as.
async fn handed_over(app: &TestApp, org: &str, by: &Pass, email: &str) -> String {
    let body = json!({ "email": email, "role": "member" });
    let made = invite(app, org, by, body).await;
    let id = made.expect(201)["id"].as_str().unwrap();
    let path = format!("/v1/orgs/{org}/invitations/{id}/links");
    let link = app.node.send(Method::POST, &path, Some(by), None).await;
    assert_eq!(link.headers["cache-control"], "no-store");
    token_in(link.expect(201)["link"].as_str().unwrap())
}

#[tokio::test]
async fn a_link_handed_over_opens_the_invitation_and_proves_no_address() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let link = handed_over(&app, &org, &admin, "bob@example.org").await;
    let letter = app.letter().await.token();
    for (token, proves) in [(&link, false), (&letter, true)] {
        let seen = app
            .node
            .post("/v1/invitations/look", &json!({ "token": token }))
            .await;
        assert_eq!(seen.expect(200)["proves_address"], proves);
    }
    join(&app, &link).await.expect_problem(409, "address-not-proved");

    let sign_up = |email: &str, token: &str| {
        json!({
            "email": email, "password": PASSWORD, "name": "Bob", "organisation": org, "invitation": token
        })
    };
    let other = sign_up("eve@example.org", &link);
    let refused = app.node.post("/v1/sign-ups", &other).await;
    refused.expect_problem(403, "invitation-for-another-address");
    let made_up = sign_up("bob@example.org", "made-up");
    let refused = app.node.post("/v1/sign-ups", &made_up).await;
    refused.expect_problem(403, "invitation-needed");
    app.node
        .post("/v1/sign-ups", &sign_up("bob@example.org", &link))
        .await
        .expect(204);
    let token = app.letter().await.token();
    let confirmed = app
        .node
        .post("/v1/sign-ups/confirm", &json!({ "token": token }))
        .await;
    assert_eq!(confirmed.expect(201)["organisation"], org);
    let bob = app.node.sign_in("bob@example.org").await;
    let own = app.node.get(&format!("/v1/orgs/{org}/membership"), &bob).await;
    assert_eq!(own.expect(200)["role"], "member");
    join(&app, &letter)
        .await
        .expect_problem(404, "no-such-invitation");
}

#[tokio::test]
async fn a_link_is_good_for_who_has_an_account_and_another_one_takes_its_place() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let bob = app.person("bob@example.org").await;
    let first = handed_over(&app, &org, &admin, &bob.email).await;
    app.letter().await;
    let bob = app.node.sign_in(&bob.email).await;
    let list = app.node.get(&format!("/v1/orgs/{org}/invitations"), &admin).await;
    let id = list.expect(200)["items"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("/v1/orgs/{org}/invitations/{id}/links");
    let link = app.node.send(Method::POST, &path, Some(&admin), None).await;
    let second = token_in(link.expect(201)["link"].as_str().unwrap());
    accept(&app, &bob, &first)
        .await
        .expect_problem(404, "no-such-invitation");
    accept(&app, &bob, &second).await.expect(201);
    app.node
        .send(Method::POST, &path, Some(&admin), None)
        .await
        .expect_problem(409, "invitation-settled");
}

#[tokio::test]
async fn who_signed_up_with_a_link_that_was_taken_back_meanwhile_gets_the_account_alone() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let link = handed_over(&app, &org, &admin, "bob@example.org").await;
    app.letter().await;
    let sign_up = json!({
        "email": "bob@example.org", "password": PASSWORD, "name": "Bob", "organisation": org, "invitation": link
    });
    app.node.post("/v1/sign-ups", &sign_up).await.expect(204);
    let token = app.letter().await.token();
    let list = app.node.get(&format!("/v1/orgs/{org}/invitations"), &admin).await;
    let id = list.expect(200)["items"][0]["id"].as_str().unwrap();
    let path = format!("/v1/orgs/{org}/invitations/{id}");
    app.node
        .send(Method::DELETE, &path, Some(&admin), None)
        .await
        .expect(204);
    let confirmed = app
        .node
        .post("/v1/sign-ups/confirm", &json!({ "token": token }))
        .await;
    assert_eq!(confirmed.expect(201)["organisation"], Value::Null);
    app.node.sign_in("bob@example.org").await;
}
