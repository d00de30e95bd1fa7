//! End all of one's sessions but the one that asks.

use hustings_http::{Answered, Failure, NoContent, Once, Operation, SignedIn, State};
use hustings_vocabulary::session::RevocationReason;

use super::starting;
use crate::Identity;

/// The operation.
pub(crate) fn operation() -> Operation<Identity> {
    Operation::delete(
        "/sessions",
        "revoke_other_sessions",
        "End all of one's sessions but this one",
        revoke_others,
    )
}

async fn revoke_others(
    me: SignedIn,
    once: Once,
    State(identity): State<Identity>,
) -> Result<Answered<NoContent>, Failure> {
    let mut tx = identity.store.begin(me.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let ended = starting::end_all(
        &mut tx,
        me.account(),
        Some(me.session()),
        RevocationReason::Revoked,
    )
    .await?;
    let done = once.finish(tx, NoContent).await?;
    starting::forget(&identity, &ended);
    Ok(done)
}
