//! Ask for a link to choose a new password.
//!
//! The request looks nothing up: it leaves a job that will. So neither the answer nor the time it takes tells whether
//! the address has an account.

use hustings_http::{Act, Answered, Anyone, Failure, Json, NoContent, Once, Operation, State};
use hustings_jobs::Enqueue as _;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::mail::SendLetter;
use crate::values::EmailAddress;
use crate::{Identity, accounts};

/// Whose password is forgotten.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RequestPasswordReset {
    /// The address of the account.
    email: EmailAddress,
}

/// Each brings somebody a letter.
const ASK: Act = Act {
    name: "password-reset",
    per_hour: 60,
};

/// The operation.
pub(crate) fn operation() -> Operation<Identity> {
    Operation::post(
        "/password-resets",
        "request_password_reset",
        "Ask for a link to choose a new password",
        request,
    )
    .limited(ASK)
}

async fn request(
    anyone: Anyone,
    once: Once,
    State(identity): State<Identity>,
    Json(input): Json<RequestPasswordReset>,
) -> Result<Answered<NoContent>, Failure> {
    let email_index = accounts::email_index(identity.store.vault(), &input.email).to_vec();
    let mut tx = identity.store.begin(anyone.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    tx.enqueue(&SendLetter::PasswordReset { email_index }).await?;
    Ok(once.finish(tx, NoContent).await?)
}
