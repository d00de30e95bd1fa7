//! Export the audit log: one JSON object a line, the newest first. Taking a copy is itself audited.

use futures::{Stream, TryStreamExt as _, stream};
use hustings_events::Append as _;
use hustings_http::{Failure, JsonLines, Operation, Proof, State, SteppedUp};
use hustings_kernel::Scope;
use hustings_store::{Freshness, Store, StoreError};
use hustings_vocabulary::audit::AuditExported;

use super::rows::{self, Place, Wanted};
use super::{AuditEntry, open};
use crate::Identity;
use crate::permissions::ReadAudit;

/// How many entries are read at once.
const AT_ONCE: i64 = 500;

async fn export_audit(
    may: Proof<ReadAudit>,
    _: SteppedUp,
    State(identity): State<Identity>,
) -> Result<JsonLines<AuditEntry>, Failure> {
    let mut tx = identity.store.begin(may.scope()).await?;
    tx.append(&AuditExported {
        organisation: may.org(),
    })
    .await?;
    tx.commit().await?;
    Ok(JsonLines::new(entries(
        identity.store.clone(),
        may.scope().clone(),
    )))
}

/// All entries, read page by page as the client takes them; no transaction stays open meanwhile.
fn entries(
    store: Store,
    scope: Scope,
) -> impl Stream<Item = Result<AuditEntry, StoreError>> + Send + 'static {
    let pages = stream::try_unfold((store, scope, None), |(store, scope, before)| async move {
        let (page, last) = page(&store, &scope, before).await?;
        if last.is_none() {
            return Ok(None);
        }
        let entries = stream::iter(page.into_iter().map(Ok));
        Ok::<_, StoreError>(Some((entries, (store, scope, last))))
    });
    pages.try_flatten()
}

/// A page, and the place of its last entry.
async fn page(
    store: &Store,
    scope: &Scope,
    before: Option<Place>,
) -> Result<(Vec<AuditEntry>, Option<Place>), StoreError> {
    let wanted = Wanted {
        org: scope.org(),
        kind: None,
        actor: None,
        noun: None,
        subject: None,
        from: None,
        before,
        at_most: AT_ONCE,
    };
    let mut read = store.read(scope, Freshness::MayLag).await?;
    let mut found = rows::entries(&mut read, &wanted).await?;
    drop(read);
    open(store.vault(), &mut found).await?;
    let last = found.last().map(rows::EntryRow::place);
    Ok((found.into_iter().map(AuditEntry::from).collect(), last))
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::post(
        "/orgs/{org}/audit/exports",
        "export_audit",
        "Export the audit log",
        export_audit,
    )
    .without_idempotency_key("every copy is taken, and audited, anew")
}
