//! What one hears of.

use hustings_testkit::TestApp;
use reqwest::Method;
use serde_json::json;

use crate::client::{Brings, TRANSPORTS, connect, settle, try_connect};

#[tokio::test]
async fn a_change_is_heard_over_every_transport_numbered_and_without_content() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    settle(&app, &app.node, &org, &admin).await;
    for (round, transport) in TRANSPORTS.into_iter().enumerate() {
        let mut live = try_connect(&app.node, transport, &Brings::pass(&admin))
            .await
            .unwrap();
        let answer = live
            .granted("subscribe", json!({ "org": org, "topic": "members" }))
            .await;
        assert_eq!(
            (&answer["missed"], &answer["resync"]),
            (&json!([]), &json!(false))
        );
        let email = format!("member{round}@example.org");
        let member = app.member(&org, &admin, &email, "member").await;
        let joined = live.hear("changed").await;
        assert_eq!(
            joined,
            json!({
                "org": org, "topic": "members", "number": answer["number"].as_u64().unwrap() + 1,
                "cursor": joined["cursor"], "noun": "member", "id": member.id, "kind": "member.joined"
            }),
            "{transport:?}"
        );
        assert!(!joined.to_string().contains(&email));
        live.granted("unsubscribe", json!({ "org": org, "topic": "members" }))
            .await;
        app.member(&org, &admin, &format!("other{round}@example.org"), "member")
            .await;
        live.granted("subscribe", json!({ "org": org, "topic": "organisation" }))
            .await;
        let path = format!("/v1/orgs/{org}");
        let change = json!({ "name": format!("City {round}") });
        let request = app
            .node
            .request(Method::PATCH, &path, Some(&admin), Some(&change));
        hustings_testkit::Reply::of(request.header("if-match", "*"))
            .await
            .expect(200);
        // Nothing of what was unsubscribed came in between.
        assert_eq!(live.hear("changed").await["topic"], "organisation");
    }
}

#[tokio::test]
async fn nothing_of_one_organisation_is_heard_in_another() {
    let app = TestApp::new().await;
    let (here, admin) = app.founded().await;
    let (there, other) = app.founded_as("town", "other@example.org").await;
    settle(&app, &app.node, &here, &admin).await;
    let mut live = connect(&app.node, &admin).await;
    live.granted("subscribe", json!({ "org": here, "topic": "members" }))
        .await;
    live.granted("presence", json!({ "org": here })).await;
    for (event, body) in [
        ("subscribe", json!({ "org": there, "topic": "members" })),
        ("subscribe", json!({ "org": there, "topic": "membership" })),
        ("presence", json!({ "org": there })),
        ("who", json!({ "org": there })),
    ] {
        live.refused(event, body, "not-found").await;
    }
    live.refused("typing", json!({ "org": there }), "not-present")
        .await;
    let mut stranger = connect(&app.node, &other).await;
    let answer = stranger
        .granted("subscribe", json!({ "org": there, "topic": "members" }))
        .await;
    stranger.granted("presence", json!({ "org": there })).await;
    app.member(&there, &other, "bob@example.org", "member").await;
    for heard in stranger.hear_each(["presence", "changed"]).await {
        assert_eq!(heard["org"], json!(there));
    }
    // A cursor of another organisation means nothing here.
    let foreign = json!({ "org": here, "topic": "members", "since": answer["cursor"] });
    let answer = live.granted("subscribe", foreign).await;
    assert_eq!((&answer["resync"], &answer["missed"]), (&json!(true), &json!([])));
    let member = app.member(&here, &admin, "eve@example.org", "member").await;
    let [presence, heard] = live.hear_each(["presence", "changed"]).await;
    assert_eq!(presence["org"], json!(here));
    assert_eq!((&heard["org"], &heard["id"]), (&json!(here), &json!(member.id)));
}

#[tokio::test]
async fn what_concerns_oneself_is_heard_by_oneself_alone() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let bob = app.member(&org, &admin, "bob@example.org", "member").await;
    let eve = app.member(&org, &admin, "eve@example.org", "member").await;
    settle(&app, &app.node, &org, &admin).await;
    let mut live = connect(&app.node, &bob.pass).await;
    live.granted("subscribe", json!({ "org": org, "topic": "membership" }))
        .await;
    live.granted("subscribe", json!({ "topic": "account" })).await;
    for member in [&eve, &bob] {
        let path = format!("/v1/orgs/{org}/members/{}/role", member.id);
        let role = json!({ "role": "moderator" });
        app.node
            .send(Method::PUT, &path, Some(&admin), Some(&role))
            .await
            .expect(200);
    }
    let heard = live.hear("changed").await;
    assert_eq!(
        (&heard["topic"], &heard["id"]),
        (&json!("membership"), &json!(bob.id))
    );
    app.node.sign_in(&eve.email).await;
    let second = app.node.sign_in(&bob.email).await;
    let heard = live.hear("changed").await;
    assert_eq!(
        (&heard["topic"], &heard["id"]),
        (&json!("account"), &json!(second.session))
    );
    assert!(heard.get("org").is_none());
}
