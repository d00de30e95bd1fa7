//! `hustings backup` and `hustings restore`: everything that must survive, in one archive.
//!
//! The archive is a zstd-compressed tar: a dump of the database at one moment, the roles it needs, the keys, and the
//! files of the data folder. It opens every sealed value, so it is as secret as the installation itself.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use hustings_kernel::Sources;
use serde::{Deserialize, Serialize};

use crate::data_folder::DataFolder;
use crate::database::Database;
use crate::settings::Settings;

const MANIFEST: &str = "hustings-backup.json";
const DUMP: &str = "database.dump";
const ROLES: &str = "roles.sql";
/// Below this folder of the archive stands what was in the data folder.
const FILES: &str = "files";
/// Folders of the data folder that go into the archive as they are. The cluster goes as a dump.
const KEPT_FOLDERS: [&str; 3] = ["keys", "outbox", "blobs"];
/// How the archive is laid out; a newer one than this build knows is refused.
const FORMAT: u32 = 1;

#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    format: u32,
    version: String,
    made_at: chrono::DateTime<chrono::Utc>,
    /// The role the tables belong to.
    owner: String,
}

/// Writes the archive. The server may be running.
pub async fn backup(settings: &Settings, archive: &Path) -> Result<()> {
    let folder = DataFolder::open(settings)?;
    ensure!(
        folder.key_file().exists(),
        "there is nothing to back up yet in {}",
        folder.as_path().display()
    );
    // The keys in the archive must be those that open its dump.
    let _held = folder.hold_keys()?;
    let made_at = Sources::system().now();
    let parts = tempfile::tempdir_in(folder.as_path()).context("a folder for the dump")?;
    let database = Database::visit(settings, &folder).await?;
    let dumped = database
        .dump(settings, parts.path().join(DUMP), parts.path().join(ROLES))
        .await;
    database.close().await?;
    let owner = dumped?;

    let (target, kept) = (archive.to_owned(), folder.clone());
    tokio::task::spawn_blocking(move || {
        let manifest = Manifest {
            format: FORMAT,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            made_at,
            owner,
        };
        write_archive(&target, &kept, parts.path(), &manifest)
    })
    .await??;
    std::fs::write(folder.key_backup_note(), format!("{made_at}\n"))
        .context("noting that the key was backed up")
}

/// Unpacks the archive into an empty data folder and fills an empty database from it: the private one, or that of the URL.
pub async fn restore(settings: &Settings, archive: &Path) -> Result<()> {
    let path = DataFolder::path(settings)?;
    let occupied = std::fs::read_dir(&path).is_ok_and(|mut entries| entries.next().is_some());
    ensure!(
        !occupied,
        "the data folder {} is not empty; restore into an empty one (set `data_dir`), then swap the two",
        path.display()
    );
    let folder = DataFolder::open(settings)?;
    let restored = restore_into(settings, &folder, archive).await;
    if restored.is_err() {
        // It was empty before, and half a restore must not look like a whole one.
        clear(folder.as_path())?;
    }
    restored
}

async fn restore_into(settings: &Settings, folder: &DataFolder, archive: &Path) -> Result<()> {
    let parts = tempfile::tempdir_in(folder.as_path()).context("a folder for the dump")?;
    let (archive, unpack_to, keep_in) = (archive.to_owned(), parts.path().to_owned(), folder.clone());
    let manifest =
        tokio::task::spawn_blocking(move || read_archive(&archive, &unpack_to, &keep_in)).await??;
    let roles = std::fs::read_to_string(parts.path().join(ROLES)).context("the archive's roles")?;
    Database::restore(settings, folder, roles, parts.path().join(DUMP), manifest.owner).await
}

fn clear(folder: &Path) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            std::fs::remove_dir_all(entry.path())?;
        } else {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

fn write_archive(target: &Path, folder: &DataFolder, parts: &Path, manifest: &Manifest) -> Result<()> {
    // Written beside its final name, so that a half-written archive never looks like a whole one.
    let unfinished = with_suffix(target, ".unfinished");
    let file = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&unfinished)
        .with_context(|| format!("cannot write {}", unfinished.display()))?;
    let encoder = zstd::Encoder::new(BufWriter::new(file), 3)?;
    let mut archive = tar::Builder::new(encoder);
    let manifest = serde_json::to_vec_pretty(manifest)?;
    let mut header = tar::Header::new_gnu();
    header.set_size(u64::try_from(manifest.len())?);
    header.set_mode(0o600);
    archive.append_data(&mut header, MANIFEST, manifest.as_slice())?;
    for part in [ROLES, DUMP] {
        archive.append_path_with_name(parts.join(part), part)?;
    }
    for kept in KEPT_FOLDERS {
        let kept_path = folder.as_path().join(kept);
        if kept_path.is_dir() {
            archive.append_dir_all(Path::new(FILES).join(kept), kept_path)?;
        }
    }
    let mut file = archive.into_inner()?.finish()?;
    file.flush()?;
    file.get_ref().sync_all()?;
    std::fs::rename(&unfinished, target).with_context(|| format!("cannot write {}", target.display()))
}

fn read_archive(archive: &Path, parts: &Path, folder: &DataFolder) -> Result<Manifest> {
    let file = File::open(archive).with_context(|| format!("cannot read {}", archive.display()))?;
    let mut archive = tar::Archive::new(zstd::Decoder::new(BufReader::new(file))?);
    let mut manifest = None;
    for entry in archive.entries().context("this is not a backup of Hustings")? {
        let mut entry = entry.context("this is not a backup of Hustings, or it is damaged")?;
        let path = entry.path()?.into_owned();
        if path == Path::new(MANIFEST) {
            let mut text = String::new();
            entry.read_to_string(&mut text)?;
            let read: Manifest = serde_json::from_str(&text).context("the archive's manifest")?;
            ensure!(
                read.format <= FORMAT,
                "the archive was made by a newer Hustings ({})",
                read.version
            );
            manifest = Some(read);
            continue;
        }
        ensure!(
            manifest.is_some(),
            "this is not a backup of Hustings: it does not begin with its manifest"
        );
        // `unpack_in` refuses paths that lead out of the folder.
        let unpacked = match path.strip_prefix(FILES) {
            Ok(kept) if kept.as_os_str().is_empty() => true,
            Ok(kept) => {
                let target = folder.as_path().join(kept);
                is_plain(kept) && { entry.unpack(target).map(|_| true)? }
            }
            Err(_) => entry.unpack_in(parts)?,
        };
        ensure!(
            unpacked,
            "the archive holds a path that leads out of the data folder: {}",
            path.display()
        );
    }
    manifest.context("this is not a backup of Hustings: it is empty")
}

/// Only names, no `..`, no root.
fn is_plain(path: &Path) -> bool {
    path.components()
        .all(|part| matches!(part, std::path::Component::Normal(_)))
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
