//! What has run out is forgotten.

use chrono::TimeDelta;
use hustings_jobs::{JobSettings, JobWorker};
use hustings_testkit::{PASSWORD, TestApp};
use reqwest::Method;
use serde_json::json;

use crate::rows::kept;

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
}
