//! `cargo xtask prepare`: regenerates what is generated from the code, against a private cluster of its own.
//!
//! That is `.sqlx`: what PostgreSQL says about every checked query, so that building needs no database. sqlx writes it
//! while it expands its macros, so the crates with queries are compiled anew against a migrated database. And it is
//! `docs/api/openapi.json`, which the server describes itself; a test fails when it is not up to date. From that follow
//! the types of the web client.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use hustings_cluster::Cluster;

use crate::check::sql;
use crate::command;
use crate::disposable::Disposable;
use crate::web;
use crate::workspace::{Tree, Workspace};

const DATABASE: &str = "prepare";

pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let disposable = Disposable::start(workspace, "prepare")?;
    migrate(disposable.cluster(), &workspace.tree()?)?;
    stored_queries(workspace, &disposable.cluster().url(DATABASE))?;
    api(workspace)?;
    web::prepare(workspace)
}

fn api(workspace: &Workspace) -> Result<()> {
    let mut server = workspace.cargo();
    server.args(["run", "--quiet", "--package", "hustings-server", "--", "openapi"]);
    let path = workspace.root().join("docs/api/openapi.json");
    fs::write(&path, command::output(&mut server)?)
        .with_context(|| format!("could not write {}", path.display()))
}

/// Brings an empty database to the newest schema, as the server's own migrations would. The server itself cannot be
/// asked: it does not compile before its queries are known.
fn migrate(cluster: &Cluster, tree: &Tree) -> Result<()> {
    cluster.ensure_database(DATABASE)?;
    let migrations = migrations(tree)?;
    println!("> {} migrations", migrations.len());
    for (path, text) in migrations {
        cluster
            .run_sql(DATABASE, text)
            .with_context(|| format!("{path} failed"))?;
    }
    Ok(())
}

/// The migrations of all crates, in the order of their numbers.
fn migrations(tree: &Tree) -> Result<Vec<(&str, &str)>> {
    let mut numbered = Vec::new();
    for (path, text) in tree
        .ending_in(".sql")
        .filter(|(path, _)| path.contains("/migrations/"))
    {
        let version = sql::version(path).with_context(|| format!("{path} has no number"))?;
        numbered.push((version, path, text));
    }
    numbered.sort_unstable();
    Ok(numbered.into_iter().map(|(_, path, text)| (path, text)).collect())
}

fn stored_queries(workspace: &Workspace, url: &str) -> Result<()> {
    let packages = packages_with_queries(workspace)?;
    if packages.is_empty() {
        println!("no crate uses sqlx; nothing to prepare");
        return Ok(());
    }
    let fresh = workspace.root().join("target/prepare/sqlx");
    if fresh.exists() {
        fs::remove_dir_all(&fresh)?;
    }
    fs::create_dir_all(&fresh)?;

    // Cargo does not know that the macros read a database: what was compiled before must go.
    let mut clean = workspace.cargo();
    clean.arg("clean");
    for package in &packages {
        clean.args(["--package", package]);
    }
    command::run(&mut clean)?;
    let mut check = workspace.cargo();
    check.args(["check", "--workspace", "--all-targets"]);
    check
        .env("SQLX_OFFLINE", "false")
        .env("SQLX_OFFLINE_DIR", &fresh)
        .env("DATABASE_URL", url);
    command::run(&mut check)?;
    swap(&fresh, &workspace.root().join(".sqlx"))
}

fn packages_with_queries(workspace: &Workspace) -> Result<Vec<String>> {
    let packages = workspace.packages()?.into_iter();
    let with_queries = packages.filter(|package| package.dependencies.iter().any(|used| used.name == "sqlx"));
    Ok(with_queries.map(|package| package.name).collect())
}

/// Puts the fresh folder in the place of the stored one, whole, so that queries that are gone go too.
fn swap(fresh: &Path, stored: &Path) -> Result<()> {
    let before = names(stored)?;
    let after = names(fresh)?;
    if after.is_empty() && !before.is_empty() {
        bail!("no query was prepared, yet .sqlx holds some; nothing was changed");
    }
    let old = fresh.with_extension("old");
    if stored.exists() {
        fs::rename(stored, &old)?;
    }
    fs::rename(fresh, stored)?;
    if old.exists() {
        fs::remove_dir_all(&old)?;
    }
    let added = after.iter().filter(|name| !before.contains(name)).count();
    let removed = before.iter().filter(|name| !after.contains(name)).count();
    println!(
        ".sqlx holds {} queries: {added} added, {removed} removed",
        after.len()
    );
    Ok(())
}

fn names(folder: &Path) -> Result<Vec<String>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder)?;
    entries
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn migrations_of_all_crates_run_in_the_order_of_their_numbers() -> Result<()> {
        let tree = Tree::of(&[
            ("platform/store/migrations/9_a.sql", ""),
            ("capabilities/identity/migrations/10_b.sql", ""),
            ("platform/jobs/migrations/1_c.sql", ""),
        ]);
        let paths: Vec<_> = migrations(&tree)?.into_iter().map(|(path, _)| path).collect();
        let expected = [
            "platform/jobs/migrations/1_c.sql",
            "platform/store/migrations/9_a.sql",
            "capabilities/identity/migrations/10_b.sql",
        ];
        assert_eq!(paths, expected);
        Ok(())
    }
}
