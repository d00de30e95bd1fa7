//! An installation with something to operate: jobs that fail or wait, an agent that stumbles.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use hustings_capability::Capability;
use hustings_configuration::Configuration;
use hustings_events::{Agent, AgentContext, AgentFailure, Agents};
use hustings_http::Routes;
use hustings_jobs::{Drain, Enqueue as _, Job, JobContext, JobFailure, JobHandler, JobRegistry};
use hustings_kernel::{AgentName, Envelope, Event as _, JobId, OrgId, Scope};
use hustings_notify::{MailSettings, Post};
use hustings_operations::nodes::ThisNode;
use hustings_operations::{
    InstallationFiles, MIGRATIONS, Operating, OperatingParts, capability, permissions,
};
use hustings_store::Store;
use hustings_testkit::{Part, Pass, TestApp};
use hustings_vocabulary::member::MemberJoined;
use reqwest::Method;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The agent that stumbles.
pub(crate) const STUMBLE: &str = "testing.stumble";

/// A job that writes to somebody, and fails until it is told not to.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Write {
    pub(crate) to: String,
}

impl Job for Write {
    const KIND: &'static str = "testing.write";
}

/// A job that runs until it is asked to stop.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Wait {}

impl Job for Wait {
    const KIND: &'static str = "testing.wait";
}

/// The installation.
pub(crate) struct Plant {
    pub(crate) app: TestApp,
    pub(crate) machinery: Machinery,
}

/// What jobs and agents do, and did.
#[derive(Debug, Clone, Default)]
pub(crate) struct Machinery {
    /// Writing works.
    pub(crate) mended: Arc<AtomicBool>,
    /// To whom was written.
    pub(crate) written: Arc<Mutex<Vec<String>>>,
    /// A job waits, and says so.
    pub(crate) waits: Arc<tokio::sync::Notify>,
    /// How often the agent handled an event, and set something off.
    pub(crate) handled: Arc<AtomicUsize>,
    pub(crate) effects: Arc<AtomicUsize>,
}

#[derive(Debug, thiserror::Error)]
#[error("nobody lives at {0}")]
struct NobodyThere(String);

impl JobHandler<Write> for Machinery {
    async fn run(&self, _: &JobContext, job: Write) -> Result<(), JobFailure> {
        if !self.mended.load(Ordering::SeqCst) {
            return Err(JobFailure::permanent(NobodyThere(job.to)));
        }
        self.written.lock().unwrap().push(job.to);
        Ok(())
    }
}

impl JobHandler<Wait> for Machinery {
    async fn run(&self, ctx: &JobContext, _: Wait) -> Result<(), JobFailure> {
        self.waits.notify_one();
        ctx.cancelled().await;
        Err(JobFailure::Cancelled)
    }
}

/// An agent that cannot handle guests, until it is mended.
#[derive(Debug, Clone)]
struct Stumble(Machinery);

impl Agent for Stumble {
    const NAME: AgentName = AgentName::new(STUMBLE);
    const READS: &'static [&'static str] = &[MemberJoined::KIND];

    async fn handle(&self, ctx: &mut AgentContext, event: &Envelope) -> Result<(), AgentFailure> {
        let joined: MemberJoined = event.decode()?;
        let stumbles = joined.role == "guest";
        if stumbles && !self.0.mended.load(Ordering::SeqCst) {
            return Err(AgentFailure::permanent("there is a stone"));
        }
        self.0.handled.fetch_add(1, Ordering::SeqCst);
        if ctx.effect(event, "greeting").await? {
            self.0.effects.fetch_add(1, Ordering::SeqCst);
        }
        Ok(())
    }
}

impl Machinery {
    pub(crate) fn jobs(&self) -> JobRegistry {
        JobRegistry::new()
            .with::<Write, _>(self.clone())
            .with::<Wait, _>(self.clone())
    }

