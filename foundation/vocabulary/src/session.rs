//! Sessions: where a person is signed in. These events belong to the installation, not to an organisation.

use hustings_kernel::{AccountId, SessionId};
use serde::{Deserialize, Serialize};

use crate::events;

events! {
    /// A person signed in.
    SessionStarted: "session.started" version 1 about session, audited;
    /// A session is surer of its owner than it was, or less sure.
    SessionAssuranceChanged: "session.assurance-changed" version 1 about session, audited;
    /// A session ended before its time.
    SessionRevoked: "session.revoked" version 1 about session, audited;
    /// A refresh token was used again after its successor was: somebody copied it. The session ended.
    SessionReuseDetected: "session.reuse-detected" version 1 about session, audited;
}

/// See [`EVENTS`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionStarted {
    /// The session.
    pub session: SessionId,
    /// Whose it is.
    pub account: AccountId,
}

/// See [`EVENTS`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRevoked {
    /// The session.
    pub session: SessionId,
    /// Whose it was.
    pub account: AccountId,
    /// Why.
    pub because: RevocationReason,
}

/// See [`EVENTS`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionAssuranceChanged {
    /// The session.
    pub session: SessionId,
    /// Whose it is.
    pub account: AccountId,
    /// By how many factors its owner is proved from now on.
    pub proved_by: ProvedBy,
}

/// By how many factors the owner of a session is proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProvedBy {
    /// The password.
    OneFactor,
    /// The password and something they have.
    TwoFactors,
}

/// Why a session ended before its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RevocationReason {
    /// The person signed out there.
    SignedOut,
    /// The person ended it from another session.
    Revoked,
    /// The password was changed.
    PasswordChanged,
    /// The account was closed.
    AccountClosed,
}

/// See [`EVENTS`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionReuseDetected {
    /// The session.
    pub session: SessionId,
    /// Whose it was.
    pub account: AccountId,
}
