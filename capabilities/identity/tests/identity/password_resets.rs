//! A forgotten password.

use std::time::Duration;

use futures::future::join_all;
use serde_json::json;

use hustings_testkit::{PASSWORD, Reply, TestApp, token_in};

const NEW_PASSWORD: &str = "seven purple kettles dancing";

async fn request(app: &TestApp, email: &str) -> Reply {
    app.node
        .post("/v1/password-resets", &json!({ "email": email }))
        .await
}

async fn reset(app: &TestApp, token: &str, password: &str) -> Reply {
    let body = json!({ "token": token, "password": password });
    app.node.post("/v1/password-resets/confirm", &body).await
}

#[tokio::test]
async fn the_link_sets_a_new_password_once_and_ends_every_session() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let pass = app.node.sign_in(&ada.email).await;
    request(&app, &ada.email).await.expect(204);
    let token = app.letter().await.token();
    // A password that is not accepted does not use the link up.
    reset(&app, &token, "1234567890")
        .await
        .expect_problem(422, "weak-password");
    reset(&app, &token, NEW_PASSWORD).await.expect(204);
    reset(&app, &token, PASSWORD)
        .await
        .expect_problem(410, "link-spent");
    app.node
        .get("/v1/account", &pass)
        .await
        .expect_problem(401, "session-ended");
    app.node.try_sign_in(&ada.email, NEW_PASSWORD).await.expect(200);
    assert_eq!(app.letter().await.subject, "Your password was changed");
}

#[tokio::test]
async fn asking_does_not_tell_whether_an_address_has_an_account() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let (known, unknown) = (
        request(&app, &ada.email).await,
        request(&app, "nobody@example.org").await,
    );
    assert_eq!((known.status, known.json), (unknown.status, unknown.json));
    assert_eq!(app.letter().await.to, ada.email);
}

#[tokio::test]
async fn a_link_works_for_an_hour_and_only_so_many_are_sent() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    // The link of the account's beginning was used up, so it does not count.
    for _ in 0..5 {
        request(&app, &ada.email).await.expect(204);
    }
    let letters = app.letters().await;
    assert!((1..=3).contains(&letters.len()), "{letters:?}");
    app.clock().advance(Duration::from_hours(1));
    reset(&app, &letters[0].token(), NEW_PASSWORD)
        .await
        .expect_problem(410, "link-spent");
}

#[tokio::test]
async fn of_two_who_use_a_link_at_once_one_does() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let email = hustings_identity::values::EmailAddress::parse(&ada.email).unwrap();
    let link = hustings_identity::password_reset_link(&app.node.identity, &email)
        .await
        .unwrap()
        .unwrap();
    let token = token_in(&link);
    let replies = join_all((0..3).map(|_| reset(&app, &token, NEW_PASSWORD))).await;
    let mut statuses: Vec<u16> = replies.iter().map(|reply| reply.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 410, 410], "{replies:?}");
    app.letter().await;
}

#[tokio::test]
async fn a_new_password_opens_a_locked_door() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    for _ in 0..5 {
        app.node.try_sign_in(&ada.email, "wrong").await;
    }
    request(&app, &ada.email).await.expect(204);
    let token = app.letter().await.token();
    reset(&app, &token, NEW_PASSWORD).await.expect(204);
    app.node.try_sign_in(&ada.email, NEW_PASSWORD).await.expect(200);
    app.letter().await;
}
