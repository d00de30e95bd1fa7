//! The job desk at the command line.

use std::path::Path;
use std::process::Output;

use hustings_jobs::{Enqueue as _, Job};
use hustings_kernel::{JobId, OrgId, Scope, Sources};
use hustings_server::composition;
use hustings_testkit::TestDatabase;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tempfile::TempDir;

use crate::{data_folder, hustings, text};

#[derive(Debug, Serialize, Deserialize)]
struct Letter {
    to: String,
}

impl Job for Letter {
    const KIND: &'static str = "identity.send-letter";
}

struct Desk {
    folder: TempDir,
    database: TestDatabase,
}

impl Desk {
    async fn new() -> Self {
        let migrations = composition::migrations();
        let database =
            TestDatabase::prepared(
                &[&migrations],
                async |url| Ok(hustings_jobs::migrate(&url).await?),
            )
            .await
            .unwrap();
        // The program takes the time from the machine, so its months are needed as well.
        let ahead = Sources::system().now() - database.sources().now();
        database.clock.advance(ahead.to_std().unwrap_or_default());
        database.store.make_partitions(1, 1).await.unwrap();
        let folder = data_folder();
        let config = format!("[database.pool]\nurl = \"{}\"\n", database.url());
        std::fs::write(folder.path().join("hustings.toml"), config).unwrap();
        Self { folder, database }
    }

    async fn enqueue(&self, scope: &Scope) -> JobId {
        let to = "ada@example.org".to_owned();
        let mut tx = self.database.store.begin(scope).await.unwrap();
        let id = tx.enqueue(&Letter { to }).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let data: &Path = &self.folder.path().join("data");
        hustings(data, &[&["jobs"], arguments].concat())
    }

    #[track_caller]
    fn succeed(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
        text(&output.stdout)
    }

    #[track_caller]
    fn fail(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(
            output.status.code(),
            Some(1),
            "{arguments:?}: {}",
            text(&output.stdout)
        );
        text(&output.stderr)
    }
}

#[tokio::test]
async fn an_operator_sees_to_jobs_of_the_installation_and_of_an_organisation() {
    let desk = Desk::new().await;
    assert_eq!(desk.succeed(&["list"]), "no such jobs\n");
    let sources = desk.database.sources();
    let org: OrgId = sources.id();
    let ours = desk.enqueue(&Scope::system(sources.id())).await.to_string();
    let theirs = desk.enqueue(&desk.database.scope_in(org)).await.to_string();
    let org = org.to_string();

    let table = desk.succeed(&["list"]);
    assert!(table.contains(&ours) && !table.contains(&theirs), "{table}");
    let json = desk.succeed(&["list", "--org", &org, "--state", "queued", "--json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        (&json[0]["id"], &json[0]["kind"]),
        (&theirs.clone().into(), &Letter::KIND.into())
    );
    assert!(desk.succeed(&["show", &ours]).contains("state       queued"));
    assert!(desk.fail(&["show", &theirs]).contains("--org"));

    assert!(
        desk.succeed(&["retry", &theirs, "--org", &org])
            .contains("runs as soon as")
    );
    assert!(desk.fail(&["discard", &ours]).contains("is not dead"));
    assert!(desk.succeed(&["cancel", &ours]).contains("will not run"));
    assert!(desk.fail(&["cancel", &ours]).contains("has ended already"));
    let shown: Value = serde_json::from_str(&desk.succeed(&["show", &ours, "--json"])).unwrap();
    assert_eq!(shown["state"], "cancelled");
}
