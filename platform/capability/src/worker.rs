//! What runs beside requests, agents and jobs for as long as the process does.

use std::fmt;
use std::pin::Pin;

use tokio_util::sync::CancellationToken;

type Run = Box<dyn FnOnce(CancellationToken) -> Pin<Box<dyn Future<Output = ()> + Send>> + Send>;

/// A piece of work without end: a lane of gathered reads, a cache that is kept true.
pub struct Worker {
    name: &'static str,
    run: Run,
}

impl fmt::Debug for Worker {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Worker").field(&self.name).finish()
    }
}

impl Worker {
    /// Names it and says how it runs until it is told to stop.
    pub fn new<F>(name: &'static str, run: impl FnOnce(CancellationToken) -> F + Send + 'static) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        Self {
            name,
            run: Box::new(move |stop| Box::pin(run(stop))),
        }
    }

    /// Its name, for logs.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Runs until told to stop.
    pub async fn run(self, stop: CancellationToken) {
        (self.run)(stop).await;
    }
}
