//! Give a dead job up: what it was to do is forgotten, its record stays.

use hustings_http::{Answered, Failure, InstallationProof, NoContent, Once, Operation, Path, Proof, State};
use hustings_jobs::desk::Discarded;
use hustings_kernel::JobId;

use super::deeds;
use crate::permissions::{ManageJobs, OperateInstallation};
use crate::{Operating, Proven};

hustings_http::refusals! {
    /// Why a job was not discarded.
    enum DiscardJobRefusal {
        NoSuchJob = 404 "no-such-job": "There is no such job.",
        NotDead = 409 "job-not-dead": "Only a dead job is given up; cancel one that waits or runs.",
    }
}

async fn discard_job<May: Proven>(
    may: May,
    Path(job): Path<JobId>,
    once: Once,
    State(operating): State<Operating>,
) -> Result<Answered<NoContent>, Failure<DiscardJobRefusal>> {
    let mut tx = operating.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    match deeds::discard(&mut tx, job).await? {
        None => Err(DiscardJobRefusal::NoSuchJob.into()),
        Some(Discarded::NotDead) => Err(DiscardJobRefusal::NotDead.into()),
        Some(Discarded::Done) => Ok(once.finish(tx, NoContent).await?),
    }
}

pub(super) fn of_organisation() -> Operation<Operating> {
    Operation::delete(
        "/orgs/{org}/jobs/{job}",
        "discard_job",
        "Discard a dead background job",
        discard_job::<Proof<ManageJobs>>,
    )
}

pub(super) fn of_installation() -> Operation<Operating> {
    Operation::delete(
        "/installation/jobs/{job}",
        "discard_installation_job",
        "Discard a dead background job of the installation itself",
        discard_job::<InstallationProof<OperateInstallation>>,
    )
}
