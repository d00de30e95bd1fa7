//! `doctor` finds what is wrong and says what to do.

use crate::{data_folder, hustings, succeed, text};

#[test]
fn a_healthy_installation_has_no_faults() {
    let folder = data_folder();
    let data = folder.path().join("data");
    succeed(&data, &["migrate"]);
    let report = succeed(&data, &["doctor"]);
    for subject in [
        "settings",
        "data folder",
        "disk",
        "key",
        "database",
        "migrations",
        "roles",
        "clock",
    ] {
        assert!(
            report.contains(&format!("  {subject}: ")),
            "nothing about {subject}:\n{report}"
        );
    }
    assert!(
        report.contains("row-level security: forced on every table"),
        "{report}"
    );
    assert!(!report.contains("FAULT"), "{report}");
}

#[test]
fn before_the_first_migration_it_says_what_to_run() {
    let folder = data_folder();
    let report = succeed(&folder.path().join("data"), &["doctor"]);
    assert!(
        report.contains("warning  migrations: still to be applied"),
        "{report}"
    );
    assert!(report.contains("-> run `hustings migrate`"), "{report}");
}

#[test]
fn a_database_that_is_away_is_a_fault_with_an_exit_code() {
    let folder = data_folder();
    let data = folder.path().join("data");
    let config = folder.path().join("away.toml");
    std::fs::write(
        &config,
        "[database.pool]\nurl = 'postgres://nobody@127.0.0.1:9/none'\n",
    )
    .unwrap();
    let output = hustings(&data, &["--config", config.to_str().unwrap(), "doctor"]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    assert!(
        text(&output.stdout).contains("FAULT    database"),
        "{}",
        text(&output.stdout)
    );
}

#[test]
fn settings_nobody_knows_are_refused_all_at_once() {
    let folder = data_folder();
    let config = folder.path().join("wrong.toml");
    std::fs::write(&config, "rolls = ['http']\n[database]\nport = 1\n").unwrap();
    let output = hustings(
        &folder.path().join("data"),
        &["--config", config.to_str().unwrap(), "doctor"],
    );
    assert_eq!(output.status.code(), Some(2));
    let complaints = text(&output.stderr);
    assert!(
        complaints.contains("`rolls`") && complaints.contains("`database.port`"),
        "{complaints}"
    );
}
