//! What the door knows without asking: who is signed in, and how they stand where.
//!
//! Entries are forgotten when the log says that something changed. A lookup that was under way meanwhile may have seen
//! the time before, so what it found is kept only if nothing was forgotten since it began. Whoever makes such a change
//! also says so here after its commit: on their own node it then holds for the very next request.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use chrono::{DateTime, TimeDelta, Utc};
use hustings_http::{Assurance, Trust};
use hustings_kernel::{AccountId, ApiKeyId, MemberId, OrgId, PermissionSet, SessionId};

use crate::sessions::COARSE;
use crate::sessions::rows::StandingSession;

/// Beyond so many of a kind, all are forgotten and looked up again as needed.
const MOST: usize = 100_000;

/// How somebody stands in an organisation.
#[derive(Debug, Clone)]
pub(crate) struct KnownEntry {
    pub(crate) member: MemberId,
    pub(crate) role: Arc<str>,
    pub(crate) suspended: bool,
    pub(crate) second_factor_required: bool,
    /// For how long a proof that it is them lets people in, if there is a limit.
    pub(crate) proofs_hold_for: Option<TimeDelta>,
    pub(crate) permissions: PermissionSet,
    pub(crate) trust: Trust,
}

/// An API key that is good until it expires.
#[derive(Debug, Clone)]
pub(crate) struct KnownKey {
    pub(crate) org: OrgId,
    pub(crate) key: ApiKeyId,
    pub(crate) permissions: PermissionSet,
    pub(crate) expires_at: Option<DateTime<Utc>>,
}

/// A session that is known to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct KnownSession {
    /// Whose it is.
    pub(crate) account: AccountId,
    /// How sure it is of its owner.
    pub(crate) assurance: Assurance,
    /// It has not been seen for a while, as far as this node knows; whoever is told so should note it.
    pub(crate) worth_noting: bool,
}

/// The same, as it lies in memory.
#[derive(Debug)]
struct KeptSession {
    session: StandingSession,
    /// In seconds. Changed while others read.
    noted_at: AtomicI64,
}

/// A moment in the memory's life, taken before something is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment(u64);

/// What is remembered.
#[derive(Debug, Default)]
pub(crate) struct Memory(RwLock<Known>);

#[derive(Debug, Default)]
struct Known {
    forgotten: u64,
    sessions: HashMap<SessionId, KeptSession>,
    entries: HashMap<OrgId, HashMap<AccountId, KnownEntry>>,
    entries_held: usize,
    keys: HashMap<[u8; 32], KnownKey>,
    key_entries: HashMap<ApiKeyId, (OrgId, KnownEntry)>,
}

impl Memory {
    /// Now, before looking something up.
    pub(crate) fn moment(&self) -> Moment {
        Moment(self.read().forgotten)
    }

    /// A session, if it is known to stand.
    pub(crate) fn session(&self, session: SessionId, now: DateTime<Utc>) -> Option<KnownSession> {
        let known = self.read();
        let kept = known.sessions.get(&session)?;
        let (before, now) = (kept.noted_at.load(Ordering::Relaxed), now.timestamp());
        // Of many requests at once, one notes it.
        let worth_noting = now - before >= COARSE.num_seconds()
            && kept
                .noted_at
                .compare_exchange(before, now, Ordering::Relaxed, Ordering::Relaxed)
                .is_ok();
        Some(KnownSession {
            account: kept.session.account,
            assurance: kept.session.assurance,
            worth_noting,
        })
    }

    /// Keeps a session that was noted as seen at this time.
    pub(crate) fn keep_session(
        &self,
        since: Moment,
        id: SessionId,
        session: StandingSession,
        now: DateTime<Utc>,
    ) {
        self.keep(since, |known| {
            make_room(&mut known.sessions);
            let noted_at = AtomicI64::new(now.timestamp());
            known.sessions.insert(id, KeptSession { session, noted_at });
        });
    }

    /// What a session proves of its owner, if it is known to stand.
    pub(crate) fn standing(&self, session: SessionId) -> Option<StandingSession> {
        let known = self.read();
        known.sessions.get(&session).map(|kept| kept.session)
    }

    /// How an account stands in an organisation.
    pub(crate) fn entry(&self, org: OrgId, account: AccountId) -> Option<KnownEntry> {
        self.read().entries.get(&org)?.get(&account).cloned()
    }

    pub(crate) fn keep_entry(&self, since: Moment, org: OrgId, account: AccountId, entry: KnownEntry) {
        self.keep(since, |known| {
            if known.entries_held >= MOST {
                known.entries.clear();
                known.entries_held = 0;
            }
            let before = known.entries.entry(org).or_default().insert(account, entry);
            known.entries_held += usize::from(before.is_none());
        });
    }

    /// The key with this hash.
    pub(crate) fn key(&self, hash: &[u8; 32]) -> Option<KnownKey> {
        self.read().keys.get(hash).cloned()
    }

    pub(crate) fn keep_key(&self, since: Moment, hash: [u8; 32], key: KnownKey) {
        self.keep(since, |known| {
            make_room(&mut known.keys);
            known.keys.insert(hash, key);
        });
    }

    /// How a key's member stands in its organisation.
    pub(crate) fn key_entry(&self, key: ApiKeyId) -> Option<KnownEntry> {
        self.read().key_entries.get(&key).map(|(_, entry)| entry.clone())
    }

