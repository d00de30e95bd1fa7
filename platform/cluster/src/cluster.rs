//! A running cluster: started, watched, used, stopped.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::ExitStatus;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::account::Accounts;
use crate::binaries::{find_binaries, find_binaries_of_major};
use crate::files::Files;
use crate::log::ServerLog;
use crate::postmaster::Postmaster;
use crate::probe::{self, Answer};
use crate::process::PidFile;
use crate::settings::Settings;
use crate::waiting::wait_for;
use crate::{
    Binaries, ClusterError, ClusterOptions, OWNER, SUPERUSER, dump, error, memory, process, socket, tools,
};

/// How long a server that stumbles over the remains of a killed one is started again: its memory and its sessions
/// need a moment to go.
const REMAINS_BOUND: Duration = Duration::from_secs(30);
const PAUSE_AFTER_STUMBLE: Duration = Duration::from_millis(200);
/// How long sessions of a dead server may take to leave by themselves: idle ones notice at once. What they have not
/// committed by then is lost with them, as it is in any crash.
const ORPHANS_GRACE: Duration = Duration::from_millis(300);
/// How long they may take to leave on request, and then to be gone for good.
const ORPHANS_BOUND: Duration = Duration::from_secs(3);

/// A private PostgreSQL that runs and is ours. Dropping it stops the server.
#[derive(Debug)]
pub struct Cluster {
    server: Server,
    /// `None` once it was stopped on purpose.
    held: Mutex<Option<Held>>,
}

/// What [`Cluster::ensure_running`] found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Running {
    /// The server ran and answered.
    Undisturbed,
    /// The server had died and was started again; every connection was lost.
    Restarted,
}

#[derive(Debug)]
struct Held {
    /// `None` only before the first start.
    postmaster: Option<Postmaster>,
    /// Closing it gives the data folder free.
    _lock: File,
}

/// Everything that stays the same when the server's process changes.
#[derive(Debug)]
struct Server {
    files: Files,
    accounts: Accounts,
    binaries: Binaries,
    socket_dir: PathBuf,
    log: ServerLog,
    start_timeout: Duration,
    stop_timeout: Duration,
}

/// What became of a server that was waited for.
enum Outcome {
    Ready,
    Ended(Option<ExitStatus>),
    Refused {
        code: String,
        message: String,
    },
    /// Somebody called [`Cluster::stop`] meanwhile.
    Stopped,
}

impl Cluster {
    /// Brings the cluster of a data folder up: makes it if there is none, adopts it if it still runs, recovers it
    /// if it was killed. Returns when it accepts connections.
    pub fn start(options: &ClusterOptions) -> Result<Self, ClusterError> {
        let files = Files::prepare(&options.data_dir)?;
        let lock = files.lock()?;
        let accounts = Accounts::settle(&files.data, options.run_as.as_deref())?;
        files.let_through(&accounts)?;

        let setting = options.binaries.as_deref();
        let binaries = if let Some(major) = files.made_by()? {
            find_binaries_of_major(setting, major, &files.data)?
        } else {
            let binaries = find_binaries(setting)?;
            tools::make_cluster(&binaries, &files, &accounts, options.durability)?;
            tracing::info!(data = %files.data.display(), version = %binaries.version(), "made a PostgreSQL cluster");
            binaries
        };
        let socket_dir = socket::folder(&files, &accounts)?;
        let settings = Settings::generate(
            &files,
            &accounts,
            options.durability,
            memory::megabytes(options.memory),
            options.max_connections,
        );
        let server = Server {
            log: ServerLog::at(files.home.join("postgres.log")),
            files,
            accounts,
            binaries,
            socket_dir,
            start_timeout: options.start_timeout,
            stop_timeout: options.stop_timeout,
        };
        let left_behind = server.left_behind(&settings)?;
        if left_behind.is_none() {
            settings.write()?;
        }
        // From here on an error drops the cluster, and that stops the server.
        let held = Held {
            postmaster: left_behind,
            _lock: lock,
        };
        let cluster = Self {
            server,
            held: Mutex::new(Some(held)),
        };
        cluster.bring_up()?;
        Ok(cluster)
    }

