//! What is backed up comes back, keys and all.

use hustings_kernel::{ManualClock, SeededRandomness, Sources};
use hustings_server::data_folder::DataFolder;
use hustings_server::database::Database;
use hustings_server::settings::Settings;
use hustings_store::{Opened, Store, StoreSettings};
use uuid::Uuid;

use crate::{data_folder, hustings, succeed, text};

/// Opens the private database of a data folder for a moment, with the folder's own keys.
async fn with_store<T>(data: &std::path::Path, work: impl AsyncFnOnce(Store) -> T) -> T {
    let settings = Settings {
        data_dir: Some(data.to_owned()),
        ..Settings::default()
    };
    let folder = DataFolder::open(&settings).unwrap();
    let database = Database::visit(&settings, &folder).await.unwrap();
    let clock = ManualClock::at("2026-06-01T09:00:00Z".parse().unwrap());
    let sources = Sources::new(clock, SeededRandomness::new(3));
    let keys = folder.keys(&sources).unwrap();
    let (store, _wakes) = Store::connect(database.url(), &StoreSettings::default(), sources, keys).unwrap();
    let done = work(store.clone()).await;
    store.close().await;
    database.close().await.unwrap();
    done
}

#[tokio::test]
async fn a_sealed_value_opens_after_a_restore_into_an_empty_folder() {
    let folder = data_folder();
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    let archive = folder.path().join("hustings.backup");
    let archive_name = archive.to_str().unwrap();
    succeed(&old, &["migrate"]);
    let person = Uuid::from_u128(7);
    let sealed = with_store(&old, async |store: Store| {
        store
            .vault()
            .for_sealing(&[person])
            .await
            .unwrap()
            .seal(person, b"kept")
            .unwrap()
    })
    .await;

    succeed(&old, &["backup", archive_name]);
    assert!(succeed(&old, &["doctor"]).contains("key: backed up"));
    succeed(&new, &["restore", archive_name]);

    let opened = with_store(&new, async |store: Store| {
        store
            .vault()
            .for_opening(&[person])
            .await
            .unwrap()
            .open(person, &sealed)
            .unwrap()
    })
    .await;
    assert_eq!(opened, Opened::Clear(b"kept".to_vec()));
    let report = succeed(&new, &["doctor"]);
    assert!(
        !report.contains("FAULT") && report.contains("applied"),
        "{report}"
    );
}

#[tokio::test]
async fn a_backup_can_be_taken_while_the_server_holds_the_folder() {
    let folder = data_folder();
    let data = folder.path().join("data");
    let archive = folder.path().join("running.backup");
    succeed(&data, &["migrate"]);
    with_store(&data, async |_| {
        succeed(&data, &["backup", archive.to_str().unwrap()]);
    })
    .await;
    assert!(archive.exists());
}

#[test]
fn a_restore_never_writes_over_anything() {
    let folder = data_folder();
    let data = folder.path().join("data");
    let archive = folder.path().join("hustings.backup");
    succeed(&data, &["migrate"]);
    succeed(&data, &["backup", archive.to_str().unwrap()]);
    let refused = hustings(&data, &["restore", archive.to_str().unwrap()]);
    assert!(!refused.status.success());
    assert!(
        text(&refused.stderr).contains("not empty"),
        "{}",
        text(&refused.stderr)
    );
}

#[test]
fn a_file_that_is_no_backup_is_refused() {
    let folder = data_folder();
    let archive = folder.path().join("holiday.zip");
    std::fs::write(&archive, b"not an archive").unwrap();
    let refused = hustings(
        &folder.path().join("data"),
        &["restore", archive.to_str().unwrap()],
    );
    assert!(!refused.status.success());
    assert!(
        text(&refused.stderr).contains("backup"),
        "{}",
        text(&refused.stderr)
    );
}
