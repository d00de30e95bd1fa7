//! What can go wrong between us and the database, sorted by what the caller can do about it.

use std::time::Duration;

/// Why the database did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A rule of the database refused a row. Callers map the names they know to refusals.
    #[error("the constraint {name} refused a row")]
    Constraint {
        /// The constraint's name.
        name: String,
        /// The whole story.
        source: sqlx::Error,
    },
    /// Two transactions stood in each other's way and this one gave in. Doing it again is right.
    #[error("another transaction was in the way")]
    Conflict(#[source] sqlx::Error),
    /// The database cannot be reached or has no connection free.
    #[error("the database cannot be reached")]
    Unavailable(#[source] sqlx::Error),
    /// The connection broke while committing: done or not, nobody knows.
    #[error("the connection broke while committing")]
    CommitUnknown(#[source] sqlx::Error),
    /// More is waiting than may wait.
    #[error("too much is waiting to be written")]
    Overloaded {
        /// When to try again.
        retry_after: Duration,
    },
    /// What was sealed does not open with the keys at hand.
    #[error("a sealed value does not open: {0}")]
    Sealed(&'static str),
    /// A mistake in a query or a table: a bug.
    #[error("the database refused a query")]
    Query(#[source] sqlx::Error),
}

impl StoreError {
    /// The name of the constraint that refused, if one did.
    pub fn constraint(&self) -> Option<&str> {
        match self {
            Self::Constraint { name, .. } => Some(name),
            _ => None,
        }
    }

    /// Is it worth doing the same again in a new transaction?
    pub fn is_transient(&self) -> bool {
        matches!(
            self,
            Self::Conflict(_) | Self::Unavailable(_) | Self::Overloaded { .. }
        )
    }

    /// When to try again, for whoever has to tell a client.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Overloaded { retry_after } => Some(*retry_after),
            Self::Conflict(_) | Self::Unavailable(_) | Self::CommitUnknown(_) => Some(Duration::from_secs(1)),
            Self::Constraint { .. } | Self::Sealed(_) | Self::Query(_) => None,
        }
    }

    /// An error that came while committing.
    pub(crate) fn of_commit(error: sqlx::Error) -> Self {
        match Self::from(error) {
            Self::Unavailable(source) => Self::CommitUnknown(source),
            other => other,
        }
    }
}

impl hustings_kernel::Fault for StoreError {
    fn retry_after(&self) -> Option<Duration> {
        Self::retry_after(self)
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let sqlx::Error::Database(database) = &error else {
            return match error {
                sqlx::Error::Io(_)
                | sqlx::Error::Tls(_)
                | sqlx::Error::Protocol(_)
                | sqlx::Error::PoolTimedOut
                | sqlx::Error::PoolClosed
                | sqlx::Error::WorkerCrashed
                | sqlx::Error::BeginFailed => Self::Unavailable(error),
                other => Self::Query(other),
            };
        };
        let constraint = database.constraint().map(str::to_owned);
        match (database.code().as_deref(), constraint) {
            // Class 23: integrity. Named, because every constraint of ours has a name.
            (Some(code), Some(name)) if code.starts_with("23") => Self::Constraint { name, source: error },
            // Serialisation failure, deadlock, lock timeout.
            (Some("40001" | "40P01" | "55P03"), _) => Self::Conflict(error),
            // Class 08 connection, 57P shutdown and crash, 53 resources; 25006: the server became a standby.
            (Some(code), _)
                if code.starts_with("08")
                    || code.starts_with("57P")
                    || code.starts_with("53")
                    || code == "25006" =>
            {
                Self::Unavailable(error)
            }
            _ => Self::Query(error),
        }
    }
}
