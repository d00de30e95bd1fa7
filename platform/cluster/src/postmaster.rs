//! The server's process: started, recognised, signalled.

use std::ffi::{OsStr, OsString};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ExitStatus, Stdio};
use std::time::Duration;

use rustix::process::Signal;

use crate::account::Accounts;
use crate::files::Files;
use crate::log::ServerLog;
use crate::waiting::wait_for;
use crate::{Binaries, ClusterError, error, process, settings, socket, tools};

/// How long an immediate shutdown may take: it only tells every child to leave.
const IMMEDIATE: Duration = Duration::from_secs(10);

/// A running server: our child, or one that an earlier Hustings left behind.
#[derive(Debug)]
pub(crate) struct Postmaster {
    pid: i32,
    child: Option<Child>,
    data: PathBuf,
}

impl Postmaster {
    pub(crate) fn spawn(
        binaries: &Binaries,
        files: &Files,
        accounts: &Accounts,
        socket_dir: &Path,
        log: &ServerLog,
    ) -> Result<Self, ClusterError> {
        let output = log.open()?;
        let errors = output.try_clone().map_err(error::io("open", log.path()))?;
        let program = binaries.tool("postgres");
        let mut command = tools::clean_command(&program);
        accounts.run_as_server(&mut command);
        command.arg("-D").arg(&files.data);
        for (name, value) in fixed_settings(files, socket_dir) {
            command.arg("-c").arg(joined(name, &value));
        }
        // A group of its own, or Ctrl-C on our terminal would stop the server while we still flush to it.
        command
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(output)
            .stderr(errors);
        let child = command.spawn().map_err(error::io("run", &program))?;
        let pid = child.id().cast_signed();
        tracing::debug!(pid, data = %files.data.display(), "started PostgreSQL");
        Ok(Self {
            pid,
            child: Some(child),
            data: files.data.clone(),
        })
    }

    /// Takes over a server whose parent is gone. The caller has made sure that it is one.
    pub(crate) fn adopted(pid: i32, data: &Path) -> Self {
        Self {
            pid,
            child: None,
            data: data.to_owned(),
        }
    }

    pub(crate) fn pid(&self) -> i32 {
        self.pid
    }

    pub(crate) fn is_alive(&mut self) -> bool {
        match &mut self.child {
            Some(child) => matches!(child.try_wait(), Ok(None)),
            None => process::is_postmaster(self.pid, &self.data),
        }
    }

    /// How it ended, once it has, as far as a child tells its parent.
    pub(crate) fn exit_status(&mut self) -> Option<ExitStatus> {
        self.child
            .as_mut()
            .and_then(|child| child.try_wait().ok().flatten())
    }

    /// A fast shutdown: sessions are ended, everything is written out. If that takes longer than the bound, an
    /// immediate one, after which the next start replays the log.
    pub(crate) fn stop(&mut self, bound: Duration) -> Result<(), ClusterError> {
        for (signal, bound) in [(Signal::INT, bound), (Signal::QUIT, IMMEDIATE)] {
            if !self.is_alive() {
                return Ok(());
            }
            process::signal(self.pid, signal);
            if wait_for(bound, || (!self.is_alive()).then_some(())).is_some() {
                return Ok(());
            }
            tracing::warn!(
                pid = self.pid,
                ?signal,
                ?bound,
                "PostgreSQL takes longer to stop than it may"
            );
        }
        Err(ClusterError::WontStop { pid: self.pid })
    }
}

/// What no settings file may change, so it goes on the command line: where it listens and whom it lets in.
fn fixed_settings(files: &Files, socket_dir: &Path) -> [(&'static str, OsString); 8] {
    [
        ("config_file", settings::main_file(files).into()),
        ("hba_file", settings::access_file(files).into()),
        ("ident_file", settings::identity_file(files).into()),
        ("listen_addresses", OsString::new()),
        ("port", "5432".into()),
        ("unix_socket_directories", socket_dir.into()),
        ("unix_socket_permissions", "0700".into()),
        ("cluster_name", socket::short_name(&files.data).into()),
    ]
}

fn joined(name: &str, value: &OsStr) -> OsString {
    let mut argument = OsString::from(name);
    argument.push("=");
    argument.push(value);
    argument
}
