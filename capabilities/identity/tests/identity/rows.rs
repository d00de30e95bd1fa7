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
