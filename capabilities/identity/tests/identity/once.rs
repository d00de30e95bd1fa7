//! Every unsafe operation honours an idempotency key, or says why not.

use std::collections::BTreeSet;

use hustings_http::Edge;
use hustings_identity::organisations::issue_setup_token;
use hustings_testkit::{PASSWORD, Pass, Reply, TestApp, token_in};
use reqwest::Method;
use reqwest::header::CONTENT_TYPE;
use serde_json::{Value, json};

use crate::crew::factors::Authenticator;

/// Tries one operation after the other.
struct Trial {
    app: TestApp,
    tried: BTreeSet<&'static str>,
}

/// What is asked of an operation.
#[derive(Default)]
struct Ask<'a> {
    names: &'a [(&'a str, &'a str)],
    pass: Option<&'a Pass>,
    body: Option<Value>,
}

impl Trial {
    /// Asks for the same twice at the same time, once more later, and then for something else with the same key.
    /// Returns the answer.
    async fn once(&mut self, id: &'static str, ask: Ask<'_>) -> Reply {
        assert!(self.tried.insert(id), "{id} was tried already");
        let key = format!("{id}-1");
        let (one, other) = futures::join!(self.send(id, &key, &ask, ""), self.send(id, &key, &ask, ""));
        let was_replayed = |reply: &Reply| reply.headers.contains_key("idempotency-replayed");
        assert!(
            was_replayed(&one) != was_replayed(&other),
            "{id}: {one:?} {other:?}"
        );
        let (first, twin) = if was_replayed(&one) {
            (other, one)
        } else {
            (one, other)
        };
        assert!((200..300).contains(&first.status), "{id}: {first:?}");
        let later = self.send(id, &key, &ask, "").await;
        for again in [&twin, &later] {
            assert!(was_replayed(again), "{id}: {again:?}");
            assert_eq!((again.status, &again.json), (first.status, &first.json), "{id}");
            for kept in ["location", "etag"] {
                assert_eq!(again.headers.get(kept), first.headers.get(kept), "{id}");
            }
        }
        let changed = self.send(id, &key, &ask, " ").await;
        changed.expect_problem(422, "idempotency-key-reused");
        first
    }

    /// The same for an answer that is told only once.
    async fn once_only(&mut self, id: &'static str, ask: Ask<'_>) -> Reply {
        assert!(self.tried.insert(id), "{id} was tried already");
        let first = self.send(id, "k", &ask, "").await;
        assert!((200..300).contains(&first.status), "{id}: {first:?}");
        let again = self.send(id, "k", &ask, "").await;
        again.expect_problem(409, "answer-not-kept");
        first
    }

    async fn send(&self, id: &str, key: &str, ask: &Ask<'_>, more: &str) -> Reply {
        let mut operations = self.app.node.routes.operations();
        let operation = operations.find(|operation| operation.id == id).unwrap();
        let mut path = operation.path.clone();
        for (name, value) in ask.names {
            path = path.replace(&format!("{{{name}}}"), value);
        }
        // What has no body is told apart by its address.
        let text = match &ask.body {
            Some(body) => format!("{body}{more}"),
            None if more.is_empty() => String::new(),
            None => {
                path.push_str("?fields=id");
                String::new()
            }
        };
        let request = self
            .app
            .node
            .request(operation.method.clone(), &path, ask.pass, None);
        let request = request.header("idempotency-key", key).header("if-match", "*");
        Reply::of(request.header(CONTENT_TYPE, "application/json").body(text)).await
    }

    /// The tokens of the letters that wait.
    async fn tokens(&self) -> Vec<String> {
        let letters = self.app.letters().await;
        letters.iter().map(|letter| token_in(&letter.text)).collect()
    }

    /// The token of the only letter that waits: nobody gets two.
    async fn token(&self) -> String {
        let mut tokens = self.tokens().await;
        assert_eq!(tokens.len(), 1);
        tokens.remove(0)
    }
}

async fn the_beginning(trial: &mut Trial) {
    let token = issue_setup_token(&trial.app.node.identity)
        .await
        .unwrap()
        .unwrap();
    let body = json!({
        "token": token.reveal(),
        "organisation": { "name": "First", "slug": "first" },
        "admin": { "name": "Ada", "email": "first@example.org", "password": PASSWORD },
    });
    trial.once("set_up", ask(&[], None, body)).await;
}

