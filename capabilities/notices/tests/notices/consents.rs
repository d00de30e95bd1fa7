//! What members say about letters, and that it is heeded.

use reqwest::Method;
use serde_json::{Value, json};

use crate::office::Office;

const KIND: &str = "identity.role-changed";

impl Office {
    async fn choose(&self, letters: bool) {
        let path = format!("inbox/preferences/{KIND}");
        let choice = json!({ "letters": letters });
        self.put(&path, &self.bob.pass, &choice).await.expect(204);
    }

    /// What is so of letters about roles, and why.
    async fn preference(&self) -> Value {
        let all = self.get("inbox/preferences", &self.bob.pass).await;
        let all = all.expect(200).as_array().unwrap().clone();
        all.into_iter().find(|one| one["kind"] == KIND).unwrap()
    }

    async fn history(&self) -> Vec<Value> {
        let path = format!("inbox/preferences/{KIND}/history");
        let history = self.get(&path, &self.bob.pass).await;
        history.expect(200).as_array().unwrap().clone()
    }

    /// The token of a letter about a new role.
    async fn token(&self) -> String {
        self.change_role("leader").await;
        self.app.letter().await.token()
    }

    async fn subscription(&self, act: &str, token: &str) -> Value {
        let path = format!("/v1/subscription/{act}");
        let reply = self.app.node.post(&path, &json!({ "token": token })).await;
        reply.expect(200).clone()
    }
}

#[tokio::test]
async fn who_wants_no_letters_of_a_kind_gets_none_and_is_still_told() {
    let office = Office::open().await;
    assert_eq!(office.preference().await["letters"], true);
    assert_eq!(office.preference().await["word"], Value::Null);
    office.choose(false).await;
    office.change_role("leader").await;
    assert_eq!(office.app.letters().await.len(), 0);
    assert_eq!(office.unread(&office.bob.pass).await, 1);
    let preference = office.preference().await;
    assert_eq!(preference["letters"], false);
    assert_eq!(preference["word"]["source"], "preferences");
    office.choose(true).await;
    office.change_role("member").await;
    assert_eq!(office.app.letters().await.len(), 1);
}

#[tokio::test]
async fn who_says_no_while_a_letter_waits_does_not_get_it() {
    let office = Office::open().await;
    office.change_role("leader").await;
    // The letter is in the queue by now.
    office.choose(false).await;
    assert_eq!(office.app.letters().await.len(), 0);
}

#[tokio::test]
async fn who_asks_for_letters_that_are_unusual_gets_them() {
    let office = Office::open().await;
    // Of Bob the admin is told before they ask for letters.
    office.app.run_agents().await;
    let path = "inbox/preferences/identity.invitation-accepted";
    let choice = json!({ "letters": true });
    office.put(path, &office.admin, &choice).await.expect(204);
    office
        .app
        .member(&office.org, &office.admin, "carol@example.org", "member")
        .await;
    office.app.run_agents().await;
    let letter = office.app.letter().await;
    assert_eq!(letter.subject, "carol@example.org accepted your invitation");
}

#[tokio::test]
async fn nobody_does_without_what_is_essential() {
    let office = Office::open().await;
    let choice = json!({ "letters": false });
    office
        .put("inbox/preferences/identity.suspended", &office.bob.pass, &choice)
        .await
        .expect_problem(409, "notice-essential");
    office
        .put("inbox/preferences/identity.nothing", &office.bob.pass, &choice)
        .await
        .expect_problem(404, "no-such-kind");
}

#[tokio::test]
async fn everything_said_is_kept_with_where_it_was_said() {
    let office = Office::open().await;
    office.choose(true).await;
    office.choose(true).await;
    let token = office.token().await;
    office.subscription("end", &token).await;
    office.subscription("resume", &token).await;
    let history = office.history().await;
    let said: Vec<_> = history
        .iter()
        .map(|word| (&word["granted"], &word["source"]))
        .collect();
    let (yes, no, preferences, link) = (json!(true), json!(false), json!("preferences"), json!("link"));
    assert_eq!(said, [(&yes, &link), (&no, &link), (&yes, &preferences)]);
    let told = office.inbox(&office.bob.pass).await;
    assert_eq!(history[0]["notice"], told[0]["id"]);
}

#[tokio::test]
async fn one_click_in_a_mail_program_acts_at_once_and_as_often_as_it_likes() {
    let office = Office::open().await;
    let token = office.token().await;
    let path = format!("/v1/unsubscriptions/{token}");
    for _ in 0..2 {
        let request = office.app.node.request(Method::POST, &path, None, None);
        let answer = request
            .header("content-type", "application/x-www-form-urlencoded")
            .body("List-Unsubscribe=One-Click")
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 204);
    }
    assert_eq!(office.history().await.len(), 1);
    let preference = office.preference().await;
    assert_eq!(preference["letters"], false);
    assert_eq!(preference["word"]["source"], "one-click");
    office.change_role("moderator").await;
    assert_eq!(office.app.letters().await.len(), 0);
}

#[tokio::test]
async fn looking_at_the_link_of_a_letter_changes_nothing() {
    let office = Office::open().await;
    let token = office.token().await;
    let found = office.subscription("look", &token).await;
    assert_eq!(found["organisation"], "City 27");
    assert_eq!(found["name"], "My role was changed");
    assert_eq!(found["letters"], true);
    assert_eq!(office.preference().await["letters"], true);
    let forged = json!({ "token": format!("B{}", &token[1..]) });
    for act in ["look", "end", "resume"] {
        office
            .app
            .node
            .post(&format!("/v1/subscription/{act}"), &forged)
            .await
            .expect_problem(404, "no-such-letter");
    }
}
