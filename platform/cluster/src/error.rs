//! What can go wrong, each with its way out.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitStatus;
use std::time::Duration;

use crate::binaries::{OLDEST_SUPPORTED, Version};

/// Why the private cluster could not be started, reached or stopped.
///
/// The texts are for operators and say what to do next.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ClusterError {
    /// No usable server binaries anywhere.
    #[error(
        "no PostgreSQL {OLDEST_SUPPORTED} or newer was found on this machine.\nLooked in:\n{}\n{INSTALL}",
        lines(looked)
    )]
    BinariesMissing {
        /// Every place that was looked at, and what was wrong with it.
        looked: Vec<Rejected>,
    },
    /// The data were written by another major version than any that is installed.
    #[error(
        "the cluster in {} was made by PostgreSQL {made_by}, and a cluster is only readable by its own major version.\n\
         Found here: {}\n\
         Ways out: install PostgreSQL {made_by} (Debian and Ubuntu: apt install postgresql-{made_by}; \
         Fedora and RHEL: dnf install postgresql{made_by}-server; macOS: brew install postgresql@{made_by}) and start again;\n\
         or take `hustings backup` with PostgreSQL {made_by} and `hustings restore` it into an empty data folder with the newer one;\n\
         or, with both installed, run pg_upgrade on the cluster.\n\
         Also looked in:\n{}",
        data.display(), versions(found), lines(looked)
    )]
    OtherMajorVersion {
        /// The cluster's folder.
        data: PathBuf,
        /// What its `PG_VERSION` says.
        made_by: u32,
        /// The versions that are installed.
        found: Vec<(PathBuf, Version)>,
        /// Every other place that was looked at, and what was wrong with it.
        looked: Vec<Rejected>,
    },
    /// Another process holds the data folder.
    #[error(
        "the data folder {} is in use by {holder}; stop it first, or use another data folder",
        data_dir.display()
    )]
    InUse {
        /// The data folder.
        data_dir: PathBuf,
        /// Who holds it, as far as the lock file tells.
        holder: String,
    },
    /// Someone runs PostgreSQL in single-user mode on our data.
    #[error(
        "process {pid} works on the cluster in {} in single-user mode; let it finish, then start again",
        data.display()
    )]
    SingleUserMode {
        /// The cluster's folder.
        data: PathBuf,
        /// The process.
        pid: i32,
    },
    /// Started as root, and there is no user to run PostgreSQL as.
    #[error(
        "PostgreSQL refuses to run as root, and this machine has none of the users {}.\n\
         Create one: useradd --system --no-create-home --shell /usr/sbin/nologin hustings",
        tried.join(", ")
    )]
    NoUnprivilegedUser {
        /// The names that were looked up.
        tried: Vec<String>,
    },
    /// The numeric user has no name, which peer authentication needs.
    #[error(
        "user id {uid} has no name on this machine, and PostgreSQL knows its clients by name: add it to /etc/passwd"
    )]
    NamelessUser {
        /// The user id.
        uid: u32,
    },
    /// The cluster belongs to someone else.
    #[error(
        "the cluster in {} belongs to user {owner}; run Hustings as that user or as root",
        data.display()
    )]
    WrongOwner {
        /// The cluster's folder.
        data: PathBuf,
        /// Its owner's name or id.
        owner: String,
    },
    /// The unprivileged user cannot get to the data.
    #[error(
        "user {user}, who runs PostgreSQL, may not enter {}; choose a data folder such as /var/lib/hustings, \
         or let others pass through: chmod o+x {}",
        folder.display(), folder.display()
    )]
    Unreachable {
        /// The folder in the way.
        folder: PathBuf,
        /// The user who runs PostgreSQL.
        user: String,
    },
    /// The folder for the socket is not ours alone.
    #[error(
        "the socket folder {} cannot be trusted: {reason}; remove it and start again",
        folder.display()
    )]
    UnsafeSocketFolder {
        /// The folder.
        folder: PathBuf,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The cluster's folder holds something, but not a cluster.
    #[error("{} is not empty and is no PostgreSQL cluster; move it away", data.display())]
    NotACluster {
        /// The folder.
        data: PathBuf,
    },
    /// The server gave up while starting.
    #[error("PostgreSQL gave up while starting ({}). Its last words, from {}:\n{last_words}", exit(*status), log.display())]
    EarlyExit {
        /// How it ended, if it was our child.
        status: Option<ExitStatus>,
        /// Its log.
        log: PathBuf,
        /// The log's last lines.
        last_words: String,
    },
    /// The server did not become ready in time.
    #[error(
        "PostgreSQL was not ready after {} seconds. Its last words, from {}:\n{last_words}",
        waited.as_secs(), log.display()
    )]
    NotReady {
        /// How long we waited.
        waited: Duration,
        /// Its log.
        log: PathBuf,
        /// The log's last lines.
        last_words: String,
    },
    /// The server answers, but refuses us.
    #[error("PostgreSQL refused the connection: {message} ({code})")]
    Refused {
        /// The SQLSTATE.
        code: String,
        /// The server's text.
        message: String,
    },
    /// The server survived even an immediate shutdown.
    #[error("PostgreSQL (process {pid}) did not stop; nothing else may use the data folder until it does")]
    WontStop {
        /// The server's process.
        pid: i32,
    },
    /// Processes of a dead server still hold its memory.
    #[error("processes {pids:?} of an earlier PostgreSQL still hold {} and cannot be ended", data.display())]
    Orphans {
        /// The cluster's folder.
        data: PathBuf,
        /// The processes.
        pids: Vec<i32>,
    },
    /// [`Cluster::stop`](crate::Cluster::stop) was called before.
    #[error("the cluster was stopped")]
    Stopped,
    /// A tool of PostgreSQL's failed.
    #[error("{tool} failed ({}): {output}", exit(Some(*status)))]
    Tool {
        /// Its name.
        tool: &'static str,
        /// How it ended.
        status: ExitStatus,
        /// What it said.
        output: String,
    },
    /// A name that PostgreSQL would cut or refuse.
    #[error("{name:?} cannot be a database's name: it must have 1 to 63 bytes and no zero byte")]
    BadDatabaseName {
        /// The name.
        name: String,
    },
    /// Neither `XDG_DATA_HOME` nor `HOME` is set.
    #[error("neither XDG_DATA_HOME nor HOME is set: name a data folder")]
    NoHome,
    /// A file or a process could not be worked with.
    #[error("could not {action} {}", path.display())]
    Io {
        /// The verb.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

/// A place where no usable binaries were, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// The folder or pattern.
    pub place: String,
    /// What was wrong with it.
    pub reason: String,
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "  {}: {}", self.place, self.reason)
    }
}

/// Debian's package starts a server of its own unless told not to; ours needs none beside it.
const INSTALL: &str = "\
To install it:
  Debian, Ubuntu:  mkdir -p /etc/postgresql-common && echo 'create_main_cluster = false' >> /etc/postgresql-common/createcluster.conf
                   apt install postgresql
  Fedora, RHEL:    dnf install postgresql-server
  macOS:           brew install postgresql@17
or point the setting for PostgreSQL's binaries at their folder, or use a server of your own by its URL.";

fn lines(looked: &[Rejected]) -> String {
    looked
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}

fn versions(found: &[(PathBuf, Version)]) -> String {
    if found.is_empty() {
        return "no PostgreSQL".to_owned();
    }
    found
        .iter()
        .map(|(dir, version)| format!("{version} in {}", dir.display()))
        .collect::<Vec<_>>()
        .join(", ")
}

fn exit(status: Option<ExitStatus>) -> String {
    status.map_or_else(|| "it was not our child".to_owned(), |status| status.to_string())
}

/// Adds to an I/O error what was being done to which path.
pub(crate) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> ClusterError + use<> {
    let path = path.to_owned();
    move |source| ClusterError::Io { action, path, source }
}
