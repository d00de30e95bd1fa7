//! What a test does to the database itself.

use hustings_kernel::JobId;
use hustings_testkit::TestDatabase;

/// Leaves the letter of a job as it stands while the mail server is thinking.
pub(crate) async fn in_the_middle(database: &TestDatabase, job: JobId) {
    let mut owner = database.owner().await.unwrap();
    sqlx::query("UPDATE deliveries SET state = 'sending' WHERE job_id = $1")
        .bind(job.uuid())
        .execute(&mut owner)
        .await
        .unwrap();
}