    /// Where to reach a database, as the owner role, for any client that understands PostgreSQL's URLs.
    pub fn url(&self, database: &str) -> String {
        self.server.url(OWNER, database)
    }

    /// As [`Cluster::url`], but as the superuser, whom no row-level security binds: for backups and repair.
    pub fn superuser_url(&self, database: &str) -> String {
        self.server.url(SUPERUSER, database)
    }

    /// Makes a database that belongs to the owner role, unless it exists.
    pub fn ensure_database(&self, name: &str) -> Result<(), ClusterError> {
        if name.is_empty() || name.len() > 63 || name.contains('\0') {
            return Err(ClusterError::BadDatabaseName {
                name: name.to_owned(),
            });
        }
        let create = format!("CREATE DATABASE {}", quoted(name, '"'));
        let sql = format!(
            "SELECT {} WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = {}) \\gexec\n",
            quoted(&create, '\''),
            quoted(name, '\'')
        );
        match self.run_sql("postgres", &sql) {
            // Somebody made it between our look and our attempt.
            Err(ClusterError::Tool { output, .. }) if output.contains("already exists") => Ok(()),
            other => other.map(drop),
        }
    }

    /// Runs SQL as the owner and returns its rows, one line each, columns parted by `|`. For tests and tools; the
    /// server goes through its pools.
    pub fn run_sql(&self, database: &str, sql: &str) -> Result<String, ClusterError> {
        tools::psql(&self.server.binaries, &self.url(database), sql)
    }

    /// Writes a consistent copy of a database to a file; see [`Binaries::dump`].
    pub fn dump(&self, database: &str, file: &Path) -> Result<(), ClusterError> {
        self.server.binaries.dump(&self.superuser_url(database), file)
    }

    /// The statements that make the roles a dump names; see [`Binaries::roles`]. A backup keeps them beside it.
    pub fn roles(&self) -> Result<String, ClusterError> {
        self.server.binaries.roles(&self.superuser_url("postgres"))
    }

    /// Makes the roles, then the database from a copy, all of it or nothing. The database must be new. What belonged
    /// to `owner` where the copy was taken belongs to [`OWNER`](crate::OWNER) here.
    pub fn restore(&self, database: &str, roles: &str, file: &Path, owner: &str) -> Result<(), ClusterError> {
        tools::psql(&self.server.binaries, &self.superuser_url("postgres"), roles)?;
        self.ensure_database(database)?;
        self.server
            .binaries
            .restore(&self.superuser_url(database), file)?;
        let adopt = dump::adoption(owner, OWNER);
        tools::psql(&self.server.binaries, &self.superuser_url(database), &adopt).map(drop)
    }

    /// Whether the server's process is there. Cheap; it may still be starting up after a crash of one of its
    /// sessions, which [`Cluster::ensure_running`] waits for.
    pub fn is_alive(&self) -> bool {
        let mut held = self.held();
        held.as_mut()
            .and_then(|held| held.postmaster.as_mut())
            .is_some_and(Postmaster::is_alive)
    }

    /// Starts the server again if it died, and returns when it answers. Meant to be called now and then by a
    /// watchdog; it also keeps the log's size within bounds.
    pub fn ensure_running(&self) -> Result<Running, ClusterError> {
        self.bring_up()
    }

    /// Stops the server: sessions are ended, everything is written out, the data folder is free. Stopping twice is
    /// no error.
    pub fn stop(&self) -> Result<(), ClusterError> {
        let mut held = self.held();
        if let Some(postmaster) = held.as_mut().and_then(|held| held.postmaster.as_mut()) {
            postmaster.stop(self.server.stop_timeout)?;
            socket::give_up(&self.server.files, &self.server.socket_dir);
        }
        *held = None;
        Ok(())
    }

    /// The process id of the server, unless it was stopped.
    pub fn postmaster_pid(&self) -> Option<i32> {
        self.held()
            .as_ref()
            .and_then(|held| held.postmaster.as_ref())
            .map(Postmaster::pid)
    }

    /// The folder with the server's socket.
    pub fn socket_dir(&self) -> &Path {
        &self.server.socket_dir
    }

