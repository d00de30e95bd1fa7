//! The store: pools, and the only ways to open a transaction.

use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use hustings_kernel::{AgentName, CorrelationId, Place, Scope, Sources};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{AssertSqlSafe, Connection, PgConnection, PgPool, Postgres, Transaction};

use crate::facts::{self, Facts};
use crate::migrations::{self, MigrateError, Migration, MigrationState};
use crate::scoped::{AgentTx, ScopedRead, ScopedTx};
use crate::wake::Bell;
use crate::{Keys, StoreError, StoreSettings, Vault, Wake, WakeListener, WakeWorker};

/// Connections of the vault. Its own, because it is asked from within transactions that already hold one.
const KEY_CONNECTIONS: u32 = 2;

/// May a read be a little behind?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// No: whoever just wrote must see it.
    Latest,
    /// Yes: a replica will do, if there is one.
    MayLag,
}

/// The database. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Store {
    inner: Arc<Inner>,
    job_lane: Option<&'static str>,
}

#[derive(Debug)]
struct Inner {
    app: PgPool,
    agent: PgPool,
    replica: Option<PgPool>,
    owner: Owner,
    sources: Sources,
    vault: Vault,
    bell: Bell,
}

/// How to connect as the owner, which only looking at the installation needs. It does not print: there is a password in
/// it.
struct Owner(PgConnectOptions);

impl std::fmt::Debug for Owner {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Owner(…)")
    }
}

/// The roles a connection works as; see the first migration.
#[derive(Debug, Clone, Copy)]
enum Role {
    App,
    Agent,
}

impl Role {
    const fn name(self) -> &'static str {
        match self {
            Self::App => "hustings_app",
            Self::Agent => "hustings_agent",
        }
    }
}

impl Store {
    /// Prepares the pools; connections are opened when first needed, and the database may still be away.
    ///
    /// `url` is where the database is, whether it is ours or a server's. The worker carries wakes between nodes and
    /// wants to be run.
    pub fn connect(
        url: &str,
        settings: &StoreSettings,
        sources: Sources,
        keys: Keys,
    ) -> Result<(Self, WakeWorker), StoreError> {
        let app = pool(url, settings, Role::App, settings.max_connections)?;
        let agent = pool(url, settings, Role::Agent, settings.agent_connections)?;
        let replica = settings
            .replica_url
            .as_deref()
            .map(|replica| pool(replica, settings, Role::App, settings.max_connections))
            .transpose()?;
        let vault = Vault::new(
            keys,
            sources.clone(),
            tested_pool(url, settings, Role::App, KEY_CONNECTIONS)?,
        );
        let bell = Bell::new(sources.id());
        let worker = WakeWorker {
            bell: bell.clone(),
            pool: agent.clone(),
            vault: vault.clone(),
        };
        let inner = Inner {
            app,
            agent,
            replica,
            owner: Owner(url.parse()?),
            sources,
            vault,
            bell,
        };
        Ok((
            Self {
                inner: Arc::new(inner),
                job_lane: None,
            },
            worker,
        ))
    }

    /// The same database, but jobs that are enqueued through it wait in a lane of their own: no worker of the
    /// installation takes them, only who empties that lane.
    #[must_use]
    pub fn with_job_lane(self, lane: &'static str) -> Self {
        Self {
            job_lane: Some(lane),
            ..self
        }
    }

    /// The lane that jobs go into, if it is not everybody's.
    pub fn job_lane(&self) -> Option<&'static str> {
        self.job_lane
    }

    /// Opens a transaction that sees what `scope` may see.
    pub async fn begin(&self, scope: &Scope) -> Result<ScopedTx, StoreError> {
        let tx = begin(&self.inner.app, &begin_statement("BEGIN", scope)).await?;
        Ok(ScopedTx::new(tx, scope.clone(), self.clone()))
    }

    /// Opens a read-only transaction: one consistent picture, on a replica if it may lag.
    pub async fn read(&self, scope: &Scope, freshness: Freshness) -> Result<ScopedRead, StoreError> {
        let pool = match (freshness, &self.inner.replica) {
            (Freshness::MayLag, Some(replica)) => replica,
            (Freshness::Latest | Freshness::MayLag, _) => &self.inner.app,
        };
        let statement = begin_statement("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", scope);
        let tx = begin(pool, &statement).await?;
        Ok(ScopedRead::new(tx, scope.clone()))
    }

    /// Opens a transaction of an agent, which reads the log across organisations and enters one to write.
    pub async fn begin_as_agent(
        &self,
        agent: AgentName,
        correlation: CorrelationId,
    ) -> Result<AgentTx, StoreError> {
        let scope = Scope::from_parts(Place::System, agent.into(), correlation);
        let tx = begin(&self.inner.agent, &begin_statement("BEGIN", &scope)).await?;
        Ok(AgentTx::new(ScopedTx::new(tx, scope, self.clone())))
    }

    /// The clock and the randomness everything here uses.
    pub fn sources(&self) -> &Sources {
        &self.inner.sources
    }

    /// Seals and opens what is personal.
    pub fn vault(&self) -> &Vault {
        &self.inner.vault
    }

    /// Waits for news on a topic, from here or another node.
    pub fn listen(&self, wake: Wake) -> WakeListener {
        self.inner.bell.listen(wake)
    }

    /// Makes the monthly partitions from `behind` months ago to `ahead` months from now. Returns how many were new.
    pub async fn make_partitions(&self, behind: u32, ahead: u32) -> Result<i64, StoreError> {
        let today = self.inner.sources.now().date_naive();
        let first = today
            .checked_sub_months(chrono::Months::new(behind))
            .unwrap_or(today);
        let last = today
            .checked_add_months(chrono::Months::new(ahead))
            .unwrap_or(today);
        let scope = Scope::system(self.inner.sources.id());
        let mut tx = self.begin(&scope).await?;
        let made: Option<i64> = sqlx::query_scalar("SELECT scope.make_partitions($1, $2)")
            .bind(first)
            .bind(last)
            .fetch_one(tx.as_mut_connection())
            .await?;
        tx.commit().await?;
        Ok(made.unwrap_or(0))
    }

    /// What the database is like, for whoever examines a running installation.
    pub async fn facts(&self) -> Result<Facts, StoreError> {
        let mut connection = PgConnection::connect_with(&self.inner.owner.0).await?;
        let facts = facts::look(&mut connection).await?;
        connection.close().await?;
        Ok(facts)
    }

    /// How each of these migrations stands.
    pub async fn migration_states(
        &self,
        migrations: &[Migration],
    ) -> Result<Vec<(&'static str, MigrationState)>, MigrateError> {
        let mut connection = PgConnection::connect_with(&self.inner.owner.0).await?;
        let states = migrations::states(&mut connection, migrations).await?;
        connection.close().await?;
        Ok(states)
    }

    /// The first day of the first month, from this one on, for which a partitioned table lacks its partition. `None` if
    /// no table is partitioned, or all are for years.
    pub async fn partitioned_until(&self) -> Result<Option<NaiveDate>, StoreError> {
        let now = self.inner.sources.now();
        let mut tx = self.begin(&Scope::system(self.inner.sources.id())).await?;
        facts::partitioned_until(tx.as_mut_connection(), now).await
    }

    /// Does the database answer?
    pub async fn ping(&self) -> Result<(), StoreError> {
        begin(&self.inner.app, "BEGIN READ ONLY")
            .await?
            .rollback()
            .await?;
        Ok(())
    }

    /// Closes every connection once its work is done.
    pub async fn close(&self) {
        self.inner.app.close().await;
        self.inner.agent.close().await;
        if let Some(replica) = &self.inner.replica {
            replica.close().await;
        }
        self.inner.vault.close().await;
    }

    /// The pool of the working role, for what must own connections: the job queue and gathered reads.
    ///
    /// Dangerous: nothing scopes what runs on it.
    #[doc(hidden)]
    pub fn hazmat_pool(&self) -> &PgPool {
        &self.inner.app
    }

    pub(crate) fn bell(&self) -> &Bell {
        &self.inner.bell
    }
}

