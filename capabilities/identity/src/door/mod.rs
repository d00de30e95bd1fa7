//! The door: who somebody is and what they may do, answered from memory.
//!
//! Memory is filled by looking and emptied by following the log, so that a revocation acts on every node as soon as its
//! event is read there. While the log cannot be followed, memory is not believed and the database is asked.

pub(crate) mod memory;
mod news;

use std::time::Duration;

use hustings_events::{Feed, Staleness, Wanted};
use hustings_http::{
    AccessClaims, Answer, Assurance, Caller, Door, DoorAnswer, DoorFault, Entrance, Entry, KeyCaller,
    Proving, SessionCaller, SessionStanding, Trust,
};
use hustings_kernel::{
    AccountId, BuiltInRole, CorrelationId, OrgId, PermissionSet, Position, Scope, SessionId,
};
use hustings_store::{Freshness, ScopedRead, StoreError};
use tokio::sync::watch;

use self::memory::{KnownEntry, KnownKey};
use crate::keys::KeySecret;
use crate::members::rows::EntryRow;
use crate::members::{self, MemberStatus, Standing};
use crate::sessions::rows::StandingSession;
use crate::{Identity, accounts, keys, metric, sessions};

pub use news::DoorWorker;

/// How old the last news may be before memory is not believed any more.
const BELIEVED_FOR: Duration = Duration::from_secs(2);
/// The level from which somebody is trusted with more volume.
const TRUSTED_FROM: i16 = 3;

/// Identity's door.
#[derive(Debug)]
pub struct IdentityDoor {
    identity: Identity,
    news: Staleness,
    learnt: watch::Receiver<Position>,
}

