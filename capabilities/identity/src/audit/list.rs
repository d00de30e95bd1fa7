//! List the audit log, the newest entry first.

use chrono::{DateTime, Utc};
use hustings_http::{Failure, Operation, Page, PageRequest, Proof, State};
use hustings_store::Freshness;
use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

use super::rows::{self, Place, Wanted};
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
    /// What kind of thing it happened to, for example `role`.
    noun: Option<String>,
    /// Which one.
    subject: Option<Uuid>,
    /// Recorded at this moment or later.
    from: Option<DateTime<Utc>>,
    /// Recorded before this moment.
    until: Option<DateTime<Utc>>,
}

async fn list_audit_entries(
    may: Proof<ReadAudit>,
    request: PageRequest<Place, AuditFilter>,
    State(identity): State<Identity>,
) -> Result<Page<AuditEntry>, Failure> {
    let filter = request.filter();
    // The first place in the list that lies before a moment: entries count from one.
    let until = filter.until.map(|recorded_at| Place {
        recorded_at,
        sequence: 0,
    });
    let wanted = Wanted {
        org: may.org(),
        kind: filter.kind.as_deref(),
        actor: filter.actor.as_deref(),
        noun: filter.noun.as_deref(),
        subject: filter.subject,
        from: filter.from,
        before: request.after().copied().into_iter().chain(until).min(),
        at_most: request.rows(),
    };
    let mut read = identity.store.read(may.scope(), Freshness::Latest).await?;
    let mut found = rows::entries(&mut read, &wanted).await?;
    drop(read);
    open(identity.store.vault(), &mut found).await?;
    Ok(request.page(found, rows::EntryRow::place, AuditEntry::from))
}

pub(super) fn operation() -> Operation<Identity> {
    Operation::get(
        "/orgs/{org}/audit",
        "list_audit_entries",
        "List the audit log",
        list_audit_entries,
    )
}
