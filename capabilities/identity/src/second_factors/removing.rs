//! Taking the second factor of an account away, as several do.

use hustings_events::Append as _;
use hustings_kernel::{AccountId, SessionId};
use hustings_store::{ScopedTx, StoreError};
use hustings_vocabulary::account::{FactorRemoval, SecondFactorRemoved};
use hustings_vocabulary::session::{ProvedBy, SessionAssuranceChanged};

use super::rows;
use crate::{factor_resets, sessions};

/// Takes it away, with the recovery codes; every session counts as proved by one factor from then on. `None` if there
/// was no second factor. Once committed, the door of this node is told of the sessions.
pub(crate) async fn remove_all(
    tx: &mut ScopedTx,
    account: AccountId,
    through: FactorRemoval,
) -> Result<Option<Vec<SessionId>>, StoreError> {
    if !rows::unguard(tx, account).await? {
        return Ok(None);
    }
    factor_resets::rows::end(tx, account).await?;
    let lowered = sessions::rows::lower_all(tx, account).await?;
    let proved_by = ProvedBy::OneFactor;
    let events: Vec<_> = lowered
        .iter()
        .map(|session| SessionAssuranceChanged {
            session: *session,
            account,
            proved_by,
        })
        .collect();
    tx.append_all(&events).await?;
    tx.append(&SecondFactorRemoved { account, through }).await?;
    Ok(Some(lowered))
}
