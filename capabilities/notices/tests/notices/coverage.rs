//! Every operation against everybody who must not get through.

use std::collections::BTreeMap;
use std::sync::Arc;

use hustings_http::Edge;
use hustings_notify::notices::{Notices, NoticesParts};
use hustings_testkit::Doors;
use serde_json::json;

use crate::office::Office;

#[tokio::test]
async fn nobody_gets_through_who_must_not() {
    let office = Office::open().await;
    let Office { app, org, admin, .. } = &office;
    let (other, stranger) = app.founded_as("town", "stranger@example.org").await;
    let foreign = app.member(&other, &stranger, "carol@example.org", "member").await;
    let insider = app.member(org, admin, "boss@example.org", "admin").await;
    let nothing = app.role(org, admin, "Nothing", &[]).await;
    let powerless = app.member(org, admin, "powerless@example.org", &nothing).await;
    let (_, key) = app.key(org, admin, &["inbox.own"]).await;
    // Carol's inviter was told that she came.
    app.run_agents().await;
    let told = app.node.get(&format!("/v1/orgs/{other}/inbox"), &stranger).await;
    let notice = told.expect(200)["items"][0]["id"].as_str().unwrap().to_owned();
    drop(foreign);
    let moment = json!({ "read_at": "2026-11-20T20:00:00Z" });
    let doors = Doors {
        base: app.node.base(),
        organisation: org.parse().unwrap(),
        insider: insider.pass.access,
        powerless: powerless.pass.access,
        key: key.access,
        // Kinds are the same everywhere; one that is none names nothing.
        foreign: BTreeMap::from([
            ("notice", notice.parse().unwrap()),
            ("kind", notice.parse().unwrap()),
        ]),
        stranger: stranger.access.clone(),
        // Whoever holds a letter says no to such letters, signed in or not.
        open: vec![
            "csrf_token",
            "unsubscribe_with_one_click",
            "look_with_one_click",
            "look_at_subscription",
            "end_subscription",
            "take_unsubscribing_back",
        ],
        bodies: BTreeMap::from([
            ("mark_notice", json!({ "state": "read" })),
            ("read_all", json!({ "through": notice })),
            ("put_back", moment),
            ("choose_letters", json!({ "letters": false })),
        ]),
    };
    let notices = Notices::new(NoticesParts {
        store: app.database.store.clone(),
        post: app.node.identity.post.clone(),
        book: Arc::new(app.node.identity.clone()),
        public_url: "http://localhost".to_owned(),
    });
    let routes = hustings_notices::routes(&notices);
    let document = serde_json::to_value(Edge::openapi(&routes)).unwrap();
    let findings = doors.try_all(&document).await.unwrap();
    assert_eq!(findings, Vec::<String>::new(), "{findings:#?}");
    app.letters().await;
}
