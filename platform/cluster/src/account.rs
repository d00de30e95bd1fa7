//! Who we are on this machine, and who runs PostgreSQL.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use crate::{ClusterError, error};

/// A user of the machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct User {
    pub(crate) name: String,
    pub(crate) uid: u32,
    pub(crate) gid: u32,
}

/// The user of this process and the user PostgreSQL runs as: one and the same unless we are root.
#[derive(Debug, Clone)]
pub(crate) struct Accounts {
    pub(crate) ours: User,
    pub(crate) server: User,
}

impl Accounts {
    /// Settles who runs PostgreSQL. The owner of an existing cluster in `data` stays its owner, so that a user added
    /// to the machine later does not lock the data away.
    pub(crate) fn settle(data: &Path, run_as: Option<&str>) -> Result<Self, ClusterError> {
        let uid = rustix::process::geteuid();
        let ours = User::of_id(uid.as_raw()).ok_or(ClusterError::NamelessUser { uid: uid.as_raw() })?;
        let owner = owner_of(data)?;
        if !uid.is_root() {
            return match owner {
                Some(owner) if owner != ours.uid => {
                    let owner = User::of_id(owner).map_or_else(|| owner.to_string(), |user| user.name);
                    Err(ClusterError::WrongOwner {
                        data: data.to_owned(),
                        owner,
                    })
                }
                _ => Ok(Self {
                    server: ours.clone(),
                    ours,
                }),
            };
        }
        if let Some(owner) = owner.filter(|owner| *owner != 0) {
            let server = User::of_id(owner).ok_or(ClusterError::NamelessUser { uid: owner })?;
            return Ok(Self { ours, server });
        }
        let candidates = run_as.map_or_else(|| vec!["hustings", "postgres"], |name| vec![name]);
        let server = candidates
            .iter()
            .find_map(|name| User::named(name).filter(|user| user.uid != 0))
            .ok_or_else(|| ClusterError::NoUnprivilegedUser {
                tried: candidates.iter().map(ToString::to_string).collect(),
            })?;
        Ok(Self { ours, server })
    }

    /// Whether PostgreSQL runs as someone else than we do.
    pub(crate) fn differ(&self) -> bool {
        self.ours.uid != self.server.uid
    }

    /// Lets a command run as the server's user. Our supplementary groups are dropped with it by the standard library.
    pub(crate) fn run_as_server(&self, command: &mut Command) {
        if self.differ() {
            command.uid(self.server.uid).gid(self.server.gid);
        }
    }
}

fn owner_of(data: &Path) -> Result<Option<u32>, ClusterError> {
    match fs::symlink_metadata(data) {
        Ok(metadata) => Ok(Some(metadata.uid())),
        Err(missing) if missing.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(other) => Err(error::io("look at", data)(other)),
    }
}

impl User {
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::looked_up(name).filter(|user| user.name == name)
    }

    pub(crate) fn of_id(uid: u32) -> Option<Self> {
        Self::looked_up(&uid.to_string()).filter(|user| user.uid == uid)
    }

    /// The file first, because it is there in the smallest container; then `getent` for users from a directory
    /// service; then `id`, which is what macOS has.
    fn looked_up(key: &str) -> Option<Self> {
        let file = fs::read_to_string("/etc/passwd").unwrap_or_default();
        in_passwd(&file, key)
            .or_else(|| in_passwd(&output_of("getent", &["passwd", key])?, key))
            .or_else(|| {
                Some(Self {
                    name: output_of("id", &["-un", key])?,
                    uid: output_of("id", &["-u", key])?.parse().ok()?,
                    gid: output_of("id", &["-g", key])?.parse().ok()?,
                })
            })
    }
}

fn in_passwd(passwd: &str, key: &str) -> Option<User> {
    passwd.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        let uid = fields.nth(1)?;
        let gid = fields.next()?;
        let user = User {
            name: name.to_owned(),
            uid: uid.parse().ok()?,
            gid: gid.parse().ok()?,
        };
        (name == key || uid == key).then_some(user)
    })
}

fn output_of(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    if !output.status.success() {
        return None;
    }
    Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSWD: &str = "root:x:0:0:root:/root:/bin/bash\n+nis\npostgres:x:101:104:,,,:/var/lib:/bin/bash\n";

    #[test]
    fn users_are_found_by_name_and_by_id() {
        let postgres = User {
            name: "postgres".to_owned(),
            uid: 101,
            gid: 104,
        };
        assert_eq!(in_passwd(PASSWD, "postgres"), Some(postgres.clone()));
        assert_eq!(in_passwd(PASSWD, "101"), Some(postgres));
        assert_eq!(in_passwd(PASSWD, "104"), None);
    }

    #[test]
    fn the_user_of_this_process_has_a_name() {
        let uid = rustix::process::geteuid().as_raw();
        assert_eq!(User::of_id(uid).map(|user| user.uid), Some(uid));
    }
}
