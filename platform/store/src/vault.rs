//! Sealing what is personal, and finding it again by an exact value.
//!
//! Two layers of keys. The wrapping keys lie in a file outside the database. Under the newest each person (account or
//! member) has a data key in `subject_keys`; deleting that row makes everything sealed with it unreadable for good, in the log,
//! in jobs and in old backups' successors alike. Exact search (an e-mail address at the door) goes through a keyed
//! hash, the blind index, from which the value cannot be told without the file.

use std::collections::HashMap;
use std::sync::Arc;

use hmac::{Hmac, KeyInit as _, Mac};
use hustings_kernel::Sources;
use sha2::Sha256;
use sqlx::PgPool;
use tokio::time::Instant;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::key_memory::{DataKey, KeyMemory, LOOK_EVERY};
use crate::keys::{Generation, Keys, fingerprint};
use crate::sealing::{open_with, seal_with};
use crate::{ScopedConnection, StoreError, WakeListener};

const KEY: usize = 32;
/// The first byte of everything sealed, so that another way of sealing can come later.
const FORMAT: u8 = 1;
/// The first byte of a key that is wrapped with a later key than the first; the generation follows.
const FORMAT_WRAPPED: u8 = 2;
/// How often the key to wrap with may change while new keys are made.
const TRIES: usize = 3;

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
        let indexing = keys.derive("hustings blind index v1");
        Self(Arc::new(Inner {
            keys,
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
        for _ in 0..TRIES {
            if self.make(&missing).await? {
                keys.keys.extend(self.for_opening(&missing).await?.keys);
                return Ok(keys);
            }
        }
        Err(StoreError::Sealed("the wrapping key changes again and again"))
    }

    /// Makes keys for these people. Whoever else made one meanwhile was first; what stands in the table afterwards counts.
    /// `false` if they were wrapped with a key that is no longer the one to wrap with.
    async fn make(&self, subjects: &[Uuid]) -> Result<bool, StoreError> {
        let generation = self.generation().await?;
        let wrapped = subjects
            .iter()
            .map(|subject| {
                let key = Zeroizing::new(self.0.sources.bytes::<KEY>());
                self.wrap(generation, *subject, key.as_slice())
            })
            .collect::<Result<Vec<_>, _>>()?;
        let made = sqlx::query_scalar!(
            "WITH guard AS (
                 SELECT $4 = coalesce((SELECT max(generation) FROM wrapping_keys), 0) AS current),
             made AS (
                 INSERT INTO subject_keys (subject_id, wrapped_key, created_at)
                 SELECT subject_id, wrapped_key, $3
                 FROM unnest($1::uuid[], $2::bytea[]) AS new (subject_id, wrapped_key) CROSS JOIN guard
                 WHERE current
                 ON CONFLICT (subject_id) DO NOTHING)
             SELECT current AS \"current!\" FROM guard",
            subjects,
            &wrapped,
            self.0.sources.now(),
            i32::from(generation),
        )
        .fetch_one(&self.0.pool)
        .await?;
        Ok(made)
    }

    /// With which key to wrap, which must be the same one here as on every other node.
    pub(crate) async fn generation(&self) -> Result<Generation, StoreError> {
        let newest = sqlx::query!(
            "SELECT generation, fingerprint FROM wrapping_keys ORDER BY generation DESC LIMIT 1"
        )
        .fetch_optional(&self.0.pool)
        .await?;
        let Some(newest) = newest else { return Ok(0) };
        let generation = Generation::try_from(newest.generation)
            .map_err(|_| StoreError::Sealed("the generation of the wrapping key is out of range"))?;
        if !self.means(generation, &newest.fingerprint)? {
            // Perhaps the right file was put in the place of a wrong one meanwhile.
            self.0.keys.read_again();
            if !self.means(generation, &newest.fingerprint)? {
                return Err(StoreError::Sealed(
                    "this node's key file holds another wrapping key of the same number",
                ));
            }
        }
        Ok(generation)
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

    /// Is the wrapping key of this number the one with this fingerprint?
    fn means(&self, generation: Generation, print: &[u8]) -> Result<bool, StoreError> {
        Ok(fingerprint(&self.0.keys.wrapping(generation)?).as_slice() == print)
    }

    /// Seals a person's key.
    pub(crate) fn wrap(
        &self,
        generation: Generation,
        subject: Uuid,
        key: &[u8],
    ) -> Result<Vec<u8>, StoreError> {
        let number = generation.to_be_bytes();
        let format: &[u8] = match generation {
            0 => &[FORMAT],
            _ => &[FORMAT_WRAPPED, number[0], number[1]],
        };
        let wrapping = self.0.keys.wrapping(generation)?;
        seal_with(
            &self.0.sources,
            wrapping.as_slice(),
            format,
            subject.as_bytes(),
            key,
        )
    }

    /// Opens a person's key.
    pub(crate) fn unwrap(&self, subject: Uuid, wrapped: &[u8]) -> Result<DataKey, StoreError> {
        let (generation, sealed) = wrapped_with(wrapped)?;
        let wrapping = self.0.keys.wrapping(generation)?;
        let clear = Zeroizing::new(open_with(wrapping.as_slice(), subject.as_bytes(), sealed)?);
        let mut key = Zeroizing::new([0; KEY]);
        if clear.len() != KEY {
            return Err(StoreError::Sealed("a wrapped key has another length"));
        }
        key.copy_from_slice(&clear);
        Ok(Arc::new(key))
    }

    pub(crate) fn pool(&self) -> &PgPool {
        &self.0.pool
    }

    pub(crate) fn sources(&self) -> &Sources {
        &self.0.sources
    }
}

/// With which key a person's key is wrapped, and the rest.
pub(crate) fn wrapped_with(wrapped: &[u8]) -> Result<(Generation, &[u8]), StoreError> {
    match wrapped {
        [FORMAT, sealed @ ..] => Ok((0, sealed)),
        [FORMAT_WRAPPED, high, low, sealed @ ..] => Ok((Generation::from_be_bytes([*high, *low]), sealed)),
        _ => Err(StoreError::Sealed("not in a known format")),
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
        seal_with(
            &self.sources,
            key.as_slice(),
            &[FORMAT],
            subject.as_bytes(),
            clear,
        )
    }

    /// Opens what was sealed for `subject`.
    pub fn open(&self, subject: Uuid, sealed: &[u8]) -> Result<Opened, StoreError> {
        match self.keys.get(&subject) {
            None => Ok(Opened::Erased),
            Some(key) => {
                let sealed = sealed
                    .strip_prefix(&[FORMAT])
                    .ok_or(StoreError::Sealed("not in a known format"))?;
                open_with(key.as_slice(), subject.as_bytes(), sealed).map(Opened::Clear)
            }
        }
    }
}
