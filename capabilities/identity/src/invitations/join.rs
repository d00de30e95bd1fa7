//! Accept an invitation and get an account with it. Following the link has proved the address.

use hustings_http::{Answered, Anyone, Created, Failure, Json, Once, Operation, State};
use hustings_vocabulary::account::AccountOrigin;
use schemars::JsonSchema;
use serde::Deserialize;

use super::accepting::{AcceptRefusal, Acceptance, AcceptedInvitation, accept, find};
use super::address;
use crate::accounts::{self, NewAccount};
use crate::passwords::Password;
use crate::values::{Language, PersonName, SecretText, TimeZone};
use crate::{Identity, one_time};

/// Which invitation, and who.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct JoinByInvitation {
    /// The token from the letter's link.
    token: SecretText,
    name: PersonName,
    /// The password that the account will have.
    password: Password,
    /// The language the person reads.
    #[serde(default = "Language::english")]
    language: Language,
    /// The time zone they live by.
    #[serde(default = "TimeZone::utc")]
    time_zone: TimeZone,
}

async fn join_by_invitation(
    anyone: Anyone,
    once: Once,
    State(identity): State<Identity>,
    Json(input): Json<JoinByInvitation>,
) -> Result<Answered<Created<AcceptedInvitation>>, Failure<AcceptRefusal>> {
    let work = open_account_and_accept(&identity, &anyone, &once, input);
    once.around(&identity.store, anyone.scope(), work).await
}

/// Opens the account and accepts, in one transaction.
async fn open_account_and_accept(
    identity: &Identity,
    anyone: &Anyone,
    once: &Once,
    input: JoinByInvitation,
) -> Result<Answered<Created<AcceptedInvitation>>, Failure<AcceptRefusal>> {
    let mut tx = identity.store.begin(anyone.scope()).await?;
    let token_hash = one_time::hash(input.token.reveal());
    let found = find(&mut tx, &token_hash).await?;
    if !found.came_by_letter(&token_hash) {
        return Err(AcceptRefusal::AddressNotProved.into());
    }
    // Not held while a hash is computed.
    drop(tx);
    let email = address(&found, identity.store.vault())
        .await?
        .ok_or(AcceptRefusal::NoSuchInvitation)?;
    let known = vec![email.as_str().to_owned(), input.name.to_string()];
    let password_hash = identity
        .passwords
        .accept(&input.password, known)
        .await?
        .map_err(|weakness| AcceptRefusal::WeakPassword(vec![weakness.problem("password")]))?;

    let account = identity.store.sources().id();
    let new = NewAccount {
        account,
        email: &email,
        name: &input.name,
        password_hash: Some(&password_hash),
        language: &input.language,
        time_zone: &input.time_zone,
        platform_admin: false,
        through: AccountOrigin::Invitation,
    };
    let mut tx = identity.store.begin(anyone.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    accounts::create(&mut tx, &new)
        .await?
        .map_err(|_| AcceptRefusal::AccountExists)?;
    let acceptance = Acceptance {
        org: found.org_id.into(),
        invitation: found.invitation_id.into(),
        token_hash: Some(&token_hash),
        account,
        name: &input.name,
    };
    let accepted = accept(identity, &mut tx, &acceptance).await?;
    Ok(once.finish(tx, Created::new(accepted)).await?)
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::post(
        "/invitations/join",
        "join_by_invitation",
        "Accept an invitation and get an account with it",
        join_by_invitation,
    )
}
