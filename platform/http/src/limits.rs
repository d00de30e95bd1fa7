//! How often: token buckets in this process's memory.
//!
//! Programs (API keys) and addresses that do not sign in have hourly limits; a person has a bucket that a fast
//! reader never empties; acts such as posting or signing in have hourly limits of their own. Each bucket is one
//! number, the moment at which it will be full again, and there are never more of them than fit a fixed memory.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use hustings_kernel::{AccountId, ApiKeyId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::door::{Caller, Trust};

/// How often somebody may call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LimitSettings {
    /// Requests of one signed-in person per second, on average.
    pub person_per_second: u32,
    /// Requests one person may send at once before the average counts.
    pub person_burst: u32,
    /// Requests of one API key per hour.
    pub key_per_hour: u32,
    /// Requests per hour from one address (one /64 network, for IPv6) that are not signed in.
    pub address_per_hour: u32,
    /// Trusted members may do this many times as much.
    pub trusted_factor: u32,
    /// Other hourly limits for single acts than they come with, by the act's name: `{ "sign-in" = 60 }`.
    pub acts: BTreeMap<String, u32>,
}

impl Default for LimitSettings {
    fn default() -> Self {
        Self {
            person_per_second: 50,
            person_burst: 500,
            key_per_hour: 1_000,
            address_per_hour: 10_000,
            trusted_factor: 4,
            acts: BTreeMap::new(),
        }
    }
}

/// Something that is done a limited number of times per hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Act {
    /// Its name, which settings and headers use: `sign-in`. Operations that share it share the limit.
    pub name: &'static str,
    /// How often, per person, key or (where nobody is signed in) address.
    pub per_hour: u32,
}

/// A limit: so many at once, refilled evenly over a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Quota {
    pub(crate) name: &'static str,
    pub(crate) capacity: u32,
    pub(crate) window: Duration,
}

impl Quota {
    fn hourly(name: &'static str, capacity: u32) -> Self {
        let window = Duration::from_hours(1);
        Self {
            name,
            capacity: capacity.max(1),
            window,
        }
    }

    fn times(mut self, factor: u32) -> Self {
        self.capacity = self.capacity.saturating_mul(factor.max(1));
        self
    }

    /// Microseconds until one more fits.
    fn interval(self) -> i64 {
        let window = i64::try_from(self.window.as_micros()).unwrap_or(i64::MAX);
        (window / i64::from(self.capacity)).max(1)
    }
}

/// What a bucket said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) quota: Quota,
    pub(crate) remaining: u32,
    /// Until the bucket is full again.
    pub(crate) reset: Duration,
    /// If this one did not fit: when it will.
    pub(crate) retry_after: Option<Duration>,
}

/// Whose bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Subject {
    Account(AccountId),
    Key(ApiKeyId),
    Address(u128),
}

impl Subject {
    pub(crate) fn of(caller: &Caller) -> Self {
        match caller {
            Caller::Session(session) => Self::Account(session.account),
            Caller::Key(key) => Self::Key(key.key),
        }
    }

    /// One household or office has a whole /64 of IPv6, and moves about in it.
    pub(crate) fn of_address(address: IpAddr) -> Self {
        Self::Address(match address.to_canonical() {
            IpAddr::V4(address) => address.to_ipv6_mapped().to_bits(),
            IpAddr::V6(address) => address.to_bits() & (u128::MAX << 64),
        })
    }
}

const SHARDS: usize = 64;
/// Together about a quarter of a million buckets, some 20 MB when full.
const BUCKETS_PER_SHARD: usize = 4_096;

