//! Roles in processes of their own, over one database.

use hustings_cluster::{Cluster, ClusterOptions};
use reqwest::Method;
use serde_json::{Value, json};

use crate::data_folder;
use crate::served::Served;

const POLLING: &str = "/socket.io/?EIO=4&transport=polling";

/// A socket that polls, at the process with the role `live`.
struct Polling<'a> {
    live: &'a Served,
    access: &'a str,
    path: String,
}

impl<'a> Polling<'a> {
    async fn open(live: &'a Served, access: &'a str) -> Self {
        let (status, open) = live.text(Method::GET, POLLING, access, "").await;
        assert_eq!(status, 200, "{open}");
        let open: Value = serde_json::from_str(open.strip_prefix('0').unwrap()).unwrap();
        let path = format!("{POLLING}&sid={}", open["sid"].as_str().unwrap());
        Self { live, access, path }
    }

    async fn say(&self, packet: impl Into<String>) {
        let (status, answer) = self
            .live
            .text(Method::POST, &self.path, self.access, packet)
            .await;
        assert_eq!(status, 200, "{answer}");
    }

    /// Polls until something begins like this.
    async fn hear(&self, beginning: &str) -> String {
        loop {
            let (status, packets) = self.live.text(Method::GET, &self.path, self.access, "").await;
            assert_eq!(status, 200, "{packets}");
            for packet in packets.split('\u{1e}') {
                if packet.starts_with(beginning) {
                    return packet.to_owned();
                }
                if packet == "2" {
                    self.say("3").await;
                }
            }
        }
    }
}

#[tokio::test]
async fn a_process_with_the_role_live_alone_tells_what_another_one_did_and_serves_nothing_else() {
    let folder = data_folder();
    let cluster = Cluster::start(&ClusterOptions::disposable(folder.path().join("cluster"))).unwrap();
    cluster.ensure_database("split").unwrap();
    let url = cluster.url("split");
    let data = folder.path().join("data");
    let serve = |roles| {
        let settings = [
            ("HUSTINGS__DATABASE__POOL__URL", url.as_str()),
            ("HUSTINGS__ROLES", roles),
        ];
        Served::start(&data, &settings)
    };
    let mut http = serve("http,agents,jobs");
    let founded = http.set_up().await;
    let live = serve("live");
    let access = founded.access.as_str();

    let socket = Polling::open(&live, access).await;
    socket.say("40").await;
    socket.hear("40{").await;
    let org = &founded.org;
    let topic = json!(["subscribe", { "org": org, "topic": "invitations" }]);
    socket.say(format!("420{topic}")).await;
    let answer = socket.hear("430[").await;
    assert!(answer.contains("\"ok\":true"), "{answer}");

    let path = format!("/v1/orgs/{org}/invitations");
    let invitation = json!({ "email": "bob@example.org", "role": "member" });
    http.call(Method::POST, &path, Some(access), Some(&invitation), 201)
        .await;
    let notice = socket.hear("42[\"changed\",").await;
    assert!(notice.contains("\"kind\":\"invitation.created\""), "{notice}");

    let (status, _) = live.text(Method::GET, &path, access, "").await;
    assert_eq!(status, 404, "requests are the other one's");
    let (_, answer) = http.text(Method::GET, POLLING, access, "").await;
    assert!(!answer.starts_with("0{"), "sockets are this one's: {answer}");
    live.stop();
    http.stop();
    cluster.stop().unwrap();
}
