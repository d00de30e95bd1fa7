//! What the bell tells.

use std::time::Duration;

use hustings_testkit::{Pass, Reply};
use reqwest::Method;
use reqwest::header::IF_NONE_MATCH;
use serde_json::{Value, json};

use crate::plant::{Plant, STUMBLE, node};

async fn notices(plant: &Plant, org: &str, pass: &Pass) -> Vec<Value> {
    let told = plant.get(&format!("/v1/orgs/{org}/notices"), pass).await;
    told["notices"].as_array().unwrap().clone()
}

#[tokio::test]
async fn who_may_know_is_told_and_who_may_not_is_told_nothing() {
    let plant = Plant::new().await;
    let (org, root) = plant.app.founded().await;
    let boss = plant.app.member(&org, &root, "boss@example.org", "admin").await;
    let member = plant.app.member(&org, &root, "bob@example.org", "member").await;
    assert_eq!(notices(&plant, &org, &boss.pass).await, Vec::<Value>::new());

    let job = plant.dead_job(Some(&org)).await;
    plant.dead_job(Some(&org)).await;
    plant.stone(&org, &root).await;
    let told = notices(&plant, &org, &boss.pass).await;
    let since = plant.get(&format!("/v1/orgs/{org}/jobs/{job}"), &root).await["finished_at"].clone();
    let dead_jobs =
        json!({ "kind": "dead-jobs", "place": "organisation", "count": 2, "since": since, "target": null });
    assert_eq!(told[0], dead_jobs);
    assert_eq!(
        (&told[1]["kind"], &told[1]["count"]),
        (&json!("dead-letters"), &json!(1))
    );
    assert_eq!(
        told.len(),
        2,
        "agents are the business of those who run the installation: {told:?}"
    );
    assert_eq!(notices(&plant, &org, &member.pass).await, Vec::<Value>::new());
}

#[tokio::test]
async fn a_notice_is_there_for_as_long_as_what_it_tells_is_so() {
    let plant = Plant::new().await;
    let (org, root) = plant.app.founded().await;
    let boss = plant.app.member(&org, &root, "boss@example.org", "admin").await;
    let path = format!("/v1/orgs/{org}/notices");
    let ask = async |tag: &str| {
        let request = plant.app.node.request(Method::GET, &path, Some(&boss.pass), None);
        Reply::of(request.header(IF_NONE_MATCH, tag)).await
    };
    let quiet = ask("nothing").await.headers["etag"].to_str().unwrap().to_owned();
    assert_eq!(ask(&quiet).await.status, 304);
    let job = plant.dead_job(Some(&org)).await;
    let alarm = ask(&quiet).await;
    alarm.expect(200);
    let alarm = alarm.headers["etag"].to_str().unwrap().to_owned();
    assert_eq!(ask(&alarm).await.status, 304);
    plant
        .post(&format!("/v1/orgs/{org}/jobs/{job}/retry"), &boss.pass)
        .await
        .expect(204);
    plant.mend();
    plant.drain().await;
    assert_eq!(ask(&alarm).await.status, 200);
    assert_eq!(ask(&quiet).await.status, 304, "all is as quiet as before");
}

#[tokio::test]
async fn those_who_run_the_installation_hear_of_agents_its_own_jobs_and_new_releases() {
    let plant = Plant::new().await;
    let (org, root) = plant.app.founded().await;
    node(plant.store(), "1.0.0").beat(plant.store()).await.unwrap();
    assert_eq!(
        notices(&plant, &org, &root).await,
        Vec::<Value>::new(),
        "the first release is no news"
    );

    plant.dead_job(None).await;
    plant.app.run_agents().await;
    plant.app.clock().advance(Duration::from_mins(1));
    node(plant.store(), "1.1.0").beat(plant.store()).await.unwrap();
    let told = notices(&plant, &org, &root).await;
    let short: Vec<(&str, &Value)> = told
        .iter()
        .map(|one| (one["kind"].as_str().unwrap(), &one["target"]))
        .collect();
    assert_eq!(
        short,
        [
            ("failing-agent", &json!("identity.seal-audit")),
            ("failing-agent", &json!("identity.tell-members")),
            ("failing-agent", &json!(STUMBLE)),
            ("dead-jobs", &json!(null)),
            ("new-release", &json!("1.1.0")),
        ]
    );
    assert!(told.iter().all(|one| one["place"] == "installation"));
    assert_eq!(told[4]["since"], "2026-06-01T09:01:00Z");
    let alone = plant.get("/v1/installation/notices", &root).await;
    assert_eq!(alone["notices"], json!(told));

    // After two weeks it is no news any more.
    plant.app.clock().advance(Duration::from_hours(24 * 15));
    let root = plant.app.node.sign_in("admin@example.org").await;
    let told = notices(&plant, &org, &root).await;
    assert!(told.iter().all(|one| one["kind"] != "new-release"), "{told:?}");
    plant.app.leave("the schedules' jobs are not what this is about");
}

#[tokio::test]
async fn an_api_key_is_told_what_its_permissions_allow() {
    let plant = Plant::new().await;
    let (org, root) = plant.app.founded().await;
    plant.dead_job(Some(&org)).await;
    plant.app.run_agents().await;
    let (_, key) = plant.app.key(&org, &root, &["notices.read"]).await;
    assert_eq!(notices(&plant, &org, &key).await, Vec::<Value>::new());
    let (_, key) = plant.app.key(&org, &root, &["notices.read", "jobs.read"]).await;
    let told = notices(&plant, &org, &key).await;
    assert_eq!(told.len(), 1, "{told:?}");
}
