//! Challenges: the second half of signing in, for an account with a second factor.
//!
//! The right password earns a token instead of a session. The token and a code together are the session; the token
//! alone is worth nothing, holds for five minutes and a few tries, and only while the password is the same. What was
//! counted against the address is given back only now.

use chrono::{DateTime, TimeDelta, Utc};
use hustings_http::{Act, Anyone, Assurance, Client, Failure, Json, Operation, State, WithCookies};
use hustings_kernel::AccountId;
use hustings_store::{ScopedTx, StoreError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::checking;
use super::codes::FactorCode;
use super::prove::at_the_door;
use super::rows::{self, ChallengeRow};
use crate::one_time::{self, OneTimeToken};
use crate::sessions::attempts::{forgive_factor, forgive_sign_in};
use crate::sessions::handing_over::{Delivery, SessionView, hand_over};
use crate::sessions::starting::{self, Whereabouts};
use crate::values::SecretText;
use crate::{Identity, accounts, metric};

const VALID_FOR: TimeDelta = TimeDelta::minutes(5);
const MOST_TRIES: i32 = 5;

/// The password was right; the second factor is awaited.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Challenge {
    /// To be sent back together with a code. It is good for one sign-in and worth nothing by itself.
    challenge: SecretText,
    /// Until when.
    expires_at: DateTime<Utc>,
}

/// Makes one for somebody whose password was right.
pub(crate) async fn issue(
    tx: &mut ScopedTx,
    account: AccountId,
    password_changed_at: Option<DateTime<Utc>>,
    network: &[u8],
) -> Result<Challenge, StoreError> {
    let token = OneTimeToken::new(tx.sources());
    let expires_at = tx.sources().now() + VALID_FOR;
    let row = ChallengeRow {
        account_id: account.uuid(),
        password_changed_at,
        network: network.to_vec(),
    };
    rows::challenge(tx, &token.hash(), &row, expires_at).await?;
    Ok(Challenge {
        challenge: token.into_secret(),
        expires_at,
    })
}

/// The answer to a challenge.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnswerChallenge {
    /// The token that the right password earned.
    challenge: SecretText,
    /// A code of the authenticator app, or a recovery code.
    code: FactorCode,
    /// Where the tokens go: into cookies for a browser, into the answer for a program.
    #[serde(default)]
    tokens: Delivery,
}

hustings_http::refusals! {
    /// Why nobody was signed in.
    pub(crate) enum AnswerChallengeRefusal {
        WrongCode = 401 "wrong-code": "The code is wrong, was used before, or has run out.",
        ChallengeSpent = 410 "challenge-spent": "This took too long or too many tries; begin again with your password.",
        Locked[after] = 429 "locked": "There were too many wrong tries; wait before the next one.",
    }
}

/// As many as may try a password.
const ANSWER: Act = Act {
    name: "sign-in-challenge",
    per_hour: 300,
};

/// The operation.
pub(crate) fn operation() -> Operation<Identity> {
    Operation::post(
        "/session/challenge",
        "answer_sign_in_challenge",
        "Finish signing in with a second factor",
        answer,
    )
    .without_idempotency_key("a challenge is good for one session, and the answer, a secret, is kept nowhere")
    .limited(ANSWER)
}

async fn answer(
    anyone: Anyone,
    client: Client,
    State(identity): State<Identity>,
    Json(input): Json<AnswerChallenge>,
) -> Result<WithCookies<Json<SessionView>>, Failure<AnswerChallengeRefusal>> {
    let token_hash = one_time::hash(input.challenge.reveal());
    let mut tx = identity.store.begin(anyone.scope()).await?;
    let now = tx.sources().now();
    let challenge = rows::try_challenge(&mut tx, &token_hash, MOST_TRIES, now)
        .await?
        .ok_or(AnswerChallengeRefusal::ChallengeSpent)?;
    tx.commit().await?;
    let account = AccountId::from(challenge.account_id);
    let attempts = checking::admit(&identity, account, anyone.scope())
        .await?
        .map_err(AnswerChallengeRefusal::Locked)?;

    let scope = at_the_door(account, anyone.scope());
    let mut tx = identity.store.begin(&scope).await?;
    // A session that began while the password was being changed would outlive that change.
    let is_valid = accounts::rows::has_password_of(&mut tx, account, challenge.password_changed_at).await?;
    if !is_valid || !rows::spend_challenge(&mut tx, &token_hash).await? {
        return Err(AnswerChallengeRefusal::ChallengeSpent.into());
    }
    if !checking::accept(&mut tx, account, &input.code).await? {
        drop(tx);
        metric::sign_in(metric::SignInOutcome::WrongCode);
        checking::note_lock(&identity, &scope, account, attempts).await?;
        return Err(AnswerChallengeRefusal::WrongCode.into());
    }
    forgive_factor(&mut tx, account).await?;
    forgive_sign_in(&mut tx, account, &challenge.network).await?;
    let session = starting::start(&mut tx, account, &Whereabouts::of(&client), Assurance::Multi).await?;
    tx.commit().await?;
    metric::sign_in(metric::SignInOutcome::Done);
    Ok(hand_over(&identity, &client, &session, input.tokens)?)
}
