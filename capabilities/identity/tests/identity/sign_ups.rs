//! Signing up: an account exists once its address is confirmed, and nobody learns who has one.

use std::time::Duration;

use futures::future::join_all;
use serde_json::{Value, json};

use hustings_testkit::{Letter, PASSWORD, Pass, Reply, TestApp};

async fn open_house() -> (TestApp, String) {
    let app = TestApp::new().await;
    let founder = app.platform_admin("founder@example.org").await;
    let pass = app.node.sign_in(&founder.email).await;
    let org = app.found_open(&pass, "union").await;
    (app, org)
}

async fn sign_up(app: &TestApp, org: &str, email: &str) -> Reply {
    let body = json!({
        "email": email, "password": PASSWORD, "name": "Ben", "organisation": org, "language": "de"
    });
    app.node.post("/v1/sign-ups", &body).await
}

async fn confirm(app: &TestApp, token: &str) -> Reply {
    app.node
        .post("/v1/sign-ups/confirm", &json!({ "token": token }))
        .await
}

#[tokio::test]
async fn who_confirms_their_address_has_an_account_and_is_a_member() {
    let (app, org) = open_house().await;
    sign_up(&app, &org, "ben@example.org").await.expect(204);
    // Not yet.
    app.node
        .try_sign_in("ben@example.org", PASSWORD)
        .await
        .expect_problem(401, "wrong-credentials");
    let letter = app.letter().await;
    assert_eq!(letter.to, "ben@example.org");
    assert_eq!(letter.subject, "Bestätigen Sie Ihre E-Mail-Adresse");
    let confirmed = confirm(&app, &letter.token()).await;
    assert_eq!(confirmed.expect(201)["organisation"], org);
    let signed_in = app.node.try_sign_in("ben@example.org", PASSWORD).await;
    let pass = Pass::of(&signed_in);
    app.node
        .get(&format!("/v1/orgs/{org}/membership"), &pass)
        .await
        .expect(200);
    confirm(&app, &letter.token())
        .await
        .expect_problem(410, "link-spent");
}

#[tokio::test]
async fn signing_up_does_not_tell_whether_an_address_has_an_account() {
    let (app, org) = open_house().await;
    let mut answers: Vec<(u16, Value, u64)> = Vec::new();
    for email in ["founder@example.org", "new@example.org"] {
        let before = app.node.identity.passwords.computed();
        let reply = sign_up(&app, &org, email).await;
        answers.push((
            reply.status,
            reply.json,
            app.node.identity.passwords.computed() - before,
        ));
    }
    assert_eq!(answers[0], answers[1]);
    let letters = app.letters().await;
    assert_eq!(letters.len(), 2);
    assert_eq!(letters[0].to, "founder@example.org");
    assert_eq!(letters[0].subject, "Sie haben bereits ein Konto");
    assert!(!letters[0].text.contains("token"));
}

#[tokio::test]
async fn of_two_who_sign_up_with_one_address_at_once_one_gets_the_account() {
    let (app, org) = open_house().await;
    let replies = join_all([
        sign_up(&app, &org, "ben@example.org"),
        sign_up(&app, &org, "BEN@example.org"),
    ])
    .await;
    assert!(replies.iter().all(|reply| reply.status == 204));
    let letters = app.letters().await;
    let confirmations = letters.iter().map(Letter::token);
    let tokens: Vec<String> = confirmations.collect();
    let replies = join_all(tokens.iter().map(|token| confirm(&app, token))).await;
    let mut statuses: Vec<u16> = replies.iter().map(|reply| reply.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409], "{replies:?}");
}

#[tokio::test]
async fn of_two_who_follow_one_link_at_once_one_is_confirmed() {
    let (app, org) = open_house().await;
    sign_up(&app, &org, "ben@example.org").await.expect(204);
    let token = app.letter().await.token();
    let replies = join_all((0..4).map(|_| confirm(&app, &token))).await;
    let mut statuses: Vec<u16> = replies.iter().map(|reply| reply.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 410, 410, 410], "{replies:?}");
}

#[tokio::test]
async fn a_link_expires_and_a_made_up_one_never_worked() {
    let (app, org) = open_house().await;
    sign_up(&app, &org, "ben@example.org").await.expect(204);
    let token = app.letter().await.token();
    confirm(&app, "made-up").await.expect_problem(410, "link-spent");
    app.clock().advance(Duration::from_hours(24));
    confirm(&app, &token).await.expect_problem(410, "link-spent");
}

#[tokio::test]
async fn a_strangers_mailbox_is_not_flooded() {
    let (app, org) = open_house().await;
    for _ in 0..5 {
        sign_up(&app, &org, "ben@example.org").await.expect(204);
    }
    assert_eq!(app.letters().await.len(), 3);
}

#[tokio::test]
async fn an_organisation_by_invitation_and_one_that_does_not_exist_look_the_same() {
    let app = TestApp::new().await;
    let founder = app.platform_admin("founder@example.org").await;
    let pass = app.node.sign_in(&founder.email).await;
    let closed = app.found(&pass, "union").await;
    let nowhere = app.database.sources().id::<uuid::Uuid>().to_string();
    for org in [closed, nowhere] {
        sign_up(&app, &org, "ben@example.org")
            .await
            .expect_problem(403, "invitation-needed");
    }
    assert!(app.letters().await.is_empty());
}

#[tokio::test]
async fn a_weak_password_is_refused_before_anything_is_sent() {
    let (app, org) = open_house().await;
    for weak in ["password12", "ben@example.org", "Benjamin22"] {
        let body = json!({
            "email": "ben@example.org", "password": weak, "name": "Benjamin", "organisation": org
        });
        let reply = app.node.post("/v1/sign-ups", &body).await;
        reply.expect_problem(422, "weak-password");
        assert_eq!(reply.json["fields"][0]["field"], "password");
    }
    assert!(app.letters().await.is_empty());
}

#[tokio::test]
async fn only_an_organisation_that_is_open_to_everybody_is_seen_from_outside() {
    let (app, org) = open_house().await;
    let open = app.node.get_as_visitor("/v1/open-organisations/union").await;
    assert_eq!(open.expect(200)["organisation"], org);
    app.founded_as("closed", "closed@example.org").await;
    for slug in ["closed", "nobody", "No Slug"] {
        let path = format!("/v1/open-organisations/{}", slug.replace(' ', "%20"));
        app.node
            .get_as_visitor(&path)
            .await
            .expect_problem(404, "not-found");
    }
}
