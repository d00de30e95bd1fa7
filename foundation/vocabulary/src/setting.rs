//! What happens to the settings of an organisation. The values stand in the history of the setting, not here.

use serde::{Deserialize, Serialize};

use crate::events;
use crate::named::id_of_name;

hustings_kernel::id!(
    /// Names a setting where its key will not do: its id follows from its key.
    SettingId,
    "setting"
);

impl SettingId {
    /// The id of the setting with this key, always the same.
    pub fn of(key: &str) -> Self {
        Self::from(id_of_name(key))
    }
}

/// A setting was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingChanged {
    /// The setting.
    pub setting: SettingId,
    /// Its key.
    pub key: String,
    /// Which of its changes this is.
    pub version: i64,
    /// The change that this one undid.
    pub undoes: Option<i64>,
}

events! {
    /// A setting of the organisation was changed.
    SettingChanged: "setting.changed" version 1 about setting, audited;
}
