//! What the tests look at behind the scenes.

use hustings_testkit::TestDatabase;
use serde_json::Value;

/// What the installation's own log says of a noun: kind, actor, payload.
pub(crate) async fn told(database: &TestDatabase, noun: &str) -> Vec<(String, String, Value)> {
    let mut owner = database.owner().await.unwrap();
    sqlx::query_as(
        "SELECT kind, actor, payload FROM events
         WHERE org_id = '00000000-0000-0000-0000-000000000000' AND noun = $1 ORDER BY position",
    )
    .bind(noun)
    .fetch_all(&mut owner)
    .await
    .unwrap()
}
