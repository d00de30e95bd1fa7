//! Several nodes, with and without the Redis through which they share who is there and who types.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use hustings_testkit::{AppSettings, TestApp};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::client::{Live, connect};

/// A Redis of this test's own, on a socket in a folder.
struct Redis {
    folder: TempDir,
    server: Option<Child>,
}

impl Redis {
    /// Where one will be.
    fn nowhere_yet() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            server: None,
        }
    }

    fn socket(&self) -> PathBuf {
        self.folder.path().join("redis.sock")
    }

    fn settings(&self) -> AppSettings {
        let url = format!("unix://{}", self.socket().display());
        let mut settings = AppSettings::default();
        settings.live.redis_url = Some(url.try_into().unwrap());
        settings.live.grace_milliseconds = 300;
        settings.live.gather_milliseconds = 20;
        settings
    }

    fn start(&mut self) {
        let server = Command::new("redis-server")
            .args(["--port", "0", "--save", "", "--unixsocket"])
            .arg(self.socket())
            .current_dir(self.folder.path())
            .stdout(Stdio::null())
            .spawn()
            .expect("`cargo xtask test` installs redis-server");
        self.server = Some(server);
    }

    fn kill(&mut self) {
        if let Some(mut server) = self.server.take() {
            server.kill().unwrap();
            server.wait().unwrap();
        }
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Hears of comings and goings until this member came.
async fn joins(live: &mut Live, member: &str) -> Value {
    loop {
        let (name, body) = live.event().await.unwrap();
        if name == "presence" && body["joined"].as_array().unwrap().contains(&json!(member)) {
            return body["count"].clone();
        }
    }
}

/// Hears of comings and goings until this member left.
async fn leaves(live: &mut Live, member: &str) -> Value {
    loop {
        let (name, body) = live.event().await.unwrap();
        if name == "presence" && body["left"].as_array().unwrap().contains(&json!(member)) {
            return body["count"].clone();
        }
    }
}

#[tokio::test]
async fn presence_and_typing_cross_nodes_while_redis_is_there_and_heal_when_it_comes_back() {
    let mut redis = Redis::nowhere_yet();
    let app = TestApp::start(redis.settings()).await;
    let other = app.another_node().await;
    let (org, admin) = app.founded().await;
    let bob = app.member(&org, &admin, "bob@example.org", "member").await;
    let cleo = app.member(&org, &admin, "cleo@example.org", "member").await;
    let place = json!({ "org": org, "page": "topics", "object": "budget" });
    let members = json!({ "org": org, "topic": "members" });

    // There is no Redis: each node knows its own.
    let mut here = connect(&app.node, &admin).await;
    here.granted("subscribe", members.clone()).await;
    let ada = here.granted("presence", place.clone()).await["members"][0].clone();
    let mut there = connect(&other, &bob.pass).await;
    assert_eq!(
        there.granted("presence", place.clone()).await["members"],
        json!([bob.id])
    );

    redis.start();
    assert_eq!(joins(&mut here, &bob.id).await, 2);
    assert_eq!(joins(&mut there, ada.as_str().unwrap()).await, 2);
    there.granted("typing", place.clone()).await;
    loop {
        let (name, body) = here.event().await.unwrap();
        if name == "typing" {
            assert_eq!(body["members"], json!([bob.id]));
            assert_eq!(
                (&body["page"], &body["object"]),
                (&json!("topics"), &json!("budget"))
            );
            break;
        }
    }
    // Who asks from elsewhere is told of everybody too.
    let mut asking = connect(&other, &cleo.pass).await;
    assert_eq!(asking.granted("who", place.clone()).await["count"], 2);
    there.granted("absence", place.clone()).await;
    assert_eq!(leaves(&mut here, &bob.id).await, 1);

    // Without Redis: notices of the log, and those who are here.
    redis.kill();
    let mut second = connect(&app.node, &cleo.pass).await;
    second.granted("presence", place.clone()).await;
    assert_eq!(joins(&mut here, &cleo.id).await, 2);
    let dora = app.member(&org, &admin, "dora@example.org", "member").await;
    loop {
        let (name, body) = here.event().await.unwrap();
        if name == "changed" && body["id"] == json!(dora.id) {
            break;
        }
    }
    there.granted("presence", place.clone()).await;
    redis.start();
    assert_eq!(joins(&mut here, &bob.id).await, 3);
    assert_eq!(joins(&mut there, &cleo.id).await, 3);
}

#[tokio::test]
async fn whoever_was_on_a_node_that_died_leaves_when_its_lease_ends() {
    let mut redis = Redis::nowhere_yet();
    redis.start();
    let mut settings = redis.settings();
    settings.live.lease_seconds = 2;
    let app = TestApp::start(settings.clone()).await;
    let (org, admin) = app.founded().await;
    let bob = app.member(&org, &admin, "bob@example.org", "member").await;
    let place = json!({ "org": org, "page": "topics" });
    let mut here = connect(&app.node, &admin).await;
    here.granted("presence", place.clone()).await;

    // A node in a runtime of its own, which ends with everything in it.
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let inside = runtime.enter();
    let doomed = app.another_node_with(settings.clone()).await;
    drop(inside);
    let mut there = connect(&doomed, &bob.pass).await;
    there.granted("presence", place.clone()).await;
    assert_eq!(joins(&mut here, &bob.id).await, 2);
    runtime.shutdown_background();
    assert_eq!(leaves(&mut here, &bob.id).await, 1);
    // What is left of it is nothing that could stop in good order.
    std::mem::forget(doomed);
}
