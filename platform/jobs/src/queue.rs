//! The way to graphile's tables: its migrations, a pool of the working role, and a driver that wakes without a
//! notification per job.

use std::any::Any;
use std::borrow::Cow;
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

/// How long after a wake it is said again: longer than a claim takes.
const ECHO: Duration = Duration::from_millis(20);

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
        // The planner believes the queue to be as empty as when it last looked. See also `claim_by_ids`.
        ("enable_seqscan", "off"),
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
        Box::pin(async move {
            let sql = claim_by_ids(sql);
            self.inner.fetch_all(&sql, params).await
        })
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
        let waiting = (self.store.listen(Wake::Jobs), self.nudge.clone(), PATIENCE);
        let channel = channel.to_owned();
        let wakes = futures::stream::unfold(waiting, |(mut listener, nudge, at_most)| async move {
            let heard = tokio::time::timeout(at_most, async {
                tokio::select! {
                    () = listener.wait(PATIENCE) => {}
                    () = nudge.notified() => {}
                }
            });
            // Each wake is said twice. One that comes during a claim is forgotten when that claim finds nothing, and
            // the job would wait for the next poll.
            let at_most = if heard.await.is_ok() { ECHO } else { PATIENCE };
            Some(((), (listener, nudge, at_most)))
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

/// Lets graphile's claim ask the queue for ids instead of joining with it.
///
/// A planner that believes the queue to be empty turns the join round: it reads the whole queue, and for each row the
/// whole list of what is to be claimed. Claiming 256 of 20,000 jobs took seconds until the next analysis; asked for
/// ids, it takes milliseconds whatever the planner believes. The answer is the same but for columns that came twice.
fn claim_by_ids(sql: &str) -> Cow<'_, str> {
    const JOIN: &str = "where jobs.id = j.id";
    let found = sql.rfind(JOIN).and_then(|join| {
        let from = sql[..join].rfind("from j")?;
        let between = &sql[from + "from j".len()..join];
        between.trim().is_empty().then_some((from, join + JOIN.len()))
    });
    let Some((from, end)) = found else {
        // graphile's version is pinned; when it changes, the tests stop here.
        debug_assert!(
            !(sql.contains("skip locked") && sql.contains("attempts + 1")),
            "graphile claims in another way than it did: {sql}"
        );
        return Cow::Borrowed(sql);
    };
    Cow::Owned(format!(
        "{}where jobs.id = any(array(select j.id from j)){}",
        &sql[..from],
        &sql[end..]
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_asks_for_ids() {
        let claim = "with j as (select 1 from queues for update skip locked), q as (update queues set x = 1\n from j\n \
                     where queues.id = j.queue)\nupdate jobs set attempts = jobs.attempts + 1\n  from j\n  \
                     where jobs.id = j.id\n returning *";
        let by_ids = claim_by_ids(claim);
        assert!(
            by_ids.ends_with("+ 1\n  where jobs.id = any(array(select j.id from j))\n returning *"),
            "{by_ids}"
        );
        assert!(by_ids.contains("from j\n where queues.id = j.queue"));
    }

    #[test]
    fn everything_else_is_left_alone() {
        let other = "select * from jobs";
        assert_eq!(claim_by_ids(other), other);
    }
}
