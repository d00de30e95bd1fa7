//! The private cluster against a real PostgreSQL: what a healthy one does. `deaths` kills it in every way, `folders`
//! is about where it lives and who may enter.

mod deaths;
mod folders;

use std::error::Error;
use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use hustings_cluster::{
    Cluster, ClusterError, ClusterOptions, Durability, Memory, OWNER, Running, find_binaries,
};
use rustix::process::{Pid, Signal, geteuid, getpgid, kill_process, test_kill_process};

type Outcome = Result<(), Box<dyn Error>>;

/// Small, so that a machine with two cores runs the tests side by side.
fn disposable(folder: &Path) -> ClusterOptions {
    ClusterOptions {
        max_connections: 20,
        memory: Memory::Megabytes(256),
        ..ClusterOptions::disposable(folder)
    }
}

/// The same, but what was committed survives the server.
fn durable(folder: &Path) -> ClusterOptions {
    ClusterOptions {
        durability: Durability::Durable,
        ..disposable(folder)
    }
}

fn process(pid: i32) -> Pid {
    Pid::from_raw(pid).unwrap_or_else(|| panic!("{pid} is no process"))
}

fn postmaster(cluster: &Cluster) -> i32 {
    cluster
        .postmaster_pid()
        .unwrap_or_else(|| panic!("the cluster was stopped"))
}

fn kill(pid: i32) -> Outcome {
    Ok(kill_process(process(pid), Signal::KILL)?)
}

/// Polls a condition that another process brings about; the deadline is for a hopeless machine.
fn eventually(what: &str, mut condition: impl FnMut() -> bool) {
    let started = Instant::now();
    while !condition() {
        assert!(
            started.elapsed() < Duration::from_mins(2),
            "never happened: {what}"
        );
        thread::yield_now();
    }
}

fn refusal(options: &ClusterOptions) -> ClusterError {
    match Cluster::start(options) {
        Ok(_) => panic!("the cluster started"),
        Err(refusal) => refusal,
    }
}

#[test]
fn a_cluster_starts_stops_and_starts_again_with_its_data() -> Outcome {
    let folder = tempfile::tempdir()?;
    let options = disposable(folder.path());
    let name = "Town \"hall\"";

    let cluster = Cluster::start(&options)?;
    cluster.ensure_database(name)?;
    cluster.ensure_database(name)?;
    cluster.run_sql(
        name,
        "CREATE TABLE notes (body text); INSERT INTO notes VALUES ('kept')",
    )?;
    let pid = postmaster(&cluster);
    cluster.stop()?;
    cluster.stop()?;
    assert!(!cluster.is_alive());
    assert!(test_kill_process(process(pid)).is_err(), "the server is gone");
    assert!(matches!(cluster.ensure_running(), Err(ClusterError::Stopped)));

    let again = Cluster::start(&options)?;
    assert_eq!(again.run_sql(name, "SELECT body FROM notes")?, "kept\n");
    Ok(())
}

#[test]
fn a_durable_cluster_is_what_an_operator_would_want() -> Outcome {
    let folder = tempfile::tempdir()?;
    let cluster = Cluster::start(&ClusterOptions::new(folder.path()))?;
    for (setting, expected) in [
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("full_page_writes", "on"),
        ("data_checksums", "on"),
        ("server_encoding", "UTF8"),
        ("lc_collate", "C"),
        ("lc_ctype", "C"),
        ("listen_addresses", ""),
        ("timezone", "UTC"),
        ("jit", "off"),
        ("max_connections", "100"),
    ] {
        let found = if setting.starts_with("lc_") {
            let column = setting.replace("lc_", "dat");
            cluster.run_sql(
                "postgres",
                &format!("SELECT {column} FROM pg_database WHERE datname = 'template1'"),
            )?
        } else {
            cluster.run_sql("postgres", &format!("SHOW {setting}"))?
        };
        assert_eq!(found.trim(), expected, "{setting}");
    }
    assert!(
        cluster.url("a b").ends_with(":5432/a%20b?sslmode=disable"),
        "{}",
        cluster.url("a b")
    );
    Ok(())
}

#[test]
fn the_owner_is_no_superuser_but_may_make_databases_and_roles() -> Outcome {
    let folder = tempfile::tempdir()?;
    let cluster = Cluster::start(&disposable(folder.path()))?;
    let facts = "SELECT current_user, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole \
                 FROM pg_roles WHERE rolname = current_user";
    assert_eq!(cluster.run_sql("postgres", facts)?, "hustings|f|f|t|t\n");
    Ok(())
}

#[test]
fn ctrl_c_on_our_terminal_does_not_reach_the_server() -> Outcome {
    let folder = tempfile::tempdir()?;
    let cluster = Cluster::start(&disposable(folder.path()))?;
    let server = process(postmaster(&cluster));
    assert_ne!(getpgid(Some(server))?, getpgid(None)?);
    Ok(())
}

#[test]
fn a_start_that_fails_quotes_what_the_server_said() -> Outcome {
    let folder = tempfile::tempdir()?;
    let options = disposable(folder.path());
    Cluster::start(&options)?.stop()?;
    let own_settings = folder.path().join("postgres/local.conf");
    fs::write(&own_settings, "shared_bufers = 1GB\n")?;
    let refusal = refusal(&options).to_string();
    assert!(
        refusal.contains("unrecognized configuration parameter \"shared_bufers\""),
        "{refusal}"
    );

    fs::write(&own_settings, "work_mem = 7MB\n")?;
    let cluster = Cluster::start(&options)?;
    assert_eq!(
        cluster.run_sql("postgres", "SHOW work_mem")?,
        "7MB\n",
        "the operator's settings win"
    );
    Ok(())
}

#[test]
fn a_dump_brings_tables_roles_and_policies_to_a_new_cluster() -> Outcome {
    let (from, to) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let dump: PathBuf = from.path().join("app.dump");
    let source = Cluster::start(&disposable(from.path()))?;
    source.ensure_database("app")?;
    source.run_sql(
        "app",
        "CREATE ROLE hustings_app NOLOGIN; GRANT hustings_app TO hustings;
         CREATE TABLE notes (org_id int, body text);
         INSERT INTO notes VALUES (1, 'ours'), (2, 'theirs');
         ALTER TABLE notes ENABLE ROW LEVEL SECURITY; ALTER TABLE notes FORCE ROW LEVEL SECURITY;
         CREATE POLICY tenant ON notes USING (org_id = 1);
         GRANT SELECT ON notes TO hustings_app",
    )?;
    source.dump("app", &dump)?;
    let roles = source.roles()?;
    source.stop()?;

    let target = Cluster::start(&disposable(to.path()))?;
    target.restore("app", &roles, &dump, OWNER)?;
    assert_eq!(
        target.run_sql("app", "SET ROLE hustings_app; SELECT body FROM notes")?,
        "ours\n"
    );
    assert_eq!(
        target.run_sql("app", "SELECT body FROM notes")?,
        "ours\n",
        "the owner is bound as well"
    );
    Ok(())
}
