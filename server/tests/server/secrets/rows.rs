//! Reads a database as a thief would.

use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

/// Every row of every table, as text.
pub(super) async fn everything(url: &str) -> Vec<String> {
    let mut owner = PgConnection::connect(url).await.unwrap();
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')",
    )
    .fetch_all(&mut owner)
    .await
    .unwrap();
    let mut rows = Vec::new();
    for table in tables {
        let question = format!("SELECT '{table} ' || t::text FROM {table} t");
        let found: Vec<String> = sqlx::query_scalar(AssertSqlSafe(question))
            .fetch_all(&mut owner)
            .await
            .unwrap();
        rows.extend(found);
    }
    rows
}
