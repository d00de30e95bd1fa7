//! Accounts: people and their credentials, in no organisation.

mod change_password;
mod change_profile;
mod close;
mod confirming;
mod read;
pub(crate) mod rows;

use chrono::{DateTime, Utc};
use hustings_events::Append as _;
use hustings_http::Operations;
use hustings_kernel::AccountId;
use hustings_store::{Opened, ScopedTx, StoreError, SubjectKeys, Vault};
use hustings_vocabulary::account::{AccountCreated, AccountOrigin};
use schemars::JsonSchema;
use serde::Serialize;

use self::rows::{AccountRow, NewAccountRow};
use crate::Identity;
use crate::values::{EmailAddress, Language, PersonName, TimeZone};

pub(crate) use confirming::{ConfirmRefusal, confirm};

/// Under which an address is found again.
pub(crate) fn email_index(vault: &Vault, email: &EmailAddress) -> [u8; 32] {
    vault.blind_index("email", &email.normalised())
}

/// An account as its owner sees it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct AccountView {
    /// The account.
    pub(crate) id: AccountId,
    /// The address it is reached at.
    pub(crate) email: String,
    /// What the person is called.
    pub(crate) name: String,
    /// The language they read.
    pub(crate) language: String,
    /// The time zone they live by.
    pub(crate) time_zone: String,
    /// Do they run the installation?
    pub(crate) platform_admin: bool,
    /// When the address was confirmed.
    pub(crate) email_confirmed_at: DateTime<Utc>,
    /// When the account was made.
    pub(crate) created_at: DateTime<Utc>,
}

impl AccountView {
    /// What the row says, opened with the person's key.
    pub(crate) async fn of(vault: &Vault, row: AccountRow) -> Result<Self, StoreError> {
        let keys = vault.for_opening(&[row.account_id]).await?;
        Ok(Self {
            id: row.account_id.into(),
            email: open(&keys, &row, row.email_sealed.as_deref())?.unwrap_or_default(),
            name: open(&keys, &row, row.name_sealed.as_deref())?.unwrap_or_default(),
            language: row.language,
            time_zone: row.time_zone,
            platform_admin: row.platform_admin,
            email_confirmed_at: row.email_confirmed_at,
            created_at: row.created_at,
        })
    }

    /// What a password must not be made of.
    pub(crate) fn known(&self) -> Vec<String> {
        vec![self.email.clone(), self.name.clone()]
    }
}

fn open(keys: &SubjectKeys, row: &AccountRow, sealed: Option<&[u8]>) -> Result<Option<String>, StoreError> {
    let Some(sealed) = sealed else { return Ok(None) };
    Ok(match keys.open(row.account_id, sealed)? {
        Opened::Clear(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
        Opened::Erased => None,
    })
}

/// Where and in which language a person can be written to.
#[derive(Debug)]
pub(crate) struct Reachable {
    pub(crate) email: EmailAddress,
    pub(crate) language: Language,
}

/// Where to write to this person, if there still is such an address.
pub(crate) async fn reachable(
    vault: &Vault,
    row: Option<AccountRow>,
) -> Result<Option<Reachable>, StoreError> {
    let Some(row) = row else { return Ok(None) };
    let keys = vault.for_opening(&[row.account_id]).await?;
    let email = open(&keys, &row, row.email_sealed.as_deref())?;
    Ok(email
        .and_then(|email| EmailAddress::parse(&email).ok())
        .map(|email| Reachable {
            email,
            language: language(&row.language),
        }))
}

/// A language as stored.
pub(crate) fn language(text: &str) -> Language {
    Language::parse(text).unwrap_or_else(|_| Language::english())
}

/// Somebody who gets an account. Their address is confirmed: by a link they followed, or by whoever made it.
#[derive(Debug)]
pub(crate) struct NewAccount<'a> {
    pub(crate) account: AccountId,
    pub(crate) email: &'a EmailAddress,
    pub(crate) name: &'a PersonName,
    pub(crate) password_hash: Option<&'a str>,
    pub(crate) language: &'a Language,
    pub(crate) time_zone: &'a TimeZone,
    pub(crate) platform_admin: bool,
    pub(crate) through: AccountOrigin,
}

/// Another account has the address; the transaction can only be rolled back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct EmailTaken;

/// Makes an account, from the installation's place.
pub(crate) async fn create(
    tx: &mut ScopedTx,
    new: &NewAccount<'_>,
) -> Result<Result<(), EmailTaken>, StoreError> {
    let id = new.account.uuid();
    let keys = tx.vault().for_sealing(&[id]).await?;
    let row = NewAccountRow {
        account_id: id,
        email_sealed: &keys.seal(id, new.email.as_str().as_bytes())?,
        email_index: &email_index(&tx.vault(), new.email),
        name_sealed: &keys.seal(id, new.name.as_str().as_bytes())?,
        password_hash: new.password_hash,
        language: new.language.as_str(),
        time_zone: new.time_zone.as_str(),
        platform_admin: new.platform_admin,
        now: tx.sources().now(),
    };
    if let Err(error) = rows::insert(tx, &row).await {
        return if error.constraint() == Some(rows::EMAIL_TAKEN) {
            Ok(Err(EmailTaken))
        } else {
            Err(error)
        };
    }
    tx.append(&AccountCreated {
        account: new.account,
        through: new.through,
    })
    .await?;
    Ok(Ok(()))
}

/// The operations on one's own account.
pub(crate) fn operations() -> Operations<Identity> {
    Operations::new("account")
        .add(read::operation())
        .add(change_profile::operation())
        .add(change_password::operation())
        .add(close::operation())
}
