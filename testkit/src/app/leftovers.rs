//! What a test must not leave behind: jobs that are due and letters that nobody read.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use sqlx::{Connection as _, PgConnection};

use super::TestApp;

impl TestApp {
    /// What is left of jobs and letters when the test ends is left on purpose, because …
    pub fn leave(&self, because: &str) {
        assert!(!because.is_empty(), "say why");
        self.left_on_purpose.set(true);
    }

    /// What would be left behind now, in words; empty if nothing.
    fn leftovers(&self) -> String {
        let mut left = String::new();
        let now = self.database.sources().now();
        for (kind, jobs) in due_jobs(self.database.url().to_owned(), now) {
            let _ = write!(left, "\n  {jobs} jobs of the kind {kind} that are due");
        }
        for entry in std::fs::read_dir(self.outbox.path()).unwrap() {
            let path = entry.unwrap().path();
            let letter = super::Letter::read(&std::fs::read(path).unwrap());
            let _ = write!(left, "\n  a letter to {}: {}", letter.to, letter.subject);
        }
        left
    }
}

impl Drop for TestApp {
    /// Fails the test if it leaves something behind and has not failed already.
    fn drop(&mut self) {
        if std::thread::panicking() || self.left_on_purpose.get() {
            return;
        }
        let left = self.leftovers();
        assert!(left.is_empty(), "the test leaves behind:{left}");
    }
}

/// How many jobs of each kind are due. Asked on a thread with a runtime of its own, because dropping cannot wait.
fn due_jobs(url: String, now: DateTime<Utc>) -> Vec<(String, i64)> {
    let asked = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let mut owner = PgConnection::connect(&url).await?;
            let query = "SELECT t.identifier, count(*) FROM graphile_worker._private_jobs q
                 JOIN graphile_worker._private_tasks t ON t.id = q.task_id
                 WHERE q.run_at <= $1 AND q.attempts < q.max_attempts GROUP BY 1 ORDER BY 1";
            sqlx::query_as(query).bind(now).fetch_all(&mut owner).await
        })
    });
    let due: Result<Vec<(String, i64)>, sqlx::Error> = asked.join().unwrap();
    due.unwrap()
}