type Shard = Mutex<HashMap<(Subject, &'static str), i64>>;

/// All the buckets.
pub(crate) struct Limits {
    settings: LimitSettings,
    shards: Vec<Shard>,
    hasher: RandomState,
}

impl Limits {
    pub(crate) fn new(settings: LimitSettings) -> Self {
        Self {
            settings,
            shards: (0..SHARDS).map(|_| Shard::default()).collect(),
            hasher: RandomState::new(),
        }
    }

    /// Any request of somebody who is signed in.
    pub(crate) fn request(&self, caller: &Caller, trust: Trust, now: DateTime<Utc>) -> Reading {
        let settings = &self.settings;
        let quota = match caller {
            Caller::Key(_) => Quota::hourly("key", settings.key_per_hour),
            Caller::Session(_) => {
                let rate = settings.person_per_second.max(1);
                let capacity = settings.person_burst.max(1);
                let window = Duration::from_secs(1) * capacity / rate;
                Quota {
                    name: "person",
                    capacity,
                    window,
                }
            }
        };
        self.take(Subject::of(caller), self.trusted(quota, trust), now)
    }

    /// Any request of somebody who is not.
    pub(crate) fn address(&self, address: IpAddr, now: DateTime<Utc>) -> Reading {
        let quota = Quota::hourly("address", self.settings.address_per_hour);
        self.take(Subject::of_address(address), quota, now)
    }

    /// A limited act.
    pub(crate) fn act(&self, act: Act, subject: Subject, trust: Trust, now: DateTime<Utc>) -> Reading {
        let per_hour = self.settings.acts.get(act.name).copied().unwrap_or(act.per_hour);
        self.take(
            subject,
            self.trusted(Quota::hourly(act.name, per_hour), trust),
            now,
        )
    }

    fn trusted(&self, quota: Quota, trust: Trust) -> Quota {
        match trust {
            Trust::Ordinary => quota,
            Trust::Trusted => quota.times(self.settings.trusted_factor),
        }
    }

    /// Takes one from a bucket, if there is one (the generic cell rate algorithm).
    fn take(&self, subject: Subject, quota: Quota, now: DateTime<Utc>) -> Reading {
        let key = (subject, quota.name);
        let now = now.timestamp_micros();
        let interval = quota.interval();
        let depth = interval.saturating_mul(i64::from(quota.capacity));
        let shard = usize::try_from(self.hasher.hash_one(key) % 64).unwrap_or(0);
        let mut buckets = self.shards[shard].lock().unwrap_or_else(PoisonError::into_inner);
        // A clock that went back must not lock anybody out for longer than a full bucket.
        let full_at = buckets
            .get(&key)
            .map_or(now, |full_at| (*full_at).clamp(now, now.saturating_add(depth)));
        let then = full_at.saturating_add(interval);
        let fits = then - now <= depth;
        let full_at = if fits { then } else { full_at };
        if fits {
            if buckets.len() >= BUCKETS_PER_SHARD && !buckets.contains_key(&key) {
                make_room(&mut buckets, now);
            }
            buckets.insert(key, then);
        }
        drop(buckets);
        Reading {
            quota,
            remaining: u32::try_from((now + depth - full_at) / interval).unwrap_or(0),
            reset: micros(full_at - now),
            retry_after: (!fits).then(|| micros(then - now - depth)),
        }
    }
}

fn micros(count: i64) -> Duration {
    Duration::from_micros(u64::try_from(count).unwrap_or(0))
}

/// Forgets the buckets that are full, which changes nothing; if none is, the half that is closest to full.
fn make_room(buckets: &mut HashMap<(Subject, &'static str), i64>, now: i64) {
    buckets.retain(|_, full_at| *full_at > now);
    if buckets.len() < BUCKETS_PER_SHARD {
        return;
    }
    let mut moments: Vec<i64> = buckets.values().copied().collect();
    let middle = moments.len() / 2;
    let (_, median, _) = moments.select_nth_unstable(middle);
    let median = *median;
    buckets.retain(|_, full_at| *full_at > median);
    if buckets.len() >= BUCKETS_PER_SHARD {
        buckets.clear();
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn at(milliseconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(1_800_000_000_000 + milliseconds).unwrap()
    }

    fn subject(number: u128) -> Subject {
        Subject::Account(Uuid::from_u128(number).into())
    }

    fn posts(per_hour: u32) -> Act {
        Act {
            name: "posts",
            per_hour,
        }
    }

    #[test]
    fn a_bucket_empties_and_refills_evenly() {
        let limits = Limits::new(LimitSettings::default());
        let take = |time| limits.act(posts(3), subject(1), Trust::Ordinary, at(time));
        assert_eq!(
            [take(0).remaining, take(0).remaining, take(0).remaining],
            [2, 1, 0]
        );
        assert_eq!(take(0).retry_after, Some(Duration::from_mins(20)));
        assert_eq!(take(1_199_999).retry_after, Some(Duration::from_millis(1)));
        assert_eq!(take(1_200_000).retry_after, None);
        assert!(take(1_200_000).retry_after.is_some());
        let rested = take(10 * 3_600_000);
        assert_eq!((rested.remaining, rested.retry_after), (2, None));
    }

    #[test]
    fn every_subject_and_every_act_has_a_bucket_of_its_own() {
        let limits = Limits::new(LimitSettings::default());
        assert_eq!(
            limits
                .act(posts(1), subject(1), Trust::Ordinary, at(0))
                .retry_after,
            None
        );
        assert_eq!(
            limits
                .act(posts(1), subject(2), Trust::Ordinary, at(0))
                .retry_after,
            None
        );
        let other = Act {
            name: "votes",
            per_hour: 1,
        };
        assert_eq!(
            limits.act(other, subject(1), Trust::Ordinary, at(0)).retry_after,
            None
        );
        assert!(
            limits
                .act(posts(1), subject(1), Trust::Ordinary, at(0))
                .retry_after
                .is_some()
        );
    }

    #[test]
    fn trust_and_settings_change_the_limit() {
        let acts = BTreeMap::from([("posts".to_owned(), 10)]);
        let limits = Limits::new(LimitSettings {
            acts,
            ..LimitSettings::default()
        });
        assert_eq!(
            limits.act(posts(1), subject(1), Trust::Ordinary, at(0)).remaining,
            9
        );
        assert_eq!(
            limits.act(posts(1), subject(2), Trust::Trusted, at(0)).remaining,
            39
        );
    }

    #[test]
    fn a_network_of_ipv6_is_one_address_and_a_mapped_ipv4_is_itself() {
        let of = |text: &str| Subject::of_address(text.parse().unwrap());
        assert_eq!(of("2001:db8::1"), of("2001:db8::ffff:0:0:1"));
        assert_ne!(of("2001:db8::1"), of("2001:db8:0:1::1"));
        assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
    }

    #[test]
    fn memory_stays_bounded_and_the_emptiest_buckets_are_kept() {
        let limits = Limits::new(LimitSettings::default());
        while limits
            .act(posts(100), subject(0), Trust::Ordinary, at(0))
            .retry_after
            .is_none()
        {}
        for number in 1..600_000 {
            limits.act(posts(100), subject(number), Trust::Ordinary, at(0));
        }
        let count: usize = limits
            .shards
            .iter()
            .map(|shard| shard.lock().unwrap().len())
            .sum();
        assert!(count <= SHARDS * BUCKETS_PER_SHARD, "{count}");
        assert!(
            limits
                .act(posts(100), subject(0), Trust::Ordinary, at(0))
                .retry_after
                .is_some()
        );
    }

    #[test]
    fn a_clock_that_goes_back_locks_nobody_out() {
        let limits = Limits::new(LimitSettings::default());
        limits.act(posts(2), subject(1), Trust::Ordinary, at(100 * 3_600_000));
        let later = limits.act(posts(2), subject(1), Trust::Ordinary, at(0));
        assert!(
            later
                .retry_after
                .is_none_or(|after| after <= Duration::from_hours(1))
        );
    }
}