impl IdentityDoor {
    /// The kinds of events the door follows, for whoever puts the feed together.
    pub fn kinds() -> Vec<&'static str> {
        news::kinds()
    }

    /// Opens the door. The worker keeps its memory true and wants to be run; until it does, the database is asked.
    pub async fn open(identity: &Identity, feed: &Feed) -> Result<(Self, DoorWorker), StoreError> {
        let follower = feed.follow(Wanted::kinds(news::kinds()), feed.end().await?);
        let news = follower.staleness();
        let (worker, learnt) = DoorWorker::new(identity.clone(), follower);
        let identity = identity.clone();
        let door = Self {
            identity,
            news,
            learnt,
        };
        Ok((door, worker))
    }

    fn believes_memory(&self) -> bool {
        self.news.age().is_some_and(|age| age <= BELIEVED_FOR)
    }

    async fn read(&self) -> Result<ScopedRead, StoreError> {
        let correlation: CorrelationId = self.identity.store.sources().id();
        self.identity
            .store
            .read(&Scope::visitor(correlation), Freshness::Latest)
            .await
    }

    async fn look_up_session(&self, session: SessionId) -> Result<Option<StandingSession>, DoorFault> {
        metric::door_lookup("session");
        let since = self.identity.memory.moment();
        let now = self.identity.store.sources().now();
        let standing = sessions::rows::standing(&mut self.read().await?, session, now).await?;
        if let Some(standing) = standing {
            self.identity.session_use.note(session, now);
            self.identity.memory.keep_session(since, session, standing, now);
        }
        Ok(standing)
    }

    /// What the caller's session proves, where that matters and is known without asking. What the access token says may be
    /// an hour old: a session is raised and lowered while it lasts.
    fn remembered_proof(&self, known: Option<&KnownEntry>, caller: &Caller) -> Option<Proved> {
        let Some((session, known)) = asked_to_prove(known, caller) else {
            return Some(Proved::ENOUGH);
        };
        let standing = self.identity.memory.standing(session)?;
        let proved = self.proved(known, Some(&standing));
        // Proving it once more elsewhere is nothing that the log tells of: before somebody is refused, the database is asked.
        proved.is_recent.then_some(proved)
    }

    /// The same, asked for if need be.
    async fn proof(&self, known: Option<&KnownEntry>, caller: &Caller) -> Result<Proved, DoorFault> {
        if self.believes_memory()
            && let Some(proved) = self.remembered_proof(known, caller)
        {
            return Ok(proved);
        }
        let Some((session, known)) = asked_to_prove(known, caller) else {
            return Ok(Proved::ENOUGH);
        };
        let found = self.look_up_session(session).await?;
        Ok(self.proved(known, found.as_ref()))
    }

    fn proved(&self, known: &KnownEntry, session: Option<&StandingSession>) -> Proved {
        let now = self.identity.store.sources().now();
        Proved {
            assurance: session.map_or(Assurance::Single, |session| session.assurance),
            is_recent: known
                .proofs_hold_for
                .is_none_or(|holds_for| session.is_some_and(|session| now - session.proved_at < holds_for)),
        }
    }

    async fn look_up_key(&self, hash: [u8; 32]) -> Result<Option<KnownKey>, DoorFault> {
        metric::door_lookup("key");
        let since = self.identity.memory.moment();
        let row = keys::rows::by_secret_hash(&mut self.read().await?, &hash).await?;
        let known = row.filter(|row| row.revoked_at.is_none()).map(|row| KnownKey {
            org: row.org_id.into(),
            key: row.key_id.into(),
            permissions: self
                .identity
                .permissions
                .known(row.permissions.iter().map(String::as_str)),
            expires_at: row.expires_at,
        });
        if let Some(known) = &known {
            self.identity.memory.keep_key(since, hash, known.clone());
        }
        Ok(known)
    }

    async fn look_up_entry(&self, org: OrgId, account: AccountId) -> Result<Option<KnownEntry>, DoorFault> {
        metric::door_lookup("entry");
        let since = self.identity.memory.moment();
        let row = members::rows::entry(&mut self.read().await?, org, account).await?;
        let mut known = row.and_then(|row| self.known(&row));
        if let Some(known) = &mut known {
            let correlation: CorrelationId = self.identity.store.sources().id();
            let inside = Scope::system_in(org, correlation);
            let mut read = self.identity.store.read(&inside, Freshness::Latest).await?;
            known.proofs_hold_for = self.identity.proofs_hold_for(&mut read).await?;
        }
        if let Some(known) = &known {
            self.identity
                .memory
                .keep_entry(since, org, account, known.clone());
        }
        Ok(known)
    }

    async fn look_up_key_entry(&self, caller: &KeyCaller) -> Result<Option<KnownEntry>, DoorFault> {
        metric::door_lookup("entry");
        let since = self.identity.memory.moment();
        let mut read = self.read().await?;
        let Some(member) = keys::rows::member_of(&mut read, caller.org, caller.key).await? else {
            return Ok(None);
        };
        let row = members::rows::entry_of_member(&mut read, caller.org, member).await?;
        let known = row.and_then(|row| self.known(&row));
        if let Some(known) = &known {
            self.identity
                .memory
                .keep_key_entry(since, caller.org, caller.key, known.clone());
        }
        Ok(known)
    }

    /// A key that comes in, unless it has expired.
    fn present(&self, known: KnownKey) -> Option<KeyCaller> {
        let now = self.identity.store.sources().now();
        if known.expires_at.is_some_and(|at| at <= now) {
            return None;
        }
        self.identity.key_use.note(known.org, known.key, now);
        Some(KeyCaller {
            org: known.org,
            key: known.key,
            permissions: known.permissions,
            expires_at: known.expires_at,
        })
    }

    /// What is remembered of a row. Who left, and what was closed, is not remembered: nobody enters there.
    fn known(&self, row: &EntryRow) -> Option<KnownEntry> {
        let standing = Standing::of(row, &self.identity.permissions);
        if standing.status == MemberStatus::Left || row.organisation_state == "closed" {
            return None;
        }
        let trusted = row.level >= TRUSTED_FROM;
        Some(KnownEntry {
            member: standing.member,
            role: standing.role.to_string().into(),
            suspended: standing.status == MemberStatus::Suspended,
            second_factor_required: row.second_factor_required,
            // What a session must prove is asked of people, not of programs.
            proofs_hold_for: None,
            permissions: standing.permissions,
            trust: if trusted { Trust::Trusted } else { Trust::Ordinary },
        })
    }
}

/// What a session proves of its owner, as far as an organisation asks.
#[derive(Debug, Clone, Copy)]
struct Proved {
    assurance: Assurance,
    /// Lately enough for the organisation?
    is_recent: bool,
}

impl Proved {
    /// Where nothing is asked for.
    const ENOUGH: Self = Self {
        assurance: Assurance::Single,
        is_recent: true,
    };
}

/// The session, if it matters what it proves.
fn asked_to_prove<'a>(known: Option<&'a KnownEntry>, caller: &Caller) -> Option<(SessionId, &'a KnownEntry)> {
    let Caller::Session(session) = caller else {
        return None;
    };
    let asks = |known: &&KnownEntry| {
        !known.suspended && (known.second_factor_required || known.proofs_hold_for.is_some())
    };
    known.filter(asks).map(|known| (session.session, known))
}

