//! The server's log file: bounded in size, and quoted when the server gives up.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::{ClusterError, error};

/// A log larger than this is set aside, so the two files together stay near twice as much.
const LARGEST: u64 = 8 * 1024 * 1024;
const QUOTED_LINES: usize = 15;
/// More than fifteen lines ever need, and little enough to read at once.
const QUOTED_BYTES: u64 = 16 * 1024;

#[derive(Debug, Clone)]
pub(crate) struct ServerLog {
    path: PathBuf,
}

impl ServerLog {
    pub(crate) fn at(path: PathBuf) -> Self {
        Self { path }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// A handle for the server to write to. It goes straight to the file: a pipe through us would break, and the
    /// server with it, when we are killed.
    pub(crate) fn open(&self) -> Result<File, ClusterError> {
        OpenOptions::new()
            .append(true)
            .create(true)
            .mode(0o600)
            .open(&self.path)
            .map_err(error::io("open", &self.path))
    }

    pub(crate) fn length(&self) -> u64 {
        fs::metadata(&self.path).map_or(0, |metadata| metadata.len())
    }

    /// Sets a large log aside by copying and emptying it, because the running server keeps its handle. Lines written
    /// between the two are lost; that is the price of needing neither a pipe nor a collector process.
    pub(crate) fn rotate_if_large(&self) {
        if self.length() <= LARGEST {
            return;
        }
        if let Err(cause) = self.rotate() {
            tracing::warn!(log = %self.path.display(), %cause, "the log of PostgreSQL could not be rotated");
        }
    }

    fn rotate(&self) -> io::Result<()> {
        fs::copy(&self.path, self.path.with_extension("log.1"))?;
        OpenOptions::new().write(true).open(&self.path)?.set_len(0)
    }

    /// The last lines written since the log had `start` bytes.
    pub(crate) fn last_words_since(&self, start: u64) -> String {
        self.tail(start)
            .unwrap_or_else(|cause| format!("(the log cannot be read: {cause})"))
    }

    fn tail(&self, start: u64) -> io::Result<String> {
        let mut file = File::open(&self.path)?;
        let length = file.metadata()?.len();
        let start = if start > length { 0 } else { start }; // it was rotated in between
        file.seek(SeekFrom::Start(start.max(length.saturating_sub(QUOTED_BYTES))))?;
        let mut bytes = Vec::new();
        file.take(QUOTED_BYTES).read_to_end(&mut bytes)?;
        let text = String::from_utf8_lossy(&bytes);
        let lines: Vec<&str> = text.lines().collect();
        Ok(lines[lines.len().saturating_sub(QUOTED_LINES)..].join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_large_log_is_set_aside_and_its_writer_goes_on() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let log = ServerLog::at(folder.path().join("postgres.log"));
        let mut writer = log.open()?;
        writer.write_all(&vec![b'x'; usize::try_from(LARGEST)? + 1])?;
        log.rotate_if_large();
        writer.write_all(b"after\n")?;
        assert_eq!(fs::read(log.path())?, b"after\n");
        assert_eq!(
            fs::metadata(folder.path().join("postgres.log.1"))?.len(),
            LARGEST + 1
        );
        Ok(())
    }

    #[test]
    fn only_the_last_lines_since_the_start_are_quoted() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let log = ServerLog::at(folder.path().join("postgres.log"));
        let mut writer = log.open()?;
        writeln!(writer, "an earlier life")?;
        let start = log.length();
        for line in 0..20 {
            writeln!(writer, "line {line}")?;
        }
        let words = log.last_words_since(start);
        assert!(
            words.starts_with("line 5\n") && words.ends_with("line 19"),
            "{words}"
        );
        Ok(())
    }
}
