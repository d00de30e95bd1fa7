//! End one of one's sessions, wherever it is.

use hustings_events::Append as _;
use hustings_http::{Answered, EdgeRefusal, Failure, NoContent, Once, Operation, Path, SignedIn, State};
use hustings_kernel::SessionId;
use hustings_vocabulary::session::{RevocationReason, SessionRevoked};

use super::rows;
use crate::Identity;

/// The operation.
pub(crate) fn operation() -> Operation<Identity> {
    Operation::delete(
        "/sessions/{session}",
        "revoke_session",
        "End one of one's sessions",
        revoke,
    )
}

async fn revoke(
    me: SignedIn,
    once: Once,
    State(identity): State<Identity>,
    Path(session): Path<SessionId>,
) -> Result<Answered<NoContent>, Failure> {
    let mut tx = identity.store.begin(me.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let now = tx.sources().now();
    if !rows::revoke(&mut tx, me.account(), session, now).await? {
        return Err(EdgeRefusal::NotFound.into());
    }
    tx.append(&SessionRevoked {
        session,
        account: me.account(),
        because: RevocationReason::Revoked,
    })
    .await?;
    let done = once.finish(tx, NoContent).await?;
    identity.memory.forget_session(session);
    Ok(done)
}
