//! Ties the log lines of one piece of work together.
//!
//! A task-local rather than a tracing span: a span is allocated and formatted for every request, also for the many
//! that never log a line.

use std::future::Future;

use hustings_kernel::CorrelationId;

tokio::task_local! {
    static CURRENT: CorrelationId;
}

/// Runs a piece of work whose log lines all carry this id.
pub fn correlated<F: Future>(id: CorrelationId, work: F) -> impl Future<Output = F::Output> {
    CURRENT.scope(id, work)
}

/// The id of the work that runs now, if it has one.
pub fn current_correlation() -> Option<CorrelationId> {
    CURRENT.try_with(|id| *id).ok()
}
