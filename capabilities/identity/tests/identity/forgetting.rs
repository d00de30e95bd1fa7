//! What has run out is forgotten.

use std::time::Duration;

use chrono::TimeDelta;
use hustings_jobs::{JobSettings, JobWorker};
use hustings_testkit::{PASSWORD, TestApp};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::crew::forget_expired;
use crate::rows::{kept, keys, sign_ups};

#[tokio::test]
async fn links_sessions_and_wrong_passwords_are_not_kept_for_ever() {
    let app = TestApp::new().await;
    let ada = app.platform_admin("ada@example.org").await;
    let pass = app.node.sign_in(&ada.email).await;
    let org = app.found_open(&pass, "union").await;
    let sign_up = json!({
        "email": "ben@example.org", "password": PASSWORD, "name": "Ben", "organisation": org
    });
    app.node.post("/v1/sign-ups", &sign_up).await.expect(204);
    app.node
        .post("/v1/password-resets", &json!({ "email": ada.email }))
        .await
        .expect(204);
    let change = json!({ "email": "ada@new.example", "password": PASSWORD });
    app.node
        .send(Method::POST, "/v1/account/email", Some(&pass), Some(&change))
        .await
        .expect(204);
    app.node
        .try_sign_in("nobody@example.org", "wrong")
        .await
        .expect(401);
    app.letters().await;
    assert!(kept(&app.database).await.iter().all(|count| *count > 0));
    let unconfirmed = sign_ups(&app.database).await;
    assert_eq!(keys(&app.database, &unconfirmed).await, 1);

    let jobs = hustings_identity::jobs(&app.node.identity);
    let (store, _) = app.database.another_node().unwrap();
    let schedules = hustings_identity::schedules().unwrap();
    let worker = JobWorker::new(store, app.database.url(), jobs, schedules, JobSettings::default()).unwrap();
    let begin = app.database.sources().now();
    worker.tick(begin).await.unwrap();
    let later = begin + TimeDelta::days(38) + TimeDelta::minutes(17);
    app.clock().set(later);
    worker.tick(later).await.unwrap();
    app.work().await;
    assert_eq!(kept(&app.database).await, [0; 5]);
    assert_eq!(keys(&app.database, &unconfirmed).await, 0);
}

#[tokio::test]
async fn whom_an_invitation_went_to_is_forgotten_a_month_after_it_ended() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    app.member(&org, &admin, "bob@example.org", "member").await;
    app.invited(&org, &admin, "carol@example.org", "member").await;
    let path = format!("/v1/orgs/{org}/invitations");
    let listed = async |state: &str| {
        let admin = app.node.sign_in("admin@example.org").await;
        let list = app.node.get(&format!("{path}?state={state}"), &admin).await;
        list.expect(200)["items"].clone()
    };
    app.clock().advance(Duration::from_hours(40 * 24));
    forget_expired(&app).await;
    assert_eq!(listed("accepted").await[0]["email"], Value::Null);
    let open = listed("open").await;
    assert_eq!(
        open[0]["email"], "carol@example.org",
        "ran out, and may be sent again"
    );

    app.clock().advance(Duration::from_hours(5 * 24));
    forget_expired(&app).await;
    assert_eq!(listed("open").await, json!([]));
    let expired = listed("expired").await;
    assert_eq!(expired[0]["email"], Value::Null);
    let id: Uuid = expired[0]["id"].as_str().unwrap().parse().unwrap();
    assert_eq!(keys(&app.database, &[id]).await, 0);
    let admin = app.node.sign_in("admin@example.org").await;
    let again = format!("{path}/{id}/letters");
    app.node
        .send(Method::POST, &again, Some(&admin), None)
        .await
        .expect_problem(409, "invitation-settled");
    app.invited(&org, &admin, "carol@example.org", "member").await;
}
