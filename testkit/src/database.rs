//! A database of its own for each test, in a few dozen milliseconds.
//!
//! The first test that needs a certain set of migrations makes a template of it; every test clones that by copying
//! files. Tests run as separate processes, so an advisory lock keeps two from making the same template.

use std::fmt::Write as _;
use std::future::Future;
use std::str::FromStr as _;
use std::time::Duration;

use anyhow::{Context, Result};
use chrono::{DateTime, Utc};
use hustings_kernel::{CorrelationId, ManualClock, OrgId, Scope, SeededRandomness, Sources};
use hustings_store::{Keys, Migration, Store, StoreSettings};
use sha2::{Digest, Sha256};
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use tokio_util::sync::{CancellationToken, DropGuard};

/// The moment at which every test begins, unless it says otherwise.
const BEGINNING: &str = "2026-06-01T09:00:00Z";
/// Makes templates exclusive among the processes of a test run.
const TEMPLATE_LOCK: i64 = 0x7465_7374_6b69_7401;
/// Connections of one test; many tests share one cluster.
const CONNECTIONS: u32 = 4;

/// A fresh database, migrated, with a store on it and a clock to move. It is dropped with this value.
#[derive(Debug)]
pub struct TestDatabase {
    /// The store, as the application sees it.
    pub store: Store,
    /// The clock that everything recorded follows.
    pub clock: ManualClock,
    name: String,
    url: String,
    _wakes: DropGuard,
}

/// Where the cluster is that `cargo xtask test` started.
pub fn test_cluster_url() -> Result<String> {
    #[expect(clippy::disallowed_methods, reason = "the one setting of the tests")]
    std::env::var("HUSTINGS_TEST_CLUSTER").context(
        "HUSTINGS_TEST_CLUSTER is not set: run `cargo xtask test`, or point it at a PostgreSQL server that tests may fill",
    )
}

impl TestDatabase {
    /// A database with these migrations.
    pub async fn new(migrations: &[&[Migration]]) -> Result<Self> {
        Self::prepared(migrations, async |_| Ok(())).await
    }

    /// A database with these migrations and whatever else `prepare` does to a template, given its URL (as the owner).
    pub async fn prepared<Prepare, Done>(migrations: &[&[Migration]], prepare: Prepare) -> Result<Self>
    where
        Prepare: FnOnce(String) -> Done,
        Done: Future<Output = Result<()>>,
    {
        let cluster = test_cluster_url()?;
        let migrations = migrations.concat();
        let mut maintenance = PgConnection::connect(&cluster)
            .await
            .context("the test cluster is away")?;
        let template = template(&cluster, &mut maintenance, &migrations, prepare).await?;
        // A process id and a counter would do, were it not for clusters that outlive a run.
        let name = format!("test_{}", Sources::system().id::<uuid::Uuid>().simple());
        let clone = format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY = FILE_COPY");
        maintenance
            .execute(sqlx::raw_sql(AssertSqlSafe(clone)))
            .await
            .context("cloning the template")?;
        maintenance.close().await?;

        let url = url_of(&cluster, &name)?;
        let clock = ManualClock::at(BEGINNING.parse::<DateTime<Utc>>()?);
        let sources = Sources::new(clock.clone(), SeededRandomness::new(1));
        let settings = StoreSettings {
            max_connections: CONNECTIONS,
            agent_connections: CONNECTIONS,
            acquire_timeout_seconds: 30,
            ..StoreSettings::default()
        };
        let (store, wakes) = Store::connect(&url, &settings, sources, Keys::from_bytes([7; 32]))?;
        let stop = CancellationToken::new();
        #[expect(clippy::disallowed_methods, reason = "ends with the guard below")]
        tokio::spawn(wakes.run(stop.clone()));
        store.make_partitions(2, 2).await?;
        Ok(Self {
            store,
            clock,
            name,
            url,
            _wakes: stop.drop_guard(),
        })
    }

    /// Its URL as the owner, whom no policy hides anything from if the owner is a superuser.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The clock and the randomness.
    pub fn sources(&self) -> &Sources {
        self.store.sources()
    }

    /// The scope of the server itself in an organisation.
    pub fn scope_in(&self, org: OrgId) -> Scope {
        Scope::system_in(org, self.sources().id::<CorrelationId>())
    }

    /// A plain connection as the owner, to look behind the scenes.
    pub async fn owner(&self) -> Result<PgConnection> {
        Ok(PgConnection::connect(&self.url).await?)
    }

