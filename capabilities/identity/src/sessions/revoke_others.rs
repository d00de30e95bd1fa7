//! End all of one's sessions but the one that asks.

use hustings_http::{Failure, NoContent, Operation, SignedIn, State};
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

async fn revoke_others(me: SignedIn, State(identity): State<Identity>) -> Result<NoContent, Failure> {
    let mut tx = identity.store.begin(me.scope()).await?;
    let ended = starting::end_all(
        &mut tx,
        me.account(),
        Some(me.session()),
        RevocationReason::Revoked,
    )
    .await?;
    tx.commit().await?;
    starting::forget(&identity, &ended);
    Ok(NoContent)
}
