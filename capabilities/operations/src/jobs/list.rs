//! List jobs, the newest first.

use hustings_http::{Failure, InstallationProof, Operation, Page, PageRequest, Proof, State};
use hustings_jobs::desk::{self, ListJobs};
use hustings_kernel::JobId;
use hustings_store::Freshness;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{JobState, JobView};
use crate::permissions::{ReadJobs, WatchInstallation};
use crate::{Operating, Proven};

/// Which jobs.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct JobFilter {
    /// Where they stand.
    state: Option<JobState>,
    /// What kind of job, for example `identity.send-letter`.
    kind: Option<String>,
}

async fn list_jobs<May: Proven>(
    may: May,
    request: PageRequest<JobId, JobFilter>,
    State(operating): State<Operating>,
) -> Result<Page<JobView>, Failure> {
    let filter = request.filter();
    let wanted = ListJobs {
        state: filter.state.map(desk::JobState::from),
        kind: filter.kind.clone(),
        before: request.after().copied(),
        at_most: u16::try_from(request.rows()).unwrap_or(u16::MAX),
    };
    let mut read = operating.store.read(may.scope(), Freshness::Latest).await?;
    let found = desk::list(&mut read, &wanted).await?;
    Ok(request.page(found, |job| job.id, JobView::from).tagged())
}

pub(super) fn of_organisation() -> Operation<Operating> {
    Operation::get(
        "/orgs/{org}/jobs",
        "list_jobs",
        "List background jobs",
        list_jobs::<Proof<ReadJobs>>,
    )
}

pub(super) fn of_installation() -> Operation<Operating> {
    Operation::get(
        "/installation/jobs",
        "list_installation_jobs",
        "List the installation's own background jobs",
        list_jobs::<InstallationProof<WatchInstallation>>,
    )
}
