//! Sealing what is personal, and finding it again by an exact value.
//!
//! Two layers of keys. The wrapping key lies in a file outside the database. Under it each person (account or member)
//! has a data key in `subject_keys`; deleting that row makes everything sealed with it unreadable for good, in the log,
//! in jobs and in old backups' successors alike. Exact search (an e-mail address at the door) goes through a keyed
//! hash, the blind index, from which the value cannot be told without the file.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Key, Nonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use hustings_kernel::Sources;
use sha2::Sha256;
use sqlx::PgPool;
use tokio::time::Instant;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::key_memory::{DataKey, KeyMemory, LOOK_EVERY};
use crate::{ScopedConnection, StoreError, WakeListener};

const NONCE: usize = 12;
const KEY: usize = 32;
/// The first byte of everything sealed, so that another way of sealing can come later.
const FORMAT: u8 = 1;

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
    memory: KeyMemory,
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Vault(…)")
    }
}

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
            memory: KeyMemory::default(),
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
        let asked = self.0.memory.recall(subjects);
        let mut keys = asked.keys.clone();
        if !asked.unknown.is_empty() {
            let found = sqlx::query!(
                "SELECT subject_id, wrapped_key FROM subject_keys WHERE subject_id = ANY($1)",
                &asked.unknown
            )
            .fetch_all(&self.0.pool)
            .await?;
            let fetched = found
                .into_iter()
                .map(|row| Ok((row.subject_id, self.unwrap(row.subject_id, &row.wrapped_key)?)))
                .collect::<Result<HashMap<_, _>, StoreError>>()?;
            self.0.memory.keep(&asked, &fetched);
            keys.extend(fetched);
        }
        Ok(SubjectKeys {
            keys,
            sources: self.0.sources.clone(),
        })
    }

    /// Deletes keys from the database, as part of a transaction.
    pub(crate) async fn erase(on: &mut impl ScopedConnection, subjects: &[Uuid]) -> Result<(), StoreError> {
        sqlx::query!("DELETE FROM subject_keys WHERE subject_id = ANY($1)", subjects)
            .execute(on.connection())
            .await?;
        Ok(())
    }

    /// Forgets keys held in memory.
    pub(crate) fn forget(&self, subjects: &[Uuid]) {
        self.0.memory.forget(subjects);
    }

    /// Watches whether keys are deleted, here or on another node.
    pub(crate) async fn watch(&self, mut news: WakeListener) {
        let mut looked = true;
        loop {
            let asked_at = Instant::now();
            match self.erasures().await {
                Ok(erasures) => {
                    self.0.memory.compare(erasures, asked_at);
                    looked = true;
                }
                Err(error) if looked => {
                    tracing::warn!(
                        error = &error as &dyn std::error::Error,
                        "cannot see whether people's keys were deleted; each is fetched anew meanwhile"
                    );
                    looked = false;
                }
                Err(_) => {}
            }
            news.wait(LOOK_EVERY).await;
        }
    }

    /// How many transactions have deleted keys.
    async fn erasures(&self) -> Result<i64, StoreError> {
        Ok(sqlx::query_scalar!("SELECT erasures FROM key_erasures")
            .fetch_one(&self.0.pool)
            .await?)
    }

    pub(crate) async fn close(&self) {
        self.0.pool.close().await;
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
