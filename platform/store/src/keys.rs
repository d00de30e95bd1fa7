//! The file with the keys of the installation.
//!
//! Its first line is the installation key, from which every secret is derived. Behind it stand the wrapping keys that
//! rotation has brought since, one to a line, numbered by generation; generation 0 is derived from the first line. A
//! node reads the file again when it meets a generation it does not know, so that a rotation needs no restart.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use hkdf::Hkdf;
use hustings_kernel::Sources;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::StoreError;
use crate::key_memory::DataKey;

const KEY: usize = 32;
/// Begins the line of a wrapping key, before its generation and its digits.
const WRAPPING: &str = "wrapping";

/// Which of the wrapping keys.
pub(crate) type Generation = u16;

/// The secrets of the installation. Cheap to clone.
#[derive(Clone)]
pub struct Keys(Arc<Inner>);

struct Inner {
    root: Zeroizing<[u8; KEY]>,
    /// Keys for tests come from nowhere.
    file: Option<PathBuf>,
    wrapping: RwLock<BTreeMap<Generation, DataKey>>,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Keys(…)")
    }
}

/// Why the key file could not be used.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// It could not be read or written.
    #[error("the key file {path} cannot be used")]
    File {
        /// Where it is.
        path: String,
        /// Why not.
        source: std::io::Error,
    },
    /// It holds something else than keys.
    #[error("line {line} of the key file {path} is not a key")]
    Malformed {
        /// Where it is.
        path: String,
        /// Which line.
        line: usize,
    },
    /// These keys are not in a file.
    #[error("these keys are not in a file")]
    NoFile,
    /// There is no number left for another one.
    #[error("there have been too many rotations")]
    TooMany,
}

/// What the file says.
struct Content {
    root: Zeroizing<[u8; KEY]>,
    wrapping: BTreeMap<Generation, DataKey>,
}

