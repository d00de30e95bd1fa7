//! What happens to the feature flags of an organisation. The rules stand in the history of the flag, not here.

use serde::{Deserialize, Serialize};

use crate::events;
use crate::named::id_of_name;

hustings_kernel::id!(
    /// Names a feature flag where its key will not do: its id follows from its key.
    FlagId,
    "flag"
);

impl FlagId {
    /// The id of the flag with this key, always the same.
    pub fn of(key: &str) -> Self {
        Self::from(id_of_name(key))
    }
}

/// A feature flag was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlagChanged {
    /// The flag.
    pub flag: FlagId,
    /// Its key.
    pub key: String,
    /// Which of its changes this is.
    pub version: i64,
    /// The change that this one undid.
    pub undoes: Option<i64>,
}

events! {
    /// It was changed for whom a feature is there.
    FlagChanged: "flag.changed" version 1 about flag, audited;
}
