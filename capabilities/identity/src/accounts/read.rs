//! Read one's own account.

use hustings_http::{EdgeRefusal, Failure, Operation, SignedIn, State, Versioned};
use hustings_store::Freshness;

use super::{AccountView, rows};
use crate::Identity;

/// The operation.
pub(crate) fn operation() -> Operation<Identity> {
    Operation::get("/account", "read_account", "Read one's own account", read)
}

async fn read(me: SignedIn, State(identity): State<Identity>) -> Result<Versioned<AccountView>, Failure> {
    let mut tx = identity.store.read(me.scope(), Freshness::Latest).await?;
    let row = rows::by_id(&mut tx, me.account())
        .await?
        .ok_or(EdgeRefusal::NotFound)?;
    drop(tx);
    Ok(Versioned {
        version: row.version,
        value: AccountView::of(identity.store.vault(), row).await?,
    })
}