    fn part(&self) -> Part {
        let machinery = self.clone();
        Part::new(&[], &[], move |_| {
            let mut capability = Capability::new("testing", Routes::default());
            capability.agents = Agents::new().with(Stumble(machinery.clone()));
            capability
        })
    }
}

/// A process of this version.
pub(crate) fn node(store: &Store, version: &'static str) -> ThisNode {
    ThisNode {
        id: store.sources().id(),
        host: "attic".to_owned(),
        version,
        roles: vec!["http".to_owned()],
        started_at: store.sources().now(),
    }
}

pub(crate) fn operating(store: &Store, configuration: &Configuration) -> Operating {
    let folder = std::env::temp_dir();
    Operating::new(OperatingParts {
        store: store.clone(),
        migrations: [hustings_store::MIGRATIONS, MIGRATIONS].concat(),
        files: InstallationFiles {
            key: folder.join("no-such-key"),
            key_backup_note: folder.join("no-such-note"),
            data_folder: folder.clone(),
        },
        node: node(store, "1.0.0"),
        configuration: configuration.clone(),
        redis: None,
        post: Post::new(&MailSettings::default(), "http://localhost:8080", folder).unwrap(),
    })
}

impl Plant {
    pub(crate) async fn new() -> Self {
        let machinery = Machinery::default();
        let operations = Part::new(MIGRATIONS, permissions::ALL_PERMISSIONS, |ground| {
            capability(&operating(ground.store, ground.configuration))
        });
        Self {
            app: TestApp::with([operations, machinery.part()]).await,
            machinery,
        }
    }

    pub(crate) fn store(&self) -> &Store {
        &self.app.database.store
    }

    /// Enqueues a job in an organisation, or outside any.
    pub(crate) async fn enqueue(&self, org: Option<&str>, job: &impl Job) -> JobId {
        let sources = self.store().sources();
        let scope = match org {
            Some(org) => Scope::system_in(org.parse::<OrgId>().unwrap(), sources.id()),
            None => Scope::system(sources.id()),
        };
        let mut tx = self.store().begin(&scope).await.unwrap();
        let id = tx.enqueue(job).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// Does what is due, whatever comes of it.
    pub(crate) async fn drain(&self) {
        let drain = Drain::new(
            self.store().clone(),
            self.app.database.url(),
            self.machinery.jobs(),
        );
        drain.unwrap().drain().await.unwrap();
    }

    /// A job of an organisation, or of none, that is dead.
    pub(crate) async fn dead_job(&self, org: Option<&str>) -> JobId {
        let to = "ada@example.org".to_owned();
        let job = self.enqueue(org, &Write { to }).await;
        self.drain().await;
        job
    }

    pub(crate) fn mend(&self) {
        self.machinery.mended.store(true, Ordering::SeqCst);
    }

    /// Somebody whom the agent stumbles over.
    pub(crate) async fn stone(&self, org: &str, by: &Pass) {
        self.app.member(org, by, "stone@example.org", "guest").await;
        self.app.run_agents().await;
    }

    pub(crate) async fn get(&self, path: &str, pass: &Pass) -> Value {
        self.app.node.get(path, pass).await.expect(200).clone()
    }

    pub(crate) async fn post(&self, path: &str, pass: &Pass) -> hustings_testkit::Reply {
        self.app.node.send(Method::POST, path, Some(pass), None).await
    }

    /// The audit log of an organisation, once everything is sealed: kind and what the entry is about.
    pub(crate) async fn audited(&self, org: &str, by: &Pass, kind: &str) -> Vec<Value> {
        self.app.run_agents().await;
        let entries = self.get(&format!("/v1/orgs/{org}/audit?kind={kind}"), by).await;
        let entries = entries["items"].as_array().unwrap().iter();
        entries.map(|entry| entry["subject"].clone()).collect()
    }
}

/// A reason, as a body.
pub(crate) fn because(reason: &str) -> Value {
    json!({ "reason": reason })
}
