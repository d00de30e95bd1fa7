//! Second factors: set up, asked for at sign-in, stood in for, taken away.

use std::fmt::Write as _;
use std::time::Duration;

use futures::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};

use hustings_identity::values::EmailAddress;
use hustings_identity::{FactorRemoved, reset_second_factor};
use hustings_testkit::{PASSWORD, Pass, TestApp};

use crate::crew::factors::{Authenticator, answer, challenged, codes_in, prove};
use crate::crew::forget_expired;

const STATUS: &str = "/v1/account/second-factor";
const APP: &str = "/v1/account/authenticator";

fn hex_of(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").unwrap();
        hex
    })
}

async fn guarded() -> (TestApp, String, Pass, Authenticator) {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let pass = app.node.sign_in(&ada.email).await;
    let phone = Authenticator::set_up(&app, &pass).await;
    (app, ada.email, pass, phone)
}

#[tokio::test]
async fn once_an_app_has_shown_a_code_sign_in_asks_for_one() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let pass = app.node.sign_in(&ada.email).await;
    let begun = app.node.send(Method::POST, APP, Some(&pass), None).await;
    assert_eq!(begun.headers["cache-control"], "no-store");
    let secret = begun.expect(200)["secret"].as_str().unwrap().to_owned();
    let uri = begun.json["uri"].as_str().unwrap();
    assert!(
        uri.starts_with("otpauth://totp/") && uri.contains(&format!("secret={secret}&")),
        "{uri}"
    );
    let phone = Authenticator::of(&secret);
    // Begun is not set up.
    app.node.sign_in(&ada.email).await;
    let path = "/v1/account/authenticator/confirm";
    let wrong = json!({ "code": phone.wrong_code(&app) });
    app.node
        .send(Method::POST, path, Some(&pass), Some(&wrong))
        .await
        .expect_problem(403, "wrong-code");
    let right = json!({ "code": phone.code(&app) });
    let confirmed = app.node.send(Method::POST, path, Some(&pass), Some(&right)).await;
    assert_eq!(codes_in(&confirmed).len(), 10);
    app.node
        .send(Method::POST, path, Some(&pass), Some(&right))
        .await
        .expect_problem(409, "authenticator-not-begun");
    assert_eq!(app.letter().await.subject, "Your account has a second factor");

    let status = app.node.get(STATUS, &pass).await;
    assert_eq!(status.expect(200)["recovery_codes_left"], 10);
    let challenge = challenged(&app, &ada.email).await;
    // The code that set it up was used.
    answer(&app, &challenge, &phone.code(&app))
        .await
        .expect_problem(401, "wrong-code");
    app.clock().advance(Duration::from_secs(30));
    let signed_in = Pass::of(&answer(&app, &challenge, &phone.code(&app)).await);
    app.node.get("/v1/account", &signed_in).await.expect(200);
}

#[tokio::test]
async fn a_code_and_a_challenge_are_good_once_even_for_many_at_once() {
    let (app, email, _, phone) = guarded().await;
    let mut challenges = Vec::new();
    for _ in 0..3 {
        challenges.push(challenged(&app, &email).await);
    }
    let code = phone.code(&app);
    let replies = join_all(challenges.iter().map(|challenge| answer(&app, challenge, &code))).await;
    let mut statuses: Vec<u16> = replies.iter().map(|reply| reply.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 401, 401], "{replies:?}");
    // One challenge, and two codes that are good.
    let challenge = challenged(&app, &email).await;
    let codes = &phone.recovery_codes[..2];
    let replies = join_all(codes.iter().map(|code| answer(&app, &challenge, code))).await;
    let mut statuses: Vec<u16> = replies.iter().map(|reply| reply.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 410], "{replies:?}");
    assert_eq!(app.letter().await.subject, "A recovery code was used");
}

#[tokio::test]
async fn a_recovery_code_stands_in_once_and_the_person_is_told() {
    let (app, email, pass, phone) = guarded().await;
    let code = phone.recovery_codes[3].to_uppercase();
    let challenge = challenged(&app, &email).await;
    answer(&app, &challenge, &code).await.expect(200);
    let letter = app.letter().await;
    assert!(letter.text.contains("left: 9"), "{letter:?}");
    let challenge = challenged(&app, &email).await;
    answer(&app, &challenge, &code)
        .await
        .expect_problem(401, "wrong-code");
    assert_eq!(app.node.get(STATUS, &pass).await.json["recovery_codes_left"], 9);
    // New ones make the old ones worthless.
    let path = "/v1/account/recovery-codes";
    let renewed = codes_in(&app.node.send(Method::POST, path, Some(&pass), None).await);
    answer(&app, &challenge, &phone.recovery_codes[4])
        .await
        .expect_problem(401, "wrong-code");
    answer(&app, &challenge, &renewed[0]).await.expect(200);
    app.letter().await;
}

#[tokio::test]
async fn a_challenge_ends_with_its_time_its_tries_or_its_password() {
    let (app, email, pass, phone) = guarded().await;
    let late = challenged(&app, &email).await;
    app.clock().advance(Duration::from_mins(5));
    answer(&app, &late, &phone.code(&app))
        .await
        .expect_problem(410, "challenge-spent");
    answer(&app, "made up", &phone.code(&app))
        .await
        .expect_problem(410, "challenge-spent");

    let voided = challenged(&app, &email).await;
    let change = json!({ "current": PASSWORD, "new": "seven purple kettles dancing" });
    app.node
        .send(Method::PUT, "/v1/account/password", Some(&pass), Some(&change))
        .await
        .expect(204);
    answer(&app, &voided, &phone.code(&app))
        .await
        .expect_problem(410, "challenge-spent");
    app.letter().await;
    forget_expired(&app).await;
}

