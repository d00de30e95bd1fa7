//! Revoke an API key. It stops working at once, everywhere.

use hustings_events::Append as _;
use hustings_http::{Answered, Failure, NoContent, Once, Operation, Path, Proof, State};
use hustings_kernel::{ApiKeyId, MemberId};
use hustings_vocabulary::key::KeyRevoked;

use super::rows;
use crate::Identity;
use crate::permissions::{ManageKeys, UseKeys};

hustings_http::refusals! {
    /// Why a key was not revoked.
    pub(super) enum RevokeKeyRefusal {
        NoSuchKey = 404 "no-such-key": "There is no such key.",
    }
}

async fn revoke_key(
    may: Proof<UseKeys>,
    Path(key): Path<ApiKeyId>,
    once: Once,
    State(identity): State<Identity>,
) -> Result<Answered<NoContent>, Failure<RevokeKeyRefusal>> {
    let mut tx = identity.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let row = rows::lock(&mut tx, may.org(), key)
        .await?
        // Somebody else's key is only there for those who manage them.
        .filter(|row| MemberId::from(row.member_id) == may.member() || may.has::<ManageKeys>())
        .ok_or(RevokeKeyRefusal::NoSuchKey)?;
    if row.revoked_at.is_none() {
        let now = tx.sources().now();
        rows::revoke(&mut tx, may.org(), key, now).await?;
        tx.append(&KeyRevoked {
            key,
            member: row.member_id.into(),
        })
        .await?;
    }
    let done = once.finish(tx, NoContent).await?;
    identity.memory.forget_key(key);
    Ok(done)
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::delete(
        "/orgs/{org}/keys/{key}",
        "revoke_key",
        "Revoke an API key",
        revoke_key,
    )
}
