//! Ids for what has a name and no row of its own.

use uuid::{Builder, Uuid};

/// The id that follows from a name, always the same (FNV-1a with 128 bits).
pub(crate) fn id_of_name(name: &str) -> Uuid {
    let hash = name
        .bytes()
        .fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128, |hash, byte| {
            (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b)
        });
    Builder::from_custom_bytes(hash.to_be_bytes()).into_uuid()
}
