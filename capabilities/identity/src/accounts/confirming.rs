//! Giving one's password once more before something far-reaching: a session left open must not be enough.

use std::time::Duration;

use hustings_http::{Failure, SignedIn};

use super::rows::AccountRow;
use crate::Identity;
use crate::passwords::{Password, Verdict};
use crate::sessions::attempts::{Counted, count_confirmation, forgive_confirmation};

/// Why the password given once more does not help.
#[derive(Debug)]
pub(crate) enum ConfirmRefusal {
    /// It is wrong.
    Wrong,
    /// It was wrong too often; it is not looked at for now.
    Locked(Duration),
}

/// Compares the password of somebody signed in. Their session stays whatever comes of it.
pub(crate) async fn confirm<R>(
    identity: &Identity,
    me: &SignedIn,
    row: &AccountRow,
    password: &Password,
) -> Result<Result<(), ConfirmRefusal>, Failure<R>> {
    let correlation = me.scope().correlation();
    if let Counted::Locked(after) = count_confirmation(identity, me.account(), correlation).await? {
        return Ok(Err(ConfirmRefusal::Locked(after)));
    }
    match identity
        .passwords
        .compare(password, row.password_hash.clone())
        .await?
    {
        Verdict::Wrong => Ok(Err(ConfirmRefusal::Wrong)),
        Verdict::Right { .. } => {
            forgive_confirmation(identity, me.account(), correlation).await?;
            Ok(Ok(()))
        }
    }
}
