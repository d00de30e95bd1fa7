//! Whatever is killed, and whenever: what was acknowledged is there, and nothing is there twice.

mod rows;

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use hustings_server::data_folder::DataFolder;
use hustings_server::database::Database;
use hustings_server::settings::Settings;
use rustix::process::{Pid, Signal, kill_process};
use uuid::Uuid;

use crate::data_folder;

/// Kills of each of the two.
const ROUNDS: u32 = 10;
/// All of it must be over by then, on the slowest machine that runs the tests.
const AT_MOST: Duration = Duration::from_mins(4);

/// The writer, and what it said was acknowledged.
struct Victim {
    process: Child,
    acknowledged: Arc<Mutex<BTreeSet<Uuid>>>,
    listener: std::thread::JoinHandle<()>,
}

impl Victim {
    fn start(data: &Path, acknowledged: &Arc<Mutex<BTreeSet<Uuid>>>) -> Self {
        let mut process = Command::new(example("crash_writer"))
            .arg(data)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(process.stdout.take().unwrap());
        let heard = acknowledged.clone();
        let listener = std::thread::spawn(move || {
            for line in output.split(b'\n').map_while(Result::ok) {
                // The last line of a killed process may be torn.
                if let Some(note) = std::str::from_utf8(&line).ok().and_then(|line| line.parse().ok()) {
                    heard.lock().unwrap().insert(note);
                }
            }
        });
        Self {
            process,
            acknowledged: acknowledged.clone(),
            listener,
        }
    }

    /// Waits until another `more` notes were acknowledged.
    fn hear(&self, more: usize, deadline: Instant) {
        let count = || self.acknowledged.lock().unwrap().len();
        let enough = count() + more;
        while count() < enough {
            assert!(
                Instant::now() < deadline,
                "nothing more was acknowledged; {} notes so far",
                count()
            );
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        self.listener.join().unwrap();
    }
}

/// Where cargo puts examples: beside the folder of this very test.
fn example(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    test.parent()
        .and_then(Path::parent)
        .unwrap()
        .join("examples")
        .join(name)
}

fn kill_postgres(data: &Path) {
    let file = data.join("postgres/data/postmaster.pid");
    let text = std::fs::read_to_string(&file).unwrap();
    let id: i32 = text.lines().next().unwrap().parse().unwrap();
    kill_process(Pid::from_raw(id).unwrap(), Signal::KILL).unwrap();
}

#[tokio::test]
async fn what_was_acknowledged_survives_every_kill_and_nothing_is_written_twice() {
    let folder = data_folder();
    let data = folder.path().join("data");
    let acknowledged = Arc::default();
    let deadline = Instant::now() + AT_MOST;
    let mut victim = Victim::start(&data, &acknowledged);
    for round in 0..ROUNDS {
        // Ever other moments within a batch, from the first note on.
        let load = 1 + usize::try_from(round * 37 % 101).unwrap();
        victim.hear(load, deadline);
        victim.kill();
        victim = Victim::start(&data, &acknowledged);
        victim.hear(load, deadline);
        kill_postgres(&data);
        victim.hear(load, deadline);
    }
    victim.kill();
    let acknowledged = std::mem::take(&mut *acknowledged.lock().unwrap());
    check(&data, &acknowledged).await;
}

async fn check(data: &Path, acknowledged: &BTreeSet<Uuid>) {
    let settings = Settings {
        data_dir: Some(data.to_owned()),
        ..Settings::default()
    };
    let database = Database::visit(&settings, &DataFolder::open(&settings).unwrap())
        .await
        .unwrap();
    let (notes, events) = rows::notes_and_events(database.url()).await;
    database.close().await.unwrap();
    let there: BTreeSet<Uuid> = notes.iter().copied().collect();
    let lost: Vec<_> = acknowledged.difference(&there).collect();
    assert!(
        lost.is_empty(),
        "{} of {} acknowledged notes are lost: {lost:?}",
        lost.len(),
        acknowledged.len()
    );
    assert_eq!(notes.len(), there.len(), "notes are there twice");
    assert_eq!(events, notes, "every note has its event, once");
}
