//! Whatever a client sends, the server survives and says what is wrong.

use hustings_testkit::{AppSettings, TestApp};
use serde_json::json;

use crate::client::{Brings, TRANSPORTS, connect, try_connect};

#[tokio::test]
async fn what_is_no_packet_ends_the_connection_and_nothing_else() {
    let app = TestApp::new().await;
    let (_, admin) = app.founded().await;
    let mut steady = connect(&app.node, &admin).await;
    for packet in [
        "",
        "x",
        "2",
        "2{}",
        "2[]",
        "2[null]",
        "2[\"who\"",
        "51-[\"who\",{\"_placeholder\":true,\"num\":0}]",
        "299999999999999999999[\"who\",{}]",
        "4{}",
        "é",
        "0{}",
        "2/admin,[\"who\",{}]",
    ] {
        for transport in TRANSPORTS {
            let mut live = try_connect(&app.node, transport, &Brings::pass(&admin))
                .await
                .unwrap();
            live.send(packet);
            assert_eq!(live.ended().await, [], "{packet}");
        }
    }
    let mut live = connect(&app.node, &admin).await;
    live.send(&format!("2[\"who\",{{\"org\":\"{}\"}}]", "x".repeat(10_000)));
    assert_eq!(live.ended().await, []);
    steady.refused("who", json!({}), "invalid-input").await;
}

#[tokio::test]
async fn a_request_that_is_wrong_is_refused_with_its_field() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let mut live = connect(&app.node, &admin).await;
    let refused = live
        .refused("who", json!({ "org": org, "page": "a b" }), "invalid-input")
        .await;
    assert_eq!(
        (&refused["field"], &refused["status"]),
        (&json!("page"), &json!(422))
    );
    let refused = live
        .refused("who", json!({ "org": org, "up": 1 }), "invalid-input")
        .await;
    assert_eq!(refused["field"], "up");
    live.refused("reboot", json!({}), "not-found").await;
    live.granted("who", json!({ "org": org })).await;
}

#[tokio::test]
async fn whoever_asks_too_fast_is_told_to_slow_down_and_stays_connected() {
    let mut settings = AppSettings::default();
    settings.live.requests_per_second = 1;
    let app = TestApp::start(settings).await;
    let (org, admin) = app.founded().await;
    let mut live = connect(&app.node, &admin).await;
    let who = json!({ "org": org });
    for _ in 0..3 {
        live.granted("who", who.clone()).await;
    }
    let refused = live.refused("who", who.clone(), "too-many-requests").await;
    assert_eq!(refused["retry_after"], 1);
    app.eventually("it is served again", async || {
        live.ask("who", who.clone()).await["ok"] == true
    })
    .await;
}