fn ask<'a>(names: &'a [(&'a str, &'a str)], pass: impl Into<Option<&'a Pass>>, body: Value) -> Ask<'a> {
    Ask {
        names,
        pass: pass.into(),
        body: Some(body).filter(|body| !body.is_null()),
    }
}

async fn of_accounts(trial: &mut Trial, org: &str) {
    let sign_up =
        json!({ "email": "ben@example.org", "password": PASSWORD, "name": "Ben", "organisation": org });
    trial.once("sign_up", ask(&[], None, sign_up)).await;
    let token = json!({ "token": trial.token().await });
    trial.once("confirm_sign_up", ask(&[], None, token)).await;
    let ben = trial.app.node.sign_in("ben@example.org").await;

    let profile = json!({ "name": "Benjamin" });
    trial.once("change_profile", ask(&[], &ben, profile)).await;
    let wish = json!({ "email": "ben@new.example", "password": PASSWORD });
    trial.once("request_email_change", ask(&[], &ben, wish)).await;
    let tokens = trial.tokens().await;
    assert_eq!(tokens.len(), 2);
    let token = json!({ "token": tokens[0] });
    trial.once("confirm_email_change", ask(&[], None, token)).await;
    let email = json!({ "email": "ben@example.org" });
    trial.once("request_password_reset", ask(&[], None, email)).await;
    let reset = json!({ "token": trial.token().await, "password": "seven purple kettles dancing" });
    trial.once("reset_password", ask(&[], None, reset)).await;
    trial.app.letter().await;

    let credentials = ("ben@example.org", "seven purple kettles dancing");
    let sign_in = async || Pass::of(&trial.app.node.try_sign_in(credentials.0, credentials.1).await);
    let (ben, second, third) = (sign_in().await, sign_in().await, sign_in().await);
    let names = [("session", second.session.as_str())];
    trial.once("revoke_session", ask(&names, &ben, Value::Null)).await;
    trial
        .once("revoke_other_sessions", ask(&[], &ben, Value::Null))
        .await;
    trial.app.node.get("/v1/account", &third).await.expect(401);
    let change = json!({ "current": credentials.1, "new": PASSWORD });
    trial.once("change_password", ask(&[], &ben, change)).await;
    trial.app.letter().await;
}

async fn of_organisations(trial: &mut Trial, admin: &Pass) {
    let found = json!({ "organisation": { "name": "Town", "slug": "town" }, "name": "Ada" });
    let founded = trial.once("found_organisation", ask(&[], admin, found)).await;
    let org = founded.json["organisation"]["id"].as_str().unwrap();
    let names = [("org", org)];
    let change = json!({ "name": "Village", "sign_up": "open" });
    trial
        .once("change_organisation", ask(&names, admin, change))
        .await;
    let close = json!({ "slug": "town" });
    trial.once("close_organisation", ask(&names, admin, close)).await;
    trial
        .once("reopen_organisation", ask(&names, admin, Value::Null))
        .await;

    let ben = trial.app.node.sign_in("ben@example.org").await;
    let join = json!({ "name": "Ben" });
    trial.once("join_organisation", ask(&names, &ben, join)).await;
    trial
        .once("leave_organisation", ask(&names, &ben, Value::Null))
        .await;
}

async fn of_members(trial: &mut Trial, org: &str, admin: &Pass) {
    let bob = trial.app.member(org, admin, "bob@example.org", "member").await;
    let names = [("org", org), ("member", bob.id.as_str())];
    let own = json!({ "name": "Bob" });
    trial
        .once("change_own_membership", ask(&names, &bob.pass, own))
        .await;
    let role = json!({ "role": "moderator" });
    trial.once("change_member_role", ask(&names, admin, role)).await;
    let reason = json!({ "reason": "Shouting." });
    trial.once("suspend_member", ask(&names, admin, reason)).await;
    trial
        .once("reinstate_member", ask(&names, admin, Value::Null))
        .await;
    trial.once("remove_member", ask(&names, admin, Value::Null)).await;

    // Whoever hands over keeps the right to ask again.
    let boss = trial.app.member(org, admin, "boss@example.org", "admin").await;
    let carol = trial.app.member(org, admin, "carol@example.org", "member").await;
    let transfer = json!({ "to": carol.id, "own_role": "admin" });
    trial
        .once("transfer_organisation", ask(&names[..1], &boss.pass, transfer))
        .await;
}

