//! What was missed is told to whoever comes back, each once, or they are told to read everything anew.

use hustings_testkit::{AppSettings, TestApp};
use serde_json::{Value, json};

use crate::client::{Brings, Transport, connect, settle, try_connect};

fn ids(missed: &Value) -> Vec<String> {
    let missed = missed.as_array().unwrap();
    missed
        .iter()
        .map(|notice| notice["id"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn whoever_comes_back_is_told_what_they_missed_without_gaps_or_repeats_on_any_node() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let members = |since: &Value| json!({ "org": org, "topic": "members", "since": since });
    settle(&app, &app.node, &org, &admin).await;
    let mut live = connect(&app.node, &admin).await;
    let cursor = live.granted("subscribe", members(&Value::Null)).await["cursor"].clone();
    let one = app.member(&org, &admin, "one@example.org", "member").await;
    let heard = live.hear("changed").await;
    assert_eq!(heard["id"], json!(one.id));
    drop(live);
    let two = app.member(&org, &admin, "two@example.org", "member").await;
    // A node that was not there then, as after a restart: what it does not remember, the log does.
    let other = app.another_node().await;
    let three = app.member(&org, &admin, "three@example.org", "member").await;
    let mut back = Vec::new();
    for node in [&app.node, &other] {
        let mut live = connect(node, &admin).await;
        app.eventually("the node has read as far as we have", async || {
            let answer = live.granted("subscribe", members(&cursor)).await;
            assert_eq!(answer["resync"], false, "{answer}");
            ids(&answer["missed"]) == [one.id.clone(), two.id.clone(), three.id.clone()]
        })
        .await;
        let answer = live.granted("subscribe", members(&heard["cursor"])).await;
        assert_eq!(ids(&answer["missed"]), [two.id.clone(), three.id.clone()]);
        back.push((live, answer["number"].as_u64().unwrap()));
    }
    let four = app.member(&org, &admin, "four@example.org", "member").await;
    for (mut live, number) in back {
        let next = live.hear("changed").await;
        assert_eq!(
            (&next["id"], &next["number"]),
            (&json!(four.id), &json!(number + 1))
        );
        let answer = live.granted("subscribe", members(&next["cursor"])).await;
        assert_eq!(
            (&answer["missed"], &answer["resync"]),
            (&json!([]), &json!(false))
        );
    }
}

#[tokio::test]
async fn too_much_to_tell_and_cursors_that_are_none_ask_to_read_everything_anew() {
    let mut settings = AppSettings::default();
    settings.live.missed = 2;
    let app = TestApp::start(settings).await;
    let (org, admin) = app.founded().await;
    let mut live = connect(&app.node, &admin).await;
    let first = live
        .granted("subscribe", json!({ "org": org, "topic": "members" }))
        .await;
    let roles = live
        .granted("subscribe", json!({ "org": org, "topic": "roles" }))
        .await;
    drop(live);
    for number in 0..3 {
        app.member(&org, &admin, &format!("m{number}@example.org"), "member")
            .await;
    }
    let other = app.another_node().await;
    let mut live = connect(&other, &admin).await;
    for since in [
        &first["cursor"],
        &roles["cursor"],
        &json!("nonsense"),
        &json!("A"),
    ] {
        let body = json!({ "org": org, "topic": "members", "since": since });
        let answer = live.granted("subscribe", body).await;
        assert_eq!(
            (&answer["resync"], &answer["missed"]),
            (&json!(true), &json!([])),
            "{since}"
        );
        assert!(answer["cursor"].is_string());
    }
}

#[tokio::test]
async fn a_node_that_stops_tells_its_clients_to_connect_again_and_they_miss_nothing() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let other = app.another_node().await;
    let mut live = connect(&other, &admin).await;
    let mut polling = try_connect(&other, Transport::Polling, &Brings::pass(&admin))
        .await
        .unwrap();
    let members = json!({ "org": org, "topic": "members" });
    let answer = live.granted("subscribe", members.clone()).await;
    polling.granted("subscribe", members).await;
    drop(other);
    for live in [&mut live, &mut polling] {
        let said = live.ended().await;
        let (name, closing) = said.last().unwrap();
        assert_eq!(name, "closing");
        assert_eq!(
            (&closing["code"], &closing["reconnect"]),
            (&json!("restarting"), &json!(true))
        );
    }
    let bob = app.member(&org, &admin, "bob@example.org", "member").await;
    let mut live = connect(&app.node, &admin).await;
    let since = json!({ "org": org, "topic": "members", "since": answer["cursor"] });
    app.eventually("what was missed is told", async || {
        let answer = live.granted("subscribe", since.clone()).await;
        answer["resync"] == false && ids(&answer["missed"]) == [bob.id.clone()]
    })
    .await;
}
