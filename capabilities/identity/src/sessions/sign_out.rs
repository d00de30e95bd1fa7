//! Sign out: end the session one is in.

use hustings_events::Append as _;
use hustings_http::{Client, Failure, NoContent, Operation, SignedIn, State, WithCookies};
use hustings_vocabulary::session::{RevocationReason, SessionRevoked};

use super::handing_over::cookies_taken_back;
use super::rows;
use crate::Identity;

/// The operation.
pub(crate) fn operation() -> Operation<Identity> {
    Operation::delete("/session", "sign_out", "Sign out", sign_out)
        .without_idempotency_key("whoever is signed out gets `session-ended`, which says the same")
}

async fn sign_out(
    me: SignedIn,
    client: Client,
    State(identity): State<Identity>,
) -> Result<WithCookies<NoContent>, Failure> {
    let mut tx = identity.store.begin(me.scope()).await?;
    let now = tx.sources().now();
    if rows::revoke(&mut tx, me.account(), me.session(), now).await? {
        tx.append(&SessionRevoked {
            session: me.session(),
            account: me.account(),
            because: RevocationReason::SignedOut,
        })
        .await?;
    }
    tx.commit().await?;
    identity.memory.forget_session(me.session());
    Ok(WithCookies {
        cookies: cookies_taken_back(&client),
        answer: NoContent,
    })
}