    /// The server's binaries.
    pub fn binaries(&self) -> &Binaries {
        &self.server.binaries
    }

    /// Hustings' data folder, absolute and without links.
    pub fn data_dir(&self) -> &Path {
        &self.server.files.data_dir
    }

    /// The cluster's own folder: what PostgreSQL calls its data directory.
    pub fn cluster_dir(&self) -> &Path {
        &self.server.files.data
    }

    /// What the server writes to.
    pub fn log_file(&self) -> &Path {
        self.server.log.path()
    }

    /// Starts the server if it does not run, again and again for a while if it stumbles over the remains of a killed
    /// one, and waits until it answers. Never waits with the lock held, so that the server can be stopped meanwhile.
    fn bring_up(&self) -> Result<Running, ClusterError> {
        self.server.log.rotate_if_large();
        let began = Instant::now();
        let mut found = Running::Undisturbed;
        loop {
            let log_start = self.server.log.length();
            let launched = self.launch_if_dead()?;
            if launched {
                found = Running::Restarted;
            }
            let log = self.server.log.path().to_owned();
            let last_words = || self.server.log.last_words_since(log_start);
            let waited = self.server.start_timeout;
            match self.wait_for_outcome() {
                Some(Outcome::Ready) => return Ok(found),
                Some(Outcome::Stopped) => return Err(ClusterError::Stopped),
                Some(Outcome::Refused { code, message }) => {
                    return Err(ClusterError::Refused { code, message });
                }
                Some(Outcome::Ended(_)) if !launched => {} // it was on its way out already
                Some(Outcome::Ended(status)) => {
                    let last_words = last_words();
                    if began.elapsed() >= REMAINS_BOUND || !stumbled_over_remains(&last_words) {
                        return Err(ClusterError::EarlyExit {
                            status,
                            log,
                            last_words,
                        });
                    }
                    tracing::warn!(%last_words, "the remains of an earlier PostgreSQL are in the way; trying again");
                    thread::sleep(PAUSE_AFTER_STUMBLE);
                }
                None => {
                    return Err(ClusterError::NotReady {
                        waited,
                        log,
                        last_words: last_words(),
                    });
                }
            }
        }
    }

    /// Whether a new server was launched.
    fn launch_if_dead(&self) -> Result<bool, ClusterError> {
        let mut held = self.held();
        let slot = &mut held.as_mut().ok_or(ClusterError::Stopped)?.postmaster;
        if let Some(postmaster) = slot {
            if postmaster.is_alive() {
                return Ok(false);
            }
            let status = postmaster.exit_status();
            tracing::error!(
                pid = postmaster.pid(),
                ?status,
                "PostgreSQL died; starting it again"
            );
        }
        self.server.clear_remains()?;
        *slot = Some(self.server.launch()?);
        Ok(true)
    }

    /// What becomes of the server within the time it has to start, or `None` if it is still at it.
    fn wait_for_outcome(&self) -> Option<Outcome> {
        let socket = self.server.socket_dir.join(socket::SOCKET);
        wait_for(self.server.start_timeout, || {
            let (pid, alive, status) = {
                let mut held = self.held();
                let Some(postmaster) = held.as_mut().and_then(|held| held.postmaster.as_mut()) else {
                    return Some(Outcome::Stopped);
                };
                (postmaster.pid(), postmaster.is_alive(), postmaster.exit_status())
            };
            if !alive {
                return Some(Outcome::Ended(status));
            }
            // The file is asked first: every session refused during recovery is a line in the log.
            PidFile::read(&self.server.files.data).filter(|file| file.pid == pid && file.ready)?;
            match probe::ask(&socket) {
                Answer::Ready => Some(Outcome::Ready),
                Answer::Refused { code, message } => Some(Outcome::Refused { code, message }),
                Answer::NotYet => None,
            }
        })
    }

    fn held(&self) -> MutexGuard<'_, Option<Held>> {
        // Nothing in there is ever half changed, so a panic of another caller spoils nothing.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Err(cause) = self.stop() {
            tracing::error!(%cause, "the private PostgreSQL could not be stopped");
        }
    }
}

