//! Servers, sessions and parents that are killed, and what is found afterwards.

use super::*;

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
