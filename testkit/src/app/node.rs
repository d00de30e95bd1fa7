//! One process of the installation: everything put together as the server does it, but for agents and jobs, which wait
//! until they are asked for.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use hustings_capability::{Capability, Worker};
use hustings_configuration::{Configurable, Configuration};
use hustings_events::{Agents, Feed, FeedSettings};
use hustings_http::{Door, Edge, EdgeParts, Routes, TokenKey, Tokens};
use hustings_identity::roles::PermissionCatalogue;
use hustings_identity::{Identity, IdentityDoor, IdentityParts, permissions};
use hustings_jobs::JobRegistry;
use hustings_live::{GatewayParts, Topic};
use hustings_notify::Post;
use hustings_notify::notices::{NoticeKind, Notices, NoticesParts};
use hustings_store::Store;
use hustings_telemetry::Tasks;
use reqwest::Method;
use reqwest::header::{AUTHORIZATION, COOKIE};
use serde_json::Value;
use zeroize::Zeroizing;

use super::{AppSettings, Ground, Pass, Reply};

/// A process that answers requests on a socket of its own.
#[derive(Debug)]
pub struct TestNode {
    /// Who people are.
    pub identity: Identity,
    /// The keys of access tokens.
    pub tokens: Arc<Tokens>,
    /// Who answers who somebody is.
    pub door: Arc<IdentityDoor>,
    /// What is served.
    pub routes: Routes,
    feed: Feed,
    address: SocketAddr,
    client: reqwest::Client,
    running: Running,
}

/// Stops what runs when it is dropped.
#[derive(Debug)]
struct Running(Tasks);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.stop_token().cancel();
    }
}

/// What waits until it is asked for.
pub(super) struct Background {
    pub(super) agents: Agents,
    pub(super) jobs: JobRegistry,
}

/// The lists of all capabilities.
#[derive(Default)]
struct Lists {
    routes: Routes,
    agents: Agents,
    jobs: JobRegistry,
    workers: Vec<Worker>,
    topics: Vec<Topic>,
    configurable: Vec<Configurable>,
    notices: Vec<NoticeKind>,
}

impl Lists {
    /// The kinds of events that are followed.
    fn kinds(&self) -> Vec<&'static str> {
        let kinds = self.agents.kinds().chain(IdentityDoor::kinds());
        let kinds = kinds.chain(Configuration::kinds());
        kinds.chain(hustings_live::kinds(&self.topics)).collect()
    }

    fn and(mut self, one: Capability) -> Self {
        self.workers.extend(one.workers);
        self.topics.extend_from_slice(one.live);
        self.configurable.extend_from_slice(one.configurable);
        self.notices.extend_from_slice(one.notices);
        Self {
            routes: self.routes.merge(one.routes),
            agents: self.agents.and(one.agents),
            jobs: self.jobs.and(one.jobs),
            workers: self.workers,
            topics: self.topics,
            configurable: self.configurable,
            notices: self.notices,
        }
    }
}

impl TestNode {
    pub(super) async fn start(
        store: Store,
        url: &str,
        outbox: &Path,
        settings: &AppSettings,
    ) -> (Self, Background) {
        let configuration = Configuration::new(store.clone());
        let (identity, tokens, lists) = compose(&store, url, outbox, settings, &configuration);
        let (feed, feed_worker) = Feed::new(store.clone(), lists.kinds(), FeedSettings::default());
        let (door, door_worker) = IdentityDoor::open(&identity, &feed).await.unwrap();
        let door = Arc::new(door);
        let configuration_worker = configuration.follow(&feed).await.unwrap();
        let tasks = Tasks::new();
        tasks.spawn("feed", |stop| feed_worker.run(stop));
        tasks.spawn("door", |stop| door_worker.run(stop));
        tasks.spawn("configuration", |stop| configuration_worker.run(stop));
        for worker in lists.workers {
            tasks.spawn(worker.name(), |stop| worker.run(stop));
        }
        let (sockets, live) = hustings_live::open(GatewayParts {
            settings: settings.live.clone(),
            sources: store.sources().clone(),
            door: Arc::clone(&door) as Arc<dyn Door>,
            feed: feed.clone(),
            topics: lists.topics,
            secret: Zeroizing::new([8; 32]),
            crowd: tasks.crowd("live"),
        })
        .await
        .unwrap();
        tasks.spawn("live", |stop| live.run(stop));
        let edge = Edge::new(EdgeParts {
            sockets: Some(sockets),
            settings: settings.http.clone(),
            sources: store.sources().clone(),
            door: Arc::clone(&door) as Arc<dyn Door>,
            tokens: Arc::clone(&tokens),
            secret: Zeroizing::new([9; 32]),
            routes: lists.routes.clone(),
            files: axum::Router::new(),
            landing: None,
            checks: Vec::new(),
            metrics: None,
        });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        edge.serve(listener, &tasks);
        #[expect(clippy::disallowed_methods, reason = "a test talks to its own server")]
        let client = reqwest::Client::new();
        let node = Self {
            identity,
            tokens,
            door,
            routes: lists.routes,
            feed,
            address,
            client,
            running: Running(tasks),
        };
        let background = Background {
            agents: lists.agents,
            jobs: lists.jobs,
        };
        (node, background)
    }

