//! Migrations: embedded, forward only, applied in order of their version under an advisory lock.
//!
//! Each crate lists its own with [`migrations!`](crate::migrations); the server applies all of them together. Versions
//! are timestamps, unique across crates. A migration that was applied never changes: its checksum is kept.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use sqlx::migrate::{Migrate, MigrationType, Migrator};
use sqlx::{Connection, PgConnection, SqlSafeStr};

/// One step of the schema.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// The file's name without its ending: `20261120000001_ground`.
    pub name: &'static str,
    /// What it does.
    pub sql: &'static str,
}

impl Migration {
    /// The number before the underscore.
    pub fn version(&self) -> Option<i64> {
        self.name
            .split_once('_')
            .and_then(|(version, _)| version.parse().ok())
    }

    fn description(&self) -> &'static str {
        self.name
            .split_once('_')
            .map_or(self.name, |(_, description)| description)
    }
}

/// Lists the migrations of a crate, whose files lie in its `migrations` folder.
#[macro_export]
macro_rules! migrations {
    ($(#[$meta:meta])* $visibility:vis const $name:ident = [$($file:literal),* $(,)?];) => {
        $(#[$meta])*
        $visibility const $name: &[$crate::Migration] = &[
            $($crate::Migration {
                name: $file,
                sql: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/", $file, ".sql")),
            }),*
        ];
    };
}

/// Why the schema could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    /// A file's name does not begin with a number.
    #[error("the migration {0} has no version in its name")]
    Unnumbered(&'static str),
    /// Two files have the same number.
    #[error("the migrations {0} and {1} have the same version")]
    Twice(&'static str, &'static str),
    /// The database refused.
    #[error("the schema could not be brought up to date")]
    Refused(#[from] sqlx::migrate::MigrateError),
    /// The database could not be reached.
    #[error("the database cannot be reached")]
    Unreachable(#[from] sqlx::Error),
}

/// How a migration stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MigrationState {
    /// Applied as it is here.
    Applied,
    /// Still to be applied.
    Pending,
    /// Applied, but with another text than it has here.
    Changed,
}

/// Applies what is missing, as the owner, at the database behind `url`.
pub async fn migrate(url: &str, migrations: &[Migration]) -> Result<(), MigrateError> {
    let mut connection = PgConnection::connect(url).await?;
    // Two nodes of different ages may start at once: the older one must not refuse what it does not know.
    let mut migrator = migrator(migrations)?;
    migrator.set_ignore_missing(true);
    migrator.run(&mut connection).await?;
    connection.close().await?;
    Ok(())
}

/// How each migration stands at the database behind `url`.
pub async fn migration_states(
    url: &str,
    migrations: &[Migration],
) -> Result<Vec<(&'static str, MigrationState)>, MigrateError> {
    let mut connection = PgConnection::connect(url).await?;
    let states = states(&mut connection, migrations).await?;
    connection.close().await?;
    Ok(states)
}

/// How each migration stands, as the owner sees it.
pub(crate) async fn states(
    connection: &mut PgConnection,
    migrations: &[Migration],
) -> Result<Vec<(&'static str, MigrationState)>, MigrateError> {
    let migrator = migrator(migrations)?;
    let known: Option<String> = sqlx::query_scalar("SELECT to_regclass('_sqlx_migrations')::text")
        .fetch_one(&mut *connection)
        .await?;
    let applied: BTreeMap<i64, Cow<'static, [u8]>> = match known {
        None => BTreeMap::new(),
        Some(_) => connection
            .list_applied_migrations("_sqlx_migrations")
            .await?
            .into_iter()
            .map(|done| (done.version, done.checksum))
            .collect(),
    };
    let states = migrations
        .iter()
        .zip(migrations.iter().map(Migration::version))
        .map(|(migration, version)| {
            let ours = migrator.iter().find(|known| Some(known.version) == version);
            let state = match (version.and_then(|version| applied.get(&version)), ours) {
                (Some(theirs), Some(ours)) if *theirs == ours.checksum => MigrationState::Applied,
                (Some(_), _) => MigrationState::Changed,
                (None, _) => MigrationState::Pending,
            };
            (migration.name, state)
        });
    Ok(states.collect())
}

fn migrator(migrations: &[Migration]) -> Result<Migrator, MigrateError> {
    let mut seen: BTreeMap<i64, &'static str> = BTreeMap::new();
    let mut files = Vec::with_capacity(migrations.len());
    let mut names = HashSet::new();
    for migration in migrations {
        let version = migration
            .version()
            .ok_or(MigrateError::Unnumbered(migration.name))?;
        if !names.insert(migration.name) {
            continue; // two crates may both bring the store's own
        }
        if let Some(other) = seen.insert(version, migration.name) {
            return Err(MigrateError::Twice(other, migration.name));
        }
        files.push(sqlx::migrate::Migration::new(
            version,
            migration.description().into(),
            MigrationType::Simple,
            migration.sql.into_sql_str(),
            false,
        ));
    }
    Ok(Migrator::with_migrations(files))
}
