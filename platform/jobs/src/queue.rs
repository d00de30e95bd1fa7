//! The way to graphile's tables: its migrations, a pool of the working role, and a driver that wakes without a
//! notification per job.

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use futures::StreamExt;
use graphile_worker::sqlx::SqlxDatabase;
use graphile_worker::{
    BoxFuture, Database, DatabaseDriver, DbError, DbExecutor, DbParams, DbRow, DbTransaction, Notification,
    NotificationStream, WorkerUtils,
};
use hustings_store::{Store, Wake};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection, PgConnection, PgPool};
use tokio::sync::Notify;

/// Where graphile keeps its tables.
pub(crate) const SCHEMA: &str = "graphile_worker";
/// Fetching, endings, the heartbeat, looking for cancellations; more would only wait for each other's locks.
const CONNECTIONS: u32 = 5;
/// Two nodes that start at once must not both make the queue.
const MIGRATION_LOCK: i64 = 0x6a6f_6273_6d69_6701;
/// A wake that was lost costs no more than a poll, so this only bounds the stream's own patience.
const PATIENCE: Duration = Duration::from_mins(1);

/// Why the queue could not be made.
#[derive(Debug, thiserror::Error)]
pub enum JobsMigrateError {
    /// The database cannot be reached or refused.
    #[error("the database refused")]
    Database(#[from] sqlx::Error),
    /// graphile's own migrations failed.
    #[error("the queue's own migrations failed")]
    Queue(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Makes the queue's own tables at the database behind `url`, as the owner. Our migrations come first; running it
/// again changes nothing.
pub async fn migrate(url: &str) -> Result<(), JobsMigrateError> {
    let mut connection = PgConnection::connect(url).await?;
    sqlx::query("SELECT pg_advisory_lock($1)")
        .bind(MIGRATION_LOCK)
        .execute(&mut connection)
        .await?;
    let pool = PgPoolOptions::new().max_connections(1).connect(url).await?;
    let made = WorkerUtils::new(&pool, SCHEMA).migrate().await;
    pool.close().await;
    made.map_err(|error| JobsMigrateError::Queue(error.into()))?;
    sqlx::query("SELECT jobs.adopt_queue()")
        .execute(&mut connection)
        .await?;
    // Closing it gives the lock back.
    connection.close().await?;
    Ok(())
}

/// Connections for working on the queue.
pub(crate) fn pool(url: &str) -> Result<PgPool, sqlx::Error> {
    let options: PgConnectOptions = url.parse()?;
    let options = options.application_name("hustings_jobs").options([
        ("role", "hustings_agent"),
        ("statement_timeout", "30s"),
        ("lock_timeout", "10s"),
        ("idle_in_transaction_session_timeout", "60s"),
        ("timezone", "UTC"),
        // What is written here is who claimed what and what ended. If a crash of the server takes the last of it
        // along, those jobs run again, as they would had the crash come a moment earlier.
        ("synchronous_commit", "off"),
        // A plan made while the queue was empty is a bad one when it is full: never scan, and plan anew each time.
        ("enable_seqscan", "off"),
        ("plan_cache_mode", "force_custom_plan"),
        ("jit", "off"),
    ]);
    Ok(PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(Duration::from_secs(10))
        .test_before_acquire(false)
        .connect_lazy_with(options))
}

/// graphile's database, whose notifications are the store's wakes (sent after the commit, many at once) and nudges from
/// this process.
#[derive(Debug, Clone)]
pub(crate) struct WokenDatabase {
    inner: SqlxDatabase,
    store: Store,
    nudge: Arc<Notify>,
}

impl WokenDatabase {
    pub(crate) fn database(pool: PgPool, store: Store, nudge: Arc<Notify>) -> Database {
        Database::new(Self {
            inner: SqlxDatabase::new(pool),
            store,
            nudge,
        })
    }
}

impl DbExecutor for WokenDatabase {
    fn execute<'a>(&'a self, sql: &'a str, params: DbParams) -> BoxFuture<'a, Result<u64, DbError>> {
        self.inner.execute(sql, params)
    }

    fn fetch_all<'a>(&'a self, sql: &'a str, params: DbParams) -> BoxFuture<'a, Result<Vec<DbRow>, DbError>> {
        self.inner.fetch_all(sql, params)
    }
}

impl DatabaseDriver for WokenDatabase {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn begin(&self) -> BoxFuture<'_, Result<DbTransaction, DbError>> {
        self.inner.begin()
    }

    fn listen<'a>(&'a self, channel: &'a str) -> BoxFuture<'a, Result<Option<NotificationStream>, DbError>> {
        let waiting = (self.store.listen(Wake::Jobs), self.nudge.clone());
        let channel = channel.to_owned();
        let wakes = futures::stream::unfold(waiting, |(mut listener, nudge)| async move {
            tokio::select! {
                () = listener.wait(PATIENCE) => {}
                () = nudge.notified() => {}
            }
            Some(((), (listener, nudge)))
        });
        let notifications = wakes.map(move |()| {
            Ok(Notification {
                channel: channel.clone(),
                payload: String::new(),
            })
        });
        Box::pin(std::future::ready(Ok(Some(
            Box::pin(notifications) as NotificationStream
        ))))
    }
}
