//! How much work a query makes, for what a plan does not show: the inside of a function.

use anyhow::{Context as _, Result};
use serde_json::Value;
use sqlx::{AssertSqlSafe, PgConnection};

/// How many blocks a query touches once everything about it is known to the session, and how many its answer has rows.
///
/// `session` sets the role and the scope it runs in.
pub async fn blocks_touched(owner: &mut PgConnection, session: &str, query: &str) -> Result<(i64, i64)> {
    sqlx::raw_sql(AssertSqlSafe(session.to_owned()))
        .execute(&mut *owner)
        .await?;
    let explain = format!("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {query}");
    let mut found = Value::Null;
    // The first times read the catalogue as well.
    for _ in 0..3 {
        found = sqlx::query_scalar(AssertSqlSafe(explain.clone()))
            .persistent(false)
            .fetch_one(&mut *owner)
            .await?;
    }
    let plan = &found[0]["Plan"];
    let number = |name: &str| {
        plan[name]
            .as_i64()
            .with_context(|| format!("no {name} in {plan}"))
    };
    let blocks = number("Shared Hit Blocks")? + number("Shared Read Blocks")?;
    let rows = plan["Actual Rows"].as_f64().context("no rows")?;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a count of rows, written as a float"
    )]
    let rows = rows as i64;
    Ok((blocks, rows))
}
