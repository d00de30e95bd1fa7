//! What makes a code right, once it is known whose it is.

use std::time::Duration;

use hustings_events::Append as _;
use hustings_jobs::{Enqueue as _, EnqueueError};
use hustings_kernel::{AccountId, Scope};
use hustings_store::{Opened, ScopedTx, StoreError};
use hustings_vocabulary::account::{RecoveryCodeUsed, SecondFactorLocked};

use super::codes::{self, FactorCode};
use super::rows;
use super::totp::TotpSecret;
use crate::Identity;
use crate::factor_resets;
use crate::mail::{Notice, SendLetter};
use crate::sessions::attempts::{Counted, count_of_account};
use crate::sessions::lockout::{Attempts, OF_FACTOR};

/// Counts an attempt before the code is looked at. `Err` says for how long none is.
pub(super) async fn admit(
    identity: &Identity,
    account: AccountId,
    scope: &Scope,
) -> Result<Result<Attempts, Duration>, StoreError> {
    Ok(
        match count_of_account(identity, OF_FACTOR, account, scope.correlation()).await? {
            Counted::Admitted(attempts) => Ok(attempts),
            Counted::Locked(after) => Err(after),
        },
    )
}

/// Accepts a code and makes it worthless from then on. False if it is wrong; then nothing was changed.
pub(super) async fn accept(
    tx: &mut ScopedTx,
    account: AccountId,
    code: &FactorCode,
) -> Result<bool, EnqueueError> {
    match code {
        FactorCode::App(code) => Ok(accept_app(tx, account, *code).await?),
        FactorCode::Recovery(code) => accept_recovery(tx, account, code).await,
    }
}

async fn accept_app(tx: &mut ScopedTx, account: AccountId, code: u32) -> Result<bool, StoreError> {
    let Some(row) = rows::authenticator(tx, account).await? else {
        return Ok(false);
    };
    let keys = tx.vault().for_opening(&[account.uuid()]).await?;
    let Opened::Clear(secret) = keys.open(account.uuid(), &row.secret_sealed)? else {
        return Ok(false);
    };
    let now = tx.sources().now();
    let Some(step) = TotpSecret::of(secret).step_of(code, now, Some(row.last_step)) else {
        return Ok(false);
    };
    // Of two who show the same code at once, one is the first.
    let is_first = rows::use_step(tx, account, &row.secret_sealed, step, now).await?;
    if is_first {
        // What can be used is not lost.
        factor_resets::rows::end(tx, account).await?;
    }
    Ok(is_first)
}

async fn accept_recovery(tx: &mut ScopedTx, account: AccountId, code: &str) -> Result<bool, EnqueueError> {
    let hash = codes::hash(&tx.vault(), account, code);
    let now = tx.sources().now();
    if !rows::use_recovery_code(tx, account, &hash, now).await? {
        return Ok(false);
    }
    let left = rows::recovery_codes_left(tx, account).await?;
    let left = u32::try_from(left).unwrap_or(0);
    tx.append(&RecoveryCodeUsed { account, left }).await?;
    tx.enqueue(&SendLetter::Security {
        account,
        notice: Notice::RecoveryCodeUsed { left },
    })
    .await?;
    Ok(true)
}

/// A wrong code: if it locks the second factor, the log and the person learn of it. Whoever tried knew the password.
pub(super) async fn note_lock(
    identity: &Identity,
    scope: &Scope,
    account: AccountId,
    attempts: Attempts,
) -> Result<(), EnqueueError> {
    let Some(until) = attempts.locked_until else {
        return Ok(());
    };
    let mut tx = identity.store.begin(scope).await?;
    let failures = attempts.failures;
    tx.append(&SecondFactorLocked {
        account,
        failures,
        until,
    })
    .await?;
    if OF_FACTOR.locks_first_at(failures) {
        tx.enqueue(&SendLetter::Security {
            account,
            notice: Notice::SecondFactorLocked,
        })
        .await?;
    }
    tx.commit().await?;
    Ok(())
}
