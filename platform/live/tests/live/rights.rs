//! Who loses what they had, while they have it.

use hustings_testkit::{Member, Pass, TestApp};
use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Brings, TRANSPORTS, Transport, connect, settle, try_connect};

async fn change_role(app: &TestApp, org: &str, admin: &Pass, member: &Member, role: &str) {
    let path = format!("/v1/orgs/{org}/members/{}/role", member.id);
    let body = json!({ "role": role });
    app.node
        .send(Method::PUT, &path, Some(admin), Some(&body))
        .await
        .expect(200);
}

#[tokio::test]
async fn a_topic_needs_its_permission() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let guest = app.member(&org, &admin, "bob@example.org", "guest").await;
    let mut live = connect(&app.node, &guest.pass).await;
    for (topic, granted) in [
        ("organisation", true),
        ("membership", true),
        ("members", false),
        ("roles", false),
        ("invitations", false),
        ("keys", false),
        ("audit", false),
    ] {
        let answer = live.ask("subscribe", json!({ "org": org, "topic": topic })).await;
        assert_eq!(answer["ok"], granted, "{topic} {answer}");
        if !granted {
            assert_eq!(answer["code"], "no-permission", "{topic}");
        }
    }
    live.refused(
        "subscribe",
        json!({ "org": org, "topic": "secrets" }),
        "not-found",
    )
    .await;
    live.refused("subscribe", json!({ "topic": "members" }), "invalid-input")
        .await;
    live.refused(
        "subscribe",
        json!({ "org": org, "topic": "account" }),
        "invalid-input",
    )
    .await;
}

#[tokio::test]
async fn a_role_lost_while_subscribed_ends_what_needed_it_on_every_node() {
    let app = TestApp::new().await;
    let other = app.another_node().await;
    let (org, admin) = app.founded().await;
    let bob = app.member(&org, &admin, "bob@example.org", "member").await;
    let mut here = connect(&app.node, &bob.pass).await;
    let mut there = connect(&other, &bob.pass).await;
    for live in [&mut here, &mut there] {
        live.granted("subscribe", json!({ "org": org, "topic": "members" }))
            .await;
        live.granted("subscribe", json!({ "org": org, "topic": "organisation" }))
            .await;
    }
    change_role(&app, &org, &admin, &bob, "guest").await;
    for live in [&mut here, &mut there] {
        let taken = loop {
            match live.event().await.unwrap() {
                (name, body) if name == "unsubscribed" => break body,
                // The change itself, which was theirs to hear until then.
                (name, _) => assert_eq!(name, "changed"),
            }
        };
        assert_eq!(
            (&taken["org"], &taken["topic"], &taken["code"]),
            (&json!(org), &json!("members"), &json!("no-permission"))
        );
    }
    app.member(&org, &admin, "eve@example.org", "member").await;
    let path = format!("/v1/orgs/{org}");
    let request = app.node.request(
        Method::PATCH,
        &path,
        Some(&admin),
        Some(&json!({ "name": "Town" })),
    );
    hustings_testkit::Reply::of(request.header("if-match", "*"))
        .await
        .expect(200);
    for live in [&mut here, &mut there] {
        assert_eq!(live.hear("changed").await["topic"], "organisation");
        live.refused(
            "subscribe",
            json!({ "org": org, "topic": "members" }),
            "no-permission",
        )
        .await;
    }
}

#[tokio::test]
async fn a_revoked_sessions_sockets_close_on_every_node_and_no_others_do() {
    let app = TestApp::new().await;
    let other = app.another_node().await;
    let (org, admin) = app.founded().await;
    let lost = app.node.sign_in("admin@example.org").await;
    let mut closing = Vec::new();
    for transport in TRANSPORTS {
        for node in [&app.node, &other] {
            closing.push(try_connect(node, transport, &Brings::pass(&lost)).await.unwrap());
        }
    }
    let mut staying = connect(&other, &admin).await;
    let path = format!("/v1/sessions/{}", lost.session);
    app.node
        .send(Method::DELETE, &path, Some(&admin), None)
        .await
        .expect(204);
    for mut live in closing {
        let said = live.ended().await;
        let closing = said.iter().find(|(name, _)| name == "closing");
        // Whoever is between two polls learns it from the next handshake.
        if let Some((_, closing)) = closing {
            assert_eq!(
                (&closing["code"], &closing["reconnect"]),
                (&json!("session-ended"), &json!(false))
            );
        }
    }
    let refused = try_connect(&other, Transport::Websocket, &Brings::pass(&lost)).await;
    assert_eq!(refused.unwrap_err()["code"], "session-ended");
    staying
        .granted("subscribe", json!({ "org": org, "topic": "members" }))
        .await;
}

