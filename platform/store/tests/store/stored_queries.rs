//! What `.sqlx` says about the queries of all crates is what the migrated database says.
//!
//! A query that compiles offline was checked against the schema of the day it was stored. Here every stored query is
//! prepared against today's, so a migration that changes a type cannot land without `cargo xtask prepare`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use hustings_store::Migration;
use hustings_testkit::TestDatabase;
use serde_json::Value;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection, SqlSafeStr as _};

#[tokio::test]
async fn every_stored_query_still_has_the_types_it_was_stored_with() -> Result<()> {
    let migrations = migrations_of_all_crates()?;
    let database = TestDatabase::new(&[&migrations]).await?;
    let mut owner = PgConnection::connect(database.url()).await?;
    let mut stale = Vec::new();
    for file in files(&root().join(".sqlx"))? {
        let stored: Value = serde_json::from_slice(&fs::read(&file)?)?;
        let query = stored["query"]
            .as_str()
            .context("a stored query has no text")?
            .to_owned();
        let found = match owner.describe(AssertSqlSafe(query.clone()).into_sql_str()).await {
            Ok(description) => serde_json::to_value(description)?,
            Err(refusal) => Value::String(refusal.to_string()),
        };
        let (stored, found) = (
            comparable(&query, &stored["describe"]),
            comparable(&query, &found),
        );
        if found != stored {
            stale.push(format!("{query}\n  stored: {stored}\n  now:    {found}"));
        }
    }
    assert!(
        stale.is_empty(),
        "run `cargo xtask prepare`:\n{}",
        stale.join("\n")
    );
    Ok(())
}

/// What must be the same. Which side of an outer join may be missing is read from the plan of the day, which depends on
/// statistics: such queries say themselves which of their columns may be null.
fn comparable(query: &str, description: &Value) -> Value {
    let mut description = description.clone();
    let has_outer_join = ["LEFT JOIN", "RIGHT JOIN", "FULL JOIN"]
        .iter()
        .any(|join| query.contains(join));
    if let Some(parts) = description.as_object_mut().filter(|_| has_outer_join) {
        parts.remove("nullable");
    }
    description
}

/// Read from their files, because this crate knows none of those that stand on it.
fn migrations_of_all_crates() -> Result<Vec<Migration>> {
    let mut migrations = Vec::new();
    for layer in ["platform", "capabilities"] {
        for crate_folder in files(&root().join(layer))? {
            for file in files(&crate_folder.join("migrations"))? {
                let name = file
                    .file_stem()
                    .context("a migration has no name")?
                    .to_string_lossy()
                    .into_owned();
                // Migrations live as long as the program, here as in the server.
                migrations.push(Migration {
                    name: name.leak(),
                    sql: fs::read_to_string(&file)?.leak(),
                });
            }
        }
    }
    migrations.sort_unstable_by_key(Migration::version);
    Ok(migrations)
}

/// Tests run in the folder of their package.
fn root() -> PathBuf {
    PathBuf::from("../..")
}

/// What a folder holds; nothing if it does not exist.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder)?;
    Ok(entries
        .map(|entry| Ok(entry?.path()))
        .collect::<std::io::Result<_>>()?)
}
