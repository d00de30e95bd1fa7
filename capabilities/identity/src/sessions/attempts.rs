//! Counting attempts where every node sees them, before a password is looked at.

use std::net::IpAddr;
use std::time::Duration;

use hustings_store::{ScopedTx, StoreError, Vault};

use super::lockout::{Admission, Attempts, LockoutRule, OF_ACCOUNT, OF_ADDRESS, OF_EMAIL, OF_FACTOR};
use super::rows;
use crate::Identity;
use crate::accounts::email_index;
use crate::values::EmailAddress;
use hustings_kernel::{AccountId, Actor, CorrelationId, Place, Scope};

/// What came of counting an attempt.
#[derive(Debug)]
pub(crate) enum Counted {
    /// The password may be looked at.
    Admitted(Attempts),
    /// Not yet.
    Locked(Duration),
}

/// Whom an attempt at the door is held against.
#[derive(Debug)]
pub(crate) struct Knock {
    email: [u8; 32],
    address: [u8; 32],
}

impl Knock {
    /// Somebody at this address knocks for the person at that one.
    pub(crate) fn new(vault: &Vault, email: &EmailAddress, address: IpAddr) -> Self {
        Self {
            email: email_index(vault, email),
            address: vault.blind_index("network", &network(address)),
        }
    }

    /// The blind index of the e-mail address.
    pub(crate) fn email(&self) -> &[u8; 32] {
        &self.email
    }

    /// The blind index of the network.
    pub(crate) fn network(&self) -> &[u8; 32] {
        &self.address
    }

    /// Counts the attempt. Unless it is admitted the transaction must not be committed.
    ///
    /// The e-mail address is held first, always: two who hold both cannot block each other.
    pub(crate) async fn count(&self, tx: &mut ScopedTx) -> Result<Counted, StoreError> {
        let of_email = match count(tx, OF_EMAIL, &self.email).await? {
            Counted::Admitted(attempts) => attempts,
            locked @ Counted::Locked(_) => return Ok(locked),
        };
        Ok(match count(tx, OF_ADDRESS, &self.address).await? {
            Counted::Admitted(_) => Counted::Admitted(of_email),
            locked @ Counted::Locked(_) => locked,
        })
    }

    /// The password was right.
    pub(crate) async fn forgive(&self, tx: &mut ScopedTx) -> Result<(), StoreError> {
        rows::forgive(tx, OF_EMAIL.kind, &self.email).await?;
        rows::give_back(tx, OF_ADDRESS.kind, &self.address).await
    }
}

/// An address as attempts are counted: of IPv6 a household's network, because it has more addresses than attempts.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

async fn count(tx: &mut ScopedTx, rule: LockoutRule, subject: &[u8]) -> Result<Counted, StoreError> {
    let now = tx.sources().now();
    let before = rows::hold_attempts(tx, rule.kind, subject, now).await?;
    match rule.admit(before, now) {
        Admission::Locked(left) => Ok(Counted::Locked(left)),
        Admission::Admitted(attempts) => {
            rows::set_attempts(tx, rule.kind, subject, attempts).await?;
            Ok(Counted::Admitted(attempts))
        }
    }
}

/// Counts that somebody signed in to this account gives its password once more. Their session stays whatever comes of
/// it; only the password is not looked at while locked.
pub(crate) async fn count_confirmation(
    identity: &Identity,
    account: AccountId,
    correlation: CorrelationId,
) -> Result<Counted, StoreError> {
    count_of_account(identity, OF_ACCOUNT, account, correlation).await
}

/// Counts an attempt against this account, by that rule.
pub(crate) async fn count_of_account(
    identity: &Identity,
    rule: LockoutRule,
    account: AccountId,
    correlation: CorrelationId,
) -> Result<Counted, StoreError> {
    let mut tx = identity
        .store
        .begin(&confirmation_scope(account, correlation))
        .await?;
    let counted = count(&mut tx, rule, account.uuid().as_bytes()).await?;
    if matches!(counted, Counted::Admitted(_)) {
        tx.commit().await?;
    }
    Ok(counted)
}

/// The password given once more was right.
pub(crate) async fn forgive_confirmation(
    identity: &Identity,
    account: AccountId,
    correlation: CorrelationId,
) -> Result<(), StoreError> {
    let mut tx = identity
        .store
        .begin(&confirmation_scope(account, correlation))
        .await?;
    rows::forgive(&mut tx, OF_ACCOUNT.kind, account.uuid().as_bytes()).await?;
    tx.commit().await
}

/// The code of the second factor was right.
pub(crate) async fn forgive_factor(tx: &mut ScopedTx, account: AccountId) -> Result<(), StoreError> {
    rows::forgive(tx, OF_FACTOR.kind, account.uuid().as_bytes()).await
}

/// Somebody signed in with both factors: what was counted when they gave the password is not held against them.
pub(crate) async fn forgive_sign_in(
    tx: &mut ScopedTx,
    account: AccountId,
    network: &[u8],
) -> Result<(), StoreError> {
    rows::forgive_by_account(tx, OF_EMAIL.kind, account).await?;
    rows::give_back(tx, OF_ADDRESS.kind, network).await
}

/// Whoever can read the account's mail has shown who they are: nothing is held against the account any more.
pub(crate) async fn forgive_account(tx: &mut ScopedTx, account: AccountId) -> Result<(), StoreError> {
    rows::forgive(tx, OF_ACCOUNT.kind, account.uuid().as_bytes()).await?;
    rows::forgive_by_account(tx, OF_EMAIL.kind, account).await
}

fn confirmation_scope(account: AccountId, correlation: CorrelationId) -> Scope {
    Scope::from_parts(Place::Installation, Actor::Account(account), correlation)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_in_one_household_count_as_one() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2:aaaa::1"), of("2001:db8:1:2:bbbb::2"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
    }
}
