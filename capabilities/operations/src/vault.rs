//! What operators do to the keys that seal what is personal, each told to the log. For the command line: the key file lies
//! on a machine, so it is changed there.

use hustings_events::Append as _;
use hustings_kernel::{Event, Scope};
use hustings_store::{Rotated, RotationError, Store, StoreError};
use hustings_vocabulary::vault::{VaultId, VaultRetired, VaultRotated};

/// Wraps everybody's key with a new one.
pub async fn rotate(store: &Store, progress: impl FnMut(Rotated)) -> Result<Rotated, RotationError> {
    let rotated = store.vault().rotate(progress).await?;
    let told = VaultRotated {
        vault: VaultId::of_installation(),
        generation: rotated.generation,
        rewrapped: rotated.rewrapped,
    };
    tell(store, &told).await?;
    Ok(rotated)
}

/// Takes the keys that nothing needs any more out of this machine's key file. Returns how many.
pub async fn retire(store: &Store) -> Result<u64, RotationError> {
    let retired = store.vault().retire().await?;
    if retired > 0 {
        let told = VaultRetired {
            vault: VaultId::of_installation(),
            retired,
        };
        tell(store, &told).await?;
    }
    Ok(retired)
}

async fn tell(store: &Store, event: &impl Event) -> Result<(), StoreError> {
    let mut tx = store.begin(&Scope::system(store.sources().id())).await?;
    tx.append(event).await?;
    tx.commit().await
}
