//! Sealing what is personal, and finding it again by an exact value.
//!
//! Two layers of keys. The wrapping key lies in a file outside the database. Under it each person (account or member)
//! has a data key in `subject_keys`; deleting that row makes everything sealed with it unreadable for good, in the log,
//! in jobs and in old backups' successors alike. Exact search (an e-mail address at the door) goes through a keyed
//! hash, the blind index, from which the value cannot be told without the file.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Key, Nonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use hustings_kernel::Sources;
use sha2::Sha256;
use sqlx::PgPool;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{ScopedConnection, StoreError};

const NONCE: usize = 12;
const KEY: usize = 32;
/// The first byte of everything sealed, so that another way of sealing can come later.
const FORMAT: u8 = 1;
/// Data keys kept in memory. Beyond that, all are forgotten and fetched again as needed.
const CACHED_KEYS: usize = 10_000;

/// The secrets of the installation, all derived from one key in a file.
#[derive(Clone)]
pub struct Keys(Arc<Zeroizing<[u8; KEY]>>);

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
    /// It is not a key.
    #[error("the key file {path} does not hold 64 hexadecimal digits")]
    Malformed {
        /// Where it is.
        path: String,
    },
}

impl Keys {
    /// Reads the key file, or makes one that only its owner can read.
    pub fn load_or_create(path: &Path, sources: &Sources) -> Result<Self, KeysError> {
        match std::fs::read_to_string(path) {
            Ok(text) => {
                let text = Zeroizing::new(text);
                let key = parse_hex(text.trim()).ok_or_else(|| KeysError::Malformed {
                    path: path.display().to_string(),
                })?;
                Ok(Self(Arc::new(key)))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Self::create(path, sources),
            Err(source) => Err(KeysError::File {
                path: path.display().to_string(),
                source,
            }),
        }
    }

    /// Keys from 32 bytes, for tests.
    pub fn from_bytes(bytes: [u8; KEY]) -> Self {
        Self(Arc::new(Zeroizing::new(bytes)))
    }

    /// A key for one purpose; knowing it tells nothing of the others.
    pub fn derive(&self, purpose: &str) -> Zeroizing<[u8; KEY]> {
        let mut derived = Zeroizing::new([0; KEY]);
        let expanded =
            Hkdf::<Sha256>::new(None, self.0.as_slice()).expand(purpose.as_bytes(), derived.as_mut_slice());
        debug_assert!(expanded.is_ok(), "32 bytes are always within the limit of HKDF");
        derived
    }

    fn create(path: &Path, sources: &Sources) -> Result<Self, KeysError> {
        use std::io::Write;
        use std::os::unix::fs::OpenOptionsExt;

        let failed = |source| KeysError::File {
            path: path.display().to_string(),
            source,
        };
        let key = Zeroizing::new(sources.bytes::<KEY>());
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        let mut hex = Zeroizing::new(String::with_capacity(2 * KEY + 1));
        for byte in key.iter() {
            use std::fmt::Write as _;
            // Writing to a string does not fail.
            let _ = write!(hex, "{byte:02x}");
        }
        hex.push('\n');
        let mut file = std::fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path)
            .map_err(failed)?;
        file.write_all(hex.as_bytes()).map_err(failed)?;
        // Rows sealed with a key that a power cut then took would be lost.
        file.sync_all().map_err(failed)?;
        if let Some(folder) = path.parent() {
            std::fs::File::open(folder)
                .and_then(|folder| folder.sync_all())
                .map_err(failed)?;
        }
        Ok(Self(Arc::new(key)))
    }
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

/// What came out of a sealed value.
#[derive(Debug, PartialEq, Eq)]
pub enum Opened {
    /// The value.
    Clear(Vec<u8>),
    /// Nothing: the person's key was deleted.
    Erased,
}

/// Seals and opens. Cheap to clone.
///
/// Keys are made in a transaction of their own, on a connection of their own: a key that rolled back with the caller
/// after something else had been sealed with it would take that along. A key without anything sealed is no harm.
#[derive(Clone)]
pub struct Vault(Arc<Inner>);

struct Inner {
    keys: Keys,
    wrapping: Zeroizing<[u8; KEY]>,
    indexing: Zeroizing<[u8; KEY]>,
    sources: Sources,
    pool: PgPool,
    cache: Mutex<HashMap<Uuid, DataKey>>,
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Vault(…)")
    }
}

