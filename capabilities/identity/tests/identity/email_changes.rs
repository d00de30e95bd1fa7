//! Another address: both have to agree.

use std::time::Duration;

use futures::future::join_all;
use reqwest::Method;
use serde_json::json;

use crate::house::{House, PASSWORD, Pass, Reply};

async fn request(house: &House, pass: &Pass, email: &str, password: &str) -> Reply {
    let body = json!({ "email": email, "password": password });
    house
        .node
        .send(Method::POST, "/v1/account/email", Some(pass), Some(&body))
        .await
}

async fn confirm(house: &House, token: &str) -> Reply {
    house
        .node
        .post("/v1/email-changes/confirm", &json!({ "token": token }))
        .await
}

/// The tokens sent to the old address and to the new.
async fn tokens(house: &House, old: &str, new: &str) -> (String, String) {
    let letters = house.letters().await;
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
    let house = House::new().await;
    let ada = house.person("ada@example.org").await;
    let pass = house.node.sign_in(&ada).await;
    request(&house, &pass, "ada@new.example", "wrong")
        .await
        .expect_problem(403, "wrong-password");
    request(&house, &pass, "ada@new.example", PASSWORD)
        .await
        .expect(204);
    let (old, new) = tokens(&house, &ada.email, "ada@new.example").await;
    assert_eq!(confirm(&house, &new).await.expect(200)["changed"], false);
    confirm(&house, &new).await.expect_problem(410, "link-spent");
    house
        .node
        .try_sign_in("ada@new.example", PASSWORD)
        .await
        .expect_problem(401, "wrong-credentials");
    assert_eq!(confirm(&house, &old).await.expect(200)["changed"], true);
    house
        .node
        .try_sign_in("ada@new.example", PASSWORD)
        .await
        .expect(200);
    house
        .node
        .try_sign_in(&ada.email, PASSWORD)
        .await
        .expect_problem(401, "wrong-credentials");
    // Who was signed in still is.
    let account = house.node.get("/v1/account", &pass).await;
    assert_eq!(account.expect(200)["email"], "ada@new.example");
}

#[tokio::test]
async fn both_confirmations_at_once_change_it_once() {
    let house = House::new().await;
    let ada = house.person("ada@example.org").await;
    let pass = house.node.sign_in(&ada).await;
    request(&house, &pass, "ada@new.example", PASSWORD)
        .await
        .expect(204);
    let (old, new) = tokens(&house, &ada.email, "ada@new.example").await;
    let replies = join_all([confirm(&house, &old), confirm(&house, &new)]).await;
    let mut changed: Vec<bool> = replies
        .iter()
        .map(|reply| reply.expect(200)["changed"] == true)
        .collect();
    changed.sort_unstable();
    assert_eq!(changed, [false, true]);
}

#[tokio::test]
async fn an_address_that_has_an_account_is_refused_only_to_who_can_read_its_mail() {
    let house = House::new().await;
    let ada = house.person("ada@example.org").await;
    let ben = house.person("ben@example.org").await;
    let pass = house.node.sign_in(&ada).await;
    request(&house, &pass, &ben.email, PASSWORD).await.expect(204);
    let (old, new) = tokens(&house, &ada.email, &ben.email).await;
    confirm(&house, &old).await.expect(200);
    confirm(&house, &new).await.expect_problem(409, "address-taken");
    house.node.sign_in(&ben).await;
}

#[tokio::test]
async fn the_links_expire_and_letters_are_not_sent_at_will() {
    let house = House::new().await;
    let ada = house.person("ada@example.org").await;
    let pass = house.node.sign_in(&ada).await;
    request(&house, &pass, "ada@new.example", PASSWORD)
        .await
        .expect(204);
    request(&house, &pass, "ada@new.example", PASSWORD)
        .await
        .expect_problem(429, "too-soon");
    let (old, _) = tokens(&house, &ada.email, "ada@new.example").await;
    house.clock().advance(Duration::from_hours(24));
    confirm(&house, &old).await.expect_problem(410, "link-spent");
}
