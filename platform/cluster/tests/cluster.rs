//! The private cluster against a real PostgreSQL.

use std::error::Error;
use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use hustings_cluster::{Cluster, ClusterError, ClusterOptions, Durability, Memory, Running, find_binaries};
use rustix::process::{Pid, Signal, geteuid, getpgid, kill_process, test_kill_process};

type Outcome = Result<(), Box<dyn Error>>;

/// The same, but what was committed survives the server.
fn durable(folder: &Path) -> ClusterOptions {
    ClusterOptions {
        durability: Durability::Durable,
        ..disposable(folder)
    }
}

/// Small, so that a machine with two cores runs the tests side by side.
fn disposable(folder: &Path) -> ClusterOptions {
    ClusterOptions {
        max_connections: 20,
        memory: Memory::Megabytes(256),
        ..ClusterOptions::disposable(folder)
    }
}

fn process(pid: i32) -> Pid {
    Pid::from_raw(pid).unwrap_or(Pid::INIT)
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

/// A process that holds a cluster until it is killed.
struct Holder {
    child: Child,
    postmaster: i32,
}

impl Holder {
    fn start(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let test = std::env::current_exe()?;
        let built = test
            .parent()
            .and_then(Path::parent)
            .ok_or("tests are built in target/<profile>/deps")?;
        let mut child = Command::new(built.join("examples/hold"))
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().ok_or("no output")?).read_line(&mut line)?;
        assert!(line.starts_with("postgres://hustings@"), "{line:?}");
        let pid_file = fs::read_to_string(folder.join("postgres/data/postmaster.pid"))?;
        let postmaster = pid_file.lines().next().ok_or("an empty pid file")?.parse()?;
        Ok(Self { child, postmaster })
    }

    fn kill(mut self) -> Result<i32, Box<dyn Error>> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(self.postmaster)
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
fn a_second_start_on_the_same_folder_says_who_holds_it() -> Outcome {
    let folder = tempfile::tempdir()?;
    let options = disposable(folder.path());
    let cluster = Cluster::start(&options)?;
    let refusal = refusal(&options).to_string();
    assert!(
        refusal.contains(&format!("process {}", std::process::id())),
        "{refusal}"
    );
    assert!(cluster.is_alive(), "the holder is not disturbed");
    drop(cluster);
    Cluster::start(&options)?;
    Ok(())
}

#[test]
fn a_killed_server_is_started_again_with_what_was_committed() -> Outcome {
    let folder = tempfile::tempdir()?;
    let cluster = Cluster::start(&durable(folder.path()))?;
    cluster.ensure_database("app")?;
    cluster.run_sql(
        "app",
        "CREATE TABLE notes (body text); INSERT INTO notes VALUES ('kept')",
    )?;
    assert_eq!(cluster.ensure_running()?, Running::Undisturbed);

    for _ in 0..3 {
        let killed = postmaster(&cluster);
        kill(killed)?;
        eventually("the watchdog can see it", || !cluster.is_alive());
        assert_eq!(cluster.ensure_running()?, Running::Restarted);
        assert_ne!(postmaster(&cluster), killed);
        assert_eq!(cluster.run_sql("app", "SELECT body FROM notes")?, "kept\n");
    }
    assert_eq!(cluster.ensure_running()?, Running::Undisturbed);
    Ok(())
}

#[test]
fn a_session_that_outlives_the_killed_server_does_not_keep_it_down() -> Outcome {
    let folder = tempfile::tempdir()?;
    let cluster = Cluster::start(&durable(folder.path()))?;
    thread::scope(|scope| {
        // Busy with arithmetic, it looks neither at its socket nor at whether its server still lives.
        let busy = scope.spawn(|| {
            cluster.run_sql(
                "postgres",
                "SELECT count(*) AS busy FROM generate_series(1, 1000000000000) AS numbers",
            )
        });
        let sessions = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%AS busy%' \
                        AND state = 'active' AND pid <> pg_backend_pid()";
        eventually("the session works", || {
            cluster
                .run_sql("postgres", sessions)
                .is_ok_and(|count| count == "1\n")
        });
        kill(postmaster(&cluster))?;
        eventually("the server is dead", || !cluster.is_alive());
        assert_eq!(cluster.ensure_running()?, Running::Restarted);
        assert!(
            busy.join().is_ok_and(|ended| ended.is_err()),
            "the session ended with its server"
        );
        Ok(())
    })
}

#[test]
fn a_crash_of_one_session_is_waited_out() -> Outcome {
    let folder = tempfile::tempdir()?;
    let cluster = Cluster::start(&disposable(folder.path()))?;
    let before = postmaster(&cluster);
    thread::scope(|scope| {
        let idle = scope.spawn(|| cluster.run_sql("postgres", "SELECT pg_sleep(600)"));
        let sessions = "SELECT pid FROM pg_stat_activity WHERE query LIKE '%pg_sleep%' \
                        AND state = 'active' AND pid <> pg_backend_pid()";
        eventually("the session sleeps", || {
            let pid = cluster
                .run_sql("postgres", sessions)
                .ok()
                .and_then(|pid| pid.trim().parse().ok());
            pid.is_some_and(|pid| kill(pid).is_ok())
        });
        assert!(idle.join().is_ok_and(|ended| ended.is_err()));
    });
    // The server throws every session out and replays its log. It may not have noticed yet when we ask first.
    eventually("it answers again", || {
        assert_eq!(
            cluster.ensure_running().ok(),
            Some(Running::Undisturbed),
            "it did not die itself"
        );
        cluster.run_sql("postgres", "SELECT 1").is_ok()
    });
    assert_eq!(postmaster(&cluster), before, "the server itself lived on");
    Ok(())
}

#[test]
fn a_server_that_somebody_else_stopped_is_started_again() -> Outcome {
    let folder = tempfile::tempdir()?;
    let cluster = Cluster::start(&disposable(folder.path()))?;
    kill_process(process(postmaster(&cluster)), Signal::INT)?;
    // Called while it is still on its way out, this waits for that and starts it anew; called before the server has
    // read the signal, it finds a server that answers.
    eventually("the server is started again", || {
        cluster
            .ensure_running()
            .is_ok_and(|found| found == Running::Restarted)
    });
    assert_eq!(cluster.run_sql("postgres", "SELECT 1")?, "1\n");
    Ok(())
}

#[test]
fn a_cluster_left_by_a_killed_parent_is_adopted() -> Outcome {
    let folder = tempfile::tempdir()?;
    let left = Holder::start(folder.path())?.kill()?;
    test_kill_process(process(left))?;

    let options = ClusterOptions::disposable(folder.path());
    let cluster = Cluster::start(&options)?;
    assert_eq!(postmaster(&cluster), left);
    assert!(cluster.is_alive());
    assert_eq!(cluster.run_sql("postgres", "SELECT 1")?, "1\n");
    cluster.stop()?;
    eventually("the adopted server is gone", || {
        test_kill_process(process(left)).is_err()
    });
    Ok(())
}

#[test]
fn an_adopted_server_that_dies_is_started_again() -> Outcome {
    let folder = tempfile::tempdir()?;
    let left = Holder::start(folder.path())?.kill()?;
    let cluster = Cluster::start(&ClusterOptions::disposable(folder.path()))?;
    kill(left)?;
    eventually("the watchdog can see it", || !cluster.is_alive());
    assert_eq!(cluster.ensure_running()?, Running::Restarted);
    assert_eq!(cluster.run_sql("postgres", "SELECT 1")?, "1\n");
    Ok(())
}

#[test]
fn a_cluster_left_with_other_settings_is_started_again_with_ours() -> Outcome {
    let folder = tempfile::tempdir()?;
    let left = Holder::start(folder.path())?.kill()?;
    let cluster = Cluster::start(&disposable(folder.path()))?;
    assert_ne!(postmaster(&cluster), left);
    assert_eq!(cluster.run_sql("postgres", "SHOW max_connections")?, "20\n");
    Ok(())
}

#[test]
fn a_server_killed_together_with_its_parent_is_recovered() -> Outcome {
    let folder = tempfile::tempdir()?;
    let left = Holder::start(folder.path())?.kill()?;
    kill(left)?;
    let cluster = Cluster::start(&ClusterOptions::disposable(folder.path()))?;
    assert_ne!(postmaster(&cluster), left);
    assert_eq!(cluster.run_sql("postgres", "SELECT 1")?, "1\n");
    Ok(())
}

#[test]
fn a_pid_file_that_names_a_stranger_neither_blocks_the_start_nor_harms_the_stranger() -> Outcome {
    let folder = tempfile::tempdir()?;
    let options = disposable(folder.path());
    let cluster = Cluster::start(&options)?;
    let pid_file = cluster.cluster_dir().join("postmaster.pid");
    let owner = fs::metadata(&pid_file)?;
    let text = fs::read_to_string(&pid_file)?;
    cluster.stop()?;

    // Of the same user: PostgreSQL itself would refuse to start over such a file.
    let mut sleep = Command::new("sleep");
    if geteuid().is_root() {
        sleep.uid(owner.uid()).gid(owner.gid());
    }
    let mut stranger = sleep.arg("600").spawn()?;
    let rest = text.split_once('\n').ok_or("one line only")?.1;
    fs::write(&pid_file, format!("{}\n{rest}", stranger.id()))?;

    let started = Cluster::start(&options);
    let unharmed = stranger.try_wait()?.is_none();
    stranger.kill()?;
    stranger.wait()?;
    assert_eq!(started?.run_sql("postgres", "SELECT 1")?, "1\n");
    assert!(unharmed);
    Ok(())
}

#[test]
fn data_of_another_major_version_are_refused_with_the_ways_out() -> Outcome {
    let folder = tempfile::tempdir()?;
    let options = disposable(folder.path());
    Cluster::start(&options)?.stop()?;
    let version = folder.path().join("postgres/data/PG_VERSION");
    fs::write(&version, "9\n")?;
    let refusal = refusal(&options).to_string();
    for hint in [
        "made by PostgreSQL 9",
        "apt install postgresql-9",
        "pg_upgrade",
        "hustings backup",
    ] {
        assert!(refusal.contains(hint), "no {hint:?} in {refusal}");
    }
    Ok(())
}

#[test]
fn a_folder_with_something_else_in_it_is_left_alone() -> Outcome {
    let folder = tempfile::tempdir()?;
    let precious = folder.path().join("postgres/data/thesis.txt");
    fs::create_dir_all(precious.parent().ok_or("no parent")?)?;
    fs::write(&precious, "years of work")?;
    assert!(matches!(
        refusal(&disposable(folder.path())),
        ClusterError::NotACluster { .. }
    ));
    assert_eq!(fs::read_to_string(precious)?, "years of work");
    Ok(())
}

#[test]
fn an_interrupted_first_start_is_begun_anew() -> Outcome {
    let folder = tempfile::tempdir()?;
    let half = folder.path().join("postgres/data.new/base");
    fs::create_dir_all(&half)?;
    fs::write(half.join("half"), "of a cluster")?;
    let cluster = Cluster::start(&disposable(folder.path()))?;
    assert_eq!(cluster.run_sql("postgres", "SELECT 1")?, "1\n");
    assert!(!folder.path().join("postgres/data.new").exists());
    Ok(())
}

#[test]
fn only_the_servers_user_can_enter_its_folders() -> Outcome {
    let folder = tempfile::tempdir()?;
    let cluster = Cluster::start(&disposable(folder.path()))?;
    let owner = fs::metadata(cluster.cluster_dir())?.uid();
    assert_eq!(cluster.socket_dir(), cluster.data_dir().join("postgres/socket"));
    for closed in [cluster.cluster_dir(), cluster.socket_dir()] {
        let metadata = fs::metadata(closed)?;
        assert_eq!(
            (metadata.mode() & 0o777, metadata.uid()),
            (0o700, owner),
            "{}",
            closed.display()
        );
    }
    let socket = fs::metadata(cluster.socket_dir().join(".s.PGSQL.5432"))?;
    assert_eq!(socket.mode() & 0o077, 0, "the socket itself is closed too");
    assert_eq!(fs::metadata(cluster.log_file())?.mode() & 0o777, 0o600);
    Ok(())
}

#[test]
fn a_path_too_long_for_a_socket_gets_a_short_one_elsewhere() -> Outcome {
    let folder = tempfile::tempdir()?;
    let deep = folder
        .path()
        .join("a folder, with \"odd\" characters".repeat(3))
        .join("d".repeat(60));
    fs::create_dir_all(&deep)?;
    for part in deep
        .ancestors()
        .take_while(|part| part.starts_with(folder.path()))
    {
        fs::set_permissions(part, Permissions::from_mode(0o711))?;
    }
    let options = disposable(&deep);
    let cluster = Cluster::start(&options)?;
    let socket_dir = cluster.socket_dir().to_owned();
    assert!(
        !socket_dir.starts_with(cluster.data_dir()),
        "{}",
        socket_dir.display()
    );
    assert!(socket_dir.as_os_str().len() + "/.s.PGSQL.5432".len() <= 107);
    let metadata = fs::symlink_metadata(&socket_dir)?;
    assert_eq!(
        (metadata.mode() & 0o777, metadata.uid()),
        (0o700, fs::metadata(cluster.cluster_dir())?.uid())
    );
    assert_eq!(cluster.run_sql("postgres", "SELECT 1")?, "1\n");
    cluster.stop()?;
    assert!(!socket_dir.exists(), "nobody else would tidy it up");

    // Somebody who may write there could put a link in its place.
    let elsewhere = tempfile::tempdir()?;
    symlink(elsewhere.path(), &socket_dir)?;
    let refusal = refusal(&options);
    fs::remove_file(&socket_dir)?;
    assert!(
        matches!(refusal, ClusterError::UnsafeSocketFolder { .. }),
        "{refusal}"
    );
    Ok(())
}

#[test]
fn started_as_root_the_server_is_an_unprivileged_user() -> Outcome {
    let folder = tempfile::tempdir()?;
    // Closed to everybody but us: the server's user is let through, and nobody else.
    fs::set_permissions(folder.path(), Permissions::from_mode(0o700))?;
    let cluster = Cluster::start(&disposable(folder.path()))?;
    let runs_as = fs::metadata(format!("/proc/{}", postmaster(&cluster)))?.uid();
    assert_ne!(runs_as, 0);
    assert_eq!(runs_as, fs::metadata(cluster.cluster_dir())?.uid());
    let home = cluster.data_dir().join("postgres");
    assert_eq!(
        fs::metadata(&home)?.uid(),
        geteuid().as_raw(),
        "the folder around it stays ours"
    );
    for ours in ["lock", "postgres.conf", "hba.conf", "ident.conf", "postgres.log"] {
        assert_eq!(fs::metadata(home.join(ours))?.uid(), geteuid().as_raw(), "{ours}");
    }
    Ok(())
}

#[test]
fn a_folder_that_the_servers_user_cannot_reach_is_named() -> Outcome {
    if !geteuid().is_root() {
        return Ok(()); // the server's user is ours
    }
    let closed = tempfile::tempdir()?;
    fs::set_permissions(closed.path(), Permissions::from_mode(0o700))?;
    let refusal = refusal(&disposable(&closed.path().join("inner/data"))).to_string();
    assert!(
        refusal.contains(&format!("may not enter {};", closed.path().display())),
        "{refusal}"
    );
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
fn missing_binaries_are_reported_with_every_place_and_what_to_install() -> Outcome {
    let empty = tempfile::tempdir()?;
    let options = ClusterOptions {
        binaries: Some(empty.path().to_owned()),
        ..disposable(&empty.path().join("data"))
    };
    fs::set_permissions(empty.path(), Permissions::from_mode(0o711))?;
    let refusal = refusal(&options).to_string();
    let looked = format!("{}: no `postgres`", empty.path().display());
    for hint in [
        looked.as_str(),
        "PostgreSQL 15 or newer",
        "apt install",
        "dnf install",
        "brew install",
    ] {
        assert!(refusal.contains(hint), "no {hint:?} in {refusal}");
    }
    Ok(())
}

#[test]
fn the_installation_itself_may_be_set_instead_of_its_folder_of_binaries() -> Outcome {
    let found = find_binaries(None)?;
    let installation = found.dir().parent().ok_or("no parent")?;
    assert_eq!(find_binaries(Some(installation))?, found);
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
    target.restore("app", &roles, &dump)?;
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
