//! Who is there, and who is typing.

use hustings_testkit::{AppSettings, TestApp};
use serde_json::json;

use crate::client::{Live, connect};

async fn quick() -> TestApp {
    let mut settings = AppSettings::default();
    settings.live.grace_milliseconds = 300;
    settings.live.gather_milliseconds = 20;
    TestApp::start(settings).await
}

/// Hears of comings and goings until somebody left.
async fn left(live: &mut Live) -> serde_json::Value {
    loop {
        let moved = live.hear("presence").await;
        if moved["left"] != json!([]) {
            return moved["left"].clone();
        }
    }
}

#[tokio::test]
async fn several_tabs_are_one_member_who_leaves_with_the_last_of_them() {
    let app = quick().await;
    let (org, admin) = app.founded().await;
    let bob = app.member(&org, &admin, "bob@example.org", "member").await;
    let place = json!({ "org": org, "page": "topics", "object": "budget" });
    let mut watcher = connect(&app.node, &admin).await;
    let alone = watcher.granted("presence", place.clone()).await;
    assert_eq!(alone["count"], 1);
    assert_eq!(watcher.hear("presence").await["joined"], alone["members"]);
    let mut tab = connect(&app.node, &bob.pass).await;
    assert_eq!(tab.granted("presence", place.clone()).await["count"], 2);
    let moved = watcher.hear("presence").await;
    assert_eq!(
        moved,
        json!({ "org": org, "page": "topics", "object": "budget", "joined": [bob.id], "left": [], "count": 2 })
    );
    let mut second = connect(&app.node, &bob.pass).await;
    assert_eq!(second.granted("presence", place.clone()).await["count"], 2);
    drop(tab);
    second.granted("absence", place.clone()).await;
    assert_eq!(left(&mut watcher).await, json!([bob.id]));
    // Who comes and goes within the grace, a reload, is not heard of again.
    let who = watcher.granted("who", place.clone()).await;
    assert_eq!((&who["count"], &who["members"]), (&json!(1), &alone["members"]));
    let elsewhere = json!({ "org": org, "page": "topics", "object": "parks" });
    assert_eq!(watcher.granted("who", elsewhere).await["count"], 0);
}

#[tokio::test]
async fn typing_is_told_to_those_present_and_ends_by_itself() {
    let app = quick().await;
    let (org, admin) = app.founded().await;
    let bob = app.member(&org, &admin, "bob@example.org", "member").await;
    let place = json!({ "org": org, "page": "topics" });
    let mut watcher = connect(&app.node, &admin).await;
    let mut typist = connect(&app.node, &bob.pass).await;
    typist.refused("typing", place.clone(), "not-present").await;
    for live in [&mut watcher, &mut typist] {
        live.granted("presence", place.clone()).await;
    }
    typist.granted("typing", place.clone()).await;
    let typing = async |watcher: &mut Live| {
        loop {
            match watcher.event().await.unwrap() {
                (name, body) if name == "typing" => return body["members"].clone(),
                (name, _) => assert_eq!(name, "presence"),
            }
        }
    };
    assert_eq!(typing(&mut watcher).await, json!([bob.id]));
    // It is said again while it lasts, and then that nobody does.
    while typing(&mut watcher).await != json!([]) {}
}

#[tokio::test]
async fn a_socket_is_at_so_many_places_and_hears_so_many_topics() {
    let mut settings = AppSettings::default();
    settings.live.places = 2;
    settings.live.subscriptions = 1;
    let app = TestApp::start(settings).await;
    let (org, admin) = app.founded().await;
    let mut live = connect(&app.node, &admin).await;
    let page = |page: &str| json!({ "org": org, "page": page });
    live.granted("presence", page("a")).await;
    live.granted("presence", page("b")).await;
    live.granted("presence", page("b")).await;
    live.refused("presence", page("c"), "too-many-places").await;
    live.granted("absence", page("a")).await;
    live.granted("presence", page("c")).await;
    live.granted("subscribe", json!({ "org": org, "topic": "members" }))
        .await;
    live.granted("subscribe", json!({ "org": org, "topic": "members" }))
        .await;
    live.refused(
        "subscribe",
        json!({ "org": org, "topic": "roles" }),
        "too-many-subscriptions",
    )
    .await;
}
