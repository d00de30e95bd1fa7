//! Which processes are really PostgreSQL on our data.
//!
//! A number in a file proves nothing: it may have been given to another program since. So a process counts only if
//! it is PostgreSQL and works in our cluster's folder, which is where the server goes when it starts.

use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::process::{Pid, Signal};

/// More than the eight short lines ever take; the server's user could have put anything there.
const LARGEST_PID_FILE: u64 = 16 * 1024;

/// What a server leaves in `postmaster.pid`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PidFile {
    pub(crate) pid: i32,
    /// A single-user server, which writes its number negated.
    pub(crate) single_user: bool,
    pub(crate) socket_dir: Option<PathBuf>,
    /// It replayed its log and accepts connections.
    pub(crate) ready: bool,
}

impl PidFile {
    pub(crate) fn path(data: &Path) -> PathBuf {
        data.join("postmaster.pid")
    }

    /// `None` if there is none, or it is damaged, or was not written fully yet.
    pub(crate) fn read(data: &Path) -> Option<Self> {
        let mut bytes = Vec::new();
        File::open(Self::path(data))
            .ok()?
            .take(LARGEST_PID_FILE)
            .read_to_end(&mut bytes)
            .ok()?;
        Self::parse(&bytes)
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let lines: Vec<&[u8]> = bytes
            .split(|byte| *byte == b'\n')
            .map(<[u8]>::trim_ascii)
            .collect();
        let pid: i32 = str::from_utf8(lines.first()?).ok()?.parse().ok()?;
        let socket_dir = lines.get(4).filter(|line| !line.is_empty());
        Some(Self {
            pid: pid.checked_abs().filter(|pid| *pid != 0)?,
            single_user: pid < 0,
            socket_dir: socket_dir.map(|line| PathBuf::from(OsStr::from_bytes(line))),
            ready: lines.get(7).is_some_and(|line| *line == b"ready"),
        })
    }
}

/// Sends a signal; that the process has just ended is no error to anyone here.
pub(crate) fn signal(pid: i32, signal: Signal) {
    let Some(target) = Pid::from_raw(pid) else { return };
    if let Err(cause) = rustix::process::kill_process(target, signal) {
        tracing::debug!(pid, ?signal, %cause, "the signal did not arrive");
    }
}

/// Whether the process is the head of a server on these data, not one of its children.
pub(crate) fn is_postmaster(pid: i32, data: &Path) -> bool {
    look_at(pid, data).is_some_and(|process| process.head)
}

struct Process {
    pid: i32,
    head: bool,
}

/// A child of the server writes what it does over its command line, beginning like this.
const TITLE_OF_CHILDREN: &str = "postgres: ";

/// Every process of PostgreSQL that works on these data.
#[cfg(target_os = "linux")]
pub(crate) fn all_on(data: &Path) -> Vec<i32> {
    let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let pids = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    pids.filter_map(|pid| look_at(pid, data))
        .map(|process| process.pid)
        .collect()
}

/// The process, if it is PostgreSQL on these data. The folder is known by its number on its disk: two paths may lead
/// to it, and taking a running server for none would be the worst mistake this crate could make.
#[cfg(target_os = "linux")]
fn look_at(pid: i32, data: &Path) -> Option<Process> {
    use std::os::unix::fs::MetadataExt;

    let process = PathBuf::from(format!("/proc/{pid}"));
    let folder = |path: &Path| {
        std::fs::metadata(path)
            .ok()
            .map(|found| (found.dev(), found.ino()))
    };
    let here = folder(&process.join("cwd"))? == folder(data)?;
    if !here || !runs_postgres(&process) {
        return None;
    }
    let command = std::fs::read(process.join("cmdline")).ok()?;
    Some(Process {
        pid,
        head: !command.starts_with(TITLE_OF_CHILDREN.as_bytes()),
    })
}

#[cfg(target_os = "linux")]
fn runs_postgres(process: &Path) -> bool {
    let Ok(program) = std::fs::read_link(process.join("exe")) else {
        return false;
    };
    let name = program.file_name().unwrap_or_default().to_string_lossy();
    // An upgrade of the package below a running server leaves "postgres (deleted)".
    name.trim_end_matches(" (deleted)") == "postgres"
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn all_on(data: &Path) -> Vec<i32> {
    in_process_list(&process_list(), data)
        .into_iter()
        .map(|process| process.pid)
        .collect()
}

#[cfg(not(target_os = "linux"))]
fn look_at(pid: i32, data: &Path) -> Option<Process> {
    in_process_list(&process_list(), data)
        .into_iter()
        .find(|process| process.pid == pid)
}

#[cfg(not(target_os = "linux"))]
fn process_list() -> String {
    let output = std::process::Command::new("ps")
        .args(["-axww", "-o", "pid=,command="])
        .output();
    String::from_utf8_lossy(&output.map(|output| output.stdout).unwrap_or_default()).into_owned()
}

/// Where there is no `/proc`, the command line tells: the head names the folder, the children the cluster.
#[cfg(any(test, not(target_os = "linux")))]
fn in_process_list(list: &str, data: &Path) -> Vec<Process> {
    let children = format!("{TITLE_OF_CHILDREN}{}: ", crate::socket::short_name(data));
    let folder = format!(" -D {} ", data.display());
    list.lines()
        .filter_map(|line| {
            let (pid, command) = line.trim_start().split_once(' ')?;
            let program = command.split(' ').next()?.rsplit('/').next()?;
            let head = program == "postgres" && format!("{command} ").contains(&folder);
            let child = command.starts_with(&children);
            (head || child).then_some(Process {
                pid: pid.parse().ok()?,
                head,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pid_files_are_read_as_far_as_they_are_written() {
        let whole = b"4711\n/data\n1700000000\n5432\n/run/socket\n\n  5432001    131072\nready   \n";
        let expected = PidFile {
            pid: 4711,
            single_user: false,
            socket_dir: Some("/run/socket".into()),
            ready: true,
        };
        assert_eq!(PidFile::parse(whole), Some(expected));
        let begun = PidFile {
            pid: 4711,
            single_user: false,
            socket_dir: None,
            ready: false,
        };
        assert_eq!(PidFile::parse(b"4711\n/data\n17000"), Some(begun));
        assert!(PidFile::parse(b"-4711\n/data\n").is_some_and(|file| file.single_user && file.pid == 4711));
        for damaged in [b"".as_slice(), b"\xff\xfe", b"0\n", b"-2147483648\n", b"ready\n"] {
            assert_eq!(PidFile::parse(damaged), None);
        }
    }

    #[test]
    fn we_are_no_server() {
        let here = std::env::current_dir().unwrap_or_default();
        let pid = i32::try_from(std::process::id()).unwrap_or(0);
        assert!(!is_postmaster(pid, &here));
    }

    #[test]
    fn a_process_list_tells_head_and_children_from_strangers() {
        let data = Path::new("/srv/h/data");
        let name = crate::socket::short_name(data);
        let list = format!(
            "  10 /usr/lib/postgresql/17/bin/postgres -D /srv/h/data -c port=5432\n\
             \x20 11 postgres: {name}: checkpointer\n\
             \x20 12 postgres: other: checkpointer\n\
             \x20 13 /bin/postgres -D /srv/h/data2 -c port=5432\n\
             \x20 14 vi -D /srv/h/data \n"
        );
        let found: Vec<_> = in_process_list(&list, data)
            .into_iter()
            .map(|process| (process.pid, process.head))
            .collect();
        assert_eq!(found, [(10, true), (11, false)]);
    }
}
