//! The keys that seal what is personal are rotated from the command line, beside a server that runs.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use reqwest::Method;
use serde_json::json;

use crate::served::{Founded, Served};
use crate::{data_folder, hustings, succeed, text};

/// Invites one person after the other, each with a key of their own, until told to stop.
async fn invite(served: &Served, founded: &Founded, is_over: &AtomicBool) -> usize {
    let path = format!("/v1/orgs/{}/invitations", founded.org);
    let mut invited = 0;
    while !is_over.load(Ordering::Relaxed) && invited < 200 {
        let body = json!({ "email": format!("person{invited}@example.org"), "role": "member" });
        served
            .call(Method::POST, &path, Some(&founded.access), Some(&body), 201)
            .await;
        invited += 1;
    }
    invited
}

async fn run(data: &Path, arguments: &'static [&'static str]) -> String {
    let data = data.to_owned();
    tokio::task::spawn_blocking(move || succeed(&data, arguments))
        .await
        .unwrap()
}

#[tokio::test]
async fn keys_are_rotated_while_the_server_works() {
    let folder = data_folder();
    let data = folder.path().join("data");
    let mut served = Served::start(&data, &[]);
    let founded = served.set_up().await;
    assert!(run(&data, &["keys", "list"]).await.contains("no rotation yet"));
    let archive = folder.path().join("before.backup");
    succeed(&data, &["backup", archive.to_str().unwrap()]);

    let is_over = Arc::new(AtomicBool::new(false));
    let rotating = async {
        run(&data, &["keys", "prepare"]).await;
        assert!(run(&data, &["keys", "list"]).await.contains("key 1 is prepared"));
        let said = run(&data, &["keys", "rotate"]).await;
        assert!(said.contains("wrapped with key 1"), "{said}");
        let said = run(&data, &["keys", "rotate"]).await;
        assert!(said.contains("wrapped with key 2"), "{said}");
        is_over.store(true, Ordering::Relaxed);
    };
    let (invited, ()) = tokio::join!(invite(&served, &founded, &is_over), rotating);
    assert!(invited > 0);

    let path = format!("/v1/orgs/{}/invitations?limit=100", founded.org);
    let open = served
        .call(Method::GET, &path, Some(&founded.access), None, 200)
        .await;
    let open = open["items"].as_array().unwrap();
    assert!(
        open.iter()
            .all(|one| one["email"].as_str().unwrap().ends_with("@example.org"))
    );
    let account = served
        .call(Method::GET, "/v1/account", Some(&founded.access), None, 200)
        .await;
    assert_eq!(account["email"], "ada@example.org");

    assert!(succeed(&data, &["doctor"]).contains("lacks the newest key"));
    let archive = folder.path().join("after.backup");
    succeed(&data, &["backup", archive.to_str().unwrap()]);
    assert!(succeed(&data, &["doctor"]).contains("key: backed up"));
    let retired = hustings(&data, &["keys", "retire"]);
    if !retired.status.success() {
        // An invitation that was under way while the number changed: the rotation goes on with it.
        assert!(
            text(&retired.stderr).contains("rotate first"),
            "{}",
            text(&retired.stderr)
        );
        succeed(&data, &["keys", "rotate"]);
        succeed(&data, &["keys", "retire"]);
    }
    served.stop();

    // What the file holds now is all that is needed.
    let served = Served::start(&data, &[]);
    let access = served.sign_in().await;
    let account = served
        .call(Method::GET, "/v1/account", Some(&access), None, 200)
        .await;
    assert_eq!(account["name"], "Ada");
    assert!(succeed(&data, &["audit", "verify"]).contains("links hold"));
}