    pub(crate) fn keep_key_entry(&self, since: Moment, org: OrgId, key: ApiKeyId, entry: KnownEntry) {
        self.keep(since, |known| {
            make_room(&mut known.key_entries);
            known.key_entries.insert(key, (org, entry));
        });
    }

    /// The session ended.
    pub(crate) fn forget_session(&self, session: SessionId) {
        self.forget(|known| {
            known.sessions.remove(&session);
        });
    }

    /// Something about a member changed.
    pub(crate) fn forget_member(&self, org: OrgId, member: MemberId) {
        self.forget(|known| {
            if let Some(entries) = known.entries.get_mut(&org) {
                let before = entries.len();
                entries.retain(|_, entry| entry.member != member);
                known.entries_held -= before - entries.len();
            }
            known.key_entries.retain(|_, (_, entry)| entry.member != member);
        });
    }

    /// Something about an organisation or its roles changed.
    pub(crate) fn forget_organisation(&self, org: OrgId) {
        self.forget(|known| {
            let gone = known.entries.remove(&org);
            known.entries_held -= gone.map_or(0, |entries| entries.len());
            known.keys.retain(|_, key| key.org != org);
            known.key_entries.retain(|_, (of, _)| *of != org);
        });
    }

    /// The key was revoked.
    pub(crate) fn forget_key(&self, key: ApiKeyId) {
        self.forget(|known| {
            known.keys.retain(|_, known| known.key != key);
            known.key_entries.remove(&key);
        });
    }

    fn keep(&self, since: Moment, insert: impl FnOnce(&mut Known)) {
        let mut known = self.write();
        if known.forgotten == since.0 {
            insert(&mut known);
        }
    }

    fn forget(&self, remove: impl FnOnce(&mut Known)) {
        let mut known = self.write();
        known.forgotten += 1;
        remove(&mut known);
    }

    fn read(&self) -> RwLockReadGuard<'_, Known> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Known> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

fn make_room<K, V>(map: &mut HashMap<K, V>) {
    if map.len() >= MOST {
        map.clear();
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn id<Id: From<Uuid>>(number: u128) -> Id {
        Id::from(Uuid::from_u128(number))
    }

    fn standing(account: u128) -> StandingSession {
        StandingSession {
            account: id(account),
            assurance: Assurance::Single,
            proved_at: DateTime::UNIX_EPOCH,
        }
    }

    fn entry(member: u128) -> KnownEntry {
        KnownEntry {
            member: id(member),
            role: "member".into(),
            suspended: false,
            second_factor_required: false,
            proofs_hold_for: None,
            permissions: PermissionSet::default(),
            trust: Trust::Ordinary,
        }
    }

    #[test]
    fn what_was_looked_up_before_something_was_forgotten_is_not_kept() {
        let memory = Memory::default();
        let before = memory.moment();
        memory.forget_session(id(9));
        let now = DateTime::UNIX_EPOCH;
        let account = || memory.session(id(1), now).map(|known| known.account);
        memory.keep_session(before, id(1), standing(2), now);
        assert_eq!(account(), None);
        memory.keep_session(memory.moment(), id(1), standing(2), now);
        assert_eq!(account(), Some(id(2)));
        memory.forget_session(id(1));
        assert_eq!(account(), None);
    }

    #[test]
    fn that_a_session_was_seen_is_worth_noting_once_in_a_while() {
        let memory = Memory::default();
        let at = |minutes| DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes);
        memory.keep_session(memory.moment(), id(1), standing(2), at(0));
        let worth_noting = |minutes| memory.session(id(1), at(minutes)).unwrap().worth_noting;
        let told: Vec<bool> = [0, 4, 5, 6, 9, 10].into_iter().map(worth_noting).collect();
        assert_eq!(told, [false, false, true, false, false, true]);
    }

    #[test]
    fn a_change_reaches_those_it_concerns_and_nobody_else() {
        let memory = Memory::default();
        let fill = || {
            memory.keep_entry(memory.moment(), id(1), id(10), entry(100));
            memory.keep_entry(memory.moment(), id(1), id(11), entry(101));
            memory.keep_entry(memory.moment(), id(2), id(10), entry(102));
            memory.keep_key_entry(memory.moment(), id(1), id(50), entry(100));
            let key = KnownKey {
                org: id(1),
                key: id(50),
                permissions: PermissionSet::default(),
                expires_at: None,
            };
            memory.keep_key(memory.moment(), [5; 32], key);
        };
        let standing = || {
            [
                memory.entry(id(1), id(10)).is_some(),
                memory.entry(id(1), id(11)).is_some(),
                memory.entry(id(2), id(10)).is_some(),
                memory.key(&[5; 32]).is_some(),
                memory.key_entry(id(50)).is_some(),
            ]
        };
        fill();
        memory.forget_member(id(1), id(100));
        assert_eq!(standing(), [false, true, true, true, false]);
        fill();
        memory.forget_organisation(id(1));
        assert_eq!(standing(), [false, false, true, false, false]);
        fill();
        memory.forget_key(id(50));
        assert_eq!(standing(), [true, true, true, false, false]);
        assert_eq!(memory.read().entries_held, 3);
    }
}
