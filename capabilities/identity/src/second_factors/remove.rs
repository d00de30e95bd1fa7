//! Take one's second factor away.

use hustings_http::{Answered, Failure, NoContent, Once, Operation, SignedIn, State, SteppedUp};
use hustings_jobs::Enqueue as _;
use hustings_vocabulary::account::FactorRemoval;

use super::removing::remove_all;
use crate::Identity;
use crate::mail::{Notice, SendLetter};
use crate::sessions::starting;

hustings_http::refusals! {
    /// Why nothing was taken away.
    pub(super) enum RemoveFactorRefusal {
        NoSecondFactor = 409 "no-second-factor": "The account has no second factor.",
    }
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::delete(
        "/account/authenticator",
        "remove_authenticator",
        "Take one's authenticator app away, and with it the recovery codes",
        remove,
    )
}

async fn remove(
    me: SignedIn,
    _: SteppedUp,
    once: Once,
    State(identity): State<Identity>,
) -> Result<Answered<NoContent>, Failure<RemoveFactorRefusal>> {
    let account = me.account();
    let mut tx = identity.store.begin(me.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let lowered = remove_all(&mut tx, account, FactorRemoval::Person)
        .await?
        .ok_or(RemoveFactorRefusal::NoSecondFactor)?;
    tx.enqueue(&SendLetter::Security {
        account,
        notice: Notice::SecondFactorRemoved,
    })
    .await?;
    let done = once.finish(tx, NoContent).await?;
    starting::forget(&identity, &lowered);
    Ok(done)
}
