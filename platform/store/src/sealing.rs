//! One value, sealed with one key: AES-256-GCM with a nonce of its own, bound to whose it is.

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Key, Nonce};
use hustings_kernel::Sources;

use crate::StoreError;

const NONCE: usize = 12;

/// Seals `clear`, behind the bytes that say how.
pub(crate) fn seal_with(
    sources: &Sources,
    key: &[u8],
    format: &[u8],
    context: &[u8],
    clear: &[u8],
) -> Result<Vec<u8>, StoreError> {
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
    Ok([format, nonce.as_slice(), &sealed].concat())
}

/// Opens what follows the bytes that say how.
pub(crate) fn open_with(key: &[u8], context: &[u8], sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
    let (nonce, body) = sealed
        .split_first_chunk::<NONCE>()
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
