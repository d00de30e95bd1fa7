//! Who is let in.

use hustings_testkit::{AppSettings, PASSWORD, Pass, TestApp};
use reqwest::Method;
use serde_json::json;

use crate::client::{Brings, TRANSPORTS, Transport, connect, try_connect};

#[tokio::test]
async fn nobody_comes_in_without_a_credential_that_is_ours_and_stands() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let ended = app.node.sign_in("admin@example.org").await;
    app.node
        .send(Method::DELETE, "/v1/session", Some(&ended), None)
        .await
        .expect(204);
    let forged = Pass {
        access: format!(
            "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{}.",
            admin.access.split('.').nth(1).unwrap()
        ),
        ..admin.clone()
    };
    let (id, key) = app.key(&org, &admin, &["members.read"]).await;
    let path = format!("/v1/orgs/{org}/keys/{id}");
    app.node
        .send(Method::DELETE, &path, Some(&admin), None)
        .await
        .expect(204);
    let unknown = |auth| Brings {
        auth: Some(auth),
        headers: Vec::new(),
    };
    let cases = [
        (Brings::default(), "not-signed-in"),
        (Brings::pass(&forged), "token-invalid"),
        (Brings::pass(&ended), "session-ended"),
        (Brings::key(&key), "key-invalid"),
        (unknown(json!({ "key": "hk_nonsense" })), "key-invalid"),
        (unknown(json!({ "key": { "$ne": null } })), "key-invalid"),
        (unknown(json!({ "token": admin.access })), "not-signed-in"),
        (unknown(json!([1, 2])), "not-signed-in"),
    ];
    for (brings, code) in cases {
        for transport in TRANSPORTS {
            let problem = try_connect(&app.node, transport, &brings).await.unwrap_err();
            assert_eq!(
                (&problem["code"], &problem["status"]),
                (&json!(code), &json!(401)),
                "{brings:?}"
            );
        }
    }
    app.clock().advance(std::time::Duration::from_secs(3606));
    let problem = try_connect(&app.node, Transport::Websocket, &Brings::pass(&admin)).await;
    assert_eq!(problem.unwrap_err()["code"], "token-expired");
}

#[tokio::test]
async fn a_cookie_opens_a_socket_for_pages_of_this_site_only() {
    let settings = AppSettings::default();
    let ours = settings.http.public_url.as_str().to_owned();
    let mut settings = settings;
    settings.http.cors_origins = vec!["https://friend.example".to_owned()];
    let app = TestApp::start(settings).await;
    let (org, admin) = app.founded().await;
    let (_, key) = app.key(&org, &admin, &["members.read"]).await;
    let credentials = json!({ "email": "admin@example.org", "password": PASSWORD });
    let cookies = app.node.post("/v1/session", &credentials).await.cookies();
    let page = |origin: &str, auth| Brings {
        auth,
        headers: vec![("cookie", cookies.clone()), ("origin", origin.to_owned())],
    };
    for transport in TRANSPORTS {
        let mut live = try_connect(&app.node, transport, &page(&ours, None))
            .await
            .unwrap();
        live.granted("subscribe", json!({ "org": org, "topic": "members" }))
            .await;
        let evil = "https://evil.example";
        for auth in [None, Some(json!({ "key": key.access }))] {
            let refused = try_connect(&app.node, transport, &page(evil, auth)).await;
            assert_eq!(refused.unwrap_err()["code"], "cross-site-request");
        }
        let friend = "https://friend.example";
        let refused = try_connect(&app.node, transport, &page(friend, None)).await;
        assert_eq!(refused.unwrap_err()["code"], "cross-site-request");
        let auth = Some(json!({ "key": key.access }));
        try_connect(&app.node, transport, &page(friend, auth))
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn a_credential_in_the_address_is_refused() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let (_, key) = app.key(&org, &admin, &["members.read"]).await;
    let path = format!("/socket.io/?EIO=4&transport=polling&key={}", key.access);
    app.node
        .send(Method::GET, &path, None, None)
        .await
        .expect_problem(400, "credential-in-address");
}

#[tokio::test]
async fn a_person_and_an_address_have_only_so_many_sockets_and_get_them_back() {
    let mut settings = AppSettings::default();
    settings.live.sockets_per_person = 2;
    settings.live.sockets_per_address = 4;
    let app = TestApp::start(settings).await;
    let (org, admin) = app.founded().await;
    let bob = app.member(&org, &admin, "bob@example.org", "member").await;
    let mut first = connect(&app.node, &admin).await;
    let _second = connect(&app.node, &admin).await;
    let third = try_connect(&app.node, Transport::Polling, &Brings::pass(&admin)).await;
    let problem = third.unwrap_err();
    assert_eq!(
        (&problem["code"], &problem["status"]),
        (&json!("too-many-sockets"), &json!(429))
    );
    first.send("1");
    first.ended().await;
    let mut held = Vec::new();
    for pass in [&admin, &bob.pass, &bob.pass] {
        app.eventually("a place is free", async || {
            let live = try_connect(&app.node, Transport::Websocket, &Brings::pass(pass)).await;
            live.map(|live| held.push(live)).is_ok()
        })
        .await;
    }
    let fifth = try_connect(&app.node, Transport::Websocket, &Brings::default()).await;
    assert_eq!(fifth.unwrap_err()["code"], "too-many-sockets");
}

#[tokio::test]
async fn a_key_opens_its_own_organisation_and_no_more_than_it_may() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let (elsewhere, _) = app.founded_as("town", "other@example.org").await;
    let (_, key) = app.key(&org, &admin, &["members.read"]).await;
    for brings in [Brings::key(&key), Brings::pass(&key)] {
        let mut live = try_connect(&app.node, Transport::Websocket, &brings)
            .await
            .unwrap();
        live.granted("subscribe", json!({ "org": org, "topic": "members" }))
            .await;
        let refused = live
            .refused(
                "subscribe",
                json!({ "org": org, "topic": "audit" }),
                "no-permission",
            )
            .await;
        assert_eq!(refused["detail"], "audit.read is needed.");
        let foreign = json!({ "org": elsewhere, "topic": "members" });
        live.refused("subscribe", foreign, "not-found").await;
        live.refused("subscribe", json!({ "topic": "account" }), "account-needed")
            .await;
        live.refused("presence", json!({ "org": org }), "account-needed")
            .await;
    }
}