async fn of_invitations(trial: &mut Trial, org: &str, admin: &Pass) {
    let names = [("org", org)];
    let invite = |email: &str| json!({ "email": email, "role": "member" });
    let made = trial
        .once("invite_member", ask(&names, admin, invite("dan@example.org")))
        .await;
    trial.token().await;
    let id = made.json["id"].as_str().unwrap();
    let names = [("org", org), ("invitation", id)];
    trial
        .once("resend_invitation", ask(&names, admin, Value::Null))
        .await;
    let join = json!({ "token": trial.token().await, "name": "Dan", "password": PASSWORD });
    trial.once("join_by_invitation", ask(&[], None, join)).await;

    let file = json!({ "csv": "ida@example.org,Ida" });
    let of_org = [("org", org)];
    let started = trial
        .once("start_member_import", ask(&of_org, admin, file.clone()))
        .await;
    trial.token().await;
    assert!(started.headers.contains_key("location"));
    let path = format!("/v1/orgs/{org}/members/imports");
    let other = trial
        .app
        .node
        .send(Method::POST, &path, Some(admin), Some(&file))
        .await;
    let names = [
        ("org", org),
        ("import", other.expect(202)["id"].as_str().unwrap()),
    ];
    trial
        .once("cancel_member_import", ask(&names, admin, Value::Null))
        .await;
    trial.app.work().await;

    let token = trial.app.invited(org, admin, "eve@example.org", "member").await;
    let decline = json!({ "token": token });
    trial.once("decline_invitation", ask(&[], None, decline)).await;
    let gil = trial.app.person("gil@example.org").await;
    let token = trial.app.invited(org, admin, &gil.email, "member").await;
    let gil = trial.app.node.sign_in(&gil.email).await;
    let accept = json!({ "token": token, "name": "Gil" });
    trial.once("accept_invitation", ask(&[], &gil, accept)).await;

    trial.app.invited(org, admin, "fay@example.org", "member").await;
    let path = format!("/v1/orgs/{org}/invitations");
    let list = trial.app.node.get(&path, admin).await;
    let id = list.expect(200)["items"][0]["id"].as_str().unwrap();
    let names = [("org", org), ("invitation", id)];
    trial
        .once("revoke_invitation", ask(&names, admin, Value::Null))
        .await;
}

async fn of_roles_and_keys(trial: &mut Trial, org: &str, admin: &Pass) {
    let names = [("org", org)];
    let role = json!({ "name": "Scribe", "permissions": ["members.read"] });
    let made = trial.once("create_role", ask(&names, admin, role)).await;
    let names = [("org", org), ("role", made.json["role"].as_str().unwrap())];
    let role = json!({ "name": "Writer", "permissions": [] });
    trial.once("change_role", ask(&names, admin, role)).await;
    trial.once("delete_role", ask(&names, admin, Value::Null)).await;

    let (key, _) = trial.app.key(org, admin, &["members.read"]).await;
    let names = [("org", org), ("key", key.as_str())];
    trial.once("revoke_key", ask(&names, admin, Value::Null)).await;
}

/// A secret is told once: the twin is told that it was.
async fn of_secrets(trial: &mut Trial, org: &str, admin: &Pass) {
    let names = [("org", org)];
    let key = json!({ "name": "robot", "permissions": [] });
    let ask = ask(&names, admin, key);
    trial.once_only("create_key", ask).await;

    trial.app.invited(org, admin, "jon@example.org", "member").await;
    let path = format!("/v1/orgs/{org}/invitations");
    let list = trial.app.node.get(&path, admin).await;
    let id = list.expect(200)["items"][0]["id"].as_str().unwrap();
    let names = [("org", org), ("invitation", id)];
    let ask = self::ask(&names, admin, Value::Null);
    trial.once_only("hand_invitation_over", ask).await;
}

