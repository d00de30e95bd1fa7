//! Transactions that see one organisation and nothing else.

use hustings_kernel::{Scope, Sources};
use sqlx::{AssertSqlSafe, Executor, PgConnection, Postgres, Transaction};
use uuid::Uuid;

use crate::store::scope_statement;
use crate::wake::WakeSet;
use crate::{Store, StoreError, Vault, Wake};

/// A connection on which only the rows of one scope can be seen. `rows.rs` takes one; nobody else needs to.
pub trait ScopedConnection: Send {
    /// The connection to run a query on.
    fn connection(&mut self) -> &mut PgConnection;

    /// What it is scoped to.
    fn scope(&self) -> &Scope;
}

/// A point inside a transaction to which one can return.
#[derive(Debug)]
#[must_use = "a point is kept or undone"]
pub struct Point {
    log_marked: bool,
    scope: Scope,
}

/// A transaction inside one scope. Dropped without [`commit`](Self::commit), it never happened.
#[derive(Debug)]
pub struct ScopedTx {
    tx: Transaction<'static, Postgres>,
    scope: Scope,
    store: Store,
    wakes: WakeSet,
    log_marked: bool,
    erased: Vec<Uuid>,
}

impl ScopedTx {
    pub(crate) fn new(tx: Transaction<'static, Postgres>, scope: Scope, store: Store) -> Self {
        Self {
            tx,
            scope,
            store,
            wakes: WakeSet::default(),
            log_marked: false,
            erased: Vec::new(),
        }
    }

    /// The clock and the randomness.
    pub fn sources(&self) -> &Sources {
        self.store.sources()
    }

    /// Seals and opens what is personal.
    pub fn vault(&self) -> Vault {
        self.store.vault().clone()
    }

    /// The lane that jobs enqueued here go into, if it is not everybody's.
    pub fn job_lane(&self) -> Option<&'static str> {
        self.store.job_lane()
    }

    /// Deletes these people's keys. Once it is committed, no node opens what was sealed with them, within two seconds
    /// at the latest; nothing ever brings it back.
    pub async fn erase(&mut self, subjects: &[Uuid]) -> Result<(), StoreError> {
        Vault::erase(self, subjects).await?;
        self.erased.extend(subjects);
        self.wake_on_commit(Wake::Keys);
        Ok(())
    }

    /// Wakes whoever waits for this once the transaction is committed.
    pub fn wake_on_commit(&mut self, wake: Wake) {
        self.wakes.add(wake);
    }

    /// Whether this transaction has already marked where it entered the log; afterwards it has.
    ///
    /// The log's horizon needs the mark once, before a transaction's first position.
    pub fn mark_log(&mut self) -> bool {
        std::mem::replace(&mut self.log_marked, true)
    }

    /// Makes it happen, durably.
    pub async fn commit(self) -> Result<(), StoreError> {
        self.tx.commit().await.map_err(StoreError::of_commit)?;
        if !self.erased.is_empty() {
            self.store.vault().forget(&self.erased);
        }
        self.store.bell().ring(self.wakes);
        Ok(())
    }

    /// Runs `work` so that its failure undoes only itself.
    pub async fn attempt<T, E>(
        &mut self,
        work: impl AsyncFnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<Result<T, E>, StoreError> {
        let point = self.set_point().await?;
        let outcome = work(self).await;
        if outcome.is_ok() {
            self.keep_since(point).await?;
        } else {
            self.undo_since(point).await?;
        }
        Ok(outcome)
    }

    /// Marks a point to which one can return, for whoever cannot hand the transaction to [`attempt`](Self::attempt).
    pub async fn set_point(&mut self) -> Result<Point, StoreError> {
        self.execute("SAVEPOINT attempt").await?;
        Ok(Point {
            log_marked: self.log_marked,
            scope: self.scope.clone(),
        })
    }

    /// Keeps what was done since the point.
    pub async fn keep_since(&mut self, _point: Point) -> Result<(), StoreError> {
        self.execute("RELEASE SAVEPOINT attempt").await
    }

    /// Undoes what was done since the point.
    pub async fn undo_since(&mut self, point: Point) -> Result<(), StoreError> {
        self.execute("ROLLBACK TO SAVEPOINT attempt; RELEASE SAVEPOINT attempt")
            .await?;
        // A mark set since then is gone with it, and the settings are what they were.
        self.log_marked = point.log_marked;
        self.scope = point.scope;
        Ok(())
    }

    pub(crate) fn as_mut_connection(&mut self) -> &mut PgConnection {
        &mut self.tx
    }

    /// Moves the transaction to another place, for what comes into being in two places at once: a person and their
    /// first membership.
    ///
    /// Dangerous: from here on it sees and touches what the other scope may. Only identity, which owns both sides of
    /// that border, has a reason to.
    #[doc(hidden)]
    pub async fn hazmat_enter(&mut self, scope: &Scope) -> Result<(), StoreError> {
        self.enter(scope).await
    }

    /// Moves the transaction to another scope. Only what works for many organisations at once may: agents and batches.
    pub(crate) async fn enter(&mut self, scope: &Scope) -> Result<(), StoreError> {
        if self.scope.place() != scope.place() {
            self.execute(AssertSqlSafe(scope_statement(scope, "SET LOCAL")))
                .await?;
        }
        self.scope = scope.clone();
        Ok(())
    }

    async fn execute(&mut self, statement: impl sqlx::SqlSafeStr) -> Result<(), StoreError> {
        self.tx.execute(sqlx::raw_sql(statement)).await?;
        Ok(())
    }
}

impl ScopedConnection for ScopedTx {
    fn connection(&mut self) -> &mut PgConnection {
        &mut self.tx
    }

    fn scope(&self) -> &Scope {
        &self.scope
    }
}

/// A read-only transaction inside one scope.
#[derive(Debug)]
pub struct ScopedRead {
    tx: Transaction<'static, Postgres>,
    scope: Scope,
}

impl ScopedRead {
    pub(crate) fn new(tx: Transaction<'static, Postgres>, scope: Scope) -> Self {
        Self { tx, scope }
    }
}

impl ScopedConnection for ScopedRead {
    fn connection(&mut self) -> &mut PgConnection {
        &mut self.tx
    }

    fn scope(&self) -> &Scope {
        &self.scope
    }
}

/// A transaction of an agent: it reads the log across organisations and enters one at a time for its own writes.
#[derive(Debug)]
pub struct AgentTx(ScopedTx);

impl AgentTx {
    pub(crate) fn new(tx: ScopedTx) -> Self {
        Self(tx)
    }

    /// From here on the transaction sees this scope.
    pub async fn enter(&mut self, scope: &Scope) -> Result<&mut ScopedTx, StoreError> {
        self.0.enter(scope).await?;
        Ok(&mut self.0)
    }

    /// The transaction, which stays in the scope entered last.
    pub fn into_scoped(self) -> ScopedTx {
        self.0
    }

    /// The transaction in the scope entered last.
    pub fn scoped(&mut self) -> &mut ScopedTx {
        &mut self.0
    }

    /// Makes it happen, durably.
    pub async fn commit(self) -> Result<(), StoreError> {
        self.0.commit().await
    }
}
