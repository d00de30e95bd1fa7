//! List the audit log, the newest entry first.

use hustings_http::{Failure, Operation, Page, PageRequest, Proof, State};
use hustings_store::Freshness;
use schemars::JsonSchema;
use serde::Deserialize;

use super::rows::{self, Wanted};
use super::{AuditEntry, open};
use crate::Identity;
use crate::permissions::ReadAudit;

/// Which entries.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AuditFilter {
    /// What happened, for example `member.role-changed`.
    kind: Option<String>,
    /// Who did it, for example `member:` and an id.
    actor: Option<String>,
}

async fn list_audit_entries(
    may: Proof<ReadAudit>,
    request: PageRequest<i64, AuditFilter>,
    State(identity): State<Identity>,
) -> Result<Page<AuditEntry>, Failure> {
    let filter = request.filter();
    let wanted = Wanted {
        org: may.org(),
        kind: filter.kind.as_deref(),
        actor: filter.actor.as_deref(),
        before: request.after().copied().unwrap_or(i64::MAX),
        at_most: request.rows(),
    };
    let mut read = identity.store.read(may.scope(), Freshness::Latest).await?;
    let mut found = rows::entries(&mut read, &wanted).await?;
    drop(read);
    open(identity.store.vault(), &mut found).await?;
    Ok(request.page(found, |row| row.sequence, AuditEntry::from))
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::get(
        "/orgs/{org}/audit",
        "list_audit_entries",
        "List the audit log",
        list_audit_entries,
    )
}
