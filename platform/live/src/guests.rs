//! How many sockets there are: on this node, from one address, of one person.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use hustings_http::Caller;
use hustings_kernel::{AccountId, ApiKeyId};

/// Whose sockets are counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Counted {
    Node,
    Address(u128),
    Account(AccountId),
    Key(ApiKeyId),
}

impl Counted {
    /// One household or office has a whole /64 of IPv6.
    pub(crate) fn address(address: IpAddr) -> Self {
        Self::Address(match address.to_canonical() {
            IpAddr::V4(address) => address.to_ipv6_mapped().to_bits(),
            IpAddr::V6(address) => address.to_bits() & (u128::MAX << 64),
        })
    }

    pub(crate) fn caller(caller: &Caller) -> Self {
        match caller {
            Caller::Session(session) => Self::Account(session.account),
            Caller::Key(key) => Self::Key(key.key),
        }
    }
}

/// The counts.
#[derive(Debug, Clone, Default)]
pub(crate) struct Guests(Arc<Mutex<HashMap<Counted, u32>>>);

impl Guests {
    /// Counts one more, unless there are as many as there may be.
    pub(crate) fn admit(&self, counted: Counted, at_most: u32) -> Option<Stay> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(counted).or_default();
        if *count >= at_most {
            if *count == 0 {
                counts.remove(&counted);
            }
            return None;
        }
        *count += 1;
        Some(Stay {
            guests: self.clone(),
            counted,
        })
    }
}

/// One that was counted, for as long as this exists.
#[derive(Debug)]
pub(crate) struct Stay {
    guests: Guests,
    counted: Counted,
}

impl Drop for Stay {
    fn drop(&mut self) {
        let mut counts = self.guests.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.counted) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.counted);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_has_more_sockets_than_they_may_and_a_place_given_back_is_free() {
        let guests = Guests::default();
        let here = Counted::address("2001:db8::1".parse().unwrap());
        let one = guests.admit(here, 2);
        let neighbour = Counted::address("2001:db8::2".parse().unwrap());
        let two = guests.admit(neighbour, 2);
        assert!(one.is_some() && two.is_some());
        assert!(guests.admit(here, 2).is_none());
        assert!(
            guests
                .admit(Counted::address("192.0.2.1".parse().unwrap()), 2)
                .is_some()
        );
        drop(one);
        assert!(guests.admit(here, 2).is_some());
        assert!(guests.admit(Counted::Node, 0).is_none());
        drop(two);
        assert!(guests.0.lock().unwrap().is_empty());
    }
}
