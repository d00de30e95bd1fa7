//! What lies where in the data folder, who may pass through it, and the lock on it.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions, TryLockError};
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{Mode, OFlags};

use crate::account::{Accounts, User};
use crate::{ClusterError, error};

/// The paths below `<data folder>/postgres`, all absolute and free of links.
#[derive(Debug, Clone)]
pub(crate) struct Files {
    pub(crate) data_dir: PathBuf,
    pub(crate) home: PathBuf,
    pub(crate) data: PathBuf,
}

impl Files {
    /// Makes the folders around the cluster where they are missing.
    pub(crate) fn prepare(data_dir: &Path) -> Result<Self, ClusterError> {
        // As root, the unprivileged user must be able to pass through; files of worth have rights of their own.
        let mode = if rustix::process::geteuid().is_root() {
            0o711
        } else {
            0o700
        };
        let make = |folder: &Path| {
            DirBuilder::new()
                .recursive(true)
                .mode(mode)
                .create(folder)
                .map_err(error::io("create", folder))
        };
        make(data_dir)?;
        let data_dir = fs::canonicalize(data_dir).map_err(error::io("resolve", data_dir))?;
        let home = data_dir.join("postgres");
        make(&home)?;
        Ok(Self {
            data: home.join("data"),
            data_dir,
            home,
        })
    }

    /// Takes the data folder for ourselves, until the returned file is closed. The kernel does that even for a
    /// process that is killed.
    pub(crate) fn lock(&self) -> Result<File, ClusterError> {
        let path = self.home.join("lock");
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false) // it may name another holder
            .mode(0o600)
            .open(&path)
            .map_err(error::io("open", &path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                let read = file.read_to_string(&mut holder).is_ok() && !holder.is_empty();
                let holder = if read {
                    holder.trim().to_owned()
                } else {
                    "another process".to_owned()
                };
                return Err(ClusterError::InUse {
                    data_dir: self.data_dir.clone(),
                    holder,
                });
            }
            Err(TryLockError::Error(cause)) => return Err(error::io("lock", &path)(cause)),
        }
        let name = std::env::args_os().next().unwrap_or_default();
        let holder = format!("process {} ({})\n", std::process::id(), name.display());
        file.set_len(0)
            .and_then(|()| file.write_all(holder.as_bytes()))
            .map_err(error::io("write", &path))?;
        Ok(file)
    }

    /// The major version that made the cluster, or `None` before there is one.
    pub(crate) fn made_by(&self) -> Result<Option<u32>, ClusterError> {
        let path = self.data.join("PG_VERSION");
        match fs::read_to_string(&path) {
            Ok(text) => {
                let major = text.trim().parse().ok();
                major.map(Some).ok_or_else(|| ClusterError::NotACluster {
                    data: self.data.clone(),
                })
            }
            Err(missing) if missing.kind() == ErrorKind::NotFound => {
                let empty = fs::read_dir(&self.data).map_or(true, |mut entries| entries.next().is_none());
                if empty {
                    Ok(None)
                } else {
                    Err(ClusterError::NotACluster {
                        data: self.data.clone(),
                    })
                }
            }
            Err(other) => Err(error::io("read", &path)(other)),
        }
    }

    /// Makes sure that the server's user can get to the cluster. Only our own two folders are opened, and only to
    /// that user's group; what lies above is the operator's.
    pub(crate) fn let_through(&self, accounts: &Accounts) -> Result<(), ClusterError> {
        if !accounts.differ() {
            return Ok(());
        }
        for folder in self.home.ancestors() {
            let metadata = fs::metadata(folder).map_err(error::io("look at", folder))?;
            if may_pass(&metadata, &accounts.server) {
                continue;
            }
            let ours = [&self.data_dir, &self.home].into_iter().any(|own| own == folder);
            if !ours || metadata.uid() != accounts.ours.uid {
                let user = accounts.server.name.clone();
                return Err(ClusterError::Unreachable {
                    folder: folder.to_owned(),
                    user,
                });
            }
            std::os::unix::fs::chown(folder, None, Some(accounts.server.gid))
                .and_then(|()| {
                    fs::set_permissions(folder, Permissions::from_mode(metadata.mode() & 0o7777 | 0o010))
                })
                .map_err(error::io("open to PostgreSQL's user", folder))?;
        }
        Ok(())
    }
}

fn may_pass(folder: &fs::Metadata, user: &User) -> bool {
    let search = if folder.uid() == user.uid {
        0o100
    } else if folder.gid() == user.gid {
        0o010
    } else {
        0o001
    };
    folder.mode() & search != 0
}

/// Makes, or takes over, a folder that only the server's user may enter. A link in its place is not followed, and a
/// folder of anybody else's is refused with the reason: this is also used below `/tmp`, where others may write.
pub(crate) fn own_folder(path: &Path, accounts: &Accounts) -> Result<(), ClusterError> {
    match DirBuilder::new().mode(0o700).create(path) {
        Err(cause) if cause.kind() != ErrorKind::AlreadyExists => {
            return Err(error::io("create", path)(cause));
        }
        _ => {}
    }
    let distrust = |reason| ClusterError::UnsafeSocketFolder {
        folder: path.to_owned(),
        reason,
    };
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    // From here on the open folder is worked with, never the path, which somebody could exchange.
    let folder = match rustix::fs::open(path, flags, Mode::empty()) {
        Ok(folder) => File::from(folder),
        Err(rustix::io::Errno::LOOP | rustix::io::Errno::NOTDIR) => {
            return Err(distrust("it is a link or a file"));
        }
        Err(rustix::io::Errno::ACCESS) => return Err(distrust("it belongs to another user")),
        Err(cause) => return Err(error::io("open", path)(cause.into())),
    };
    let metadata = folder.metadata().map_err(error::io("look at", path))?;
    if metadata.uid() != accounts.server.uid && metadata.uid() != accounts.ours.uid {
        return Err(distrust("it belongs to another user"));
    }
    if metadata.mode() & 0o077 != 0 {
        folder
            .set_permissions(Permissions::from_mode(0o700))
            .map_err(error::io("close to others", path))?;
    }
    if metadata.uid() != accounts.server.uid {
        std::os::unix::fs::fchown(&folder, Some(accounts.server.uid), Some(accounts.server.gid))
            .map_err(error::io("hand over", path))?;
    }
    Ok(())
}
