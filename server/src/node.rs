//! A running node: everything put together, started in order and stopped in the opposite order.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use axum::Router;
use hustings_capability::{Capability, Worker};
use hustings_configuration::Configuration;
use hustings_events::{AgentRuntime, Agents, Feed, FeedSettings, RuntimeSettings};
use hustings_http::{Door, Edge, EdgeParts, LandingPage, ReadinessCheck, Routes, Sockets, Tokens};
use hustings_identity::{Identity, IdentityDoor};
use hustings_jobs::{JobRegistry, JobWorker, Schedule};
use hustings_kernel::Sources;
use hustings_live::{GatewayParts, Topic};
use hustings_store::Store;
use hustings_telemetry::{Tasks, Telemetry};
use tokio::net::TcpListener;

use crate::composition::{self, Composed};
use crate::data_folder::DataFolder;
use crate::database::Database;
use crate::settings::{Role, Settings};
use crate::web;

/// Months of partitions kept ready behind and ahead: imports have a past, and the job that makes more may be late.
const MONTHS: (u32, u32) = (24, 3);
/// How long what runs beside the requests may take to finish its last piece of work.
const LAST_WORK: Duration = Duration::from_secs(30);

/// A node that runs.
#[derive(Debug)]
pub struct Node {
    database: Database,
    store: Store,
    identity: Identity,
    /// What serves requests; stopped first, so that what requests wait for is still there.
    doors: Tasks,
    /// Agents, jobs, batches, caches.
    engine: Tasks,
    /// What the engine itself stands on: the database's watchdog, wakes from other nodes.
    ground: Tasks,
    address: Option<std::net::SocketAddr>,
    drain: Duration,
}

impl Node {
    /// Starts a node: the database, its schema, then the roles the settings name.
    pub async fn start(settings: &Settings, telemetry: &Telemetry, sources: Sources) -> Result<Self> {
        let folder = DataFolder::open(settings)?;
        let keys = folder.keys(&sources)?;
        let database = Database::open(settings, &folder).await?;
        let ground = Tasks::new();
        ground.spawn("database watchdog", |stop| database.watchdog(stop));
        composition::migrate(database.url())
            .await
            .context("the schema could not be brought up to date")?;
        let (store, wakes) =
            Store::connect(database.url(), &settings.database.pool, sources, keys).context("the database")?;
        ground.spawn("wakes", |stop| wakes.run(stop));
        store
            .make_partitions(MONTHS.0, MONTHS.1)
            .await
            .context("making the months' partitions")?;

        let composed = composition::compose(settings, &folder, &store)?;
        let mut node = Self {
            database,
            store,
            identity: composed.identity.clone(),
            doors: Tasks::new(),
            engine: Tasks::new(),
            ground,
            address: None,
            drain: Duration::from_secs(settings.http.shutdown_seconds.into()),
        };
        telemetry.start(&node.ground);
        node.run_roles(settings, telemetry, composed).await?;
        Ok(node)
    }

    async fn run_roles(
        &mut self,
        settings: &Settings,
        telemetry: &Telemetry,
        composed: Composed,
    ) -> Result<()> {
        let (this_node, store) = (composed.this_node.clone(), self.store.clone());
        self.ground
            .spawn("signs of life", |stop| this_node.run(store, stop));
        let parts = Parts::of(composed.capabilities);
        let kinds = parts
            .agents
            .kinds()
            .chain(IdentityDoor::kinds())
            .chain(Configuration::kinds())
            .chain(hustings_live::kinds(&parts.topics))
            .collect::<BTreeSet<_>>();
        let (feed, follow) = Feed::new(self.store.clone(), kinds, FeedSettings::default());
        self.engine.spawn("log feed", |stop| follow.run(stop));
        // Jobs and agents read it too.
        let worker = composed.configuration.follow(&feed).await?;
        self.engine.spawn("configuration", |stop| worker.run(stop));
        if settings.roles.contains(&Role::Agents) {
            let settings = RuntimeSettings::default();
            let runtime = AgentRuntime::new(self.store.clone(), feed.clone(), parts.agents, settings)
                .known_as(composed.this_node.id);
            self.engine.spawn("agents", |stop| runtime.run(stop));
        }
        if settings.roles.contains(&Role::Jobs) {
            let worker = JobWorker::new(
                self.store.clone(),
                self.database.url(),
                parts.jobs,
                parts.schedules,
                settings.jobs.clone(),
            )?;
            self.engine.spawn("jobs", |stop| worker.run(stop));
        }
        let answers = [Role::Http, Role::Live];
        if answers.iter().any(|role| settings.roles.contains(role)) {
            for worker in parts.workers {
                self.engine.spawn(worker.name(), |stop| worker.run(stop));
            }
            let (door, worker) = IdentityDoor::open(&self.identity, &feed).await?;
            self.engine.spawn("door", |stop| worker.run(stop));
            let door: Arc<dyn Door> = Arc::new(door);
            let sockets = if settings.roles.contains(&Role::Live) {
                Some(self.open_live(settings, &door, &feed, parts.topics).await?)
            } else {
                None
            };
            let served = if settings.roles.contains(&Role::Http) {
                Served::new(parts.routes, sockets)
            } else {
                Served::sockets_alone(sockets)
            };
            self.open_doors(settings, telemetry, door, composed.tokens, served)
                .await?;
        }
        Ok(())
    }

