//! Set up the installation: the first organisation, and its admin, who also runs the installation.
//!
//! Whoever has the token may. It is printed when a server starts and there is no organisation yet (a demo is none); only its hash is
//! kept, for a day, and all of them are gone once there is an organisation.

use chrono::TimeDelta;
use hustings_http::{Answered, Anyone, Created, Failure, Json, Once, Operation, State};
use hustings_kernel::{AccountId, Actor, OrgId, Place, Scope};
use hustings_store::StoreError;
use hustings_vocabulary::account::AccountOrigin;
use schemars::JsonSchema;
use serde::Deserialize;

use super::found::FoundedOrganisation;
use super::{NewOrganisation, rows};
use crate::Identity;
use crate::accounts::{self, NewAccount};
use crate::one_time::{self, OneTimeToken};
use crate::passwords::Password;
use crate::values::{EmailAddress, PersonName, SecretText};

const VALID_FOR: TimeDelta = TimeDelta::days(1);

hustings_http::refusals! {
    /// Why the installation was not set up.
    pub(super) enum SetupRefusal {
        AlreadySetUp = 409 "already-set-up": "There is an organisation already.",
        InvalidToken = 403 "setup-token-invalid": "This is not the token that was printed at start, or not any more.",
        WeakPassword(fields) = 422 "weak-password": "This password is not accepted.",
        AddressTaken = 409 "address-taken": "There is an account with this address.",
    }
}

/// The first organisation and its admin.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SetUp {
    /// The token that was printed at start.
    token: SecretText,
    organisation: NewOrganisation,
    admin: FirstAdmin,
}

/// Who runs it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FirstAdmin {
    name: PersonName,
    email: EmailAddress,
    password: Password,
}

/// Makes a token for setting up, unless there is an organisation already that is no demo.
pub async fn issue_setup_token(identity: &Identity) -> Result<Option<SecretText>, StoreError> {
    let sources = identity.store.sources();
    let now = sources.now();
    let mut tx = identity.store.begin(&Scope::system(sources.id())).await?;
    rows::lock_setup(&mut tx).await?;
    if rows::exists_any(&mut tx).await? {
        return Ok(None);
    }
    let token = OneTimeToken::new(sources);
    rows::delete_setup_tokens(&mut tx, Some(now - VALID_FOR)).await?;
    rows::insert_setup_token(&mut tx, &token.hash(), now).await?;
    tx.commit().await?;
    Ok(Some(token.into_secret()))
}

async fn set_up(
    anyone: Anyone,
    once: Once,
    State(identity): State<Identity>,
    Json(input): Json<SetUp>,
) -> Result<Answered<Created<FoundedOrganisation>>, Failure<SetupRefusal>> {
    let work = found_first(&identity, &anyone, &once, input);
    once.around(&identity.store, anyone.scope(), work).await
}

/// Founds the first organisation, if the token is good and there is none.
async fn found_first(
    identity: &Identity,
    anyone: &Anyone,
    once: &Once,
    input: SetUp,
) -> Result<Answered<Created<FoundedOrganisation>>, Failure<SetupRefusal>> {
    // Looked at before the dear work of hashing, and again when nobody else can do the same.
    let mut tx = identity.store.begin(anyone.scope()).await?;
    check(&mut tx, &input.token).await?;
    drop(tx);
    let known = vec![
        input.admin.email.as_str().to_owned(),
        input.admin.name.to_string(),
    ];
    let password_hash = identity
        .passwords
        .accept(&input.admin.password, known)
        .await?
        .map_err(|weakness| SetupRefusal::WeakPassword(vec![weakness.problem("admin.password")]))?;

    let sources = identity.store.sources();
    let (account, org): (AccountId, OrgId) = (sources.id(), sources.id());
    let mut tx = identity.store.begin(anyone.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    rows::lock_setup(&mut tx).await?;
    check(&mut tx, &input.token).await?;
    rows::delete_setup_tokens(&mut tx, None).await?;
    let new = NewAccount {
        account,
        email: &input.admin.email,
        name: &input.admin.name,
        password_hash: Some(&password_hash),
        language: &input.organisation.language,
        time_zone: &input.organisation.time_zone,
        platform_admin: true,
        through: AccountOrigin::Setup,
    };
    accounts::create(&mut tx, &new)
        .await?
        .map_err(|_| SetupRefusal::AddressTaken)?;
    let correlation = anyone.scope().correlation();
    let inside = Scope::from_parts(Place::Organisation(org), Actor::Account(account), correlation);
    tx.hazmat_enter(&inside).await?;
    let (row, member) = super::found(&mut tx, org, &input.organisation, account, &input.admin.name).await?;
    let founded = FoundedOrganisation {
        organisation: row.into(),
        member,
    };
    let founded = Created::at(format!("/v1/orgs/{org}"), founded);
    Ok(once.finish(tx, founded).await?)
}

async fn check(tx: &mut hustings_store::ScopedTx, token: &SecretText) -> Result<(), Failure<SetupRefusal>> {
    if rows::exists_any(tx).await? {
        return Err(SetupRefusal::AlreadySetUp.into());
    }
    let not_before = tx.sources().now() - VALID_FOR;
    if !rows::is_setup_token(tx, &one_time::hash(token.reveal()), not_before).await? {
        return Err(SetupRefusal::InvalidToken.into());
    }
    Ok(())
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::post("/setup", "set_up", "Set up the installation", set_up)
}