impl Keys {
    /// Reads the key file, or makes one that only its owner can read.
    pub fn load_or_create(path: &Path, sources: &Sources) -> Result<Self, KeysError> {
        let content = match read(path) {
            Err(KeysError::File { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => {
                let content = Content {
                    root: Zeroizing::new(sources.bytes::<KEY>()),
                    wrapping: BTreeMap::new(),
                };
                create(path, &content)?;
                content
            }
            read => read?,
        };
        Ok(Self::new(content, Some(path.to_owned())))
    }

    /// Keys from 32 bytes, for tests.
    pub fn from_bytes(bytes: [u8; KEY]) -> Self {
        let content = Content {
            root: Zeroizing::new(bytes),
            wrapping: BTreeMap::new(),
        };
        Self::new(content, None)
    }

    fn new(content: Content, file: Option<PathBuf>) -> Self {
        let keys = Self(Arc::new(Inner {
            root: content.root,
            file,
            wrapping: RwLock::default(),
        }));
        keys.know(content.wrapping);
        keys
    }

    /// A key for one purpose; knowing it tells nothing of the others.
    pub fn derive(&self, purpose: &str) -> Zeroizing<[u8; KEY]> {
        derive(self.0.root.as_slice(), purpose)
    }

    /// Adds another wrapping key to the file, which everybody who shares it reads when they first need it. Nothing is
    /// sealed with it before [`Vault::rotate`](crate::Vault::rotate).
    pub fn add_wrapping_key(&self, sources: &Sources) -> Result<Generation, KeysError> {
        let path = self.0.file.as_deref().ok_or(KeysError::NoFile)?;
        let mut content = read(path)?;
        let newest = content.wrapping.keys().next_back().copied().unwrap_or(0);
        let added = newest.checked_add(1).ok_or(KeysError::TooMany)?;
        let key = Zeroizing::new(sources.bytes::<KEY>());
        content.wrapping.insert(added, Arc::new(key));
        replace(path, &content)?;
        self.know(content.wrapping);
        Ok(added)
    }

    /// Takes the wrapping keys before this one out of the file. What is still sealed with them is lost.
    pub(crate) fn retire_before(&self, generation: Generation) -> Result<u64, KeysError> {
        let path = self.0.file.as_deref().ok_or(KeysError::NoFile)?;
        let mut content = read(path)?;
        let kept = content.wrapping.split_off(&generation);
        let retired = std::mem::replace(&mut content.wrapping, kept).len() as u64;
        if retired > 0 {
            replace(path, &content)?;
        }
        Ok(retired)
    }

    /// The newest wrapping key in the file as it is now.
    pub(crate) fn newest(&self) -> Generation {
        self.read_again();
        let known = self.0.wrapping.read().unwrap_or_else(PoisonError::into_inner);
        known.keys().next_back().copied().unwrap_or(0)
    }

    /// The wrapping key of a generation.
    pub(crate) fn wrapping(&self, generation: Generation) -> Result<DataKey, StoreError> {
        if let Some(key) = self.known(generation) {
            return Ok(key);
        }
        self.read_again();
        self.known(generation)
            .ok_or(StoreError::Sealed("this node's key file lacks a wrapping key"))
    }

    fn known(&self, generation: Generation) -> Option<DataKey> {
        let known = self.0.wrapping.read().unwrap_or_else(PoisonError::into_inner);
        known.get(&generation).cloned()
    }

    fn know(&self, mut wrapping: BTreeMap<Generation, DataKey>) {
        wrapping.insert(0, Arc::new(self.derive("hustings subject keys v1")));
        *self.0.wrapping.write().unwrap_or_else(PoisonError::into_inner) = wrapping;
    }

    /// Reads the file again, which somebody else may have changed.
    pub(crate) fn read_again(&self) {
        let Some(path) = &self.0.file else { return };
        match read(path) {
            Ok(content) => self.know(content.wrapping),
            Err(error) => tracing::warn!(
                error = &error as &dyn std::error::Error,
                "the key file cannot be read again; going on with the keys that are known"
            ),
        }
    }
}

/// Tells whether two nodes mean the same by a generation, without telling the key.
pub(crate) fn fingerprint(key: &DataKey) -> Zeroizing<[u8; KEY]> {
    derive(key.as_slice(), "hustings wrapping key fingerprint v1")
}

fn derive(key: &[u8], purpose: &str) -> Zeroizing<[u8; KEY]> {
    let mut derived = Zeroizing::new([0; KEY]);
    let expanded = Hkdf::<Sha256>::new(None, key).expand(purpose.as_bytes(), derived.as_mut_slice());
    debug_assert!(expanded.is_ok(), "32 bytes are always within the limit of HKDF");
    derived
}

fn read(path: &Path) -> Result<Content, KeysError> {
    let text = std::fs::read_to_string(path).map(Zeroizing::new);
    let text = text.map_err(of_file(path))?;
    parse(&text).map_err(|line| KeysError::Malformed {
        path: path.display().to_string(),
        line,
    })
}

/// What a text says, or which line of it says nothing.
fn parse(text: &str) -> Result<Content, usize> {
    let mut lines = text.trim_end().lines();
    let root = lines
        .next()
        .and_then(|line| parse_hex(line.trim()))
        .ok_or(1_usize)?;
    let mut wrapping = BTreeMap::new();
    for (number, line) in (2..).zip(lines) {
        let (generation, key) = parse_wrapping(line).ok_or(number)?;
        if generation == 0 || wrapping.insert(generation, key).is_some() {
            return Err(number);
        }
    }
    Ok(Content { root, wrapping })
}

fn parse_wrapping(line: &str) -> Option<(Generation, DataKey)> {
    let mut words = line.split_whitespace();
    let (Some(WRAPPING), Some(generation), Some(digits), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return None;
    };
    Some((generation.parse().ok()?, Arc::new(parse_hex(digits)?)))
}

fn parse_hex(text: &str) -> Option<Zeroizing<[u8; KEY]>> {
    if text.len() != 2 * KEY || !text.is_ascii() {
        return None;
    }
    let mut key = Zeroizing::new([0; KEY]);
    for (byte, digits) in key.iter_mut().zip(text.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    }
    Some(key)
}

/// Makes the file; whoever else is just making it was first.
fn create(path: &Path, content: &Content) -> Result<(), KeysError> {
    put(path, content, OpenOptions::new().create_new(true)).map_err(of_file(path))
}

/// Puts another file in its place, so that there is always a whole one, whatever a power cut interrupts.
fn replace(path: &Path, content: &Content) -> Result<(), KeysError> {
    let unfinished = path.with_extension("unfinished");
    put(
        &unfinished,
        content,
        OpenOptions::new().create(true).truncate(true),
    )
    .and_then(|()| std::fs::rename(&unfinished, path))
    .and_then(|()| sync_folder(path))
    .map_err(of_file(path))
}

/// Writes it to the disk: rows sealed with a key that was lost would be lost with it.
fn put(path: &Path, content: &Content, how: &mut OpenOptions) -> std::io::Result<()> {
    // Large enough from the beginning, so that no piece of it stays behind in memory.
    let mut text = Zeroizing::new(String::with_capacity((content.wrapping.len() + 1) * 96));
    push_hex(&mut text, content.root.as_slice());
    text.push('\n');
    for (generation, key) in &content.wrapping {
        // Writing to a string does not fail.
        let _ = write!(text, "{WRAPPING} {generation} ");
        push_hex(&mut text, key.as_slice());
        text.push('\n');
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = how.write(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    sync_folder(path)
}

fn sync_folder(path: &Path) -> std::io::Result<()> {
    match path.parent() {
        Some(folder) => std::fs::File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

fn of_file(path: &Path) -> impl FnOnce(std::io::Error) -> KeysError {
    |source| KeysError::File {
        path: path.display().to_string(),
        source,
    }
}

fn push_hex(text: &mut String, bytes: &[u8]) {
    for byte in bytes {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_no_key_is_named() {
        let key = "ab".repeat(KEY);
        let line = |text: &str| parse(text).err();
        assert_eq!(line(&key), None);
        assert_eq!(
            line(&format!("{key}\nwrapping 1 {key}\nwrapping 7 {key}\n")),
            None
        );
        assert_eq!(line(""), Some(1));
        assert_eq!(line(&format!("{key}\nwrapping 0 {key}")), Some(2));
        assert_eq!(
            line(&format!("{key}\nwrapping 1 {key}\nwrapping 1 {key}")),
            Some(3)
        );
        assert_eq!(line(&format!("{key}\nwrapping 70000 {key}")), Some(2));
        assert_eq!(line(&format!("{key}\nwrapping 1 {key} more")), Some(2));
        assert_eq!(line(&format!("{key}\nwrapping 1 {}", &key[2..])), Some(2));
    }
}
