//! Lockout: after a few wrong passwords the next try has to wait, and longer each time.
//!
//! An attempt is counted before its password is looked at, so that a hundred at once get no more tries than a hundred
//! in a row; a right password gives the attempt back. Counted are e-mail addresses (whether or not they have an
//! account), network addresses (generously: a school shares one) and, for people signed in, their account.

use std::time::Duration;

use chrono::{DateTime, Utc};

/// How many tries are free, and how the wait grows after them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LockoutRule {
    /// What is counted, as its rows name it.
    pub(crate) kind: &'static str,
    free: u32,
    first_wait: Duration,
    longest_wait: Duration,
    forgotten_after: Duration,
}

/// For an e-mail address at sign-in.
pub(crate) const OF_EMAIL: LockoutRule = LockoutRule {
    kind: "email",
    free: 5,
    first_wait: Duration::from_secs(30),
    longest_wait: Duration::from_mins(15),
    forgotten_after: Duration::from_hours(24),
};

/// For a network address at sign-in.
pub(crate) const OF_ADDRESS: LockoutRule = LockoutRule {
    kind: "address",
    free: 50,
    first_wait: Duration::from_secs(30),
    longest_wait: Duration::from_mins(15),
    forgotten_after: Duration::from_hours(1),
};

/// For somebody signed in who is asked for the password once more.
pub(crate) const OF_ACCOUNT: LockoutRule = LockoutRule {
    kind: "account",
    ..OF_EMAIL
};

/// For an account whose second factor is asked for: only who knows the password, or sits in a session, gets so far.
pub(crate) const OF_FACTOR: LockoutRule = LockoutRule {
    kind: "factor",
    ..OF_EMAIL
};

/// The attempts lately.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Attempts {
    pub(crate) failures: u32,
    pub(crate) last_at: DateTime<Utc>,
    pub(crate) locked_until: Option<DateTime<Utc>>,
}

/// May the password be looked at?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Admission {
    /// Yes; this is the count from now on, unless the password is right.
    Admitted(Attempts),
    /// Not before that time has passed.
    Locked(Duration),
}

impl LockoutRule {
    /// Counts an attempt.
    pub(crate) fn admit(&self, before: Option<Attempts>, now: DateTime<Utc>) -> Admission {
        let before = before.filter(|attempts| now - attempts.last_at < seconds(self.forgotten_after));
        if let Some(until) = before.and_then(|attempts| attempts.locked_until)
            && let Ok(left) = (until - now).to_std()
            && !left.is_zero()
        {
            return Admission::Locked(left);
        }
        let failures = before.map_or(0, |attempts| attempts.failures).saturating_add(1);
        Admission::Admitted(Attempts {
            failures,
            last_at: now,
            locked_until: self.wait_after(failures).map(|wait| now + seconds(wait)),
        })
    }

    /// Is this the failure after which there is a wait for the first time?
    pub(crate) fn locks_first_at(&self, failures: u32) -> bool {
        failures == self.free
    }

    /// How long to wait after so many failures.
    fn wait_after(&self, failures: u32) -> Option<Duration> {
        let beyond = failures.checked_sub(self.free)?;
        let factor = 2_u32.saturating_pow(beyond);
        Some(self.first_wait.saturating_mul(factor).min(self.longest_wait))
    }
}

fn seconds(duration: Duration) -> chrono::TimeDelta {
    chrono::TimeDelta::from_std(duration).unwrap_or(chrono::TimeDelta::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    fn admitted(admission: Admission) -> Attempts {
        match admission {
            Admission::Admitted(attempts) => attempts,
            Admission::Locked(left) => panic!("locked for {left:?}"),
        }
    }

    #[test]
    fn the_wait_doubles_up_to_a_quarter_of_an_hour() {
        let mut attempts = None;
        let mut now = 0;
        let mut waits = Vec::new();
        for _ in 0..12 {
            let counted = admitted(OF_EMAIL.admit(attempts, at(now)));
            if let Some(until) = counted.locked_until {
                let wait = (until - at(now)).num_seconds();
                waits.push(wait);
                now += wait;
            }
            attempts = Some(counted);
        }
        assert_eq!(waits, [30, 60, 120, 240, 480, 900, 900, 900]);
    }

    #[test]
    fn while_locked_nothing_is_counted() {
        let locked = Attempts {
            failures: 5,
            last_at: at(0),
            locked_until: Some(at(30)),
        };
        assert_eq!(
            OF_EMAIL.admit(Some(locked), at(10)),
            Admission::Locked(Duration::from_secs(20))
        );
        assert_eq!(admitted(OF_EMAIL.admit(Some(locked), at(30))).failures, 6);
    }

    #[test]
    fn old_failures_are_forgotten() {
        let old = Attempts {
            failures: 9,
            last_at: at(0),
            locked_until: Some(at(900)),
        };
        let fresh = admitted(OF_EMAIL.admit(Some(old), at(24 * 3600)));
        assert_eq!((fresh.failures, fresh.locked_until), (1, None));
    }

    #[test]
    fn a_shared_network_is_counted_generously() {
        let many = Attempts {
            failures: 48,
            last_at: at(0),
            locked_until: None,
        };
        assert_eq!(admitted(OF_ADDRESS.admit(Some(many), at(1))).locked_until, None);
    }

    #[test]
    fn an_absurd_count_does_not_overflow() {
        assert_eq!(OF_EMAIL.wait_after(u32::MAX), Some(OF_EMAIL.longest_wait));
    }
}