#[tokio::test]
async fn a_revoked_keys_sockets_close() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let (id, key) = app.key(&org, &admin, &["members.read"]).await;
    let mut live = try_connect(&app.node, Transport::Websocket, &Brings::key(&key))
        .await
        .unwrap();
    live.granted("subscribe", json!({ "org": org, "topic": "members" }))
        .await;
    let path = format!("/v1/orgs/{org}/keys/{id}");
    app.node
        .send(Method::DELETE, &path, Some(&admin), None)
        .await
        .expect(204);
    let closing = live.hear("closing").await;
    assert_eq!(
        (&closing["code"], &closing["reconnect"]),
        (&json!("key-invalid"), &json!(false))
    );
    assert_eq!(live.ended().await, []);
}

#[tokio::test]
async fn whoever_is_suspended_hears_nothing_more_of_that_organisation_and_everything_of_others() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let bob = app.member(&org, &admin, "bob@example.org", "active-member").await;
    let (_, key) = app.key(&org, &bob.pass, &["members.read"]).await;
    let mut live = connect(&app.node, &bob.pass).await;
    let mut robot = try_connect(&app.node, Transport::Websocket, &Brings::key(&key))
        .await
        .unwrap();
    live.granted("subscribe", json!({ "topic": "account" })).await;
    for live in [&mut live, &mut robot] {
        live.granted("subscribe", json!({ "org": org, "topic": "members" }))
            .await;
    }
    live.granted("presence", json!({ "org": org, "page": "home" }))
        .await;
    live.hear("presence").await;
    let path = format!("/v1/orgs/{org}/members/{}/suspension", bob.id);
    let body = json!({ "reason": "a dispute" });
    let reply = app.node.send(Method::PUT, &path, Some(&admin), Some(&body)).await;
    assert!(reply.status < 300, "{reply:?}");
    let until_left = |events: &[(String, Value)]| {
        let left = events
            .iter()
            .find(|(name, _)| name == "left")
            .map(|(_, body)| body.clone());
        left.map(|left| left["code"].clone())
    };
    let mut heard = Vec::new();
    while until_left(&heard).is_none() {
        heard.push(live.event().await.unwrap());
    }
    assert_eq!(until_left(&heard), Some(json!("membership-suspended")));
    let said = robot.ended().await;
    assert_eq!(until_left(&said), Some(json!("membership-suspended")));
    app.member(&org, &admin, "eve@example.org", "member").await;
    app.node.sign_in(&bob.email).await;
    assert_eq!(live.hear("changed").await["topic"], "account");
    live.refused("presence", json!({ "org": org }), "membership-suspended")
        .await;
    live.refused("typing", json!({ "org": org, "page": "home" }), "not-present")
        .await;
}

#[tokio::test]
async fn what_the_log_does_not_say_is_found_out_by_looking_now_and_then() {
    let mut settings = hustings_testkit::AppSettings::default();
    settings.live.recheck_seconds = 1;
    let app = TestApp::start(settings).await;
    let (org, admin) = app.founded().await;
    settle(&app, &app.node, &org, &admin).await;
    let path = format!("/v1/orgs/{org}/keys");
    let expires = app.database.sources().now() + chrono::TimeDelta::hours(1);
    let body = json!({ "name": "robot", "permissions": ["members.read"], "expires_at": expires });
    let made = app
        .node
        .send(Method::POST, &path, Some(&admin), Some(&body))
        .await;
    let brings = Brings {
        auth: Some(json!({ "key": made.expect(201)["secret"] })),
        headers: Vec::new(),
    };
    let mut live = try_connect(&app.node, Transport::Websocket, &brings)
        .await
        .unwrap();
    live.granted("subscribe", json!({ "org": org, "topic": "members" }))
        .await;
    app.clock().advance(std::time::Duration::from_secs(3_601));
    let closing = live.hear("closing").await;
    assert_eq!(closing["code"], "key-invalid");
    assert_eq!(live.ended().await, []);
}
