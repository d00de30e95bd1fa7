//! Let a dead job begin anew, or one that waits run now.

use hustings_http::{Answered, Failure, InstallationProof, NoContent, Once, Operation, Path, Proof, State};
use hustings_jobs::desk::Retried;
use hustings_kernel::JobId;

use super::deeds;
use crate::permissions::{ManageJobs, OperateInstallation};
use crate::{Operating, Proven};

hustings_http::refusals! {
    /// Why a job was not retried.
    enum RetryJobRefusal {
        NoSuchJob = 404 "no-such-job": "There is no such job.",
        Running = 409 "job-running": "The job runs already.",
        Ended = 409 "job-ended": "The job has ended, and not in failure.",
    }
}

async fn retry_job<May: Proven>(
    may: May,
    Path(job): Path<JobId>,
    once: Once,
    State(operating): State<Operating>,
) -> Result<Answered<NoContent>, Failure<RetryJobRefusal>> {
    let mut tx = operating.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    match deeds::retry(&mut tx, job).await? {
        None => Err(RetryJobRefusal::NoSuchJob.into()),
        Some(Retried::Running) => Err(RetryJobRefusal::Running.into()),
        Some(Retried::TooLate) => Err(RetryJobRefusal::Ended.into()),
        Some(Retried::Now) => Ok(once.finish(tx, NoContent).await?),
    }
}

pub(super) fn of_organisation() -> Operation<Operating> {
    Operation::post(
        "/orgs/{org}/jobs/{job}/retry",
        "retry_job",
        "Retry a background job",
        retry_job::<Proof<ManageJobs>>,
    )
}

pub(super) fn of_installation() -> Operation<Operating> {
    Operation::post(
        "/installation/jobs/{job}/retry",
        "retry_installation_job",
        "Retry a background job of the installation itself",
        retry_job::<InstallationProof<OperateInstallation>>,
    )
}