/// How somebody who stands like this enters, with what the session proves or the key allows.
fn entrance(known: Option<KnownEntry>, caller: &Caller, proved: Proved) -> Entrance {
    let Some(known) = known else {
        return Entrance::Stranger;
    };
    if known.suspended {
        return Entrance::Suspended;
    }
    let permissions = match caller {
        Caller::Session(_) if known.second_factor_required && proved.assurance == Assurance::Single => {
            return Entrance::AssuranceNeeded;
        }
        Caller::Session(_) if !proved.is_recent => return Entrance::ProofNeeded,
        Caller::Session(_) => known.permissions,
        Caller::Key(key) => known.permissions.intersection(&key.permissions),
    };
    Entrance::Entered(Entry {
        member: known.member,
        role: known.role,
        permissions,
        trust: known.trust,
    })
}

fn standing(claims: &AccessClaims, account: Option<AccountId>) -> SessionStanding {
    if account == Some(claims.account) {
        SessionStanding::Live
    } else {
        SessionStanding::Ended
    }
}

impl Door for IdentityDoor {
    fn session<'a>(&'a self, claims: &'a AccessClaims) -> DoorAnswer<'a, SessionStanding> {
        let now = self.identity.store.sources().now();
        if self.believes_memory()
            && let Some(known) = self.identity.memory.session(claims.session, now)
        {
            if known.worth_noting {
                self.identity.session_use.note(claims.session, now);
            }
            return Answer::Now(Ok(standing(claims, Some(known.account))));
        }
        Answer::Later(Box::pin(async move {
            let found = self.look_up_session(claims.session).await?;
            Ok(standing(claims, found.map(|session| session.account)))
        }))
    }

    fn key<'a>(&'a self, secret: &'a str) -> DoorAnswer<'a, Option<KeyCaller>> {
        let Some(secret) = KeySecret::parse(secret) else {
            return Answer::Now(Ok(None));
        };
        let hash = secret.hash(self.identity.store.vault());
        if self.believes_memory()
            && let Some(known) = self.identity.memory.key(&hash)
        {
            return Answer::Now(Ok(self.present(known)));
        }
        Answer::Later(Box::pin(async move {
            let known = self.look_up_key(hash).await?;
            Ok(known.and_then(|known| self.present(known)))
        }))
    }

    fn enter<'a>(&'a self, caller: &'a Caller, org: OrgId) -> DoorAnswer<'a, Entrance> {
        let remembered = match caller {
            _ if !self.believes_memory() => None,
            Caller::Session(session) => self.identity.memory.entry(org, session.account),
            Caller::Key(key) => self.identity.memory.key_entry(key.key),
        };
        if remembered.is_some()
            && let Some(proved) = self.remembered_proof(remembered.as_ref(), caller)
        {
            return Answer::Now(Ok(entrance(remembered, caller, proved)));
        }
        Answer::Later(Box::pin(async move {
            let known = match caller {
                _ if remembered.is_some() => remembered,
                Caller::Session(session) => self.look_up_entry(org, session.account).await?,
                Caller::Key(key) => self.look_up_key_entry(key).await?,
            };
            let proved = self.proof(known.as_ref(), caller).await?;
            Ok(entrance(known, caller, proved))
        }))
    }

    fn proving<'a>(&'a self, session: &'a SessionCaller) -> DoorAnswer<'a, Proving> {
        // Rare, and far-reaching: always asked.
        Answer::Later(Box::pin(async move {
            let found = sessions::rows::proving(&mut self.read().await?, session.session).await?;
            let now = self.identity.store.sources().now();
            Ok(match found {
                None => Proving::Stale,
                Some(row) if row.is_recent(now) => Proving::Recent,
                Some(row) if row.is_guarded => Proving::Stale,
                Some(_) => Proving::StaleUnguarded,
            })
        }))
    }

    fn learnt(&self) -> watch::Receiver<Position> {
        self.learnt.clone()
    }

    fn installation(&self, account: AccountId) -> DoorAnswer<'_, PermissionSet> {
        // Rare, and far-reaching: always asked.
        Answer::Later(Box::pin(async move {
            let admin = accounts::rows::is_platform_admin(&mut self.read().await?, account).await?;
            Ok(match admin {
                Some(true) => self.identity.permissions.built_in(BuiltInRole::PlatformAdmin),
                Some(false) | None => PermissionSet::default(),
            })
        }))
    }
}
