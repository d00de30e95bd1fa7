//! Finding PostgreSQL's server binaries on this machine.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::ClusterError;
use crate::environment::variable;
use crate::error::Rejected;

/// The oldest major version that Hustings works with.
pub const OLDEST_SUPPORTED: u32 = 15;

/// Where distributions put the server. A `*` stands for the version; the newest comes first.
const USUAL_PLACES: [&str; 10] = [
    "/usr/lib/postgresql/*/bin",          // Debian, Ubuntu
    "/usr/pgsql-*/bin",                   // the PostgreSQL project's packages for RHEL
    "/usr/lib/postgresql*/bin",           // SUSE
    "/usr/libexec/postgresql*",           // Alpine
    "/opt/homebrew/opt/postgresql@*/bin", // Homebrew on Apple silicon
    "/opt/homebrew/opt/postgresql/bin",
    "/usr/local/opt/postgresql@*/bin", // Homebrew on Intel
    "/usr/local/opt/postgresql/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin", // Postgres.app
    "/usr/local/pgsql/bin",                               // built from source
];

/// What a folder must hold to be of use: on Debian `PATH` has `psql`, but not the server.
const REQUIRED: [&str; 3] = ["postgres", "initdb", "psql"];

/// One installation of PostgreSQL's server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binaries {
    dir: PathBuf,
    version: Version,
}

/// A release of PostgreSQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// Clusters of different major versions cannot read each other.
    pub major: u32,
    /// Zero for a pre-release.
    pub minor: u32,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

impl Binaries {
    /// The folder they are in.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Their release.
    pub fn version(&self) -> Version {
        self.version
    }

    pub(crate) fn tool(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    /// What is in a folder, or why it is of no use.
    fn in_folder(dir: &Path) -> Result<Self, String> {
        if let Some(missing) = REQUIRED.iter().find(|name| !dir.join(name).is_file()) {
            return Err(format!("no `{missing}`"));
        }
        let output = Command::new(dir.join("postgres"))
            .arg("--version")
            .output()
            .map_err(|cause| format!("`postgres` cannot be run: {cause}"))?;
        let text = String::from_utf8_lossy(&output.stdout);
        let version = Version::parse(&text).ok_or_else(|| format!("unknown version {:?}", text.trim()))?;
        if version.major < OLDEST_SUPPORTED {
            return Err(format!("PostgreSQL {version}, older than {OLDEST_SUPPORTED}"));
        }
        Ok(Self {
            dir: dir.to_owned(),
            version,
        })
    }
}

impl Version {
    /// Reads `postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)`, `18beta1` and `17devel`.
    fn parse(text: &str) -> Option<Self> {
        let number = text.split_once("(PostgreSQL) ")?.1.split_whitespace().next()?;
        let (major, rest) = leading_number(number)?;
        let minor = rest
            .strip_prefix('.')
            .and_then(leading_number)
            .map_or(0, |(minor, _)| minor);
        Some(Self { major, minor })
    }
}

fn leading_number(text: &str) -> Option<(u32, &str)> {
    let end = text
        .find(|character: char| !character.is_ascii_digit())
        .unwrap_or(text.len());
    Some((text[..end].parse().ok()?, &text[end..]))
}

/// Finds the server: in the folder that is set, and only there; else in `PATH`; else in the usual places, newest
/// first.
pub fn find_binaries(setting: Option<&Path>) -> Result<Binaries, ClusterError> {
    let mut search = Search::everywhere(setting);
    search.next().ok_or(ClusterError::BinariesMissing {
        looked: search.rejected,
    })
}

/// As [`find_binaries`], but of one major version: the one that made the cluster in `data`.
pub fn find_binaries_of_major(
    setting: Option<&Path>,
    major: u32,
    data: &Path,
) -> Result<Binaries, ClusterError> {
    let mut search = Search::everywhere(setting);
    let mut others = Vec::new();
    for binaries in search.by_ref() {
        if binaries.version.major == major {
            return Ok(binaries);
        }
        others.push((binaries.dir, binaries.version));
    }
    Err(ClusterError::OtherMajorVersion {
        data: data.to_owned(),
        made_by: major,
        found: others,
        looked: search.rejected,
    })
}

/// The places still to look at, in order, and what was wrong with the earlier ones. Lazy, so that a hit in the first
/// place runs no other server's `--version`.
struct Search {
    folders: std::vec::IntoIter<PathBuf>,
    seen: BTreeSet<PathBuf>,
    rejected: Vec<Rejected>,
}

impl Search {
    fn everywhere(setting: Option<&Path>) -> Self {
        if let Some(setting) = setting {
            // Tools are run from `/`, so the folder must not depend on where we are.
            let setting = std::path::absolute(setting).unwrap_or_else(|_| setting.to_owned());
            // Both the folder of the binaries and the installation's root are natural things to write.
            return Self::of(vec![setting.clone(), setting.join("bin")], Vec::new());
        }
        let path = variable("PATH").unwrap_or_default();
        let mut rejected = Vec::new();
        let in_path: Vec<_> = std::env::split_paths(&path)
            .filter(|dir| dir.join("postgres").is_file())
            .collect();
        if in_path.is_empty() {
            rejected.push(Rejected {
                place: "PATH".to_owned(),
                reason: "no `postgres`".to_owned(),
            });
        }
        let mut folders = in_path;
        for pattern in USUAL_PLACES {
            let matching = matching_folders(pattern);
            if matching.is_empty() {
                rejected.push(Rejected {
                    place: pattern.to_owned(),
                    reason: "no such folder".to_owned(),
                });
            }
            folders.extend(matching);
        }
        Self::of(folders, rejected)
    }

