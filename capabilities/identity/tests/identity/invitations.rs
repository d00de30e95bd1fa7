//! Invitations: sent, looked at, accepted, declined, taken back.

use futures::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};

use crate::house::{House, PASSWORD, Pass, Reply};

async fn invite(house: &House, org: &str, by: &Pass, body: Value) -> Reply {
    let path = format!("/v1/orgs/{org}/invitations");
    house.node.send(Method::POST, &path, Some(by), Some(&body)).await
}

async fn accept(house: &House, by: &Pass, token: &str) -> Reply {
    let body = json!({ "token": token, "name": "Bob" });
    house
        .node
        .send(Method::POST, "/v1/invitations/accept", Some(by), Some(&body))
        .await
}

async fn join(house: &House, token: &str) -> Reply {
    let body = json!({ "token": token, "name": "Bob", "password": PASSWORD });
    house.node.post("/v1/invitations/join", &body).await
}

#[tokio::test]
async fn who_follows_the_link_sees_it_and_joins_with_a_new_account() {
    let house = House::new().await;
    let (org, admin) = house.founded().await;
    let token = house.invited(&org, &admin, "bob@example.org", "moderator").await;
    let look = house
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
    let weak = house.node.post("/v1/invitations/join", &weak).await;
    weak.expect_problem(422, "weak-password");
    join(&house, &token).await.expect(201);
    join(&house, &token)
        .await
        .expect_problem(404, "no-such-invitation");
    let bob = house.sign_in_again("bob@example.org").await;
    let own = house.node.get(&format!("/v1/orgs/{org}/membership"), &bob).await;
    assert_eq!(own.expect(200)["role"], "moderator");

    let path = format!("/v1/orgs/{org}/invitations?state=accepted");
    let list = house.node.get(&path, &admin).await;
    assert_eq!(list.expect(200)["items"][0]["email"], "bob@example.org");
    assert_eq!(list.json["items"][0]["times_sent"], 2, "jobs are run twice here");
}

#[tokio::test]
async fn only_the_invited_address_accepts_and_only_once() {
    let house = House::new().await;
    let (org, admin) = house.founded().await;
    let bob = house.person("bob@example.org").await;
    let eve = house.person("eve@example.org").await;
    let (bob, eve) = (house.node.sign_in(&bob).await, house.node.sign_in(&eve).await);
    let token = house.invited(&org, &admin, "Bob@Example.org", "member").await;
    accept(&house, &eve, &token)
        .await
        .expect_problem(403, "invitation-for-another-address");
    join(&house, &token).await.expect_problem(409, "account-exists");
    let mut statuses: Vec<u16> = join_all((0..4).map(|_| accept(&house, &bob, &token)))
        .await
        .iter()
        .map(|reply| reply.status)
        .collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 404, 404, 404]);
}

#[tokio::test]
async fn an_invitation_ends_by_time_by_hand_or_by_declining() {
    let house = House::new().await;
    let (org, admin) = house.founded().await;
    let path = format!("/v1/orgs/{org}/invitations");
    let token = house.invited(&org, &admin, "bob@example.org", "member").await;
    let body = json!({ "email": "bob@example.org", "role": "member" });
    invite(&house, &org, &admin, body)
        .await
        .expect_problem(409, "already-invited");
    house.clock().advance(std::time::Duration::from_hours(15 * 24));
    let admin = house.sign_in_again("admin@example.org").await;
    join(&house, &token)
        .await
        .expect_problem(404, "no-such-invitation");

    let token = house.invited(&org, &admin, "bob@example.org", "member").await;
    let list = house.node.get(&path, &admin).await;
    let id = list.expect(200)["items"][0]["id"].as_str().unwrap().to_owned();
    let again = format!("{path}/{id}/letters");
    house
        .node
        .send(Method::POST, &again, Some(&admin), None)
        .await
        .expect(200);
    let fresh = house.letter().await.token();
    join(&house, &token)
        .await
        .expect_problem(404, "no-such-invitation");
    let declined = house
        .node
        .post("/v1/invitations/decline", &json!({ "token": fresh }))
        .await;
    declined.expect(204);
    join(&house, &fresh)
        .await
        .expect_problem(404, "no-such-invitation");
    house
        .node
        .send(Method::POST, &again, Some(&admin), None)
        .await
        .expect_problem(409, "invitation-settled");

    let token = house.invited(&org, &admin, "carol@example.org", "member").await;
    let list = house.node.get(&path, &admin).await;
    let id = list.expect(200)["items"][0]["id"].as_str().unwrap().to_owned();
    house
        .node
        .send(Method::DELETE, &format!("{path}/{id}"), Some(&admin), None)
        .await
        .expect(204);
    join(&house, &token)
        .await
        .expect_problem(404, "no-such-invitation");
}

#[tokio::test]
async fn an_invitation_grants_no_more_than_who_sent_it_may_then() {
    let house = House::new().await;
    let (org, admin) = house.founded().await;
    let leader = house.member(&org, &admin, "leader@example.org", "leader").await;
    let body = json!({ "email": "bob@example.org", "role": "admin" });
    invite(&house, &org, &leader.pass, body)
        .await
        .expect_problem(403, "more-than-own-rights");
    let token = house
        .invited(&org, &leader.pass, "bob@example.org", "leader")
        .await;
    let path = format!("/v1/orgs/{org}/members/{}/role", leader.id);
    let demote = json!({ "role": "member" });
    house
        .node
        .send(Method::PUT, &path, Some(&admin), Some(&demote))
        .await
        .expect(200);
    join(&house, &token).await.expect_problem(409, "invitation-void");
    assert_eq!(leader.email, "leader@example.org");
}
