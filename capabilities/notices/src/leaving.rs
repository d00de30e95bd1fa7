//! Whoever says no is told so once nothing is on its way to them any more.

use std::time::Duration;

use hustings_kernel::{MemberId, Scope};
use hustings_notify::consents::is_leaving;
use hustings_store::{Freshness, Store, StoreError};
use tokio::time::{Instant, sleep};

/// No mail server keeps anybody waiting for longer; what is said to it then is not begun any more.
const PATIENCE: Duration = Duration::from_secs(5);
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// Waits until no letter of this kind is leaving for this member. What they said is committed, so none begins to.
pub(crate) async fn let_leave(
    store: &Store,
    scope: &Scope,
    member: MemberId,
    kind: &str,
) -> Result<(), StoreError> {
    let until = Instant::now() + PATIENCE;
    loop {
        let mut read = store.read(scope, Freshness::Latest).await?;
        let leaving = is_leaving(&mut read, member, kind).await?;
        drop(read);
        if !leaving || Instant::now() > until {
            return Ok(());
        }
        sleep(LOOK_AGAIN).await;
    }
}
