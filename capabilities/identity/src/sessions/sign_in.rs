//! Sign in with e-mail address and password. An account with a second factor answers a challenge for it.
//!
//! Whether the address has an account can be told neither from the answer nor from the time it takes: the attempt is
//! counted either way, one hash is computed either way, and a locked door says so either way.

use hustings_events::Append as _;
use hustings_http::{
    Accepted, Act, Anyone, Assurance, Client, Either, Failure, Json, Operation, Secret, State, WithCookies,
};
use hustings_kernel::{AccountId, Actor, Place, Scope};
use hustings_vocabulary::account::AccountLocked;
use schemars::JsonSchema;
use serde::Deserialize;

use super::attempts::{Counted, Knock};
use super::handing_over::{Delivery, SessionView, hand_over};
use super::lockout::Attempts;
use super::starting::{self, Whereabouts};
use crate::accounts::rows::CredentialRow;
use crate::passwords::{Password, Verdict};
use crate::second_factors::challenges::{self, Challenge};
use crate::second_factors::rows::is_guarded;
use crate::values::EmailAddress;
use crate::{Identity, accounts, metric};

/// Who signs in.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignIn {
    /// The address of the account.
    email: EmailAddress,
    /// Its password.
    password: Password,
    /// Where the tokens go: into cookies for a browser, into the answer for a program.
    #[serde(default)]
    tokens: Delivery,
}

hustings_http::refusals! {
    /// Why nobody was signed in.
    pub(crate) enum SignInRefusal {
        WrongCredentials = 401 "wrong-credentials": "The address or the password is wrong.",
        Locked[after] = 429 "locked": "There were too many wrong passwords; wait before the next try.",
    }
}

/// Shared networks sign in together; each account has its own lockout besides.
const SIGN_IN: Act = Act {
    name: "sign-in",
    per_hour: 300,
};

/// The operation.
pub(crate) fn operation() -> Operation<Identity> {
    Operation::post(
        "/session",
        "sign_in",
        "Sign in with e-mail address and password",
        sign_in,
    )
    .without_idempotency_key(
        "a repeat starts another session, and the first answer, a secret, is kept nowhere",
    )
    .limited(SIGN_IN)
}

/// A session, or what is still missing for one.
type SignInAnswer = Either<WithCookies<Json<SessionView>>, Secret<Accepted<Challenge>>>;

async fn sign_in(
    anyone: Anyone,
    client: Client,
    State(identity): State<Identity>,
    Json(input): Json<SignIn>,
) -> Result<SignInAnswer, Failure<SignInRefusal>> {
    let knock = Knock::new(identity.store.vault(), &input.email, client.address());
    let (attempts, found) = admit(&identity, anyone.scope(), &knock).await?;
    let kept = found.as_ref().and_then(|row| row.password_hash.clone());

    let verdict = identity.passwords.compare(&input.password, kept.clone()).await?;
    let (Some(found), Verdict::Right { renewed }) = (&found, verdict) else {
        metric::sign_in(metric::SignInOutcome::Wrong);
        note_lock(&identity, anyone.scope(), found.as_ref(), attempts).await?;
        return Err(SignInRefusal::WrongCredentials.into());
    };
    let account = AccountId::from(found.account_id);

    let mut tx = identity.store.begin(&scope_of(anyone.scope(), account)).await?;
    // A session that began while the password was being changed would outlive that change.
    if !accounts::rows::has_password_of(&mut tx, account, found.password_changed_at).await? {
        return Err(SignInRefusal::WrongCredentials.into());
    }
    if let Some(renewed) = renewed {
        accounts::rows::renew_hash(&mut tx, account, kept.as_deref(), &renewed).await?;
    }
    if is_guarded(&mut tx, account).await? {
        let challenge =
            challenges::issue(&mut tx, account, found.password_changed_at, knock.network()).await?;
        tx.commit().await?;
        metric::sign_in(metric::SignInOutcome::Challenged);
        return Ok(Either::Other(Secret(Accepted::new(challenge))));
    }
    knock.forgive(&mut tx).await?;
    let whereabouts = Whereabouts::of(&client);
    let session = starting::start(&mut tx, account, &whereabouts, Assurance::Single).await?;
    tx.commit().await?;
    metric::sign_in(metric::SignInOutcome::Done);
    let handed = hand_over(&identity, &client, &session, input.tokens)?;
    Ok(Either::One(handed))
}

/// Counts the attempt and finds the account, if there is one.
async fn admit(
    identity: &Identity,
    scope: &Scope,
    knock: &Knock,
) -> Result<(Attempts, Option<CredentialRow>), Failure<SignInRefusal>> {
    let mut tx = identity.store.begin(scope).await?;
    let attempts = match knock.count(&mut tx).await? {
        Counted::Admitted(attempts) => attempts,
        Counted::Locked(after) => {
            metric::sign_in(metric::SignInOutcome::Locked);
            return Err(SignInRefusal::Locked(after).into());
        }
    };
    let found = accounts::rows::by_email(&mut tx, knock.email()).await?;
    tx.commit().await?;
    Ok((attempts, found))
}

/// The log learns of a lock when it begins. That takes a little longer than saying nothing, once in many attempts and
/// behind the noise of the hash.
async fn note_lock(
    identity: &Identity,
    scope: &Scope,
    found: Option<&CredentialRow>,
    attempts: Attempts,
) -> Result<(), Failure<SignInRefusal>> {
    let (Some(found), Some(until)) = (found, attempts.locked_until) else {
        return Ok(());
    };
    let mut tx = identity.store.begin(scope).await?;
    tx.append(&AccountLocked {
        account: found.account_id.into(),
        failures: attempts.failures,
        until,
    })
    .await?;
    tx.commit().await?;
    Ok(())
}

/// The door's own scope, but it is known now who acts.
fn scope_of(scope: &Scope, account: AccountId) -> Scope {
    Scope::from_parts(Place::Installation, Actor::Account(account), scope.correlation())
}