type DataKey = Arc<Zeroizing<[u8; KEY]>>;

impl Vault {
    pub(crate) fn new(keys: Keys, sources: Sources, pool: PgPool) -> Self {
        let wrapping = keys.derive("hustings subject keys v1");
        let indexing = keys.derive("hustings blind index v1");
        Self(Arc::new(Inner {
            keys,
            wrapping,
            indexing,
            sources,
            pool,
            cache: Mutex::default(),
        }))
    }

    /// The installation's keys.
    pub fn keys(&self) -> &Keys {
        &self.0.keys
    }

    /// The keyed hash under which a value can be found again. `purpose` keeps columns apart.
    pub fn blind_index(&self, purpose: &str, value: &str) -> [u8; 32] {
        // Padded to the hash's block as HMAC itself would, so that this construction cannot fail.
        let mut block = Zeroizing::new([0; 64]);
        block[..KEY].copy_from_slice(self.0.indexing.as_slice());
        let mut mac = Hmac::<Sha256>::new((&*block).into());
        mac.update(&u64::try_from(purpose.len()).unwrap_or(u64::MAX).to_be_bytes());
        mac.update(purpose.as_bytes());
        mac.update(value.as_bytes());
        mac.finalize().into_bytes().into()
    }

    /// The keys of these people, to seal with; whoever has none yet gets one.
    pub async fn for_sealing(&self, subjects: &[Uuid]) -> Result<SubjectKeys, StoreError> {
        let mut keys = self.for_opening(subjects).await?;
        let mut missing: Vec<Uuid> = subjects
            .iter()
            .filter(|subject| !keys.keys.contains_key(subject))
            .copied()
            .collect();
        if missing.is_empty() {
            return Ok(keys);
        }
        // In order, so that two nodes that make the same keys wait for each other instead of blocking one another.
        missing.sort_unstable();
        missing.dedup();
        let wrapped = missing
            .iter()
            .map(|subject| {
                let key = Zeroizing::new(self.0.sources.bytes::<KEY>());
                seal_with(
                    &self.0.sources,
                    self.0.wrapping.as_slice(),
                    subject.as_bytes(),
                    key.as_slice(),
                )
            })
            .collect::<Result<Vec<_>, _>>()?;
        // Whoever else made one meanwhile was first; what stands in the table afterwards counts.
        sqlx::query!(
            "INSERT INTO subject_keys (subject_id, wrapped_key, created_at)
             SELECT subject_id, wrapped_key, $3 FROM unnest($1::uuid[], $2::bytea[]) AS new (subject_id, wrapped_key)
             ON CONFLICT (subject_id) DO NOTHING",
            &missing,
            &wrapped,
            self.0.sources.now(),
        )
        .execute(&self.0.pool)
        .await?;
        keys.keys.extend(self.for_opening(&missing).await?.keys);
        Ok(keys)
    }

    /// The keys of these people as far as they have one, to open with.
    pub async fn for_opening(&self, subjects: &[Uuid]) -> Result<SubjectKeys, StoreError> {
        let mut keys = HashMap::with_capacity(subjects.len());
        let mut unknown = Vec::new();
        {
            let cache = self.cache();
            for subject in subjects {
                match cache.get(subject) {
                    Some(key) => drop(keys.insert(*subject, key.clone())),
                    None => unknown.push(*subject),
                }
            }
        }
        if !unknown.is_empty() {
            let found = sqlx::query!(
                "SELECT subject_id, wrapped_key FROM subject_keys WHERE subject_id = ANY($1)",
                &unknown
            )
            .fetch_all(&self.0.pool)
            .await?;
            for row in found {
                let key = self.unwrap(row.subject_id, &row.wrapped_key)?;
                keys.insert(row.subject_id, key);
            }
            self.keep(
                unknown
                    .iter()
                    .filter_map(|subject| Some((*subject, keys.get(subject)?.clone()))),
            );
        }
        Ok(SubjectKeys {
            keys,
            sources: self.0.sources.clone(),
        })
    }

