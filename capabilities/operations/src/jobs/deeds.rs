//! What people do to jobs, each told to the log in the transaction that does it, which the caller commits. For the
//! operations here and for the command line.

use hustings_events::Append as _;
use hustings_jobs::desk::{self, Cancelled, Discarded, Retried};
use hustings_kernel::JobId;
use hustings_store::{ScopedTx, StoreError};
use hustings_vocabulary::job::{JobCancelled, JobDiscarded, JobRetried};

/// Lets a dead job begin anew, or one that waits run now. Nothing if there is no such job here.
pub async fn retry(tx: &mut ScopedTx, job: JobId) -> Result<Option<Retried>, StoreError> {
    let Some(found) = desk::find(tx, job).await? else {
        return Ok(None);
    };
    let outcome = desk::retry(tx, job).await?;
    if outcome == Some(Retried::Now) {
        let kind = found.kind;
        tx.append(&JobRetried { job, kind }).await?;
    }
    Ok(outcome)
}

/// Stops a job that waits, and asks one that runs to stop. Nothing if there is no such job here.
pub async fn cancel(tx: &mut ScopedTx, job: JobId) -> Result<Option<Cancelled>, StoreError> {
    let Some(found) = desk::find(tx, job).await? else {
        return Ok(None);
    };
    let outcome = desk::cancel(tx, job).await?;
    if matches!(outcome, Some(Cancelled::AtOnce | Cancelled::Asked)) {
        let kind = found.kind;
        tx.append(&JobCancelled { job, kind }).await?;
    }
    Ok(outcome)
}

/// Gives a dead job up. Nothing if there is no such job here.
pub async fn discard(tx: &mut ScopedTx, job: JobId) -> Result<Option<Discarded>, StoreError> {
    let Some(found) = desk::find(tx, job).await? else {
        return Ok(None);
    };
    let outcome = desk::discard(tx, job).await?;
    if outcome == Some(Discarded::Done) {
        let kind = found.kind;
        tx.append(&JobDiscarded { job, kind }).await?;
    }
    Ok(outcome)
}