impl Server {
    fn url(&self, role: &str, database: &str) -> String {
        url_over(&self.socket_dir, role, database)
    }

    /// The server that an earlier Hustings left running on our data. One that runs with other settings than we want
    /// is stopped instead.
    fn left_behind(&self, settings: &Settings) -> Result<Option<Postmaster>, ClusterError> {
        let data = &self.files.data;
        let Some(file) = PidFile::read(data) else {
            return Ok(None);
        };
        if !process::is_postmaster(file.pid, data) {
            return Ok(None);
        }
        if file.single_user {
            return Err(ClusterError::SingleUserMode {
                data: data.clone(),
                pid: file.pid,
            });
        }
        let mut postmaster = Postmaster::adopted(file.pid, data);
        if settings.are_in_place() && file.socket_dir.is_none_or(|folder| folder == self.socket_dir) {
            tracing::info!(
                pid = file.pid,
                "adopting the PostgreSQL of a Hustings that is gone"
            );
            return Ok(Some(postmaster));
        }
        tracing::info!(
            pid = file.pid,
            "PostgreSQL runs with other settings; starting it again"
        );
        postmaster.stop(self.stop_timeout)?;
        Ok(None)
    }

    fn launch(&self) -> Result<Postmaster, ClusterError> {
        Postmaster::spawn(
            &self.binaries,
            &self.files,
            &self.accounts,
            &self.socket_dir,
            &self.log,
        )
    }

    /// Ends what outlived a killed server and removes its lock files. PostgreSQL would refuse to start over files
    /// whose number another process of the same user has got since; we know better, having looked at the processes.
    fn clear_remains(&self) -> Result<(), ClusterError> {
        let data = &self.files.data;
        let all_gone = || Some(process::all_on(data)).filter(Vec::is_empty).map(drop);
        let mut gone = wait_for(ORPHANS_GRACE, all_gone);
        for signal in [Signal::QUIT, Signal::KILL] {
            if gone.is_some() {
                break;
            }
            for pid in process::all_on(data) {
                tracing::warn!(pid, ?signal, "ending a session of a PostgreSQL that is dead");
                process::signal(pid, signal);
            }
            gone = wait_for(ORPHANS_BOUND, all_gone);
        }
        if gone.is_none() {
            return Err(ClusterError::Orphans {
                data: data.clone(),
                pids: process::all_on(data),
            });
        }
        let socket = self.socket_dir.join(socket::SOCKET);
        let socket_lock = self.socket_dir.join(format!("{}.lock", socket::SOCKET));
        for remains in [PidFile::path(data), socket, socket_lock] {
            match fs::remove_file(&remains) {
                Err(cause) if cause.kind() != ErrorKind::NotFound => {
                    return Err(error::io("remove", &remains)(cause));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// What the server says when a killed one's lock file, memory or socket is still there.
fn stumbled_over_remains(last_words: &str) -> bool {
    [
        "already exists",
        "pre-existing shared memory block",
        "could not bind Unix address",
        "could not create any Unix",
    ]
    .into_iter()
    .any(|sign| last_words.contains(sign))
}

fn quoted(text: &str, quote: char) -> String {
    format!(
        "{quote}{}{quote}",
        text.replace(quote, &format!("{quote}{quote}"))
    )
}

/// Where a role reaches a database over the socket in a folder.
pub(crate) fn url_over(socket_dir: &Path, role: &str, database: &str) -> String {
    let host = percent_encoded(socket_dir.as_os_str().as_bytes());
    let database = percent_encoded(database.as_bytes());
    // Both are named although they are the defaults: variables such as PGPORT and PGSSLMODE would win otherwise.
    format!("postgres://{role}@{host}:5432/{database}?sslmode=disable")
}

fn percent_encoded(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(byte) {
            text.push(char::from(*byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_and_paths_encoded() {
        assert_eq!(quoted("a\"b", '"'), "\"a\"\"b\"");
        assert_eq!(percent_encoded("/run/h ä".as_bytes()), "%2Frun%2Fh%20%C3%A4");
    }
}
