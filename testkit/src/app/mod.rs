//! The whole application on a fresh database, behind a real socket.
//!
//! ```text
//! let app = TestApp::with([Part::new(MIGRATIONS, permissions::ALL_PERMISSIONS, |ground| capability(ground.store))]).await;
//! let (org, admin) = app.founded().await;
//! let bob = app.member(&org, &admin, "bob@example.org", "member").await;
//! app.node.get(&format!("/v1/orgs/{org}/things"), &bob.pass).await.expect_problem(403, "no-permission");
//! ```
//!
//! Jobs, letters and agents wait until the test asks for them: [`TestApp::work`], [`TestApp::letters`],
//! [`TestApp::run_agents`]. A test that leaves jobs or letters behind fails, unless it says that it means to
//! ([`TestApp::leave`]).

#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a test that cannot go on fails where it stands"
)]

mod leftovers;
mod letter;
mod node;
mod people;
mod reply;

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use hustings_capability::Capability;
use hustings_configuration::Configuration;
use hustings_events::{AgentControl, AgentHealth, AgentRuntime, AgentState, Agents, RuntimeSettings};
use hustings_http::{HttpSettings, Tokens};
use hustings_identity::passwords::PasswordSettings;
use hustings_identity::{Identity, IdentitySettings};
use hustings_jobs::{Drain, Drained};
use hustings_kernel::{ManualClock, PermissionType};
use hustings_live::LiveSettings;
use hustings_notify::MailSettings;
use hustings_notify::notices::Notices;
use hustings_store::{Migration, Store};
use hustings_telemetry::Tasks;
use tempfile::TempDir;

use crate::TestDatabase;
pub use letter::{Letter, token_in};
pub use node::TestNode;
pub use people::{Member, PASSWORD, Pass, Person};
pub use reply::Reply;

/// A capability that takes part in a test, beside identity, which always does.
#[derive(Clone)]
pub struct Part {
    migrations: &'static [Migration],
    permissions: &'static [PermissionType],
    make: Make,
}

type Make = Arc<dyn Fn(&Ground<'_>) -> Capability + Send + Sync>;

/// What a capability can be built on.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The database.
    pub store: &'a Store,
    /// Where it is, for whoever needs connections of their own, as the owner.
    pub url: &'a str,
    /// Who people are.
    pub identity: &'a Identity,
    /// The keys of access tokens.
    pub tokens: &'a Arc<Tokens>,
    /// The settings of the doors.
    pub http: &'a HttpSettings,
    /// What organisations chose.
    pub configuration: &'a Configuration,
    /// What members are told.
    pub notices: &'a Notices,
}

impl Part {
    /// A capability with these tables and permissions. It is made once for every node.
    pub fn new(
        migrations: &'static [Migration],
        permissions: &'static [PermissionType],
        make: impl Fn(&Ground<'_>) -> Capability + Send + Sync + 'static,
    ) -> Self {
        Self {
            migrations,
            permissions,
            make: Arc::new(make),
        }
    }
}

impl fmt::Debug for Part {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Part").finish_non_exhaustive()
    }
}

/// How the application is set up.
#[derive(Debug, Clone)]
pub struct AppSettings {
    /// The capabilities beside identity.
    pub parts: Vec<Part>,
    /// Identity's settings. Passwords are as cheap as can be: what is tested is how often they are hashed.
    pub identity: IdentitySettings,
    /// The settings of the doors.
    pub http: HttpSettings,
    /// The settings of the live gateway.
    pub live: LiveSettings,
    /// How letters leave; without a mail server, into the outbox that [`TestApp::letters`] reads.
    pub mail: MailSettings,
}

impl Default for AppSettings {
    fn default() -> Self {
        let passwords = PasswordSettings {
            memory_kib: 8,
            passes: 1,
            waiting: 1000,
            ..PasswordSettings::default()
        };
        Self {
            parts: Vec::new(),
            identity: IdentitySettings {
                passwords,
                ..IdentitySettings::default()
            },
            http: HttpSettings::default(),
            live: LiveSettings::default(),
            mail: MailSettings::default(),
        }
    }
}

