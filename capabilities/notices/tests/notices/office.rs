//! An organisation in which things happen that members are told of.

use hustings_notices::{capability, permissions};
use hustings_testkit::{Member, Part, Pass, Reply, TestApp};
use reqwest::Method;
use serde_json::{Value, json};

/// The organisation, its admin, and a member.
pub(crate) struct Office {
    pub(crate) app: TestApp,
    pub(crate) org: String,
    pub(crate) admin: Pass,
    pub(crate) bob: Member,
}

/// Notices, beside identity.
pub(crate) fn part() -> Part {
    Part::new(&[], permissions::ALL_PERMISSIONS, |ground| {
        capability(ground.notices).unwrap()
    })
}

impl Office {
    pub(crate) async fn open() -> Self {
        let app = TestApp::with([part()]).await;
        // Agents that begin with what happens from now on begin now.
        app.run_agents().await;
        let (org, admin) = app.founded().await;
        let bob = app.member(&org, &admin, "bob@example.org", "member").await;
        Self { app, org, admin, bob }
    }

    pub(crate) async fn put(&self, path: &str, pass: &Pass, body: &Value) -> Reply {
        let path = format!("/v1/orgs/{}/{path}", self.org);
        self.app
            .node
            .send(Method::PUT, &path, Some(pass), Some(body))
            .await
    }

    pub(crate) async fn post(&self, path: &str, pass: &Pass, body: &Value) -> Reply {
        let path = format!("/v1/orgs/{}/{path}", self.org);
        self.app
            .node
            .send(Method::POST, &path, Some(pass), Some(body))
            .await
    }

    pub(crate) async fn get(&self, path: &str, pass: &Pass) -> Reply {
        let path = format!("/v1/orgs/{}/{path}", self.org);
        self.app.node.get(&path, pass).await
    }

    /// Gives Bob another role, and lets everybody be told.
    pub(crate) async fn change_role(&self, role: &str) {
        let path = format!("members/{}/role", self.bob.id);
        self.put(&path, &self.admin, &json!({ "role": role }))
            .await
            .expect(200);
        self.app.run_agents().await;
    }

    pub(crate) async fn suspend(&self) {
        let path = format!("members/{}/suspension", self.bob.id);
        let reason = json!({ "reason": "a quarrel" });
        self.put(&path, &self.admin, &reason).await.expect(204);
        self.app.run_agents().await;
    }

    /// What somebody was told.
    pub(crate) async fn inbox(&self, pass: &Pass) -> Vec<Value> {
        let reply = self.get("inbox", pass).await;
        reply.expect(200)["items"].as_array().unwrap().clone()
    }

    pub(crate) async fn unread(&self, pass: &Pass) -> i64 {
        self.get("inbox/unread", pass).await.expect(200)["unread"]
            .as_i64()
            .unwrap()
    }

    pub(crate) async fn mark(&self, notice: &Value, state: &str) -> Reply {
        let path = format!("inbox/{}/state", notice["id"].as_str().unwrap());
        self.put(&path, &self.bob.pass, &json!({ "state": state })).await
    }
}

/// The kinds of these notices.
pub(crate) fn kinds(notices: &[Value]) -> Vec<&str> {
    notices
        .iter()
        .map(|notice| notice["kind"].as_str().unwrap())
        .collect()
}
