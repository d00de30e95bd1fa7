//! What must stay secret stays so: in a database that was stolen without the key file, and in everything that is logged.

mod rows;

use std::path::Path;
use std::time::Duration;

use hustings_server::data_folder::DataFolder;
use hustings_server::database::Database;
use hustings_server::settings::Settings;
use reqwest::Method;
use serde_json::json;

use crate::data_folder;
use crate::served::{PASSWORD, Served};

/// Personal, and said nowhere but where it is needed: an address, the name in an invitation, a reason, a network address.
const PERSONAL: [&str; 4] = [
    "canary-grace@example.org",
    "Canary Hopper",
    "canary reason",
    "canary-agent",
];

/// What somebody types who errs.
const WRONG: &str = "canary password";

/// Everything in every table of the database of a data folder, as text, one row after the other.
async fn everything(data: &Path) -> Vec<String> {
    let settings = Settings {
        data_dir: Some(data.to_owned()),
        ..Settings::default()
    };
    let folder = DataFolder::open(&settings).unwrap();
    let database = Database::visit(&settings, &folder).await.unwrap();
    let found = rows::everything(database.url()).await;
    database.close().await.unwrap();
    found
}

/// The token in the letter to somebody, once it is in the outbox.
async fn token_for(data: &Path, address: &str) -> String {
    let find = || {
        let files = std::fs::read_dir(data.join("outbox")).ok()?;
        let mut letters = files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
        let letter = letters.find(|letter| letter.contains(address))?;
        // As it is written for the way: lines are folded, and the sign of equality is spelt out.
        let unfolded = letter.replace("=\r\n", "");
        let (_, rest) = unfolded.split_once("#token=3D")?;
        rest.split_whitespace().next().map(str::to_owned)
    };
    let waiting = async {
        loop {
            if let Some(token) = find() {
                return token;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), waiting)
        .await
        .unwrap()
}

/// Has people do what involves secrets. Returns those that nobody may ever read again.
async fn live(served: &mut Served, data: &Path) -> Vec<String> {
    let founded = served.set_up().await;
    let access = Some(founded.access.as_str());
    let org = format!("/v1/orgs/{}", founded.org);
    let invitation = json!({ "email": PERSONAL[0], "name": PERSONAL[1], "role": "member" });
    let path = format!("{org}/invitations");
    served
        .call(Method::POST, &path, access, Some(&invitation), 201)
        .await;
    let token = token_for(data, PERSONAL[0]).await;
    let joining = json!({ "token": token, "name": "Grace", "password": PASSWORD, "language": "en" });
    let path = "/v1/invitations/join";
    let joined = served.call(Method::POST, path, None, Some(&joining), 201).await;
    let path = format!("{org}/members/{}/suspension", joined["member"].as_str().unwrap());
    let reason = json!({ "reason": PERSONAL[2] });
    served.call(Method::PUT, &path, access, Some(&reason), 204).await;
    let wrong = json!({ "email": PERSONAL[0], "password": WRONG, "tokens": "body" });
    served
        .call(Method::POST, "/v1/session", None, Some(&wrong), 401)
        .await;
    let reset = json!({ "email": PERSONAL[0] });
    served
        .call(Method::POST, "/v1/password-resets", None, Some(&reset), 204)
        .await;
    let key = json!({ "name": "Website", "permissions": ["members.read"] });
    let path = format!("{org}/keys");
    let key = served.call(Method::POST, &path, access, Some(&key), 201).await;
    let secret = key["secret"].as_str().unwrap().to_owned();
    vec![token, secret, founded.access]
}

#[tokio::test]
async fn neither_a_stolen_database_nor_the_log_tells_what_is_secret() {
    let folder = data_folder();
    let data = folder.path().join("data");
    let log = folder.path().join("log");
    let mut served = Served::logging(&data, &log, &[("HUSTINGS__TELEMETRY__LOG", "debug")]);
    let mut unspeakable = live(&mut served, &data).await;
    unspeakable.extend([PASSWORD, WRONG].map(str::to_owned));
    unspeakable.extend(PERSONAL.map(str::to_owned));

    let rows = everything(&data).await;
    assert!(
        rows.iter().any(|row| row.contains("Riverbend Together")),
        "the tables were read"
    );
    for one in &unspeakable {
        let found = rows.iter().find(|row| row.contains(one));
        assert!(found.is_none(), "{one} can be read in {found:?}");
    }
    served.stop();
    let logged = std::fs::read_to_string(&log).unwrap();
    assert!(logged.contains("join_by_invitation"), "the log was read");
    for one in &unspeakable {
        let found = logged.lines().find(|line| line.contains(one));
        assert!(found.is_none(), "{one} was logged: {found:?}");
    }
}
