//! Reads by key, gathered: while one question is with the database, the keys asked for meanwhile go together into the
//! next. An idle system answers at once; a busy one asks for sixty-four rows in the time of one.
//!
//! Each lane owns a connection and remembers its scope, so that a read costs one round trip instead of four. Nothing
//! else can run on that connection, and a group of keys is only ever read in the scope of whoever asked.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use hustings_kernel::{OrgId, Scope};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use tokio::sync::{Mutex, mpsc, oneshot};
use tokio_util::sync::CancellationToken;

use crate::gathering::next_batch;
use crate::store::scope_statement;
use crate::{ScopedConnection, Store, StoreError};

/// Keys that may wait; beyond that a caller is told that the system is busy.
const QUEUE: usize = 4096;
/// Keys asked for in one question.
const AT_ONCE: usize = 256;

/// A key and its row.
pub type Found<R> = (<R as KeyedRead>::Key, <R as KeyedRead>::Value);

/// A way to read rows of one organisation by key.
pub trait KeyedRead: Send + Sync + 'static {
    /// What is asked for.
    type Key: Eq + Hash + Clone + Send + Sync + 'static;
    /// What is found.
    type Value: Clone + Send + 'static;

    /// Reads what exists of `keys`, in any order; each key stands there once.
    fn read(
        &self,
        on: &mut KeyedReader,
        keys: &[Self::Key],
    ) -> impl Future<Output = Result<Vec<Found<Self>>, StoreError>> + Send;
}

/// The connection of one lane, in the scope of the group being read.
#[derive(Debug)]
pub struct KeyedReader {
    connection: PgConnection,
    scope: Scope,
}

impl ScopedConnection for KeyedReader {
    fn connection(&mut self) -> &mut PgConnection {
        &mut self.connection
    }

    fn scope(&self) -> &Scope {
        &self.scope
    }
}

struct Question<R: KeyedRead> {
    scope: Scope,
    key: R::Key,
    answer: oneshot::Sender<Result<Option<R::Value>, StoreError>>,
}

/// Asks for rows by key. Cheap to clone.
pub struct Gatherer<R: KeyedRead> {
    questions: mpsc::Sender<Question<R>>,
}

impl<R: KeyedRead> Clone for Gatherer<R> {
    fn clone(&self) -> Self {
        Self {
            questions: self.questions.clone(),
        }
    }
}

impl<R: KeyedRead> std::fmt::Debug for Gatherer<R> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Gatherer").finish_non_exhaustive()
    }
}

impl<R: KeyedRead> Gatherer<R> {
    /// A gatherer and its worker, which wants to be run.
    pub fn new(store: Store, read: R, lanes: usize) -> (Self, GatherWorker<R>) {
        let (questions, waiting) = mpsc::channel(QUEUE);
        let worker = GatherWorker {
            store,
            read: Arc::new(read),
            waiting: Mutex::new(waiting),
            lanes,
        };
        (Self { questions }, worker)
    }

    /// The row of that key, if the organisation has it.
    pub async fn get(&self, scope: &Scope, key: R::Key) -> Result<Option<R::Value>, StoreError> {
        let (answer, answered) = oneshot::channel();
        let question = Question {
            scope: scope.clone(),
            key,
            answer,
        };
        self.questions.try_send(question).map_err(|_| busy())?;
        answered.await.unwrap_or_else(|_| Err(busy()))
    }
}

fn busy() -> StoreError {
    StoreError::Overloaded {
        retry_after: std::time::Duration::from_secs(1),
    }
}

/// Does the reading. Run it once.
pub struct GatherWorker<R: KeyedRead> {
    store: Store,
    read: Arc<R>,
    waiting: Mutex<mpsc::Receiver<Question<R>>>,
    lanes: usize,
}

impl<R: KeyedRead> std::fmt::Debug for GatherWorker<R> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("GatherWorker").finish_non_exhaustive()
    }
}

impl<R: KeyedRead> GatherWorker<R> {
    /// Runs until told to stop, or until nobody can ask any more.
    pub async fn run(self, stop: CancellationToken) {
        let lanes = futures::future::join_all((0..self.lanes).map(|_| self.lane()));
        tokio::select! {
            () = stop.cancelled() => {}
            _ = lanes => {}
        }
    }

    async fn lane(&self) {
        let mut reader = None;
        let mut questions = Vec::with_capacity(AT_ONCE);
        loop {
            if next_batch(&self.waiting, &mut questions, AT_ONCE).await == 0 {
                return;
            }
            for group in by_organisation(questions.drain(..)) {
                let asked = self.ask(&mut reader, &group).await;
                if asked.is_err() {
                    // Whatever is wrong with the connection, a new one starts clean.
                    reader = None;
                }
                answer(group, asked);
            }
        }
    }

    async fn ask(
        &self,
        lane: &mut Option<KeyedReader>,
        group: &[Question<R>],
    ) -> Result<HashMap<R::Key, R::Value>, StoreError> {
        let scope = &group[0].scope;
        let reader = match lane {
            Some(reader) => reader,
            None => lane.insert(self.new_reader(scope).await?),
        };
        if reader.scope.place() != scope.place() {
            let statement = scope_statement(scope, "SET SESSION");
            reader
                .connection
                .execute(sqlx::raw_sql(AssertSqlSafe(statement)))
                .await?;
        }
        reader.scope = scope.clone();
        let mut keys: Vec<R::Key> = Vec::with_capacity(group.len());
        let mut seen = std::collections::HashSet::with_capacity(group.len());
        keys.extend(
            group
                .iter()
                .map(|question| &question.key)
                .filter(|key| seen.insert(*key))
                .cloned(),
        );
        Ok(self.read.read(reader, &keys).await?.into_iter().collect())
    }

    async fn new_reader(&self, scope: &Scope) -> Result<KeyedReader, StoreError> {
        let options = self.store.hazmat_pool().connect_options();
        let mut connection = PgConnection::connect_with(&options).await?;
        let statement = scope_statement(scope, "SET SESSION");
        connection
            .execute(sqlx::raw_sql(AssertSqlSafe(statement)))
            .await?;
        Ok(KeyedReader {
            connection,
            scope: scope.clone(),
        })
    }
}

fn by_organisation<R: KeyedRead>(questions: impl Iterator<Item = Question<R>>) -> Vec<Vec<Question<R>>> {
    let mut groups: Vec<(OrgId, Vec<Question<R>>)> = Vec::new();
    for question in questions {
        let org = question.scope.org();
        let same_place = |group: &&mut (OrgId, Vec<Question<R>>)| {
            group.0 == org && group.1[0].scope.place() == question.scope.place()
        };
        match groups.iter_mut().find(same_place) {
            Some((_, group)) => group.push(question),
            None => groups.push((org, vec![question])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn answer<R: KeyedRead>(group: Vec<Question<R>>, asked: Result<HashMap<R::Key, R::Value>, StoreError>) {
    match asked {
        Ok(found) => {
            for question in group {
                // Whoever asked may have gone away.
                let _ = question.answer.send(Ok(found.get(&question.key).cloned()));
            }
        }
        Err(error) => {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                keys = group.len(),
                "a gathered read failed"
            );
            for question in group {
                let _ = question.answer.send(Err(busy()));
            }
        }
    }
}