/// The whole application on a fresh database.
#[derive(Debug)]
pub struct TestApp {
    /// The database, with the clock.
    pub database: TestDatabase,
    /// The process that answers requests.
    pub node: TestNode,
    settings: AppSettings,
    outbox: TempDir,
    drain: Drain,
    agents: Agents,
    left_on_purpose: Cell<bool>,
}

impl TestApp {
    /// Identity alone.
    pub async fn new() -> Self {
        Self::start(AppSettings::default()).await
    }

    /// Identity and these.
    pub async fn with(parts: impl IntoIterator<Item = Part>) -> Self {
        Self::start(AppSettings {
            parts: parts.into_iter().collect(),
            ..AppSettings::default()
        })
        .await
    }

    /// Whatever the settings say.
    pub async fn start(settings: AppSettings) -> Self {
        let mut migrations = vec![
            hustings_store::MIGRATIONS,
            hustings_events::MIGRATIONS,
            hustings_http::MIGRATIONS,
            hustings_jobs::MIGRATIONS,
            hustings_configuration::MIGRATIONS,
            hustings_notify::MIGRATIONS,
            hustings_identity::MIGRATIONS,
        ];
        migrations.extend(settings.parts.iter().map(|part| part.migrations));
        let database =
            TestDatabase::prepared(&migrations, async |url| Ok(hustings_jobs::migrate(&url).await?))
                .await
                .unwrap();
        let outbox = tempfile::tempdir().unwrap();
        let store = database.store.clone();
        let (node, background) =
            TestNode::start(store.clone(), database.url(), outbox.path(), &settings).await;
        let drain = Drain::new(store, database.url(), background.jobs).unwrap();
        Self {
            database,
            node,
            settings,
            outbox,
            drain,
            agents: background.agents,
            left_on_purpose: Cell::new(false),
        }
    }

    /// Another process of the same installation.
    pub async fn another_node(&self) -> TestNode {
        self.another_node_with(self.settings.clone()).await
    }

    /// Another process, set up in its own way.
    pub async fn another_node_with(&self, settings: AppSettings) -> TestNode {
        let (store, wakes) = self.database.another_node().unwrap();
        let url = self.database.url();
        let (node, _) = TestNode::start(store, url, self.outbox.path(), &settings).await;
        node.tasks().spawn("wakes", |stop| wakes.run(stop));
        node
    }

    /// The clock that everything follows.
    pub fn clock(&self) -> &ManualClock {
        &self.database.clock
    }

    /// Waits until it is so; fails the test if it never is.
    pub async fn eventually(&self, what: &str, condition: impl AsyncFnMut() -> bool) {
        self.database.eventually(what, condition).await;
    }

    /// Does the jobs that are due, and what those enqueue, each twice, as may happen to any of them.
    pub async fn work(&self) {
        let drained = self.drain.drain_twice().await.unwrap();
        assert!(
            drained.dead.is_empty() && drained.retrying.is_empty(),
            "{drained:?}"
        );
    }

    /// Does the jobs that are due once, and says how they ended: for a test in which some fail.
    pub async fn try_work(&self) -> Drained {
        self.drain.drain().await.unwrap()
    }

    /// Lets every agent read all there is in the log. How they are doing then, by name.
    pub async fn run_agents(&self) -> Vec<AgentHealth> {
        let names: BTreeSet<&str> = self.agents.readers().iter().map(|agent| agent.name).collect();
        let settings = RuntimeSettings {
            beat: Duration::from_millis(20),
            save_every: Duration::from_millis(20),
            ..RuntimeSettings::default()
        };
        let store = self.database.store.clone();
        let runtime = AgentRuntime::new(store.clone(), self.node.feed(), self.agents.clone(), settings);
        let tasks = Tasks::new();
        tasks.spawn("agents", |stop| runtime.run(stop));
        let control = AgentControl::new(store);
        let health = async || control.health(Duration::from_mins(1)).await.unwrap();
        self.eventually("every agent has read all there is", async || {
            let health = health().await;
            let done = health.iter().filter(|agent| {
                agent.state != AgentState::Running || (agent.lag_events == 0 && agent.waiting_streams == 0)
            });
            names.is_subset(&done.map(|agent| agent.name.as_str()).collect())
        })
        .await;
        let late = tasks.shutdown(Duration::from_secs(30)).await;
        assert_eq!(late, Vec::<&str>::new(), "an agent does not stop");
        health().await
    }
}
