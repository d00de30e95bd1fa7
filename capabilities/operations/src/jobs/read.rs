//! Read one job.

use hustings_http::{Failure, InstallationProof, Operation, Path, Proof, State, Tagged};
use hustings_jobs::desk;
use hustings_kernel::JobId;
use hustings_store::Freshness;

use super::JobView;
use crate::permissions::{ReadJobs, WatchInstallation};
use crate::{Operating, Proven};

hustings_http::refusals! {
    /// Why a job was not shown.
    enum ReadJobRefusal {
        NoSuchJob = 404 "no-such-job": "There is no such job.",
    }
}

async fn read_job<May: Proven>(
    may: May,
    Path(job): Path<JobId>,
    State(operating): State<Operating>,
) -> Result<Tagged<JobView>, Failure<ReadJobRefusal>> {
    let mut read = operating.store.read(may.scope(), Freshness::Latest).await?;
    let found = desk::find(&mut read, job).await?;
    Ok(Tagged(found.ok_or(ReadJobRefusal::NoSuchJob)?.into()))
}

pub(super) fn of_organisation() -> Operation<Operating> {
    Operation::get(
        "/orgs/{org}/jobs/{job}",
        "read_job",
        "Read a background job",
        read_job::<Proof<ReadJobs>>,
    )
}

pub(super) fn of_installation() -> Operation<Operating> {
    Operation::get(
        "/installation/jobs/{job}",
        "read_installation_job",
        "Read a background job of the installation itself",
        read_job::<InstallationProof<WatchInstallation>>,
    )
}