    /// Deletes the person's key, together with whatever else the transaction does.
    /// Nothing brings back what was sealed with it.
    ///
    /// Call [`forget`](Self::forget) on every node once it is committed.
    pub async fn erase(&self, on: &mut impl ScopedConnection, subject: Uuid) -> Result<(), StoreError> {
        sqlx::query!("DELETE FROM subject_keys WHERE subject_id = $1", subject)
            .execute(on.connection())
            .await?;
        Ok(())
    }

    /// Forgets a key held in memory.
    pub fn forget(&self, subject: Uuid) {
        self.cache().remove(&subject);
    }

    fn unwrap(&self, subject: Uuid, wrapped: &[u8]) -> Result<DataKey, StoreError> {
        let clear = Zeroizing::new(open_with(
            self.0.wrapping.as_slice(),
            subject.as_bytes(),
            wrapped,
        )?);
        let mut key = Zeroizing::new([0; KEY]);
        if clear.len() != KEY {
            return Err(StoreError::Sealed("a wrapped key has another length"));
        }
        key.copy_from_slice(&clear);
        Ok(Arc::new(key))
    }

    fn keep(&self, keys: impl Iterator<Item = (Uuid, DataKey)>) {
        let mut cache = self.cache();
        if cache.len() >= CACHED_KEYS {
            cache.clear();
        }
        cache.extend(keys);
    }

    fn cache(&self) -> std::sync::MutexGuard<'_, HashMap<Uuid, DataKey>> {
        self.0.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The keys of some people, at hand.
pub struct SubjectKeys {
    keys: HashMap<Uuid, DataKey>,
    sources: Sources,
}

impl std::fmt::Debug for SubjectKeys {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "SubjectKeys({})", self.keys.len())
    }
}

impl SubjectKeys {
    /// Seals `clear` so that it opens only while `subject` has their key.
    pub fn seal(&self, subject: Uuid, clear: &[u8]) -> Result<Vec<u8>, StoreError> {
        let key = self
            .keys
            .get(&subject)
            .ok_or(StoreError::Sealed("the person has no key"))?;
        seal_with(&self.sources, key.as_slice(), subject.as_bytes(), clear)
    }

    /// Opens what was sealed for `subject`.
    pub fn open(&self, subject: Uuid, sealed: &[u8]) -> Result<Opened, StoreError> {
        match self.keys.get(&subject) {
            None => Ok(Opened::Erased),
            Some(key) => open_with(key.as_slice(), subject.as_bytes(), sealed).map(Opened::Clear),
        }
    }
}

fn seal_with(sources: &Sources, key: &[u8], context: &[u8], clear: &[u8]) -> Result<Vec<u8>, StoreError> {
    let nonce = sources.bytes::<NONCE>();
    let sealed = cipher(key)?
        .encrypt(
            &Nonce::from(nonce),
            Payload {
                msg: clear,
                aad: context,
            },
        )
        .map_err(|_| StoreError::Sealed("too long to seal"))?;
    Ok([&[FORMAT], nonce.as_slice(), &sealed].concat())
}

fn open_with(key: &[u8], context: &[u8], sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
    let (nonce, body) = sealed
        .strip_prefix(&[FORMAT])
        .and_then(|rest| rest.split_first_chunk::<NONCE>())
        .ok_or(StoreError::Sealed("not in a known format"))?;
    cipher(key)?
        .decrypt(
            &Nonce::from(*nonce),
            Payload {
                msg: body,
                aad: context,
            },
        )
        .map_err(|_| StoreError::Sealed("altered, or sealed with another key"))
}

fn cipher(key: &[u8]) -> Result<Aes256Gcm, StoreError> {
    let key = Key::<Aes256Gcm>::try_from(key).map_err(|_| StoreError::Sealed("a key has another length"))?;
    Ok(Aes256Gcm::new(&key))
}
