//! What a test leaves behind fails it.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

use std::panic::{AssertUnwindSafe, catch_unwind};

use hustings_testkit::TestApp;
use serde_json::json;

/// What ending a test with this application says, if it fails the test.
fn end(app: TestApp) -> Option<String> {
    let ended = catch_unwind(AssertUnwindSafe(|| drop(app)));
    ended.err().map(|panic| *panic.downcast::<String>().unwrap())
}

async fn with_a_letter_on_its_way() -> TestApp {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    let body = json!({ "email": ada.email });
    app.node.post("/v1/password-resets", &body).await.expect(204);
    app
}

#[tokio::test]
async fn a_test_that_leaves_a_job_or_a_letter_behind_fails() {
    let job = end(with_a_letter_on_its_way().await);
    assert!(job.is_some_and(|said| said.contains("1 jobs of the kind identity.send-letter")));

    let app = with_a_letter_on_its_way().await;
    app.work().await;
    let letter = end(app);
    assert!(letter.is_some_and(|said| said.contains("a letter to ada@example.org: ")));
}

#[tokio::test]
async fn a_test_that_reads_its_letters_or_says_why_not_passes() {
    let app = with_a_letter_on_its_way().await;
    app.letter().await;
    assert_eq!(end(app), None);

    let app = with_a_letter_on_its_way().await;
    app.leave("the letter is not what this is about");
    assert_eq!(end(app), None);
}
