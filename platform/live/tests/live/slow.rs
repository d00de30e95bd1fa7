//! Whoever does not keep up is dropped, and catches up.

use hustings_testkit::{AppSettings, TestApp};
use serde_json::{Value, json};

use crate::client::{Brings, Live, Transport, connect, settle, try_connect};
use crate::raw::Raw;

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
    let open: Value = serde_json::from_str(&open[1..]).unwrap();
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
    assert_eq!(missed(&mut again, since).await, joined);
}

/// The ids of what somebody has missed.
async fn missed(live: &mut Live, since: Value) -> Vec<Value> {
    let answer = live.granted("subscribe", since).await;
    let missed = answer["missed"].as_array().unwrap();
    missed.iter().map(|one| one["id"].clone()).collect()
}

#[tokio::test]
async fn a_websocket_that_reads_nothing_is_cut_and_catches_up_when_it_comes_back() {
    let mut settings = AppSettings::default();
    settings.live.waiting_messages = 8;
    settings.live.grace_milliseconds = 100;
    let app = TestApp::start(settings).await;
    let (org, admin) = app.founded().await;
    let bob = app.member(&org, &admin, "bob@example.org", "leader").await;
    settle(&app, &app.node, &org, &admin).await;
    let members = json!({ "org": org, "topic": "members" });
    let mut slow = Raw::enter(&app.node, &bob.pass).await;
    for (number, request) in [
        ("1", json!(["subscribe", members])),
        ("2", json!(["presence", { "org": org }])),
    ] {
        slow.say(&format!("42{number}{request}")).await;
        let answer = format!("43{number}[{{\"ok\":true");
        while !slow.text().await.starts_with(&answer) {}
    }
    let mut quick = connect(&app.node, &admin).await;
    let cursor = quick.granted("subscribe", members.clone()).await["cursor"].clone();
    quick.granted("presence", json!({ "org": org })).await;
    // Each of these is answered with as much again: the buffers of the machine fill first, then ours.
    let (question, mut asked) = (format!("40/{},", "x".repeat(4_000)), 0);
    tokio::select! {
        () = slow.flood(&question, &mut asked) => {}
        () = async { while quick.hear("presence").await["left"] != json!([bob.id]) {} } => {}
    }
    let mut joined = Vec::new();
    for number in 0..3 {
        let email = format!("m{number}@example.org");
        let member = app.member(&org, &admin, &email, "member").await;
        assert_eq!(quick.hear("changed").await["id"], json!(member.id));
        joined.push(json!(member.id));
    }
    // It has not read anything, and its connection ends all the same. Of what came meanwhile nothing waited for it.
    slow.flood(&question, &mut asked).await;
    let rest = slow.rest().await;
    let answers = rest.iter().filter(|(_, text)| text.starts_with(b"44/")).count();
    assert!(answers < asked, "{answers} of {asked}");
    assert!(!rest.iter().any(|(_, text)| text.starts_with(b"42[\"changed\"")));
    let bobs = Brings::pass(&bob.pass);
    let mut again = try_connect(&app.node, Transport::Websocket, &bobs).await.unwrap();
    let since = json!({ "org": org, "topic": "members", "since": cursor });
    assert_eq!(missed(&mut again, since).await, joined);
    let last = app.member(&org, &admin, "last@example.org", "member").await;
    assert_eq!(again.hear("changed").await["id"], json!(last.id));
}