    fn of(folders: Vec<PathBuf>, rejected: Vec<Rejected>) -> Self {
        Self {
            folders: folders.into_iter(),
            seen: BTreeSet::new(),
            rejected,
        }
    }
}

impl Iterator for Search {
    type Item = Binaries;

    fn next(&mut self) -> Option<Binaries> {
        for folder in self.folders.by_ref() {
            let real = fs::canonicalize(&folder).unwrap_or_else(|_| folder.clone());
            if !self.seen.insert(real) {
                continue;
            }
            match Binaries::in_folder(&folder) {
                Ok(binaries) => return Some(binaries),
                Err(reason) => {
                    self.rejected.push(Rejected {
                        place: folder.display().to_string(),
                        reason,
                    });
                }
            }
        }
        None
    }
}

/// The folders that fit a pattern with at most one `*`, the highest number in its place first.
fn matching_folders(pattern: &str) -> Vec<PathBuf> {
    let Some((before, after)) = pattern.split_once('*') else {
        let folder = PathBuf::from(pattern);
        return if folder.is_dir() { vec![folder] } else { Vec::new() };
    };
    let (parent, prefix) = before.rsplit_once('/').unwrap_or(("", before));
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    let mut numbered: Vec<(u32, PathBuf)> = entries
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let (number, _) = leading_number(name.strip_prefix(prefix)?)?;
            let folder = entry.path().join(after.trim_start_matches('/'));
            folder.is_dir().then_some((number, folder))
        })
        .collect();
    numbered.sort_by(|left, right| right.cmp(left));
    numbered.into_iter().map(|(_, folder)| folder).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_every_shape_are_read() {
        let version = |major, minor| Some(Version { major, minor });
        assert_eq!(
            Version::parse("postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)\n"),
            version(15, 20)
        );
        assert_eq!(Version::parse("postgres (PostgreSQL) 18beta1\n"), version(18, 0));
        assert_eq!(Version::parse("postgres (PostgreSQL) 9.6.24\n"), version(9, 6));
        assert_eq!(Version::parse("something else"), None);
    }

    #[test]
    fn the_newest_folder_comes_first_and_ten_is_more_than_nine() -> std::io::Result<()> {
        let root = tempfile::tempdir()?;
        for version in ["9", "10", "17", "notes"] {
            fs::create_dir_all(root.path().join(version).join("bin"))?;
        }
        let pattern = format!("{}/*/bin", root.path().display());
        let found: Vec<_> = matching_folders(&pattern)
            .into_iter()
            .map(|folder| {
                folder
                    .strip_prefix(root.path())
                    .map(Path::to_owned)
                    .unwrap_or_default()
            })
            .collect();
        assert_eq!(
            found,
            [Path::new("17/bin"), Path::new("10/bin"), Path::new("9/bin")]
        );
        Ok(())
    }
}
