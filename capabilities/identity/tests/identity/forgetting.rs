//! What has run out is forgotten.

use chrono::TimeDelta;
use hustings_jobs::{JobSettings, JobWorker};
use reqwest::Method;
use serde_json::json;

use crate::house::{House, PASSWORD};
use crate::rows::kept;

#[tokio::test]
async fn links_sessions_and_wrong_passwords_are_not_kept_for_ever() {
    let house = House::new().await;
    let ada = house.platform_admin("ada@example.org").await;
    let pass = house.node.sign_in(&ada).await;
    let org = house.organisation(&pass, "union", "open").await;
    let sign_up = json!({
        "email": "ben@example.org", "password": PASSWORD, "name": "Ben", "organisation": org
    });
    house.node.post("/v1/sign-ups", &sign_up).await.expect(204);
    house
        .node
        .post("/v1/password-resets", &json!({ "email": ada.email }))
        .await
        .expect(204);
    let change = json!({ "email": "ada@new.example", "password": PASSWORD });
    house
        .node
        .send(Method::POST, "/v1/account/email", Some(&pass), Some(&change))
        .await
        .expect(204);
    house
        .node
        .try_sign_in("nobody@example.org", "wrong")
        .await
        .expect(401);
    house.letters().await;
    assert!(kept(&house.database).await.iter().all(|count| *count > 0));

    let jobs = hustings_identity::jobs(&house.node.identity);
    let (store, _) = house.database.another_node().unwrap();
    let schedules = hustings_identity::schedules().unwrap();
    let worker = JobWorker::new(
        store,
        house.database.url(),
        jobs,
        schedules,
        JobSettings::default(),
    )
    .unwrap();
    let begin = house.database.sources().now();
    worker.tick(begin).await.unwrap();
    let later = begin + TimeDelta::days(38) + TimeDelta::minutes(17);
    house.clock().set(later);
    worker.tick(later).await.unwrap();
    house.work().await;
    assert_eq!(kept(&house.database).await, [0; 5]);
}
