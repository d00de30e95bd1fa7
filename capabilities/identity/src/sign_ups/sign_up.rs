//! Sign up for an account, to join an organisation that is open to everybody.

use hustings_http::{Act, Answered, Anyone, Failure, Json, NoContent, Once, Operation, State};
use hustings_jobs::Enqueue as _;
use hustings_kernel::OrgId;
use hustings_store::ScopedTx;
use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

use super::rows::{self, SignUpRow};
use super::{VALID_FOR, is_open};
use crate::mail::SendLetter;
use crate::passwords::Password;
use crate::values::{EmailAddress, Language, PersonName, SecretText, TimeZone};
use crate::{Identity, accounts, invitations, one_time};

/// Who signs up.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignUp {
    /// The address that the account will be reached at. A letter with a link goes there.
    email: EmailAddress,
    /// The password that the account will have.
    password: Password,
    /// What the person is called.
    name: PersonName,
    /// The organisation they want to join.
    organisation: OrgId,
    /// The token from an invitation's link that was handed over, if the organisation is not open to everybody.
    invitation: Option<SecretText>,
    /// The language they read.
    #[serde(default = "Language::english")]
    language: Language,
    /// The time zone they live by.
    #[serde(default = "TimeZone::utc")]
    time_zone: TimeZone,
}

hustings_http::refusals! {
    /// Why nobody was signed up. None of it says anything about the address.
    pub(crate) enum SignUpRefusal {
        InvitationNeeded = 403 "invitation-needed": "This organisation is joined by invitation only.",
        OtherAddress = 403 "invitation-for-another-address": "The invitation is for another e-mail address than yours.",
        WeakPassword(fields) = 422 "weak-password": "This password is not accepted.",
    }
}

/// Each brings somebody a letter.
const SIGN_UP: Act = Act {
    name: "sign-up",
    per_hour: 60,
};

/// The operation.
pub(crate) fn operation() -> Operation<Identity> {
    Operation::post("/sign-ups", "sign_up", "Sign up for an account", sign_up).limited(SIGN_UP)
}

async fn sign_up(
    anyone: Anyone,
    once: Once,
    State(identity): State<Identity>,
    Json(input): Json<SignUp>,
) -> Result<Answered<NoContent>, Failure<SignUpRefusal>> {
    let work = note_sign_up(&identity, &anyone, &once, input);
    once.around(&identity.store, anyone.scope(), work).await
}

/// Notes who wants to, and lets a letter be written.
async fn note_sign_up(
    identity: &Identity,
    anyone: &Anyone,
    once: &Once,
    input: SignUp,
) -> Result<Answered<NoContent>, Failure<SignUpRefusal>> {
    let mut tx = identity.store.begin(anyone.scope()).await?;
    let invitation = match &input.invitation {
        Some(token) => Some(invitation(identity, &mut tx, token, &input).await?),
        None if is_open(&mut tx, input.organisation).await? => None,
        None => return Err(SignUpRefusal::InvitationNeeded.into()),
    };
    // Not held while a hash is computed.
    drop(tx);
    let known = vec![input.email.as_str().to_owned(), input.name.as_str().to_owned()];
    let password_hash = identity
        .passwords
        .accept(&input.password, known)
        .await?
        .map_err(|weakness| SignUpRefusal::WeakPassword(vec![weakness.problem("password")]))?;

    let sources = identity.store.sources();
    let sign_up: Uuid = sources.id();
    let keys = identity.store.vault().for_sealing(&[sign_up]).await?;
    let now = sources.now();
    let row = SignUpRow {
        sign_up_id: sign_up,
        email_sealed: keys.seal(sign_up, input.email.as_str().as_bytes())?,
        email_index: accounts::email_index(identity.store.vault(), &input.email).to_vec(),
        name_sealed: keys.seal(sign_up, input.name.as_str().as_bytes())?,
        password_hash,
        language: input.language.as_str().to_owned(),
        time_zone: input.time_zone.as_str().to_owned(),
        joins: Some(input.organisation.uuid()),
        invitation_id: invitation,
        created_at: now,
        expires_at: now + VALID_FOR,
    };
    let mut tx = identity.store.begin(anyone.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    rows::insert(&mut tx, &row).await?;
    tx.enqueue(&SendLetter::SignUp { sign_up }).await?;
    Ok(once.finish(tx, NoContent).await?)
}

/// The invitation that this token opens, if it is into that organisation and for that address.
async fn invitation(
    identity: &Identity,
    tx: &mut ScopedTx,
    token: &SecretText,
    input: &SignUp,
) -> Result<Uuid, Failure<SignUpRefusal>> {
    let now = tx.sources().now();
    let row = invitations::rows::by_token(tx, &one_time::hash(token.reveal()), now)
        .await?
        .filter(|row| row.org_id == input.organisation.uuid())
        .ok_or(SignUpRefusal::InvitationNeeded)?;
    if row.email_index != accounts::email_index(identity.store.vault(), &input.email) {
        return Err(SignUpRefusal::OtherAddress.into());
    }
    Ok(row.invitation_id)
}
