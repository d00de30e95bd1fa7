//! A lost second factor: two admins agree, and only the person can finish it.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;

use hustings_testkit::{Member, PASSWORD, Pass, Reply, TestApp};

use crate::crew::factors::{Authenticator, prove};

struct Scene {
    app: TestApp,
    org: String,
    admin: Pass,
    second: Member,
    kay: Member,
    phone: Authenticator,
}

impl Scene {
    async fn new() -> Self {
        let app = TestApp::new().await;
        let (org, admin) = app.founded().await;
        let second = app.member(&org, &admin, "second@example.org", "admin").await;
        let kay = app.member(&org, &admin, "kay@example.org", "member").await;
        let phone = Authenticator::set_up(&app, &kay.pass).await;
        Self {
            app,
            org,
            admin,
            second,
            kay,
            phone,
        }
    }

    async fn at(&self, method: Method, pass: &Pass, member: &str, rest: &str) -> Reply {
        let path = format!("/v1/orgs/{}/members/{member}/second-factor{rest}", self.org);
        let body = json!({ "reason": "Lost her phone; I know her voice." });
        let body = (method == Method::POST).then_some(&body);
        self.app.node.send(method, &path, Some(pass), body).await
    }

    async fn request(&self, pass: &Pass) -> Reply {
        self.at(Method::POST, pass, &self.kay.id, "-reset").await
    }

    async fn approve(&self, pass: &Pass) -> Reply {
        self.at(Method::PUT, pass, &self.kay.id, "-reset/approval").await
    }

    async fn read(&self) -> Reply {
        self.at(Method::GET, &self.admin, &self.kay.id, "").await
    }

    /// Asks, has it approved, and returns the token of the letter.
    async fn approved(&self) -> String {
        self.request(&self.admin).await.expect(204);
        assert_eq!(
            self.app.letter().await.subject,
            "Your second factor shall be taken away"
        );
        self.approve(&self.second.pass).await.expect(204);
        let letter = self.app.letter().await;
        assert_eq!(
            (letter.to.as_str(), letter.subject.as_str()),
            ("kay@example.org", "Take your lost second factor away")
        );
        letter.token()
    }

    async fn confirm(&self, token: &str, password: &str) -> Reply {
        let body = json!({ "token": token, "password": password });
        self.app
            .node
            .post("/v1/second-factor-resets/confirm", &body)
            .await
    }
}

#[tokio::test]
async fn two_admins_the_mailbox_and_the_password_together_take_a_second_factor_away() {
    let scene = Scene::new().await;
    let token = scene.approved().await;
    let read = scene.read().await;
    let reset = &read.expect(200)["reset"];
    assert_eq!(reset["approved_by"], scene.second.id);
    assert_eq!(reset["reason"], "Lost her phone; I know her voice.");
    scene
        .confirm(&token, "not hers")
        .await
        .expect_problem(403, "wrong-password");
    // Nothing has changed for who only has the link.
    assert_eq!(
        scene
            .app
            .node
            .try_sign_in(&scene.kay.email, PASSWORD)
            .await
            .status,
        202
    );
    scene.confirm(&token, PASSWORD).await.expect(204);
    scene
        .confirm(&token, PASSWORD)
        .await
        .expect_problem(410, "link-spent");
    assert_eq!(
        scene.app.letter().await.subject,
        "Your account has no second factor any more"
    );
    scene.app.node.sign_in(&scene.kay.email).await;
    assert_eq!(scene.read().await.expect(200), &json!({ "second_factor": false }));
}

#[tokio::test]
async fn it_takes_two_who_are_not_the_member() {
    let scene = Scene::new().await;
    scene
        .approve(&scene.second.pass)
        .await
        .expect_problem(404, "reset-not-requested");
    scene
        .request(&scene.kay.pass)
        .await
        .expect_problem(403, "no-permission");
    scene.request(&scene.admin).await.expect(204);
    scene.app.letter().await;
    scene
        .request(&scene.second.pass)
        .await
        .expect_problem(409, "reset-requested");
    scene
        .approve(&scene.admin)
        .await
        .expect_problem(409, "same-admin");
    // A second factor of one's own: neither asked for nor approved.
    Authenticator::set_up(&scene.app, &scene.second.pass).await;
    let own = scene
        .at(Method::POST, &scene.second.pass, &scene.second.id, "-reset")
        .await;
    own.expect_problem(409, "not-oneself");
    scene
        .at(Method::POST, &scene.admin, &scene.second.id, "-reset")
        .await
        .expect(204);
    scene.app.letter().await;
    let own = scene
        .at(
            Method::PUT,
            &scene.second.pass,
            &scene.second.id,
            "-reset/approval",
        )
        .await;
    own.expect_problem(409, "not-oneself");
    // An open session is not enough, nor is a key.
    let (_, key) = scene
        .app
        .key(&scene.org, &scene.admin, &["members.reset-second-factor"])
        .await;
    scene.request(&key).await.expect_problem(403, "person-needed");
    scene.app.clock().advance(Duration::from_mins(10));
    scene
        .approve(&scene.second.pass)
        .await
        .expect_problem(403, "step-up-needed");
}

#[tokio::test]
async fn a_second_factor_that_is_used_is_not_lost_and_the_link_is_worth_nothing() {
    let scene = Scene::new().await;
    let token = scene.approved().await;
    prove(&scene.app, &scene.kay.pass, "code", &scene.phone.code(&scene.app))
        .await
        .expect(204);
    scene
        .confirm(&token, PASSWORD)
        .await
        .expect_problem(410, "link-spent");
    assert_eq!(scene.read().await.expect(200), &json!({ "second_factor": true }));
}

#[tokio::test]
async fn a_reset_is_taken_back_and_runs_out() {
    let scene = Scene::new().await;
    let token = scene.approved().await;
    let withdrawn = scene
        .at(Method::DELETE, &scene.second.pass, &scene.kay.id, "-reset")
        .await;
    withdrawn.expect(204);
    scene
        .confirm(&token, PASSWORD)
        .await
        .expect_problem(410, "link-spent");
    let token = scene.approved().await;
    scene.app.clock().advance(Duration::from_hours(72));
    scene
        .confirm(&token, PASSWORD)
        .await
        .expect_problem(410, "link-spent");
    crate::crew::forget_expired(&scene.app).await;
}

#[tokio::test]
async fn one_organisation_does_not_weaken_what_somebody_is_elsewhere() {
    let scene = Scene::new().await;
    let (town, mayor) = scene.app.founded_as("town", "mayor@example.org").await;
    let token = scene.approved().await;
    // Kay becomes somebody in another organisation while the link is on its way.
    let invited = scene.app.invited(&town, &mayor, &scene.kay.email, "leader").await;
    let accept = json!({ "token": invited, "name": "Kay" });
    scene
        .app
        .node
        .send(
            Method::POST,
            "/v1/invitations/accept",
            Some(&scene.kay.pass),
            Some(&accept),
        )
        .await
        .expect(201);
    scene
        .confirm(&token, PASSWORD)
        .await
        .expect_problem(409, "operator-needed");
    let withdrawn = scene
        .at(Method::DELETE, &scene.admin, &scene.kay.id, "-reset")
        .await;
    withdrawn.expect(204);
    scene
        .request(&scene.admin)
        .await
        .expect_problem(409, "operator-needed");
}
