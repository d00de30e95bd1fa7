//! Rotation: every person's key is wrapped with a new key, while everybody works.
//!
//! What is sealed with a person's key stays as it is; only that key is wrapped anew. The database says which wrapping key
//! is the newest, so from that moment on no node makes keys with an older one. A rotation that was interrupted goes on
//! where it stood when it is asked for again.

use hustings_kernel::Sources;
use uuid::Uuid;

use crate::keys::{Generation, fingerprint};
use crate::vault::wrapped_with;
use crate::{KeysError, StoreError, Vault};

/// So many keys in one statement.
const AT_ONCE: i64 = 500;

/// How far a rotation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rotated {
    /// The number of the new wrapping key.
    pub generation: u16,
    /// So many keys were wrapped anew.
    pub rewrapped: u64,
}

/// How the wrapping keys stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VaultState {
    /// The key that new keys are wrapped with.
    pub in_use: u16,
    /// The newest one in this node's key file.
    pub newest: u16,
    /// How many people's keys are wrapped with an older one than the one in use.
    pub waiting: i64,
}

/// Why the keys were not rotated.
#[derive(Debug, thiserror::Error)]
pub enum RotationError {
    /// The key file could not be used.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// The database could not be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Some keys still need one of the keys that were to go.
    #[error("{0} people's keys are still wrapped with an older key: rotate first")]
    StillNeeded(i64),
}

impl Vault {
    /// How the wrapping keys stand.
    pub async fn state(&self) -> Result<VaultState, StoreError> {
        let in_use = self.generation().await?;
        Ok(VaultState {
            in_use,
            newest: self.keys().newest(),
            waiting: self.wrapped_before(in_use).await?,
        })
    }

    /// Wraps everybody's key with the newest key in the file; if that one is in use already and nothing is left to do, a
    /// newer one is added first. `progress` hears of every step.
    pub async fn rotate(&self, mut progress: impl FnMut(Rotated)) -> Result<Rotated, RotationError> {
        let VaultState {
            in_use,
            mut newest,
            waiting,
        } = self.state().await?;
        if newest == in_use && waiting == 0 {
            newest = self.keys().add_wrapping_key(self.sources())?;
        }
        self.announce(newest, self.sources()).await?;
        let mut rotated = Rotated {
            generation: newest,
            rewrapped: 0,
        };
        // Keys that were being made when the number changed come to light only afterwards.
        while self.wrapped_before(newest).await? > 0 {
            let mut after = Some(Uuid::nil());
            while let Some(from) = after {
                after = self.rewrap(newest, from, &mut rotated.rewrapped).await?;
                progress(rotated);
            }
        }
        Ok(rotated)
    }

    /// Takes older wrapping keys out of this node's key file, once nothing needs them. Returns how many.
    pub async fn retire(&self) -> Result<u64, RotationError> {
        let current = self.generation().await?;
        match self.wrapped_before(current).await? {
            0 => Ok(self.keys().retire_before(current)?),
            left => Err(RotationError::StillNeeded(left)),
        }
    }

    /// From now on keys are made with this one. Another node may have said so first, and must have meant the same.
    async fn announce(&self, generation: Generation, sources: &Sources) -> Result<(), StoreError> {
        if generation == 0 {
            return Ok(());
        }
        let print = fingerprint(&self.keys().wrapping(generation)?);
        sqlx::query!(
            "INSERT INTO wrapping_keys (generation, fingerprint, begun_at) VALUES ($1, $2, $3)
             ON CONFLICT (generation) DO NOTHING",
            i32::from(generation),
            print.as_slice(),
            sources.now(),
        )
        .execute(self.pool())
        .await?;
        self.generation().await.map(drop)
    }

    /// How many keys are wrapped with an older one.
    async fn wrapped_before(&self, generation: Generation) -> Result<i64, StoreError> {
        let counted = sqlx::query_scalar!(
            "SELECT count(*) AS \"count!\" FROM subject_keys
             WHERE CASE get_byte(wrapped_key, 0) WHEN 2 THEN get_byte(wrapped_key, 1) * 256 + get_byte(wrapped_key, 2)
                 ELSE 0 END < $1",
            i32::from(generation)
        )
        .fetch_one(self.pool())
        .await?;
        Ok(counted)
    }

    /// Wraps the next few keys anew. Returns behind whom to go on.
    async fn rewrap(
        &self,
        to: Generation,
        after: Uuid,
        rewrapped: &mut u64,
    ) -> Result<Option<Uuid>, StoreError> {
        let found = sqlx::query!(
            "SELECT subject_id, wrapped_key FROM subject_keys WHERE subject_id > $1 ORDER BY subject_id LIMIT $2",
            after,
            AT_ONCE
        )
        .fetch_all(self.pool())
        .await?;
        let (mut subjects, mut old, mut new) = (Vec::new(), Vec::new(), Vec::new());
        let next = found.last().map(|row| row.subject_id);
        for row in found {
            if wrapped_with(&row.wrapped_key)?.0 < to {
                let key = self.unwrap(row.subject_id, &row.wrapped_key)?;
                new.push(self.wrap(to, row.subject_id, key.as_slice())?);
                subjects.push(row.subject_id);
                old.push(row.wrapped_key);
            }
        }
        if subjects.is_empty() {
            return Ok(next);
        }
        // A key that was deleted meanwhile stays deleted.
        let done = sqlx::query!(
            "UPDATE subject_keys k SET wrapped_key = new.wrapped
             FROM unnest($1::uuid[], $2::bytea[], $3::bytea[]) AS new (subject_id, old, wrapped)
             WHERE k.subject_id = new.subject_id AND k.wrapped_key = new.old",
            &subjects,
            &old,
            &new
        )
        .execute(self.pool())
        .await?;
        *rewrapped += done.rows_affected();
        Ok(next)
    }
}
