//! A PostgreSQL server of somebody else's, given by URL, and a role that is no superuser there.

use std::fs;
use std::path::Path;

use hustings_cluster::{Cluster, ClusterOptions};
use reqwest::Method;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;
use tempfile::TempDir;

use crate::served::Served;
use crate::{data_folder, hustings, text};

const ROLE: &str = "campaign";
const PASSWORD: &str = "not-a-secret";

/// The server, which ends with the test.
struct Elsewhere {
    cluster: Cluster,
    folder: TempDir,
}

impl Elsewhere {
    fn start() -> Self {
        let folder = data_folder();
        let cluster = Cluster::start(&ClusterOptions::disposable(folder.path().join("elsewhere"))).unwrap();
        // Whoever comes as this role needs a password, as at any managed server.
        let access = folder.path().join("elsewhere/postgres/hba.conf");
        let rules = fs::read_to_string(&access).unwrap();
        fs::write(&access, format!("local all {ROLE} scram-sha-256\n{rules}")).unwrap();
        let server = Pid::from_raw(cluster.postmaster_pid().unwrap()).unwrap();
        kill_process(server, Signal::HUP).unwrap();
        let role =
            format!("CREATE ROLE {ROLE} LOGIN PASSWORD '{PASSWORD}' CREATEROLE; GRANT {ROLE} TO hustings");
        cluster.run_sql("postgres", &role).unwrap();
        Self { cluster, folder }
    }

    /// A new database, by URL.
    fn database(&self, name: &str) -> String {
        let create =
            format!("CREATE DATABASE {name} OWNER {ROLE} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'");
        self.cluster.run_sql("postgres", &create).unwrap();
        let url = self.cluster.url(name);
        url.replacen("hustings@", &format!("{ROLE}:{PASSWORD}@"), 1)
    }

    /// Runs a command on this database; what it said, if it succeeded.
    fn run(&self, data: &Path, url: &str, arguments: &[&str]) -> Result<String, String> {
        let config = self.folder.path().join("elsewhere.toml");
        fs::write(&config, format!("[database.pool]\nurl = '{url}'\n")).unwrap();
        let arguments = [&["--config", config.to_str().unwrap()], arguments].concat();
        let output = hustings(data, &arguments);
        let said = text(&output.stdout) + &text(&output.stderr);
        if output.status.success() {
            Ok(said)
        } else {
            Err(said)
        }
    }
}

#[tokio::test]
async fn a_server_by_url_is_set_up_used_restarted_backed_up_and_restored_without_a_superuser() {
    let elsewhere = Elsewhere::start();
    let url = elsewhere.database("first");
    let data = elsewhere.folder.path().join("data");
    let settings = [("HUSTINGS__DATABASE__POOL__URL", url.as_str())];
    elsewhere.run(&data, &url, &["migrate"]).unwrap();
    let mut served = Served::start(&data, &settings);
    let founded = served.set_up().await;
    let path = format!("/v1/orgs/{}/invitations", founded.org);
    let invitation = json!({ "email": "bob@example.org", "role": "member" });
    served
        .call(Method::POST, &path, Some(&founded.access), Some(&invitation), 201)
        .await;
    served.stop();

    let invited = async |data: &Path, url: &str| {
        let served = Served::start(data, &[("HUSTINGS__DATABASE__POOL__URL", url)]);
        let access = served.sign_in().await;
        let list = served.call(Method::GET, &path, Some(&access), None, 200).await;
        served.stop();
        list["items"][0]["email"].clone()
    };
    assert_eq!(invited(&data, &url).await, "bob@example.org");
    let report = elsewhere.run(&data, &url, &["doctor"]).unwrap();
    assert!(!report.contains("FAULT"), "{report}");

    let archive = elsewhere.folder.path().join("elsewhere.backup");
    let archive = archive.to_str().unwrap();
    elsewhere.run(&data, &url, &["backup", archive]).unwrap();
    let moved = elsewhere.folder.path().join("moved");
    let refusal = elsewhere.run(&moved, &url, &["restore", archive]).unwrap_err();
    assert!(refusal.contains("not empty"), "{refusal}");
    let second = elsewhere.database("second");
    elsewhere.run(&moved, &second, &["restore", archive]).unwrap();
    assert_eq!(invited(&moved, &second).await, "bob@example.org");

    let private = elsewhere.folder.path().join("private");
    let output = hustings(&private, &["restore", archive]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let served = Served::start(&private, &[]);
    served.sign_in().await;
    served.stop();
    elsewhere.cluster.stop().unwrap();
}
