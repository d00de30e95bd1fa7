//! Stop a job: one that waits at once, one that runs as soon as its handler looks.

use hustings_http::{Accepted, Answered, Failure, InstallationProof, Once, Operation, Path, Proof, State};
use hustings_jobs::desk::Cancelled;
use hustings_kernel::JobId;
use schemars::JsonSchema;
use serde::Serialize;

use super::deeds;
use crate::permissions::{ManageJobs, OperateInstallation};
use crate::{Operating, Proven};

hustings_http::refusals! {
    /// Why a job was not stopped.
    enum CancelJobRefusal {
        NoSuchJob = 404 "no-such-job": "There is no such job.",
        Ended = 409 "job-ended": "The job has ended already.",
    }
}

/// What becomes of the job.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
struct Cancelling {
    /// How far it got.
    outcome: CancelOutcome,
}

/// How far stopping a job got.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum CancelOutcome {
    /// It had not begun, and never will.
    Cancelled,
    /// It runs, and was asked to stop. Whether it does is up to what it does.
    Stopping,
}

async fn cancel_job<May: Proven>(
    may: May,
    Path(job): Path<JobId>,
    once: Once,
    State(operating): State<Operating>,
) -> Result<Answered<Accepted<Cancelling>>, Failure<CancelJobRefusal>> {
    let mut tx = operating.store.begin(may.scope()).await?;
    if let Some(answer) = once.replay(&mut tx).await? {
        return Ok(answer);
    }
    let outcome = match deeds::cancel(&mut tx, job).await? {
        None => return Err(CancelJobRefusal::NoSuchJob.into()),
        Some(Cancelled::TooLate) => return Err(CancelJobRefusal::Ended.into()),
        Some(Cancelled::AtOnce) => CancelOutcome::Cancelled,
        Some(Cancelled::Asked) => CancelOutcome::Stopping,
    };
    Ok(once.finish(tx, Accepted::new(Cancelling { outcome })).await?)
}

pub(super) fn of_organisation() -> Operation<Operating> {
    Operation::post(
        "/orgs/{org}/jobs/{job}/cancel",
        "cancel_job",
        "Cancel a background job",
        cancel_job::<Proof<ManageJobs>>,
    )
}

pub(super) fn of_installation() -> Operation<Operating> {
    Operation::post(
        "/installation/jobs/{job}/cancel",
        "cancel_installation_job",
        "Cancel a background job of the installation itself",
        cancel_job::<InstallationProof<OperateInstallation>>,
    )
}