/// A pool of [`begin`], which finds dead connections by itself: a ping before each use would cost every request a
/// round trip.
fn pool(url: &str, settings: &StoreSettings, role: Role, connections: u32) -> Result<PgPool, StoreError> {
    let (pool, options) = pool_options(url, settings, role, connections)?;
    Ok(pool.test_before_acquire(false).connect_lazy_with(options))
}

/// A pool for statements outside a transaction, whose connections are tried before they are used.
fn tested_pool(
    url: &str,
    settings: &StoreSettings,
    role: Role,
    connections: u32,
) -> Result<PgPool, StoreError> {
    let (pool, options) = pool_options(url, settings, role, connections)?;
    Ok(pool.connect_lazy_with(options))
}

fn pool_options(
    url: &str,
    settings: &StoreSettings,
    role: Role,
    connections: u32,
) -> Result<(PgPoolOptions, PgConnectOptions), StoreError> {
    let options: PgConnectOptions = url.parse()?;
    let options = options.application_name(role.name()).options([
        // As a start-up option the role is also what RESET ROLE falls back to.
        ("role", role.name().to_owned()),
        (
            "statement_timeout",
            format!("{}s", settings.statement_timeout_seconds),
        ),
        ("lock_timeout", "10s".to_owned()),
        // A forgotten transaction would hold back every reader of the log.
        ("idle_in_transaction_session_timeout", "60s".to_owned()),
        ("timezone", "UTC".to_owned()),
        // The log's horizon is read in separate statements that must each see what is committed by then.
        ("default_transaction_isolation", "read committed".to_owned()),
    ]);
    let pool = PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(settings.acquire_timeout_seconds.into()));
    Ok((pool, options))
}

/// Begins on a connection that works. After the server restarted, every idle connection is dead and shows it only here,
/// where nothing has been done yet: each attempt throws one away.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place that starts a transaction"
)]
async fn begin(pool: &PgPool, statement: &str) -> Result<Transaction<'static, Postgres>, StoreError> {
    let mut dead_at_most = pool.size();
    loop {
        match pool.begin_with(AssertSqlSafe(statement)).await {
            Err(error) if dead_at_most > 0 && is_dead(&error) => dead_at_most -= 1,
            other => return Ok(other?),
        }
    }
}

fn is_dead(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::Protocol(_) | sqlx::Error::BeginFailed => true,
        // 57P01 to 57P03: the server said goodbye on this connection, or is only just coming back.
        sqlx::Error::Database(database) => database.code().is_some_and(|code| code.starts_with("57P")),
        _ => false,
    }
}

/// One round trip that begins and scopes. Ids are formatted by us from typed values, so nothing can be injected.
fn begin_statement(begin: &str, scope: &Scope) -> String {
    format!("{begin}; {}", scope_statement(scope, "SET LOCAL"))
}

/// Sets the three settings that every policy reads.
pub(crate) fn scope_statement(scope: &Scope, set: &str) -> String {
    let (place, account) = match scope.place() {
        Place::Organisation(_) => ("organisation", String::new()),
        Place::Account(account) => ("account", account.to_string()),
        Place::Installation => ("installation", String::new()),
        Place::System => ("system", String::new()),
    };
    let org = scope.org();
    format!(
        "{set} hustings.place = '{place}'; {set} hustings.org = '{org}'; {set} hustings.account = '{account}'"
    )
}
