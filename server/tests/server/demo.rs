//! `hustings demo`: what it makes, that it makes it again the same, and that it leaves everything else alone.

use std::path::Path;

use reqwest::Method;
use serde_json::{Value, json};

use crate::served::Served;
use crate::{data_folder, hustings, succeed, text};

const UNTIL: &str = "2026-11-20T12:00:00Z";

/// A small story, and who may sign in to look at it.
fn told(data: &Path, more: &[&str]) -> Value {
    let story = [
        "demo",
        "--members",
        "20",
        "--weeks",
        "4",
        "--until",
        UNTIL,
        "--slug",
        "town",
        "--json",
    ];
    serde_json::from_str(&succeed(data, &[&story, more].concat())).unwrap()
}

/// A caller with the login for this role.
async fn sign_in(served: &Served, told: &Value, role: &str) -> String {
    let mut logins = told["logins"].as_array().unwrap().iter();
    let login = logins.find(|login| login["role"] == role).unwrap();
    let body = json!({ "email": login["email"], "password": login["password"], "tokens": "body" });
    let session = served
        .call(Method::POST, "/v1/session", None, Some(&body), 200)
        .await;
    session["access_token"].as_str().unwrap().to_owned()
}

/// What the history says: every member, and every entry of the audit log, with what tells one telling from another left
/// out.
async fn history(served: &Served, told: &Value) -> (Vec<Value>, Vec<Value>) {
    let access = sign_in(served, told, "runs the installation, admin").await;
    let org = told["organisation"].as_str().unwrap();
    let path = |rest: &str| format!("/v1/orgs/{org}/{rest}");
    let get = async |path: &str| served.call(Method::GET, path, Some(&access), None, 200).await;
    let roles = get(&path("roles")).await;
    let named = |id: &Value| {
        let mut all = roles.as_array().unwrap().iter();
        all.find(|role| role["role"] == *id).unwrap()["name"].clone()
    };
    let members = get(&path("members?limit=100")).await;
    let members = members["items"].as_array().unwrap().iter();
    let members =
        members.map(|one| json!([one["name"], named(&one["role"]), one["status"], one["joined_at"]]));
    let mut entries = Vec::new();
    let mut next = path("audit?limit=100");
    loop {
        let page = get(&next).await;
        let items = page["items"].as_array().unwrap().iter();
        entries.extend(items.map(|entry| json!([entry["kind"], entry["occurred_at"]])));
        match page["next"].as_str() {
            Some(after) => next = path(&format!("audit?limit=100&cursor={after}")),
            None => return (members.collect(), entries),
        }
    }
}

/// Waits until the audit log is sealed to its end, which an agent does by and by.
async fn sealed(served: &Served, told: &Value) {
    let access = sign_in(served, told, "admin").await;
    let path = format!(
        "/v1/orgs/{}/audit/verification",
        told["organisation"].as_str().unwrap()
    );
    for _ in 0..600 {
        let found = served.call(Method::GET, &path, Some(&access), None, 200).await;
        if found["unsealed"] == 0 && found["verified"].as_u64() > Some(0) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("the audit log is never sealed");
}

#[tokio::test]
async fn the_same_seed_tells_the_same_story_beside_a_running_server_and_without_one() {
    let (one, other) = (data_folder(), data_folder());
    let beside = Served::start(one.path(), &[]);
    let first = told(one.path(), &[]);
    let second = told(other.path(), &[]);
    let alone = Served::start(other.path(), &[]);
    for (served, told) in [(&beside, &first), (&alone, &second)] {
        sealed(served, told).await;
    }
    let (members, entries) = history(&beside, &first).await;
    assert_eq!((members.clone(), entries.clone()), history(&alone, &second).await);
    // Some have left, who are listed no more.
    assert!(members.len() > 15, "{}", members.len());
    assert!(entries.len() > 60, "{}", entries.len());
    assert!(
        entries.iter().all(|entry| entry[1].as_str() < Some(UNTIL)),
        "{entries:?}"
    );
    assert_ne!(first["logins"][0]["password"], second["logins"][0]["password"]);

    // What the server that ran beside it had to do with it: nothing.
    let access = sign_in(&beside, &first, "runs the installation, admin").await;
    let path = format!("/v1/orgs/{}/jobs/counts", first["organisation"].as_str().unwrap());
    let jobs = beside.call(Method::GET, &path, Some(&access), None, 200).await;
    assert_eq!((&jobs["queued"], &jobs["dead"]), (&json!(0), &json!(0)), "{jobs}");
    assert!(jobs["succeeded"].as_u64() > Some(20), "{jobs}");
    let health = "/v1/installation/health";
    beside.call(Method::GET, health, Some(&access), None, 200).await;
    beside.stop();
    alone.stop();
}

#[tokio::test]
async fn a_demo_is_filled_once_leaves_no_letters_and_the_installation_is_still_to_be_set_up() {
    let folder = data_folder();
    // A mail server that nobody should ask for anything: there is none.
    let elsewhere = tempfile::tempdir().unwrap();
    let settings = elsewhere.path().join("with-mail.toml");
    std::fs::write(&settings, "mail.smtp = { host = \"127.0.0.1\", port = 1 }").unwrap();
    let made = told(
        folder.path(),
        &["--first-run", "--config", settings.to_str().unwrap()],
    );
    let again = hustings(folder.path(), &["demo", "--slug", "town"]);
    assert_eq!(again.status.code(), Some(1));
    let refusal = text(&again.stderr);
    assert!(
        refusal.contains("there is a demo") && refusal.contains("--slug"),
        "{refusal}"
    );
    assert_eq!(succeed(folder.path(), &["demo", "--first-run"]), "");
    // Nobody is there to be asked.
    assert_eq!(succeed(folder.path(), &["demo", "--ask", "--slug", "other"]), "");
    let letters = std::fs::read_dir(folder.path().join("outbox")).map_or(0, Iterator::count);
    assert_eq!(letters, 0);

    let mut served = Served::start(folder.path(), &[]);
    let setup = served.call(Method::GET, "/v1/setup", None, None, 200).await;
    assert_eq!(setup, json!({ "needed": true, "demo": true }));
    let founded = served.set_up().await;
    assert_ne!(made["organisation"], founded.org.as_str());
    let setup = served.call(Method::GET, "/v1/setup", None, None, 200).await;
    assert_eq!(setup, json!({ "needed": false, "demo": true }));
    served.stop();
}

#[test]
fn a_story_ends_in_the_past_and_a_slug_is_one() {
    let folder = data_folder();
    let late = hustings(folder.path(), &["demo", "--until", "2999-01-01T00:00:00Z"]);
    assert!(text(&late.stderr).contains("does not end in the future"));
    let slug = hustings(folder.path(), &["demo", "--slug", "No Slug"]);
    assert!(text(&slug.stderr).contains("--slug"));
    let found = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(found, 0, "nothing was begun");
}
