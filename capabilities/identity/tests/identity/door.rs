//! The door answers from memory, and does not believe it when it cannot know whether it is still true.

use hustings_events::{Feed, FeedSettings};
use hustings_http::{
    AccessClaims, Answer, Assurance, Caller, Door, Entrance, SessionCaller, SessionStanding,
};
use hustings_identity::IdentityDoor;
use hustings_kernel::OrgId;
use hustings_testkit::{Pass, Person, TestApp};
use reqwest::Method;
use serde_json::json;

fn claims(app: &TestApp, person: &Person, pass: &Pass) -> AccessClaims {
    AccessClaims {
        account: person.account.parse().unwrap(),
        session: pass.session.parse().unwrap(),
        assurance: Assurance::Single,
        issued_at: app.database.sources().now().timestamp(),
        expires_at: app.database.sources().now().timestamp() + 60,
    }
}

fn caller(claims: &AccessClaims) -> Caller {
    Caller::Session(SessionCaller {
        account: claims.account,
        session: claims.session,
        assurance: claims.assurance,
    })
}

#[tokio::test]
async fn who_was_seen_once_is_known_without_asking() {
    let app = TestApp::new().await;
    let ada = app.platform_admin("ada@example.org").await;
    let pass = app.node.sign_in(&ada.email).await;
    let org: OrgId = app.found_open(&pass, "union").await.parse().unwrap();
    let claims = claims(&app, &ada, &pass);
    let caller = caller(&claims);
    let door = &app.node.door;
    app.database
        .eventually("the door has caught up with the log and remembers", async || {
            let known = matches!(door.session(&claims), Answer::Now(Ok(SessionStanding::Live)));
            let inside = matches!(door.enter(&caller, org), Answer::Now(Ok(Entrance::Entered(_))));
            if !(known && inside) {
                door.session(&claims).wait().await.unwrap();
                door.enter(&caller, org).wait().await.unwrap();
            }
            known && inside
        })
        .await;
    // A session is its own account's and nobody else's.
    let mut foreign = claims.clone();
    foreign.account = app.database.sources().id();
    assert!(matches!(
        door.session(&foreign),
        Answer::Now(Ok(SessionStanding::Ended))
    ));
}

#[tokio::test]
async fn a_door_that_cannot_follow_the_log_asks_the_database_every_time() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let pass = app.node.sign_in(&ada.email).await;
    let claims = claims(&app, &ada, &pass);
    let store = app.database.store.clone();
    // Neither worker runs: nothing is ever learned.
    let (feed, _) = Feed::new(store, IdentityDoor::kinds(), FeedSettings::default());
    let (door, _) = IdentityDoor::open(&app.node.identity, &feed).await.unwrap();
    for _ in 0..2 {
        let answer = door.session(&claims);
        assert!(matches!(answer, Answer::Later(_)));
        assert_eq!(answer.wait().await.unwrap(), SessionStanding::Live);
    }
    app.node
        .send(Method::DELETE, "/v1/session", Some(&pass), None)
        .await
        .expect(204);
    assert_eq!(
        door.session(&claims).wait().await.unwrap(),
        SessionStanding::Ended
    );
}

#[tokio::test]
async fn a_suspension_is_felt_on_every_node() {
    let app = TestApp::new().await;
    let other = app.another_node().await;
    let ada = app.platform_admin("ada@example.org").await;
    let ben = app.person("ben@example.org").await;
    let (admin, member) = (
        app.node.sign_in(&ada.email).await,
        app.node.sign_in(&ben.email).await,
    );
    let org = app.found_open(&admin, "union").await;
    let own = format!("/v1/orgs/{org}/membership");
    let joined = app
        .node
        .send(Method::POST, &own, Some(&member), Some(&json!({ "name": "Ben" })))
        .await;
    let id = joined.expect(201)["id"].as_str().unwrap().to_owned();
    other.get(&own, &member).await.expect(200);
    app.node.get(&own, &member).await.expect(200);
    let path = format!("/v1/orgs/{org}/members/{id}/suspension");
    let reason = json!({ "reason": "Shouting." });
    let suspended = app
        .node
        .send(Method::PUT, &path, Some(&admin), Some(&reason))
        .await;
    assert!(suspended.status < 300, "{suspended:?}");
    // Here with the very next request, elsewhere a moment later.
    app.node
        .get(&own, &member)
        .await
        .expect_problem(403, "membership-suspended");
    let heard = async || other.get(&own, &member).await.status == 403;
    app.database
        .eventually("the other node has heard of it", heard)
        .await;
    // The person is not concerned, only the membership.
    app.node.sign_in(&ben.email).await;
}
