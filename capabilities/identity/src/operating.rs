//! What an operator does from the command line. Nothing here sets a password: a link is handed out, and only the person
//! behind it ever knows the password.

use chrono::TimeDelta;
use hustings_jobs::{Enqueue as _, EnqueueError};
use hustings_kernel::{AccountId, OrgId, Scope};
use hustings_store::{ScopedTx, StoreError};
use hustings_vocabulary::account::{AccountOrigin, FactorRemoval};

use crate::accounts::{self, NewAccount};
use crate::mail::{Notice, SendLetter};
use crate::one_time::OneTimeToken;
use crate::organisations::rows as organisation_rows;
use crate::second_factors::removing::remove_all;
use crate::sessions::starting;
use crate::values::{EmailAddress, Language, PersonName, TimeZone};
use crate::{Identity, password_resets};

/// How long a link holds that is carried by hand.
const VALID_FOR: TimeDelta = TimeDelta::hours(24);

/// Whom an operator gives an account.
#[derive(Debug)]
pub struct AccountByHand {
    /// The address it is reached at. The operator vouches for it.
    pub email: EmailAddress,
    /// What the person is called.
    pub name: PersonName,
    /// The language they read.
    pub language: Language,
    /// The time zone they live by.
    pub time_zone: TimeZone,
    /// Do they run the installation?
    pub platform_admin: bool,
}

/// There is an account with this address already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is an account with this address already")]
pub struct AddressTaken;

/// Makes an account, and a link with which the person chooses their password.
pub async fn create_account(
    identity: &Identity,
    new: &AccountByHand,
) -> Result<Result<(AccountId, String), AddressTaken>, StoreError> {
    let sources = identity.store.sources();
    let account: AccountId = sources.id();
    let mut tx = identity.store.begin(&Scope::system(sources.id())).await?;
    let created = accounts::create(
        &mut tx,
        &NewAccount {
            account,
            email: &new.email,
            name: &new.name,
            password_hash: None,
            language: &new.language,
            time_zone: &new.time_zone,
            platform_admin: new.platform_admin,
            through: AccountOrigin::CommandLine,
        },
    )
    .await?;
    if created.is_err() {
        return Ok(Err(AddressTaken));
    }
    let link = reset_link(identity, &mut tx, account).await?;
    tx.commit().await?;
    Ok(Ok((account, link)))
}

/// A link with which a person chooses a new password. `None` if the address has no account.
pub async fn password_reset_link(
    identity: &Identity,
    email: &EmailAddress,
) -> Result<Option<String>, StoreError> {
    let scope = Scope::system(identity.store.sources().id());
    let index = accounts::email_index(identity.store.vault(), email);
    let mut tx = identity.store.begin(&scope).await?;
    let Some(found) = accounts::rows::by_email(&mut tx, &index).await? else {
        return Ok(None);
    };
    let link = reset_link(identity, &mut tx, found.account_id.into()).await?;
    tx.commit().await?;
    Ok(Some(link))
}

/// What became of a second factor that an operator was to take away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactorRemoved {
    /// It is gone; the person is told.
    Done,
    /// There was none.
    HadNone,
    /// There is no account with this address.
    NoSuchAccount,
}

/// Takes the second factor of a person away who has lost it, so that the password alone lets them in again.
pub async fn reset_second_factor(
    identity: &Identity,
    email: &EmailAddress,
) -> Result<FactorRemoved, EnqueueError> {
    let scope = Scope::system(identity.store.sources().id());
    let index = accounts::email_index(identity.store.vault(), email);
    let mut tx = identity.store.begin(&scope).await?;
    let Some(found) = accounts::rows::by_email(&mut tx, &index).await? else {
        return Ok(FactorRemoved::NoSuchAccount);
    };
    let account = AccountId::from(found.account_id);
    let Some(lowered) = remove_all(&mut tx, account, FactorRemoval::CommandLine).await? else {
        return Ok(FactorRemoved::HadNone);
    };
    let notice = Notice::SecondFactorRemoved;
    tx.enqueue(&SendLetter::Security { account, notice }).await?;
    tx.commit().await?;
    starting::forget(identity, &lowered);
    Ok(FactorRemoved::Done)
}

/// Says of an organisation that it is made up: beside it, the installation is still to be set up.
pub async fn mark_as_demo(identity: &Identity, org: OrgId) -> Result<(), StoreError> {
    let scope = Scope::system_in(org, identity.store.sources().id());
    let mut tx = identity.store.begin(&scope).await?;
    organisation_rows::mark_as_demo(&mut tx, org).await?;
    tx.commit().await
}

async fn reset_link(
    identity: &Identity,
    tx: &mut ScopedTx,
    account: AccountId,
) -> Result<String, StoreError> {
    let token = OneTimeToken::new(identity.store.sources());
    let now = tx.sources().now();
    password_resets::rows::insert(tx, account, &token.hash(), now, now + VALID_FOR).await?;
    Ok(password_resets::link(identity, &token))
}
