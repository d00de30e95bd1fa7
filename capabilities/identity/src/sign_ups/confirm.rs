//! Confirm one's address with the link from the letter. From here on there is an account.

use hustings_http::{Answered, Anyone, Created, Failure, Json, Once, Operation, State};
use hustings_kernel::{AccountId, Actor, OrgId, Place, Scope};
use hustings_store::{Opened, ScopedTx, StoreError, SubjectKeys};
use hustings_vocabulary::account::AccountOrigin;
use hustings_vocabulary::member::Way;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::is_open;
use super::rows::{self, SignUpRow};
use crate::accounts::NewAccount;
use crate::invitations::accepting::{Acceptance, accept};
use crate::members::Admission;
use crate::values::{EmailAddress, InvalidValue, PersonName, SecretText, TimeZone};
use crate::{Identity, accounts, members, one_time};

/// The token from the letter.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConfirmSignUp {
    /// What stands behind `#token=` in the link.
    token: SecretText,
}

/// The account that there is now.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ConfirmedSignUp {
    /// The account.
    account: AccountId,
    /// The organisation that was joined, if it is still open to everybody or the invitation still holds.
    organisation: Option<OrgId>,
}

hustings_http::refusals! {
    /// Why there is no account.
    pub(crate) enum ConfirmSignUpRefusal {
        AccountExists = 409 "account-exists": "There is an account with this address already; sign in.",
        LinkSpent = 410 "link-spent": "The link was used already or has expired.",
    }
}

/// The operation.
pub(crate) fn operation() -> Operation<Identity> {
    Operation::post(
        "/sign-ups/confirm",
        "confirm_sign_up",
        "Confirm the address one signed up with",
        confirm,
    )
}

async fn confirm(
    anyone: Anyone,
    once: Once,
    State(identity): State<Identity>,
    Json(input): Json<ConfirmSignUp>,
) -> Result<Answered<Created<ConfirmedSignUp>>, Failure<ConfirmSignUpRefusal>> {
    let mut tx = identity.store.begin(anyone.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let now = tx.sources().now();
    let row = rows::take(&mut tx, &one_time::hash(input.token.reveal()), now)
        .await?
        .ok_or(ConfirmSignUpRefusal::LinkSpent)?;
    let account = AccountId::from(row.sign_up_id);
    let keys = identity.store.vault().for_opening(&[row.sign_up_id]).await?;
    let person = Person::of(&row, &keys)?;
    // From here on it is known who acts.
    let correlation = anyone.scope().correlation();
    tx.hazmat_enter(&Scope::from_parts(
        Place::Installation,
        Actor::Account(account),
        correlation,
    ))
    .await?;
    let new = NewAccount {
        account,
        email: &person.email,
        name: &person.name,
        password_hash: Some(&row.password_hash),
        language: &accounts::language(&row.language),
        time_zone: &TimeZone::parse(&row.time_zone).unwrap_or_else(|_| TimeZone::utc()),
        platform_admin: false,
        through: AccountOrigin::SignUp,
    };
    if accounts::create(&mut tx, &new).await?.is_err() {
        return Err(ConfirmSignUpRefusal::AccountExists.into());
    }
    let organisation = match (row.joins.map(OrgId::from), row.invitation_id) {
        (Some(org), Some(invitation)) => {
            let acceptance = Acceptance {
                org,
                invitation: invitation.into(),
                token_hash: None,
                account,
                name: &person.name,
            };
            accept_if_it_holds(&identity, &mut tx, &acceptance).await?
        }
        (org, _) => join(&identity, &mut tx, org, account, &person.name).await?,
    };
    let confirmed = Created::new(ConfirmedSignUp {
        account,
        organisation,
    });
    Ok(once.finish(tx, confirmed).await?)
}

/// What is sealed in a sign-up.
struct Person {
    email: EmailAddress,
    name: PersonName,
}

impl Person {
    fn of(row: &SignUpRow, keys: &SubjectKeys) -> Result<Self, Failure<ConfirmSignUpRefusal>> {
        let text = |sealed: &[u8]| match keys.open(row.sign_up_id, sealed)? {
            Opened::Clear(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
            Opened::Erased => Err(StoreError::Sealed("the person who signed up was erased")),
        };
        let unreadable = |_: InvalidValue| StoreError::Sealed("not what was sealed");
        Ok(Self {
            email: EmailAddress::parse(&text(&row.email_sealed)?).map_err(unreadable)?,
            name: PersonName::parse(&text(&row.name_sealed)?).map_err(unreadable)?,
        })
    }
}

/// Accepts the invitation one signed up with, unless it has stopped holding meanwhile.
async fn accept_if_it_holds(
    identity: &Identity,
    tx: &mut ScopedTx,
    acceptance: &Acceptance<'_>,
) -> Result<Option<OrgId>, Failure<ConfirmSignUpRefusal>> {
    match accept(identity, tx, acceptance).await {
        Ok(accepted) => Ok(Some(accepted.organisation)),
        Err(Failure::Refused(_) | Failure::Edge(_)) => Ok(None),
        Err(Failure::Fault(fault)) => Err(Failure::Fault(fault)),
    }
}

/// Joins the organisation, unless it has stopped being open meanwhile.
async fn join(
    identity: &Identity,
    tx: &mut ScopedTx,
    org: Option<OrgId>,
    account: AccountId,
    name: &PersonName,
) -> Result<Option<OrgId>, StoreError> {
    let Some(org) = org else { return Ok(None) };
    if !is_open(tx, org).await? {
        return Ok(None);
    }
    let inside = Scope::from_parts(
        Place::Organisation(org),
        Actor::Account(account),
        hustings_store::ScopedConnection::scope(tx).correlation(),
    );
    tx.hazmat_enter(&inside).await?;
    let admission = Admission {
        account,
        name,
        role: identity.joining_role(tx).await?,
        language: None,
        time_zone: None,
        way: Way::SignUp,
    };
    Ok(members::admit(tx, &admission).await?.map(|_| org))
}
