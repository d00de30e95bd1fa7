//! The door: the port through which the edge asks who somebody is and what they may do.
//!
//! Identity implements it, from memory nearly always. The edge has already verified a token's signature and
//! expiry, or recognised the form of an API key, when it asks.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use hustings_kernel::{AccountId, ApiKeyId, Fault, MemberId, OrgId, PermissionSet, Position, SessionId};
use tokio::sync::watch;

use crate::{AccessClaims, Answer, Assurance};

/// What a door answers with.
pub type DoorAnswer<'a, T> = Answer<'a, Result<T, DoorFault>>;

/// Why a door could not tell; logged, and answered with 500 or 503.
#[derive(Debug, Clone)]
pub struct DoorFault(pub(crate) Arc<dyn Fault>);

impl<F: Fault> From<F> for DoorFault {
    fn from(fault: F) -> Self {
        Self(Arc::new(fault))
    }
}

/// Answers who somebody is and what they may do.
pub trait Door: Send + Sync + 'static {
    /// Does the session of this token still stand?
    fn session<'a>(&'a self, claims: &'a AccessClaims) -> DoorAnswer<'a, SessionStanding>;

    /// Whose API key is this? `None` if it is nobody's, revoked or expired.
    fn key<'a>(&'a self, secret: &'a str) -> DoorAnswer<'a, Option<KeyCaller>>;

    /// How does this caller stand in that organisation?
    fn enter<'a>(&'a self, caller: &'a Caller, org: OrgId) -> DoorAnswer<'a, Entrance>;

    /// What may this account do with the installation itself, above every organisation?
    fn installation(&self, account: AccountId) -> DoorAnswer<'_, PermissionSet>;

    /// When did the owner of this session last show that it is them?
    fn proving<'a>(&'a self, session: &'a SessionCaller) -> DoorAnswer<'a, Proving>;

    /// How far the log has been taken into account in these answers, for whoever follows the log too and must not ask
    /// too early. A door that remembers nothing is never behind.
    fn learnt(&self) -> watch::Receiver<Position> {
        watch::channel(Position(i64::MAX)).1
    }
}

/// Does a session still stand?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionStanding {
    /// Yes.
    Live,
    /// It was ended: signed out, revoked, its account closed.
    Ended,
}

/// When the owner of a session last showed that it is them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proving {
    /// A short while ago, with the second factor if there is one.
    Recent,
    /// Too long ago, or without the second factor that the account has.
    Stale,
    /// Too long ago, and the account has no second factor.
    StaleUnguarded,
}

/// Who calls.
#[derive(Debug, Clone)]
pub enum Caller {
    /// A person, signed in.
    Session(SessionCaller),
    /// A program, through an API key.
    Key(KeyCaller),
}

/// A person, signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionCaller {
    /// Whose session it is.
    pub account: AccountId,
    /// The session.
    pub session: SessionId,
    /// How sure it is of its owner.
    pub assurance: Assurance,
}

/// A program, through an API key of one organisation.
#[derive(Debug, Clone)]
pub struct KeyCaller {
    /// The only organisation it opens.
    pub org: OrgId,
    /// The key.
    pub key: ApiKeyId,
    /// What it may do there at most.
    pub permissions: PermissionSet,
    /// Until when it works, if not for ever.
    pub expires_at: Option<DateTime<Utc>>,
}

/// How a caller stands in an organisation.
#[derive(Debug, Clone)]
pub enum Entrance {
    /// Inside, with these rights.
    Entered(Entry),
    /// Not of this organisation; to them it does not exist.
    Stranger,
    /// A member whose membership is suspended.
    Suspended,
    /// The organisation asks for more than the session proves.
    AssuranceNeeded,
    /// The owner of the session proved that it is them longer ago than the organisation accepts.
    ProofNeeded,
}

/// A caller inside an organisation.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The member; for an API key the member it belongs to.
    pub member: MemberId,
    /// That member's role: the name of a built-in one, or the id of an own one.
    pub role: Arc<str>,
    /// What they may do: for a key already narrowed to what both the key and its member hold.
    pub permissions: PermissionSet,
    /// How far they are trusted with volume.
    pub trust: Trust,
}

/// How far somebody is trusted with volume.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// The limits as set.
    Ordinary,
    /// A multiple of them.
    Trusted,
}
