//! A look behind the scenes.

use hustings_kernel::Scope;
use hustings_store::{ScopedConnection, Store};
use hustings_testkit::TestDatabase;

/// Every key: whether its answer is missing, and whether nothing of the answer can be read.
pub(super) async fn stored(database: &TestDatabase) -> Vec<(bool, bool)> {
    let mut owner = database.owner().await.unwrap();
    sqlx::query_as(
        "SELECT answer IS NULL, coalesce(position('counts'::bytea IN answer) = 0, true) FROM idempotency_keys",
    )
    .fetch_all(&mut owner)
    .await
    .unwrap()
}

/// Does a session of this database wait for another?
pub(super) async fn waiting(database: &TestDatabase) -> bool {
    let mut owner = database.owner().await.unwrap();
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')",
    )
    .fetch_one(&mut owner)
    .await
    .unwrap()
}

/// How many keys a scope sees.
pub(super) async fn visible(store: &Store, scope: &Scope) -> i64 {
    let mut tx = store.begin(scope).await.unwrap();
    sqlx::query_scalar("SELECT count(*) FROM idempotency_keys")
        .fetch_one(tx.connection())
        .await
        .unwrap()
}
