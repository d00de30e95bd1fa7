//! What several tests of identity do.

pub(crate) mod factors;
pub(crate) mod rows;

use hustings_identity::audit::{Verification, verify};
use hustings_jobs::{Enqueue as _, Job};
use hustings_kernel::Scope;
use hustings_testkit::TestApp;
use serde::{Deserialize, Serialize};

/// The job of the schedule, as it lies in the queue.
#[derive(Debug, Serialize, Deserialize)]
struct CloseDue {}

impl Job for CloseDue {
    const KIND: &'static str = "identity.close-due-organisations";
}

#[derive(Debug, Serialize, Deserialize)]
struct ForgetExpired {}

impl Job for ForgetExpired {
    const KIND: &'static str = "identity.forget-expired";
}

#[derive(Debug, Serialize, Deserialize)]
struct ForgetAudit {}

impl Job for ForgetAudit {
    const KIND: &'static str = "identity.forget-audit";
}

/// Runs the job that closes organisations.
pub(crate) async fn close_what_is_due(app: &TestApp) {
    run(app, &CloseDue {}).await;
}

/// Runs the job that forgets what has run out.
pub(crate) async fn forget_expired(app: &TestApp) {
    run(app, &ForgetExpired {}).await;
}

/// Runs the job that removes audit entries that were kept long enough.
pub(crate) async fn forget_audit(app: &TestApp) {
    run(app, &ForgetAudit {}).await;
}

async fn run(app: &TestApp, job: &impl Job) {
    let scope = Scope::system(app.database.sources().id());
    let mut tx = app.database.store.begin(&scope).await.unwrap();
    tx.enqueue(job).await.unwrap();
    tx.commit().await.unwrap();
    app.work().await;
}

/// Seals what was audited so far.
pub(crate) async fn seal(app: &TestApp, org: &str) -> Verification {
    app.run_agents().await;
    let found = verify(&app.database.store, org.parse().unwrap()).await.unwrap();
    assert_eq!(found.unsealed, 0, "{found:?}");
    found
}
