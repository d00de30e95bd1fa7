//! The stage: the whole application in this process, as the server puts it together, on a clock that the story moves.
//!
//! Nobody is there but the story: requests go to the doors directly, letters into a folder of the stage's own, and jobs
//! into a lane of their own, so that a server that runs beside takes none of them and the stage takes none of its.
//! What must be unpredictable is: tokens, keys and ids come from the system's generator, not from the seed.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use axum::Router;
use axum::body::{Body, to_bytes};
use chrono::{DateTime, Utc};
use http::header::{AUTHORIZATION, CONTENT_TYPE, IF_MATCH, USER_AGENT};
use http::{Method, Request, StatusCode};
use hustings_configuration::Configuration;
use hustings_events::{Feed, FeedSettings};
use hustings_http::{Door, Edge, EdgeParts};
use hustings_identity::{Identity, IdentityDoor};
use hustings_jobs::Drain;
use hustings_kernel::{ManualClock, Sources};
use hustings_notify::MailSettings;
use hustings_store::Store;
use hustings_telemetry::Tasks;
use mail_parser::MessageParser;
use serde_json::Value;
use tempfile::TempDir;

use super::cast::Person;
use crate::composition::{self, Composed};
use crate::data_folder::DataFolder;
use crate::database::Database;
use crate::node::Parts;
use crate::settings::Settings;

/// The lane of the stage's jobs.
const LANE: &str = "demo";
/// Where the stage's requests come from; it is the proxy that says on whose behalf.
const STAGE: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 1);
/// No answer is larger.
const LARGEST_ANSWER: usize = 8 * 1024 * 1024;
/// How long what runs beside the requests may take to end.
const LAST_WORK: Duration = Duration::from_secs(10);
/// What a request takes by the clock of the story.
const TAKES: Duration = Duration::from_millis(240);
/// Months of partitions before the story begins and beyond.
const MONTHS: (u32, u32) = (1, 12);

/// The application, ready to be played on.
pub(crate) struct Stage {
    /// Who people are, for what an operator does at the command line.
    pub(crate) identity: Identity,
    edge: Edge,
    clock: ManualClock,
    store: Store,
    drain: Drain,
    /// Gone with everything in it when the stage is put away.
    outbox: TempDir,
    tasks: Tasks,
    database: Database,
}

/// A letter that somebody got.
pub(crate) struct Letter {
    /// To whom.
    pub(crate) to: String,
    /// The token of the link in it, if there is one.
    pub(crate) token: Option<String>,
}

/// A request of somebody.
pub(crate) struct Ask<'a> {
    method: Method,
    path: String,
    access: Option<&'a str>,
    body: Option<Value>,
    from: Option<(&'a Person, usize)>,
}

impl<'a> Ask<'a> {
    /// A request by nobody in particular.
    pub(crate) fn new(method: Method, path: impl Into<String>) -> Self {
        Self {
            method,
            path: path.into(),
            access: None,
            body: None,
            from: None,
        }
    }

    /// By whoever holds this access token or API key.
    pub(crate) fn with(mut self, access: &'a str) -> Self {
        self.access = Some(access);
        self
    }

    /// With this body.
    pub(crate) fn saying(mut self, body: Value) -> Self {
        self.body = Some(body);
        self
    }

    /// From one of the devices of a person.
    pub(crate) fn from(mut self, person: &'a Person, device: usize) -> Self {
        self.from = Some((person, device));
        self
    }
}

impl Stage {
    /// Puts the application together, its clock at the story's beginning. The database is brought up if no server runs.
    pub(crate) async fn set(settings: &Settings, begin: DateTime<Utc>) -> Result<Self> {
        let folder = DataFolder::open(settings)?;
        let keys = folder.keys(&Sources::system())?;
        let outbox = tempfile::tempdir().context("a folder for the letters of the story")?;
        let clock = ManualClock::at(begin);
        let database = Database::visit(settings, &folder).await?;
        composition::migrate(database.url())
            .await
            .context("the schema could not be brought up to date")?;
        let sources = Sources::system().with_clock(clock.clone());
        // Nobody waits for wakes here; other nodes find what was written when they look next.
        let (store, _wakes) = Store::connect(database.url(), &settings.database.pool, sources, keys)?;
        let store = store.with_job_lane(LANE);
        store.make_partitions(MONTHS.0, MONTHS.1).await?;

        let mut settings = settings.clone();
        settings.http.trusted_proxies = vec![STAGE.ip().into()];
        // Nobody in the story exists: its letters stay on the stage, whatever mail server there is.
        settings.mail = MailSettings::default();
        let letters_go_to = DataFolder::elsewhere(outbox.path());
        let composed = composition::compose(&settings, &letters_go_to, &store)?;
        let tasks = Tasks::new();
        let identity = composed.identity.clone();
        let (edge, drain) = open(&settings, &store, database.url(), composed, &tasks).await?;
        Ok(Self {
            identity,
            edge,
            clock,
            store,
            drain,
            outbox,
            tasks,
            database,
        })
    }

