//! Organisations and their people, for tests about what members do.

pub(crate) mod rows;

use hustings_events::{AgentRuntime, Agents, Feed, FeedSettings, RuntimeSettings};
use hustings_identity::audit::{SealAudit, Verification, verify};
use hustings_jobs::{Enqueue as _, Job};
use hustings_kernel::{OrgId, Scope};
use hustings_telemetry::Tasks;
use reqwest::Method;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::house::{House, PASSWORD, Pass, Reply};

/// Somebody in an organisation.
#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) id: String,
    pub(crate) email: String,
    pub(crate) pass: Pass,
}

impl Member {
    pub(crate) async fn rename(&self, house: &House, org: &str, name: &str) {
        let path = format!("/v1/orgs/{org}/membership");
        let body = json!({ "name": name });
        let request = house
            .node
            .request(Method::PUT, &path, Some(&self.pass), Some(&body));
        Reply::of(request.header("if-match", "*")).await.expect(200);
    }
}

/// The job of the schedule, as it lies in the queue.
#[derive(Debug, Serialize, Deserialize)]
struct CloseDue {}

impl Job for CloseDue {
    const KIND: &'static str = "identity.close-due-organisations";
}

impl House {
    /// An organisation, and its admin.
    pub(crate) async fn founded(&self) -> (String, Pass) {
        self.founded_as("city", "admin@example.org").await
    }

    pub(crate) async fn founded_as(&self, slug: &str, email: &str) -> (String, Pass) {
        let admin = self.platform_admin(email).await;
        let pass = self.node.sign_in(&admin).await;
        let found = json!({ "organisation": { "name": "City 27", "slug": slug }, "name": "Admin" });
        let reply = self
            .node
            .send(Method::POST, "/v1/orgs", Some(&pass), Some(&found))
            .await;
        let org = reply.expect(201)["organisation"]["id"]
            .as_str()
            .unwrap()
            .to_owned();
        (org, pass)
    }

    /// Invites an address and returns the token of its letter.
    pub(crate) async fn invited(&self, org: &str, by: &Pass, email: &str, role: &str) -> String {
        let path = format!("/v1/orgs/{org}/invitations");
        let body = json!({ "email": email, "role": role });
        let reply = self.node.send(Method::POST, &path, Some(by), Some(&body)).await;
        reply.expect(201);
        let letter = self.letter().await;
        assert_eq!(letter.to, email);
        letter.token()
    }

    /// A member, invited and arrived.
    pub(crate) async fn member(&self, org: &str, by: &Pass, email: &str, role: &str) -> Member {
        let token = self.invited(org, by, email, role).await;
        let body = json!({ "token": token, "name": email, "password": PASSWORD });
        let reply = self.node.post("/v1/invitations/join", &body).await;
        let id = reply.expect(201)["member"].as_str().unwrap().to_owned();
        Member {
            id,
            email: email.to_owned(),
            pass: self.sign_in_again(email).await,
        }
    }

    pub(crate) async fn sign_in_again(&self, email: &str) -> Pass {
        Pass::of(&self.node.try_sign_in(email, PASSWORD).await)
    }

    /// Waits until it is so.
    pub(crate) async fn eventually(&self, what: &str, condition: impl AsyncFnMut() -> bool) {
        self.database.eventually(what, condition).await;
    }

    /// Runs the job that closes organisations.
    pub(crate) async fn close_what_is_due(&self) {
        let sources = self.database.sources();
        let mut tx = self
            .database
            .store
            .begin(&Scope::system(sources.id()))
            .await
            .unwrap();
        tx.enqueue(&CloseDue {}).await.unwrap();
        tx.commit().await.unwrap();
        self.work().await;
    }

    /// A key of this member, with these permissions.
    pub(crate) async fn key(&self, org: &str, by: &Pass, permissions: &[&str]) -> (String, Pass) {
        let path = format!("/v1/orgs/{org}/keys");
        let body = json!({ "name": "robot", "permissions": permissions });
        let reply = self.node.send(Method::POST, &path, Some(by), Some(&body)).await;
        let made: &Value = reply.expect(201);
        let pass = Pass {
            session: String::new(),
            access: made["secret"].as_str().unwrap().to_owned(),
            refresh: String::new(),
        };
        (made["key"]["id"].as_str().unwrap().to_owned(), pass)
    }

    /// Seals what was audited so far, and stops again.
    pub(crate) async fn seal(&self, org: &str) -> Verification {
        let store = self.database.store.clone();
        let kinds = hustings_vocabulary::AUDITED.iter().copied();
        let (feed, worker) = Feed::new(store.clone(), kinds, FeedSettings::default());
        let agents = Agents::new().with(SealAudit::new(store.vault()));
        let runtime = AgentRuntime::new(store.clone(), feed, agents, RuntimeSettings::default());
        let tasks = Tasks::new();
        tasks.spawn("feed", |stop| worker.run(stop));
        tasks.spawn("agents", |stop| runtime.run(stop));
        let org: OrgId = org.parse().unwrap();
        self.eventually("everything is sealed", async || {
            verify(&store, org).await.unwrap().unsealed == 0
        })
        .await;
        tasks.stop_token().cancel();
        verify(&store, org).await.unwrap()
    }
}
