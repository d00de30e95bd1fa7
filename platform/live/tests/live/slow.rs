//! Whoever does not keep up is dropped, and catches up.

use hustings_testkit::{AppSettings, TestApp};
use serde_json::json;

use crate::client::{Brings, Transport, connect, settle, try_connect};

#[tokio::test]
async fn a_client_that_reads_nothing_is_dropped_and_holds_nobody_up() {
    let mut settings = AppSettings::default();
    settings.live.waiting_messages = 8;
    let app = TestApp::start(settings).await;
    let (org, admin) = app.founded().await;
    settle(&app, &app.node, &org, &admin).await;
    let mut quick = connect(&app.node, &admin).await;
    let members = json!({ "org": org, "topic": "members" });
    let cursor = quick.granted("subscribe", members.clone()).await["cursor"].clone();
    // It polls for its handshake and its subscription by hand, and then no more.
    let client = reqwest::Client::new();
    let url = format!("{}/socket.io/?EIO=4&transport=polling", app.node.base());
    let open = client
        .get(&url)
        .bearer_auth(&admin.access)
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    let open: serde_json::Value = serde_json::from_str(&open[1..]).unwrap();
    let url = format!("{url}&sid={}", open["sid"].as_str().unwrap());
    let poll = async || {
        let response = client.get(&url).send().await.unwrap();
        let is_open = response.status() == 200;
        is_open.then_some(response.text().await.unwrap())
    };
    let hear = async |packet: &str| while !poll().await.unwrap().contains(packet) {};
    let post = async |body: String| client.post(&url).body(body).send().await.unwrap();
    post("40".to_owned()).await;
    hear("40{").await;
    post(format!("420{}", json!(["subscribe", members]))).await;
    hear("430[").await;
    let mut joined = Vec::new();
    for number in 0..12 {
        let member = app
            .member(&org, &admin, &format!("m{number}@example.org"), "member")
            .await;
        assert_eq!(quick.hear("changed").await["id"], json!(member.id));
        joined.push(json!(member.id));
    }
    let mut heard = String::new();
    while let Some(text) = poll().await {
        heard.push_str(&text);
    }
    // What fitted, and then that it was not everything.
    assert!(heard.matches("[\"changed\",").count() <= 8, "{heard}");
    assert!(heard.contains("42[\"resync\",{\"code\":\"too-slow\""), "{heard}");
    let mut again = try_connect(&app.node, Transport::Polling, &Brings::pass(&admin))
        .await
        .unwrap();
    let since = json!({ "org": org, "topic": "members", "since": cursor });
    let missed = again.granted("subscribe", since).await["missed"].clone();
    let missed: Vec<_> = missed
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["id"].clone())
        .collect();
    assert_eq!(missed, joined);
}