    /// Moves the clock to a moment, never back.
    pub(crate) fn turn_to(&self, moment: DateTime<Utc>) {
        if moment > self.now() {
            self.clock.set(moment);
        }
    }

    /// The time in the story.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.store.sources().now()
    }

    /// Asks, and returns the answer if it is no refusal.
    pub(crate) async fn ask(&self, ask: Ask<'_>) -> Result<Value> {
        let what = format!("{} {}", ask.method, ask.path);
        let (status, answer) = self.answer(ask).await?;
        if !status.is_success() {
            bail!("{what} at {}: {status} {answer}", self.now());
        }
        Ok(answer)
    }

    /// Asks, and returns the answer whatever it is.
    pub(crate) async fn answer(&self, ask: Ask<'_>) -> Result<(StatusCode, Value)> {
        let mut request = Request::builder().method(&ask.method).uri(&ask.path);
        if let Some(access) = ask.access {
            request = request.header(AUTHORIZATION, format!("Bearer {access}"));
        }
        if let Some((person, device)) = ask.from {
            let devices = &person.devices;
            request = request.header("x-forwarded-for", &person.address);
            if let Some(device) = devices.get(device % devices.len().max(1)) {
                request = request.header(USER_AGENT, *device);
            }
        }
        if matches!(ask.method, Method::PATCH | Method::PUT) {
            // Nobody else changes anything in the story meanwhile.
            request = request.header(IF_MATCH, "*");
        }
        let body = match ask.body {
            None => Body::empty(),
            Some(body) => {
                request = request.header(CONTENT_TYPE, "application/json");
                Body::from(body.to_string())
            }
        };
        let response = self.edge.answer(request.body(body)?, STAGE).await;
        self.clock.advance(TAKES);
        let status = response.status();
        let bytes = to_bytes(response.into_body(), LARGEST_ANSWER).await?;
        // Some answers have no body, some are files.
        Ok((status, serde_json::from_slice(&bytes).unwrap_or_default()))
    }

    /// Lets the letters that wait be written, and takes them out of the folder: whoever gets one has read it.
    pub(crate) async fn letters(&self) -> Result<Vec<Letter>> {
        let drained = self.drain.drain().await?;
        ensure!(
            drained.dead.is_empty() && drained.retrying.is_empty(),
            "a job of the story failed: {drained:?}"
        );
        let folder = DataFolder::elsewhere(self.outbox.path()).outbox();
        tokio::task::spawn_blocking(move || take_letters(&folder)).await?
    }

    /// Puts everything away.
    pub(crate) async fn strike(self) -> Result<()> {
        let late = self.tasks.shutdown(LAST_WORK).await;
        ensure!(late.is_empty(), "some work did not end in time: {late:?}");
        self.store.close().await;
        self.database.close().await
    }
}

/// Opens the doors, and runs what they stand on.
async fn open(
    settings: &Settings,
    store: &Store,
    url: &str,
    composed: Composed,
    tasks: &Tasks,
) -> Result<(Edge, Drain)> {
    let parts = Parts::of(composed.capabilities);
    let kinds = IdentityDoor::kinds().into_iter().chain(Configuration::kinds());
    let (feed, follow) = Feed::new(store.clone(), kinds, FeedSettings::default());
    tasks.spawn("log feed", |stop| follow.run(stop));
    let worker = composed.configuration.follow(&feed).await?;
    tasks.spawn("configuration", |stop| worker.run(stop));
    for worker in parts.workers {
        tasks.spawn(worker.name(), |stop| worker.run(stop));
    }
    let (door, worker) = IdentityDoor::open(&composed.identity, &feed).await?;
    tasks.spawn("door", |stop| worker.run(stop));
    let door: Arc<dyn Door> = Arc::new(door);
    let edge = Edge::new(EdgeParts {
        settings: settings.http.clone(),
        sources: store.sources().clone(),
        door,
        tokens: composed.tokens,
        secret: store.vault().keys().derive("hustings doors v1"),
        routes: parts.routes,
        files: Router::new(),
        landing: None,
        sockets: None,
        checks: Vec::new(),
        metrics: None,
    });
    Ok((edge, Drain::new(store.clone(), url, parts.jobs)?))
}

fn take_letters(folder: &std::path::Path) -> Result<Vec<Letter>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut letters = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let bytes = std::fs::read(&path)?;
        std::fs::remove_file(&path)?;
        letters.push(read(&bytes).with_context(|| format!("the letter {}", path.display()))?);
    }
    Ok(letters)
}

fn read(bytes: &[u8]) -> Result<Letter> {
    let message = MessageParser::default().parse(bytes).context("is none")?;
    let to = message
        .to()
        .and_then(|to| to.first()?.address())
        .context("goes to nobody")?;
    let text = message.body_text(0).context("says nothing")?;
    let token = text
        .split_once("#token=")
        .and_then(|(_, rest)| rest.split_whitespace().next());
    Ok(Letter {
        to: to.to_owned(),
        token: token.map(str::to_owned),
    })
}
