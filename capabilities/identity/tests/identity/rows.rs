//! What the tests look at behind the scenes.

use hustings_testkit::TestDatabase;
use uuid::Uuid;

/// The address of an account as it lies in its row.
pub(crate) async fn email_sealed(database: &TestDatabase, account: Uuid) -> Vec<u8> {
    let mut owner = database.owner().await.unwrap();
    sqlx::query_scalar("SELECT email_sealed FROM accounts WHERE account_id = $1")
        .bind(account)
        .fetch_one(&mut owner)
        .await
        .unwrap()
}

/// The hash of an account's password.
pub(crate) async fn password_hash(database: &TestDatabase, account: Uuid) -> String {
    let mut owner = database.owner().await.unwrap();
    sqlx::query_scalar("SELECT password_hash FROM accounts WHERE account_id = $1")
        .bind(account)
        .fetch_one(&mut owner)
        .await
        .unwrap()
}

/// How many sign-ups, links, sessions and wrong passwords are kept.
pub(crate) async fn kept(database: &TestDatabase) -> [i64; 5] {
    let mut owner = database.owner().await.unwrap();
    let mut counts = [0; 5];
    let questions = [
        "SELECT count(*) FROM sign_ups",
        "SELECT count(*) FROM password_resets",
        "SELECT count(*) FROM email_changes",
        "SELECT count(*) FROM sessions",
        "SELECT count(*) FROM failed_attempts",
    ];
    for (count, question) in counts.iter_mut().zip(questions) {
        *count = sqlx::query_scalar(question).fetch_one(&mut owner).await.unwrap();
    }
    counts
}

/// The sign-ups that wait for somebody to confirm them.
pub(crate) async fn sign_ups(database: &TestDatabase) -> Vec<Uuid> {
    let mut owner = database.owner().await.unwrap();
    sqlx::query_scalar("SELECT sign_up_id FROM sign_ups")
        .fetch_all(&mut owner)
        .await
        .unwrap()
}

/// How many of these still have a key.
pub(crate) async fn keys(database: &TestDatabase, subjects: &[Uuid]) -> i64 {
    let mut owner = database.owner().await.unwrap();
    sqlx::query_scalar("SELECT count(*) FROM subject_keys WHERE subject_id = ANY ($1)")
        .bind(subjects)
        .fetch_one(&mut owner)
        .await
        .unwrap()
}

/// Everything that is stored of anybody's second factor, as text.
pub(crate) async fn second_factors(database: &TestDatabase) -> String {
    let mut owner = database.owner().await.unwrap();
    sqlx::query_scalar(
        "SELECT concat((SELECT string_agg(g::text, ',') FROM guarded_accounts g),
             (SELECT string_agg(a::text, ',') FROM authenticators a),
             (SELECT string_agg(e::text, ',') FROM authenticator_enrolments e),
             (SELECT string_agg(r::text, ',') FROM recovery_codes r))",
    )
    .fetch_one(&mut owner)
    .await
    .unwrap()
}
