//! How many jobs stand where.

use hustings_http::{Failure, InstallationProof, Operation, Proof, State, Tagged};
use hustings_jobs::desk::{self, COUNT_UP_TO};
use hustings_store::Freshness;
use schemars::JsonSchema;
use serde::Serialize;

use super::JobState;
use crate::permissions::{ReadJobs, WatchInstallation};
use crate::{Operating, Proven};

/// How many jobs stand where.
#[derive(Debug, Clone, Copy, Default, Serialize, JsonSchema)]
struct JobCounts {
    /// Those that wait for their first attempt.
    queued: i64,
    /// Those that run.
    running: i64,
    /// Those that wait for another attempt.
    retrying: i64,
    /// Those that are done, as far back as records are kept.
    succeeded: i64,
    /// Those that were stopped or given up.
    cancelled: i64,
    /// Those that failed for good.
    dead: i64,
    /// Nothing is counted further than this: such a number stands for "that many or more".
    counted_up_to: i32,
}

async fn count_jobs<May: Proven>(
    may: May,
    State(operating): State<Operating>,
) -> Result<Tagged<JobCounts>, Failure> {
    let mut read = operating.store.read(may.scope(), Freshness::Latest).await?;
    let mut counts = JobCounts {
        counted_up_to: COUNT_UP_TO,
        ..JobCounts::default()
    };
    for count in desk::counts(&mut read).await? {
        let place = match JobState::from(count.state) {
            JobState::Queued => &mut counts.queued,
            JobState::Running => &mut counts.running,
            JobState::Retrying => &mut counts.retrying,
            JobState::Succeeded => &mut counts.succeeded,
            JobState::Cancelled => &mut counts.cancelled,
            JobState::Dead => &mut counts.dead,
        };
        *place = count.jobs;
    }
    Ok(Tagged(counts))
}

pub(super) fn of_organisation() -> Operation<Operating> {
    Operation::get(
        "/orgs/{org}/jobs/counts",
        "count_jobs",
        "Count background jobs by state",
        count_jobs::<Proof<ReadJobs>>,
    )
}

pub(super) fn of_installation() -> Operation<Operating> {
    Operation::get(
        "/installation/jobs/counts",
        "count_installation_jobs",
        "Count the installation's own background jobs by state",
        count_jobs::<InstallationProof<WatchInstallation>>,
    )
}
