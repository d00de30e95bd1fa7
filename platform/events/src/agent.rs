//! What an agent is.

use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt as _;
use futures::future::BoxFuture;
use hustings_kernel::{AgentName, Envelope, EventDecodeError};
use hustings_store::StoreError;

use crate::{AgentContext, Logged, TimerContext};

/// Where an agent begins that has never run before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Starts {
    /// At the first event of the log.
    AtTheBeginning,
    /// With what happens from now on.
    Now,
}

/// Something that reacts to what happens.
///
/// Events of one stream come in order, each in effect once: what the handler writes through the context is committed
/// together with the agent's place in the log. An event may be handled several times before it is committed once, so
/// the handler touches nothing but the database, and reaches the outside world through jobs it enqueues. Agents
/// set the state they compute rather than count up, so that reading the log again does no harm.
pub trait Agent: Send + Sync + 'static {
    /// Its name, for ever.
    const NAME: AgentName;
    /// The kinds of events it reads.
    const READS: &'static [&'static str];
    /// How often its timer goes off, if it has one.
    const EVERY: Option<Duration> = None;
    /// Where it begins.
    const STARTS: Starts = Starts::AtTheBeginning;

    /// Reacts to one event.
    fn handle(
        &self,
        ctx: &mut AgentContext,
        event: &Envelope,
    ) -> impl Future<Output = Result<(), AgentFailure>> + Send;

    /// Reacts to several events of one organisation at once, in their order. For agents that can do that in fewer
    /// statements; it must come to the same as handling them one by one.
    fn handle_all(
        &self,
        ctx: &mut AgentContext,
        events: &[Arc<Logged>],
    ) -> impl Future<Output = Result<(), AgentFailure>> + Send {
        async move {
            for event in events {
                ctx.turn_to(event).await?;
                self.handle(ctx, event).await?;
            }
            Ok(())
        }
    }

    /// The timer went off. On one node only, whichever it is.
    fn tick(&self, _ctx: &mut TimerContext) -> impl Future<Output = Result<(), AgentFailure>> + Send {
        async { Ok(()) }
    }
}

/// Why an agent could not deal with an event.
///
/// What is recorded of it, and shown to operators, is fixed text without anything from the event; the source goes to
/// the log of the process only.
#[derive(Debug)]
pub enum AgentFailure {
    /// The database refused or was away.
    Store(StoreError),
    /// The event could not be read. It will not get better: a dead letter at once.
    Decode(EventDecodeError),
    /// It may work later.
    Retry(Cause),
    /// It will never work: a dead letter at once.
    Permanent(Cause),
    /// The agent itself is broken (a missing model, a wrong setting): it stops until an operator resumes it.
    Broken(Cause),
}

/// What went wrong, in fixed words.
#[derive(Debug)]
pub struct Cause {
    what: &'static str,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl AgentFailure {
    /// It may work later.
    pub fn retry(what: &'static str) -> Self {
        Self::Retry(Cause { what, source: None })
    }

    /// It will never work.
    pub fn permanent(what: &'static str) -> Self {
        Self::Permanent(Cause { what, source: None })
    }

    /// The agent itself is broken.
    pub fn broken(what: &'static str) -> Self {
        Self::Broken(Cause { what, source: None })
    }

    /// The same with what caused it.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        if let Self::Retry(cause) | Self::Permanent(cause) | Self::Broken(cause) = &mut self {
            cause.source = Some(source.into());
        }
        self
    }

    /// Is it about the database and not about the event?
    pub(crate) fn is_unavailable(&self) -> bool {
        let Self::Store(error) = self else { return false };
        matches!(
            error,
            StoreError::Unavailable(_) | StoreError::Overloaded { .. } | StoreError::CommitUnknown(_)
        )
    }

    pub(crate) fn is_permanent(&self) -> bool {
        matches!(self, Self::Permanent(_) | Self::Decode(_))
    }
}

impl fmt::Display for AgentFailure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Store(error) => error.fmt(formatter),
            Self::Decode(error) => error.fmt(formatter),
            Self::Retry(cause) | Self::Permanent(cause) | Self::Broken(cause) => {
                formatter.write_str(cause.what)
            }
        }
    }
}

impl Error for AgentFailure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Store(error) => error.source(),
            Self::Decode(error) => error.source(),
            Self::Retry(cause) | Self::Permanent(cause) | Self::Broken(cause) => {
                cause.source.as_deref().map(|source| source as _)
            }
        }
    }
}

impl From<StoreError> for AgentFailure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<EventDecodeError> for AgentFailure {
    fn from(error: EventDecodeError) -> Self {
        Self::Decode(error)
    }
}

/// The agents of a process. Cheap to clone.
#[derive(Clone, Default)]
pub struct Agents(Vec<Arc<dyn AnyAgent>>);

impl Agents {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// These and one more.
    #[must_use]
    pub fn with<A: Agent>(mut self, agent: A) -> Self {
        self.0.push(Arc::new(Erased(agent)));
        self
    }

    /// These and those.
    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    /// Every kind of event that one of them reads.
    pub fn kinds(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().flat_map(|agent| agent.reads().iter().copied())
    }

    /// Each agent's name and what it reads, to check that all fits together.
    pub fn readers(&self) -> Vec<crate::Reader> {
        let reader = |agent: &Arc<dyn AnyAgent>| crate::Reader {
            name: agent.name().as_str(),
            kinds: agent.reads(),
        };
        self.0.iter().map(reader).collect()
    }

    pub(crate) fn into_iter(self) -> impl Iterator<Item = Arc<dyn AnyAgent>> {
        self.0.into_iter()
    }
}

impl fmt::Debug for Agents {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.0.iter().map(|agent| agent.name().as_str());
        formatter.debug_list().entries(names).finish()
    }
}

/// An agent whose type is forgotten, so that many stand in one list.
pub(crate) trait AnyAgent: Send + Sync {
    fn name(&self) -> AgentName;
    fn reads(&self) -> &'static [&'static str];
    fn every(&self) -> Option<Duration>;
    fn starts(&self) -> Starts;
    fn handle_all<'all>(
        &'all self,
        ctx: &'all mut AgentContext,
        events: &'all [Arc<Logged>],
    ) -> BoxFuture<'all, Result<(), AgentFailure>>;
    fn tick<'all>(&'all self, ctx: &'all mut TimerContext) -> BoxFuture<'all, Result<(), AgentFailure>>;
}

struct Erased<A>(A);

impl<A: Agent> AnyAgent for Erased<A> {
    fn name(&self) -> AgentName {
        A::NAME
    }

    fn reads(&self) -> &'static [&'static str] {
        A::READS
    }

    fn every(&self) -> Option<Duration> {
        A::EVERY
    }

    fn starts(&self) -> Starts {
        A::STARTS
    }

    fn handle_all<'all>(
        &'all self,
        ctx: &'all mut AgentContext,
        events: &'all [Arc<Logged>],
    ) -> BoxFuture<'all, Result<(), AgentFailure>> {
        self.0.handle_all(ctx, events).boxed()
    }

    fn tick<'all>(&'all self, ctx: &'all mut TimerContext) -> BoxFuture<'all, Result<(), AgentFailure>> {
        self.0.tick(ctx).boxed()
    }
}
