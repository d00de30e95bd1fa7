//! Which kinds there are and who does them.

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::sync::Arc;

use futures::FutureExt;
use futures::future::BoxFuture;
use graphile_worker::{IntoTaskHandlerResult, JobDefinition, TaskHandler, WorkerContext};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::housekeeping::{ForgetOldJobs, HousekeepingHandler, MakePartitions};
use crate::job::JobLimits;
use crate::metrics::KindMeters;
use crate::runner::Runner;
use crate::{Job, JobContext, JobFailure, JobHandler};

/// Every kind this process can do. Capabilities list theirs; the server puts them together.
#[derive(Clone)]
pub struct JobRegistry {
    kinds: BTreeMap<&'static str, Kind>,
}

impl std::fmt::Debug for JobRegistry {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_set().entries(self.kinds.keys()).finish()
    }
}

#[derive(Clone)]
pub(crate) struct Kind {
    pub(crate) limits: JobLimits,
    pub(crate) handler: Arc<dyn AnyHandler>,
    pub(crate) definition: JobDefinition,
    pub(crate) name: &'static str,
    pub(crate) meters: Arc<KindMeters>,
}

impl Default for JobRegistry {
    fn default() -> Self {
        Self::new()
    }
}

impl JobRegistry {
    /// Knows the platform's own housekeeping.
    pub fn new() -> Self {
        Self {
            kinds: BTreeMap::new(),
        }
        .with::<ForgetOldJobs, _>(HousekeepingHandler)
        .with::<MakePartitions, _>(HousekeepingHandler)
    }

    /// Adds a kind and who does it.
    ///
    /// # Panics
    /// If the kind is there already: two handlers for one kind are a mistake in the composition.
    #[must_use]
    pub fn with<J: Job, H: JobHandler<J>>(mut self, handler: H) -> Self {
        let kind = Kind {
            limits: JobLimits::of::<J>(),
            handler: Arc::new(Typed {
                handler,
                job: PhantomData::<fn() -> J>,
            }),
            definition: Adapter::<J>::definition(),
            name: J::KIND,
            meters: Arc::default(),
        };
        let before = self.kinds.insert(J::KIND, kind);
        assert!(before.is_none(), "two handlers for {}", J::KIND);
        self
    }

    /// Adds everything of another one that is not here yet.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        for (name, kind) in other.kinds {
            self.kinds.entry(name).or_insert(kind);
        }
        self
    }

    /// The kinds, in order of their names, with their limits.
    pub fn kinds(&self) -> impl Iterator<Item = (&'static str, JobLimits)> {
        self.kinds.iter().map(|(name, kind)| (*name, kind.limits))
    }

    pub(crate) fn find(&self, kind: &str) -> Option<&Kind> {
        self.kinds.get(kind)
    }

    pub(crate) fn definitions(&self) -> impl Iterator<Item = JobDefinition> {
        self.kinds.values().map(|kind| kind.definition.clone())
    }
}

/// A handler whose job's type is forgotten.
pub(crate) trait AnyHandler: Send + Sync {
    fn run<'a>(&'a self, ctx: &'a JobContext, payload: &Value) -> BoxFuture<'a, Result<(), JobFailure>>;
}

struct Typed<J, H> {
    handler: H,
    job: PhantomData<fn() -> J>,
}

impl<J: Job, H: JobHandler<J>> AnyHandler for Typed<J, H> {
    fn run<'a>(&'a self, ctx: &'a JobContext, payload: &Value) -> BoxFuture<'a, Result<(), JobFailure>> {
        match J::deserialize(payload) {
            Ok(job) => self.handler.run(ctx, job).boxed(),
            Err(error) => std::future::ready(Err(JobFailure::permanent(error))).boxed(),
        }
    }
}

/// What graphile knows as a task: it hands every claimed row to our runner, whatever is in it.
struct Adapter<J>(PhantomData<fn() -> J>);

impl<J> Serialize for Adapter<J> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

impl<'de, J> Deserialize<'de> for Adapter<J> {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Ok(Self(PhantomData))
    }
}

impl<J: Job> TaskHandler for Adapter<J> {
    const IDENTIFIER: &'static str = J::KIND;

    async fn run(self, ctx: WorkerContext) -> impl IntoTaskHandlerResult {
        match ctx.get_ext::<Arc<Runner>>() {
            Some(runner) => runner.run_and_finish(ctx.job()).await,
            // Leaving it claimed is right: it is taken over like any job whose worker died.
            None => std::future::pending().await,
        }
    }
}
