//! How this installation wants people and organisations to be handled.

use std::num::NonZeroU16;

use serde::{Deserialize, Serialize};

use crate::passwords::PasswordSettings;

const SEVEN: NonZeroU16 = NonZeroU16::MIN.saturating_add(6);

/// Settings of identity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct IdentitySettings {
    /// Who may found further organisations.
    pub founding: Founding,
    /// For how many days an organisation that is being closed can be reopened.
    pub closing_days: u16,
    /// For how many years an entry of the audit log is kept.
    pub audit_years: NonZeroU16,
    /// How dear a password is to check.
    pub passwords: PasswordSettings,
}

impl Default for IdentitySettings {
    fn default() -> Self {
        Self {
            founding: Founding::PlatformAdmins,
            closing_days: 30,
            audit_years: SEVEN,
            passwords: PasswordSettings::default(),
        }
    }
}

/// Who may found further organisations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Founding {
    /// Those who run the installation.
    PlatformAdmins,
    /// Anybody with an account.
    AnyAccount,
}