    /// What runs beside the requests.
    pub(super) fn tasks(&self) -> &Tasks {
        &self.running.0
    }

    /// The head of the log.
    pub(super) fn feed(&self) -> Feed {
        self.feed.clone()
    }

    /// Where it listens: `http://127.0.0.1:4000`.
    pub fn base(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A request that is still to be sent, by whoever holds this pass or by nobody in particular.
    pub fn request(
        &self,
        method: Method,
        path: &str,
        pass: Option<&Pass>,
        body: Option<&Value>,
    ) -> reqwest::RequestBuilder {
        let mut request = self
            .client
            .request(method, format!("http://{}{path}", self.address));
        if let Some(pass) = pass {
            request = request.header(AUTHORIZATION, format!("Bearer {}", pass.access));
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        request
    }

    /// Sends a request.
    pub async fn send(&self, method: Method, path: &str, pass: Option<&Pass>, body: Option<&Value>) -> Reply {
        Reply::of(self.request(method, path, pass, body)).await
    }

    /// Sends something as nobody in particular.
    pub async fn post(&self, path: &str, body: &Value) -> Reply {
        self.send(Method::POST, path, None, Some(body)).await
    }

    /// As nobody in particular.
    pub async fn get_as_visitor(&self, path: &str) -> Reply {
        self.send(Method::GET, path, None, None).await
    }

    /// Reads something.
    pub async fn get(&self, path: &str, pass: &Pass) -> Reply {
        self.send(Method::GET, path, Some(pass), None).await
    }

    /// Sends a request as a browser on one of our own pages, with these cookies.
    pub async fn browse(
        &self,
        method: Method,
        path: &str,
        cookies: &str,
        csrf: &str,
        body: Option<&Value>,
    ) -> Reply {
        let request = self
            .request(method, path, None, body)
            .header(COOKIE, cookies)
            .header("sec-fetch-site", "same-origin")
            .header("x-csrf-token", csrf);
        Reply::of(request).await
    }
}

fn compose(
    store: &Store,
    url: &str,
    outbox: &Path,
    settings: &AppSettings,
    configuration: &Configuration,
) -> (Identity, Arc<Tokens>, Lists) {
    let key = TokenKey {
        id: "test".to_owned(),
        secret: Zeroizing::new(vec![3; 32]),
    };
    let tokens = Arc::new(Tokens::new(&[key]).unwrap());
    let mut all = vec![permissions::ALL_PERMISSIONS];
    all.extend(settings.parts.iter().map(|part| part.permissions));
    let public_url = settings.http.public_url.as_str();
    let post = Post::new(&settings.mail, public_url, outbox.to_owned()).unwrap();
    let (identity, workers) = Identity::new(IdentityParts {
        store: store.clone(),
        settings: settings.identity.clone(),
        permissions: PermissionCatalogue::new(&all).unwrap(),
        configuration: configuration.clone(),
        tokens: Arc::clone(&tokens),
        public_url: settings.http.public_url.clone(),
        post: post.clone(),
    })
    .unwrap();
    let notices = Notices::new(NoticesParts {
        store: store.clone(),
        post,
        book: Arc::new(identity.clone()),
        public_url: public_url.to_owned(),
    });
    let ground = Ground {
        store,
        url,
        identity: &identity,
        tokens: &tokens,
        http: &settings.http,
        configuration,
        notices: &notices,
    };
    let own = hustings_identity::capability(&identity, workers).unwrap();
    let lists = settings
        .parts
        .iter()
        .map(|part| (part.make)(&ground))
        .fold(Lists::default().and(own), Lists::and);
    configuration.declare(lists.configurable.iter().copied()).unwrap();
    notices.declare(lists.notices.iter().copied()).unwrap();
    (identity, tokens, lists)
}