async fn of_second_factors(trial: &mut Trial) {
    let ida = trial.app.person("ida@example.org").await;
    let ida = trial.app.node.sign_in(&ida.email).await;
    let begun = trial
        .once_only("begin_authenticator", ask(&[], &ida, Value::Null))
        .await;
    let phone = Authenticator::of(begun.json["secret"].as_str().unwrap());
    let code = json!({ "code": phone.code(&trial.app) });
    trial
        .once_only("confirm_authenticator", ask(&[], &ida, code))
        .await;
    trial
        .once_only("renew_recovery_codes", ask(&[], &ida, Value::Null))
        .await;
    trial
        .once("remove_authenticator", ask(&[], &ida, Value::Null))
        .await;
    assert_eq!(trial.app.letters().await.len(), 2);
}

async fn of_lost_second_factors(trial: &mut Trial, org: &str, admin: &Pass) {
    let second = trial
        .app
        .member(org, admin, "second@example.org", "admin")
        .await
        .pass;
    let kay = trial.app.member(org, admin, "kay@example.org", "member").await;
    Authenticator::set_up(&trial.app, &kay.pass).await;
    let names = [("org", org), ("member", kay.id.as_str())];
    let reason = || json!({ "reason": "Lost her phone." });
    let request = "request_second_factor_reset";
    trial.once(request, ask(&names, admin, reason())).await;
    trial
        .once("withdraw_second_factor_reset", ask(&names, admin, Value::Null))
        .await;
    let again = ask(&names, admin, reason());
    trial.send(request, "again", &again, "").await.expect(204);
    trial
        .once("approve_second_factor_reset", ask(&names, &second, Value::Null))
        .await;
    let letters = trial.app.letters().await;
    let token = letters
        .iter()
        .find_map(|letter| letter.text.split_once("#token="));
    let token = token_in(&format!("#token={}", token.unwrap().1));
    let body = json!({ "token": token, "password": PASSWORD });
    trial
        .once("confirm_second_factor_reset", ask(&[], None, body))
        .await;
    trial.app.letter().await;
}

#[tokio::test]
async fn every_unsafe_operation_is_done_once_for_one_key() {
    let mut trial = Trial {
        app: TestApp::new().await,
        tried: BTreeSet::new(),
    };
    the_beginning(&mut trial).await;
    let admin = trial.app.platform_admin("admin@example.org").await;
    let admin = trial.app.node.sign_in(&admin.email).await;
    let org = trial.app.found_open(&admin, "union").await;
    of_accounts(&mut trial, &org).await;
    of_organisations(&mut trial, &admin).await;
    of_members(&mut trial, &org, &admin).await;
    of_invitations(&mut trial, &org, &admin).await;
    of_roles_and_keys(&mut trial, &org, &admin).await;
    of_secrets(&mut trial, &org, &admin).await;
    of_second_factors(&mut trial).await;
    of_lost_second_factors(&mut trial, &org, &admin).await;

    let document = serde_json::to_value(Edge::openapi(&trial.app.node.routes)).unwrap();
    let must: BTreeSet<&str> = document["paths"]
        .as_object()
        .unwrap()
        .values()
        .flat_map(|methods| methods.as_object().unwrap())
        .filter(|(method, operation)| *method != "get" && operation["x-without-idempotency-key"].is_null())
        .map(|(_, operation)| operation["operationId"].as_str().unwrap())
        .collect();
    assert_eq!(trial.tried, must);
}

#[tokio::test]
async fn a_refusal_is_not_kept() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let pass = app.node.sign_in(&ada.email).await;
    let change = async |current: &str| {
        let body = json!({ "current": current, "new": "seven purple kettles dancing" });
        let request = app
            .node
            .request(Method::PUT, "/v1/account/password", Some(&pass), Some(&body));
        Reply::of(request.header("idempotency-key", "k")).await
    };
    change("wrong").await.expect_problem(403, "wrong-password");
    change("wrong").await.expect_problem(403, "wrong-password");
    change(PASSWORD).await.expect(204);
    change(PASSWORD).await.expect(204);
    change("wrong")
        .await
        .expect_problem(422, "idempotency-key-reused");
    app.letter().await;
}