#[tokio::test]
async fn wrong_codes_lock_the_second_factor_and_the_person_learns_that_their_password_is_known() {
    let (app, email, _, phone) = guarded().await;
    let challenge = challenged(&app, &email).await;
    for _ in 0..5 {
        answer(&app, &challenge, &phone.wrong_code(&app))
            .await
            .expect_problem(401, "wrong-code");
    }
    answer(&app, &challenge, &phone.code(&app))
        .await
        .expect_problem(410, "challenge-spent");
    let another = challenged(&app, &email).await;
    let locked = answer(&app, &another, &phone.code(&app)).await;
    locked.expect_problem(429, "locked");
    assert_eq!(locked.headers["retry-after"], "30");
    assert_eq!(app.letter().await.subject, "Somebody may know your password");
    app.clock().advance(Duration::from_secs(30));
    answer(&app, &another, &phone.code(&app)).await.expect(200);
    // The right code wiped the slate clean, of passwords as well.
    phone.sign_in_again(&app, &email).await;
}

#[tokio::test]
async fn the_right_password_alone_does_not_open_a_door_that_was_knocked_at_too_often() {
    let (app, email, _, _) = guarded().await;
    for _ in 0..5 {
        challenged(&app, &email).await;
    }
    app.node
        .try_sign_in(&email, PASSWORD)
        .await
        .expect_problem(429, "locked");
}

#[tokio::test]
async fn a_wrong_password_gets_the_same_answer_whether_or_not_there_is_a_second_factor() {
    let (app, email, _, _) = guarded().await;
    let comparable = |mut json: Value| {
        json.as_object_mut().unwrap().remove("request_id");
        json
    };
    let guarded = app.node.try_sign_in(&email, "wrong").await;
    let nobody = app.node.try_sign_in("nobody@example.org", "wrong").await;
    assert_eq!(guarded.status, 401);
    assert_eq!(comparable(guarded.json), comparable(nobody.json));
}

#[tokio::test]
async fn whoever_can_only_read_the_mail_does_not_get_around_the_second_factor() {
    let (app, email, pass, _) = guarded().await;
    let body = json!({ "email": email });
    app.node.post("/v1/password-resets", &body).await.expect(204);
    let body = json!({ "token": app.letter().await.token(), "password": "seven purple kettles dancing" });
    app.node
        .post("/v1/password-resets/confirm", &body)
        .await
        .expect(204);
    app.letter().await;
    app.node
        .get("/v1/account", &pass)
        .await
        .expect_problem(401, "session-ended");
    let reply = app.node.try_sign_in(&email, "seven purple kettles dancing").await;
    assert!(reply.expect(202).get("access_token").is_none());
}

#[tokio::test]
async fn a_second_factor_is_taken_away_by_its_owner_and_then_the_password_is_enough() {
    let (app, email, pass, phone) = guarded().await;
    app.node
        .send(Method::DELETE, APP, Some(&pass), None)
        .await
        .expect(204);
    assert_eq!(
        app.letter().await.subject,
        "Your account has no second factor any more"
    );
    app.node
        .send(Method::DELETE, APP, Some(&pass), None)
        .await
        .expect_problem(409, "no-second-factor");
    let status = app.node.get(STATUS, &pass).await;
    assert_eq!(
        status.expect(200),
        &json!({ "authenticator": null, "recovery_codes_left": 0 })
    );
    app.node.sign_in(&email).await;
    prove(&app, &pass, "code", &phone.code(&app))
        .await
        .expect_problem(422, "password-needed");
}

#[tokio::test]
async fn an_operator_takes_a_lost_second_factor_away() {
    let (app, email, _, _) = guarded().await;
    let address = EmailAddress::parse(&email).unwrap();
    let reset = async || reset_second_factor(&app.node.identity, &address).await.unwrap();
    assert_eq!(reset().await, FactorRemoved::Done);
    assert_eq!(
        app.letter().await.subject,
        "Your account has no second factor any more"
    );
    app.node.sign_in(&email).await;
    assert_eq!(reset().await, FactorRemoved::HadNone);
    let nobody = EmailAddress::parse("nobody@example.org").unwrap();
    let found = reset_second_factor(&app.node.identity, &nobody).await.unwrap();
    assert_eq!(found, FactorRemoved::NoSuchAccount);
}

#[tokio::test]
async fn what_is_stored_of_a_second_factor_reveals_nothing() {
    let (app, _, pass, phone) = guarded().await;
    let begun = app.node.send(Method::POST, APP, Some(&pass), None).await;
    let secret = begun.expect(200)["secret"].as_str().unwrap().to_owned();
    let stored = crate::rows::second_factors(&app.database).await;
    assert!(stored.len() > 300, "{stored}");
    let compact: Vec<String> = phone
        .recovery_codes
        .iter()
        .map(|code| code.replace('-', ""))
        .collect();
    for clear in [&secret, &phone.recovery_codes[0], &compact[0]] {
        assert!(!stored.contains(clear.as_str()), "{clear}");
    }
    assert!(!stored.contains(&hex_of(phone.secret())));
}

#[tokio::test]
async fn who_closes_the_account_leaves_no_second_factor_behind() {
    let (app, _, pass, _) = guarded().await;
    let body = json!({ "password": PASSWORD });
    app.node
        .send(Method::POST, "/v1/account/close", Some(&pass), Some(&body))
        .await
        .expect(204);
    assert_eq!(crate::rows::second_factors(&app.database).await, "");
}