    /// A second store on the same database, as another node would have.
    pub fn another_node(&self) -> Result<(Store, hustings_store::WakeWorker)> {
        self.node_with(Keys::from_bytes([7; 32]))
    }

    /// A second store on the same database, with keys of its own.
    pub fn node_with(&self, keys: Keys) -> Result<(Store, hustings_store::WakeWorker)> {
        let settings = StoreSettings {
            max_connections: CONNECTIONS,
            agent_connections: CONNECTIONS,
            ..StoreSettings::default()
        };
        let seed = u64::from_be_bytes(self.sources().bytes());
        let sources = Sources::new(self.clock.clone(), SeededRandomness::new(seed));
        Ok(Store::connect(&self.url, &settings, sources, keys)?)
    }

    /// Waits until `condition` holds, generously; fails the test if it never does.
    ///
    /// # Panics
    /// If it never does.
    pub async fn eventually(&self, what: &str, mut condition: impl AsyncFnMut() -> bool) {
        let waited = tokio::time::timeout(Duration::from_secs(30), async {
            while !condition().await {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        });
        assert!(waited.await.is_ok(), "it never came about that {what}");
    }
}

impl Drop for TestDatabase {
    /// Gives the disk back. Dropping cannot wait, so it happens on a thread of its own; if that fails, the whole
    /// cluster is thrown away after the run anyway.
    fn drop(&mut self) {
        let (Ok(cluster), name) = (test_cluster_url(), self.name.clone()) else {
            return;
        };
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .ok()?;
            runtime.block_on(async {
                let mut connection = PgConnection::connect(&cluster).await.ok()?;
                let statement = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
                connection
                    .execute(sqlx::raw_sql(AssertSqlSafe(statement)))
                    .await
                    .ok()
            })
        });
        // A panic there changes nothing for the test.
        let _ = thread.join();
    }
}

async fn template<Prepare, Done>(
    cluster: &str,
    maintenance: &mut PgConnection,
    migrations: &[Migration],
    prepare: Prepare,
) -> Result<String>
where
    Prepare: FnOnce(String) -> Done,
    Done: Future<Output = Result<()>>,
{
    let name = template_name(migrations);
    if is_ready(maintenance, &name).await? {
        return Ok(name);
    }
    sqlx::query("SELECT pg_advisory_lock($1)")
        .bind(TEMPLATE_LOCK)
        .execute(&mut *maintenance)
        .await?;
    if !is_ready(maintenance, &name).await? {
        // Left behind half-made by a process that was killed.
        let fresh = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        maintenance.execute(sqlx::raw_sql(AssertSqlSafe(fresh))).await?;
        let create = format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'");
        maintenance.execute(sqlx::raw_sql(AssertSqlSafe(create))).await?;
        let url = url_of(cluster, &name)?;
        hustings_store::migrate(&url, migrations).await?;
        prepare(url).await?;
        let ready = format!("ALTER DATABASE {name} IS_TEMPLATE true ALLOW_CONNECTIONS false");
        maintenance.execute(sqlx::raw_sql(AssertSqlSafe(ready))).await?;
    }
    sqlx::query("SELECT pg_advisory_unlock($1)")
        .bind(TEMPLATE_LOCK)
        .execute(&mut *maintenance)
        .await?;
    Ok(name)
}

async fn is_ready(maintenance: &mut PgConnection, name: &str) -> Result<bool> {
    Ok(
        sqlx::query_scalar("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1 AND datistemplate)")
            .bind(name)
            .fetch_one(maintenance)
            .await?,
    )
}

/// Named after what is in it, so that a changed migration makes a new one.
fn template_name(migrations: &[Migration]) -> String {
    let mut hash = Sha256::new();
    for migration in migrations {
        hash.update(migration.name);
        hash.update([0]);
        hash.update(migration.sql);
        hash.update([0]);
    }
    let mut name = String::from("template_");
    for byte in &hash.finalize()[..8] {
        // Writing to a string does not fail.
        let _ = write!(name, "{byte:02x}");
    }
    name
}

/// The cluster's URL with another database.
fn url_of(cluster: &str, database: &str) -> Result<String> {
    // Checks that it is one, and says so early.
    PgConnectOptions::from_str(cluster).context("HUSTINGS_TEST_CLUSTER is not a postgres:// URL")?;
    let (address, query) = cluster.split_once('?').unwrap_or((cluster, ""));
    let (server, _) = address
        .rsplit_once('/')
        .context("HUSTINGS_TEST_CLUSTER names no database")?;
    let separator = if query.is_empty() { "" } else { "?" };
    Ok(format!("{server}/{database}{separator}{query}"))
}