    async fn open_live(
        &self,
        settings: &Settings,
        door: &Arc<dyn Door>,
        feed: &Feed,
        topics: Vec<Topic>,
    ) -> Result<Arc<dyn Sockets>> {
        let (sockets, worker) = hustings_live::open(GatewayParts {
            settings: settings.live.clone(),
            sources: self.store.sources().clone(),
            door: Arc::clone(door),
            feed: feed.clone(),
            topics,
            secret: self.store.vault().keys().derive("hustings live v1"),
            crowd: self.doors.crowd("live"),
        })
        .await?;
        self.doors.spawn("live", |stop| worker.run(stop));
        Ok(sockets)
    }

    async fn open_doors(
        &mut self,
        settings: &Settings,
        telemetry: &Telemetry,
        door: Arc<dyn Door>,
        tokens: Arc<Tokens>,
        served: Served,
    ) -> Result<()> {
        let listener = TcpListener::bind(settings.http.listen)
            .await
            .with_context(|| format!("cannot listen on {}", settings.http.listen))?;
        self.address = Some(listener.local_addr()?);
        let store = self.store.clone();
        let edge = Edge::new(EdgeParts {
            settings: settings.http.clone(),
            sources: self.store.sources().clone(),
            door,
            tokens,
            secret: self.store.vault().keys().derive("hustings doors v1"),
            routes: served.routes,
            files: served.files,
            landing: served.landing,
            sockets: served.sockets,
            checks: vec![ReadinessCheck::new("database", move || {
                let store = store.clone();
                async move { store.ping().await.is_ok() }
            })],
            metrics: Some(Arc::new(telemetry.renderer())),
        });
        edge.serve(listener, &self.doors);
        Ok(())
    }

    /// Where it listens, if it answers requests.
    pub fn address(&self) -> Option<std::net::SocketAddr> {
        self.address
    }

    /// Who people are.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Stops: no new connections, running requests finished, batches flushed, agents and jobs put down, the
    /// database closed.
    pub async fn stop(self) -> Result<()> {
        for (tasks, bound) in [
            (self.doors, self.drain),
            (self.engine, LAST_WORK),
            (self.ground, LAST_WORK),
        ] {
            let late = tasks.shutdown(bound).await;
            if !late.is_empty() {
                tracing::warn!(tasks = ?late, "some work did not end in time and was cut off");
            }
        }
        self.store.close().await;
        self.database.close().await
    }
}

/// What the doors serve.
struct Served {
    routes: Routes,
    files: Router,
    landing: Option<LandingPage>,
    sockets: Option<Arc<dyn Sockets>>,
}

impl Served {
    /// Everything, with the web client.
    fn new(routes: Routes, sockets: Option<Arc<dyn Sockets>>) -> Self {
        Self {
            routes,
            files: web::files(),
            landing: web::landing(),
            sockets,
        }
    }

    /// Sockets and what the edge itself answers.
    fn sockets_alone(sockets: Option<Arc<dyn Sockets>>) -> Self {
        Self {
            routes: Routes::default(),
            files: Router::new(),
            landing: None,
            sockets,
        }
    }
}

/// The lists of all capabilities, put together.
pub(crate) struct Parts {
    pub(crate) routes: Routes,
    pub(crate) agents: Agents,
    pub(crate) jobs: JobRegistry,
    pub(crate) schedules: Vec<Schedule>,
    pub(crate) workers: Vec<Worker>,
    pub(crate) topics: Vec<Topic>,
}

impl Parts {
    pub(crate) fn of(capabilities: Vec<Capability>) -> Self {
        let nothing = Self {
            routes: Routes::default(),
            agents: Agents::new(),
            jobs: JobRegistry::new(),
            schedules: Vec::new(),
            workers: Vec::new(),
            topics: Vec::new(),
        };
        capabilities.into_iter().fold(nothing, |mut all, one| {
            all.schedules.extend(one.schedules);
            all.workers.extend(one.workers);
            all.topics.extend_from_slice(one.live);
            Self {
                routes: all.routes.merge(one.routes),
                agents: all.agents.and(one.agents),
                jobs: all.jobs.and(one.jobs),
                schedules: all.schedules,
                workers: all.workers,
                topics: all.topics,
            }
        })
    }
}
