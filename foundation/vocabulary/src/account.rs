//! Accounts: people and their credentials. These events belong to the installation, not to an organisation.

use chrono::{DateTime, Utc};
use hustings_kernel::AccountId;
use serde::{Deserialize, Serialize};

use crate::events;

events! {
    /// A person got an account, whose address is confirmed.
    AccountCreated: "account.created" version 1 about account, audited;
    /// A person changed their name, language or time zone.
    AccountProfileChanged: "account.profile-changed" version 1 about account, everyday;
    /// A person can be reached at another address, which they confirmed at both.
    AccountEmailChanged: "account.email-changed" version 1 about account, audited;
    /// An account has another password; its other sessions ended.
    AccountPasswordChanged: "account.password-changed" version 1 about account, audited;
    /// Too many wrong passwords: sign-in to this account has to wait.
    AccountLocked: "account.locked" version 1 about account, audited;
    /// A person proves from now on with a second factor who they are, or with another one than before.
    SecondFactorAdded: "account.second-factor-added" version 1 about account, audited;
    /// An account has no second factor any more; its sessions count as proved by one factor.
    SecondFactorRemoved: "account.second-factor-removed" version 1 about account, audited;
    /// A person had new recovery codes made; the old ones are worth nothing.
    RecoveryCodesRenewed: "account.recovery-codes-renewed" version 1 about account, audited;
    /// A recovery code stood in for a second factor.
    RecoveryCodeUsed: "account.recovery-code-used" version 1 about account, audited;
    /// Too many wrong codes after a right password: the second factor of this account has to wait.
    SecondFactorLocked: "account.second-factor-locked" version 1 about account, audited;
    /// A person closed their account; what was known of them can no longer be read.
    AccountClosed: "account.closed" version 1 about account, audited;
}

/// See [`EVENTS`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountCreated {
    /// The account.
    pub account: AccountId,
    /// How it came about.
    pub through: AccountOrigin,
}

/// How an account came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountOrigin {
    /// The person signed up.
    SignUp,
    /// The person was invited to an organisation.
    Invitation,
    /// It is the first admin's, made when the installation was set up.
    Setup,
    /// An operator made it on the command line.
    CommandLine,
}

/// See [`EVENTS`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountProfileChanged {
    /// The account.
    pub account: AccountId,
    /// The names of the fields that changed.
    pub fields: Vec<String>,
}

/// See [`EVENTS`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountEmailChanged {
    /// The account.
    pub account: AccountId,
}

/// See [`EVENTS`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountPasswordChanged {
    /// The account.
    pub account: AccountId,
    /// How.
    pub through: PasswordChange,
}

/// How a password was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PasswordChange {
    /// By the person, who knew the old one.
    Changed,
    /// With a link that was sent to the person's address, or handed out by an operator.
    Reset,
}

/// See [`EVENTS`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountLocked {
    /// The account.
    pub account: AccountId,
    /// How many wrong passwords there were.
    pub failures: u32,
    /// Until when no password is looked at.
    pub until: DateTime<Utc>,
}

/// See [`EVENTS`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactorAdded {
    /// The account.
    pub account: AccountId,
    /// What it is.
    pub factor: SecondFactor,
}

/// A kind of second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SecondFactor {
    /// An app that shows codes.
    Authenticator,
}

/// See [`EVENTS`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactorRemoved {
    /// The account.
    pub account: AccountId,
    /// By whom.
    pub through: FactorRemoval,
}

/// Who removed a second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactorRemoval {
    /// The person.
    Person,
    /// The person, who had lost it, with the consent of two admins.
    Admins,
    /// An operator, on the command line.
    CommandLine,
}

/// See [`EVENTS`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryCodesRenewed {
    /// The account.
    pub account: AccountId,
}

/// See [`EVENTS`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryCodeUsed {
    /// The account.
    pub account: AccountId,
    /// How many are left.
    pub left: u32,
}

/// See [`EVENTS`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactorLocked {
    /// The account.
    pub account: AccountId,
    /// How many wrong codes there were.
    pub failures: u32,
    /// Until when no code is looked at.
    pub until: DateTime<Utc>,
}

/// See [`EVENTS`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountClosed {
    /// The account.
    pub account: AccountId,
}
