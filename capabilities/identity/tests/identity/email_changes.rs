//! Another address: both have to agree.

use std::time::Duration;

use futures::future::join_all;
use reqwest::Method;
use serde_json::json;

use hustings_testkit::{PASSWORD, Pass, Reply, TestApp};

async fn request(app: &TestApp, pass: &Pass, email: &str, password: &str) -> Reply {
    let body = json!({ "email": email, "password": password });
    app.node
        .send(Method::POST, "/v1/account/email", Some(pass), Some(&body))
        .await
}

async fn confirm(app: &TestApp, token: &str) -> Reply {
    app.node
        .post("/v1/email-changes/confirm", &json!({ "token": token }))
        .await
}

/// The tokens sent to the old address and to the new.
async fn tokens(app: &TestApp, old: &str, new: &str) -> (String, String) {
    let letters = app.letters().await;
    assert_eq!(letters.len(), 2, "{letters:?}");
    let to = |address: &str| {
        letters
            .iter()
            .find(|letter| letter.to == address)
            .unwrap()
            .token()
    };
    (to(old), to(new))
}

#[tokio::test]
async fn the_address_changes_when_both_have_confirmed_in_whatever_order() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let pass = app.node.sign_in(&ada.email).await;
    request(&app, &pass, "ada@new.example", "wrong")
        .await
        .expect_problem(403, "wrong-password");
    request(&app, &pass, "ada@new.example", PASSWORD)
        .await
        .expect(204);
    let (old, new) = tokens(&app, &ada.email, "ada@new.example").await;
    assert_eq!(confirm(&app, &new).await.expect(200)["changed"], false);
    confirm(&app, &new).await.expect_problem(410, "link-spent");
    app.node
        .try_sign_in("ada@new.example", PASSWORD)
        .await
        .expect_problem(401, "wrong-credentials");
    assert_eq!(confirm(&app, &old).await.expect(200)["changed"], true);
    app.node
        .try_sign_in("ada@new.example", PASSWORD)
        .await
        .expect(200);
    app.node
        .try_sign_in(&ada.email, PASSWORD)
        .await
        .expect_problem(401, "wrong-credentials");
    // Who was signed in still is.
    let account = app.node.get("/v1/account", &pass).await;
    assert_eq!(account.expect(200)["email"], "ada@new.example");
}

#[tokio::test]
async fn both_confirmations_at_once_change_it_once() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let pass = app.node.sign_in(&ada.email).await;
    request(&app, &pass, "ada@new.example", PASSWORD)
        .await
        .expect(204);
    let (old, new) = tokens(&app, &ada.email, "ada@new.example").await;
    let replies = join_all([confirm(&app, &old), confirm(&app, &new)]).await;
    let mut changed: Vec<bool> = replies
        .iter()
        .map(|reply| reply.expect(200)["changed"] == true)
        .collect();
    changed.sort_unstable();
    assert_eq!(changed, [false, true]);
}

#[tokio::test]
async fn an_address_that_has_an_account_is_refused_only_to_who_can_read_its_mail() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let ben = app.person("ben@example.org").await;
    let pass = app.node.sign_in(&ada.email).await;
    request(&app, &pass, &ben.email, PASSWORD).await.expect(204);
    let (old, new) = tokens(&app, &ada.email, &ben.email).await;
    confirm(&app, &old).await.expect(200);
    confirm(&app, &new).await.expect_problem(409, "address-taken");
    app.node.sign_in(&ben.email).await;
}

#[tokio::test]
async fn the_links_expire_and_letters_are_not_sent_at_will() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let pass = app.node.sign_in(&ada.email).await;
    request(&app, &pass, "ada@new.example", PASSWORD)
        .await
        .expect(204);
    request(&app, &pass, "ada@new.example", PASSWORD)
        .await
        .expect_problem(429, "too-soon");
    let (old, _) = tokens(&app, &ada.email, "ada@new.example").await;
    app.clock().advance(Duration::from_hours(24));
    confirm(&app, &old).await.expect_problem(410, "link-spent");
}
