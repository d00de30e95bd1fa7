//! A whole identity on a fresh database, behind a real socket.

use std::path::PathBuf;
use std::sync::Arc;

use hustings_events::{Feed, FeedSettings};
use hustings_http::{Door, Edge, EdgeParts, HttpSettings, Routes, TokenKey, Tokens};
use hustings_identity::passwords::PasswordSettings;
use hustings_identity::roles::PermissionCatalogue;
use hustings_identity::values::{EmailAddress, Language, PersonName, TimeZone};
use hustings_identity::{
    AccountByHand, Identity, IdentityDoor, IdentityParts, IdentitySettings, create_account, permissions,
};
use hustings_jobs::Drain;
use hustings_kernel::ManualClock;
use hustings_store::Store;
use hustings_telemetry::Tasks;
use hustings_testkit::TestDatabase;
use reqwest::Method;
use reqwest::header::{AUTHORIZATION, COOKIE, HeaderMap};
use serde_json::{Value, json};
use tempfile::TempDir;
use zeroize::Zeroizing;

/// What every person's password is, unless a test says otherwise.
pub(crate) const PASSWORD: &str = "correct horse battery staple";
/// Hashes are as cheap as the function allows: what is tested is how often it runs.
const CHEAPEST: u32 = 8;

pub(crate) struct House {
    pub(crate) database: TestDatabase,
    pub(crate) node: Node,
    pub(crate) outbox: TempDir,
    drain: Drain,
}

/// One process of the installation.
pub(crate) struct Node {
    pub(crate) identity: Identity,
    pub(crate) tokens: Arc<Tokens>,
    pub(crate) door: Arc<IdentityDoor>,
    pub(crate) routes: Routes,
    address: std::net::SocketAddr,
    client: reqwest::Client,
    tasks: Stopped,
}

/// Stops what runs when it is dropped.
struct Stopped(Tasks);

impl Drop for Stopped {
    fn drop(&mut self) {
        self.0.stop_token().cancel();
    }
}

/// Somebody with an account.
pub(crate) struct Person {
    pub(crate) account: String,
    pub(crate) email: String,
}

/// Tokens as a program keeps them.
#[derive(Debug, Clone)]
pub(crate) struct Pass {
    pub(crate) session: String,
    pub(crate) access: String,
    pub(crate) refresh: String,
}

#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) json: Value,
}

/// A letter from the outbox.
#[derive(Debug, Clone)]
pub(crate) struct Letter {
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) text: String,
}

impl House {
    pub(crate) async fn new() -> Self {
        let migrations = [
            hustings_store::MIGRATIONS,
            hustings_events::MIGRATIONS,
            hustings_http::MIGRATIONS,
            hustings_jobs::MIGRATIONS,
            hustings_identity::MIGRATIONS,
        ];
        let database =
            TestDatabase::prepared(&migrations, async |url| Ok(hustings_jobs::migrate(&url).await?))
                .await
                .unwrap();
        let outbox = tempfile::tempdir().unwrap();
        let node = Node::new(database.store.clone(), outbox.path().to_owned(), CHEAPEST).await;
        let jobs = hustings_identity::jobs(&node.identity);
        let drain = Drain::new(database.store.clone(), database.url(), jobs).unwrap();
        Self {
            database,
            node,
            outbox,
            drain,
        }
    }

    pub(crate) fn clock(&self) -> &ManualClock {
        &self.database.clock
    }

    /// Does the jobs that wait, each twice, as may happen to any of them.
    pub(crate) async fn work(&self) {
        let drained = self.drain.drain_twice().await.unwrap();
        assert!(
            drained.dead.is_empty() && drained.retrying.is_empty(),
            "{drained:?}"
        );
    }

    /// The letters in the outbox, taken out, ordered by whom they go to.
    pub(crate) async fn letters(&self) -> Vec<Letter> {
        self.work().await;
        let mut letters = Vec::new();
        for entry in std::fs::read_dir(self.outbox.path()).unwrap() {
            let path = entry.unwrap().path();
            assert_eq!(path.extension().unwrap(), "eml", "{}", path.display());
            letters.push(Letter::read(&std::fs::read(&path).unwrap()));
            std::fs::remove_file(path).unwrap();
        }
        letters.sort_by(|one, other| (&one.to, &one.subject).cmp(&(&other.to, &other.subject)));
        letters
    }

    /// The only letter in the outbox.
    pub(crate) async fn letter(&self) -> Letter {
        let mut letters = self.letters().await;
        assert_eq!(letters.len(), 1, "{letters:?}");
        letters.remove(0)
    }

    /// Somebody with an account and the usual password.
    pub(crate) async fn person(&self, email: &str) -> Person {
        self.account(email, false).await
    }

    /// Somebody who runs the installation.
    pub(crate) async fn platform_admin(&self, email: &str) -> Person {
        self.account(email, true).await
    }

    async fn account(&self, email: &str, platform_admin: bool) -> Person {
        let new = AccountByHand {
            email: EmailAddress::parse(email).unwrap(),
            name: PersonName::parse("Ada Lovelace").unwrap(),
            language: Language::english(),
            time_zone: TimeZone::utc(),
            platform_admin,
        };
        let (account, link) = create_account(&self.node.identity, &new).await.unwrap().unwrap();
        let reset = json!({ "token": token_in(&link), "password": PASSWORD });
        let reply = self.node.post("/v1/password-resets/confirm", &reset).await;
        assert_eq!(reply.status, 204, "{reply:?}");
        assert_eq!(self.letter().await.subject, "Your password was changed");
        Person {
            account: account.to_string(),
            email: email.to_owned(),
        }
    }

    /// An organisation, founded by this person.
    pub(crate) async fn organisation(&self, founder: &Pass, slug: &str, sign_up: &str) -> String {
        let found = json!({ "organisation": { "name": slug, "slug": slug }, "name": "Ada" });
        let reply = self
            .node
            .send(Method::POST, "/v1/orgs", Some(founder), Some(&found))
            .await;
        assert_eq!(reply.status, 201, "{reply:?}");
        let org = reply.json["organisation"]["id"].as_str().unwrap().to_owned();
        let path = format!("/v1/orgs/{org}");
        let change = json!({ "sign_up": sign_up });
        let request = self
            .node
            .request(Method::PATCH, &path, Some(founder), Some(&change));
        let reply = Reply::of(request.header("if-match", "*")).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        org
    }

    /// Another process of the same installation.
    pub(crate) async fn another_node(&self) -> Node {
        self.another_node_with(CHEAPEST).await
    }

    /// Another process, whose settings make passwords dearer.
    pub(crate) async fn another_node_with(&self, memory_kib: u32) -> Node {
        let (store, wakes) = self.database.another_node().unwrap();
        let node = Node::new(store, self.outbox.path().to_owned(), memory_kib).await;
        node.tasks.0.spawn("wakes", |stop| wakes.run(stop));
        node
    }
}

impl Node {
    async fn new(store: Store, outbox: PathBuf, memory_kib: u32) -> Self {
        let key = TokenKey {
            id: "test".to_owned(),
            secret: Zeroizing::new(vec![3; 32]),
        };
        let tokens = Arc::new(Tokens::new(&[key]).unwrap());
        let settings = HttpSettings::default();
        let passwords = PasswordSettings {
            memory_kib,
            passes: 1,
            waiting: 1000,
            ..PasswordSettings::default()
        };
        let (identity, workers) = Identity::new(IdentityParts {
            store: store.clone(),
            settings: IdentitySettings {
                passwords,
                ..IdentitySettings::default()
            },
            permissions: PermissionCatalogue::new(&[permissions::ALL_PERMISSIONS]).unwrap(),
            tokens: Arc::clone(&tokens),
            public_url: settings.public_url.clone(),
            outbox,
        })
        .unwrap();
        let tasks = Tasks::new();
        let (feed, feed_worker) = Feed::new(store.clone(), IdentityDoor::kinds(), FeedSettings::default());
        let (door, door_worker) = IdentityDoor::open(&identity, &feed).await.unwrap();
        let door = Arc::new(door);
        for worker in workers {
            tasks.spawn(worker.name(), |stop| worker.run(stop));
        }
        tasks.spawn("feed", |stop| feed_worker.run(stop));
        tasks.spawn("door", |stop| door_worker.run(stop));
        let routes = hustings_identity::routes(&identity);
        let edge = Edge::new(EdgeParts {
            settings,
            sources: store.sources().clone(),
            door: Arc::clone(&door) as Arc<dyn Door>,
            tokens: Arc::clone(&tokens),
            secret: Zeroizing::new([9; 32]),
            routes: routes.clone(),
            pages: axum::Router::new(),
            checks: Vec::new(),
            metrics: None,
        });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        edge.serve(listener, &tasks);
        Self {
            identity,
            tokens,
            door,
            routes,
            address,
            client: reqwest::Client::new(),
            tasks: Stopped(tasks),
        }
    }

    /// Where it listens.
    pub(crate) fn base(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn request(
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

    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        pass: Option<&Pass>,
        body: Option<&Value>,
    ) -> Reply {
        Reply::of(self.request(method, path, pass, body)).await
    }

    /// As nobody in particular.
    pub(crate) async fn post(&self, path: &str, body: &Value) -> Reply {
        self.send(Method::POST, path, None, Some(body)).await
    }

    pub(crate) async fn get(&self, path: &str, pass: &Pass) -> Reply {
        self.send(Method::GET, path, Some(pass), None).await
    }

    /// Tries to sign in as a program.
    pub(crate) async fn try_sign_in(&self, email: &str, password: &str) -> Reply {
        let credentials = json!({ "email": email, "password": password, "tokens": "body" });
        self.post("/v1/session", &credentials).await
    }

    pub(crate) async fn sign_in(&self, person: &Person) -> Pass {
        let reply = self.try_sign_in(&person.email, PASSWORD).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        Pass::of(&reply)
    }

    pub(crate) async fn try_refresh(&self, token: &str) -> Reply {
        self.post("/v1/session/refresh", &json!({ "refresh_token": token }))
            .await
    }

    /// As a browser on one of our own pages, with these cookies.
    pub(crate) async fn browse(
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

impl Pass {
    #[track_caller]
    pub(crate) fn of(reply: &Reply) -> Self {
        let text = |field: &str| reply.json[field].as_str().unwrap().to_owned();
        Self {
            session: text("session"),
            access: text("access_token"),
            refresh: text("refresh_token"),
        }
    }
}

impl Reply {
    pub(crate) async fn of(request: reqwest::RequestBuilder) -> Self {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let bytes = response.bytes().await.unwrap();
        let json = if bytes.is_empty() {
            Value::Null
        } else {
            serde_json::from_slice(&bytes).unwrap()
        };
        Self {
            status,
            headers,
            json,
        }
    }

    #[track_caller]
    pub(crate) fn expect(&self, status: u16) -> &Value {
        assert_eq!(self.status, status, "{self:?}");
        &self.json
    }

    #[track_caller]
    pub(crate) fn expect_problem(&self, status: u16, code: &str) {
        assert_eq!(
            (self.status, &self.json["code"]),
            (status, &json!(code)),
            "{self:?}"
        );
    }

    /// What a browser would keep: name and value of each cookie that is set.
    pub(crate) fn cookies(&self) -> String {
        let pairs = self.headers.get_all("set-cookie").iter();
        let pairs: Vec<&str> = pairs
            .filter_map(|value| value.to_str().unwrap().split(';').next())
            .collect();
        pairs.join("; ")
    }
}

impl Letter {
    fn read(bytes: &[u8]) -> Self {
        let message = mail_parser::MessageParser::default().parse(bytes).unwrap();
        let to = message
            .to()
            .unwrap()
            .first()
            .unwrap()
            .address()
            .unwrap()
            .to_owned();
        let html = message.body_html(0).unwrap().into_owned();
        let text = message.body_text(0).unwrap().into_owned();
        assert!(
            html.contains(&token_in_or_empty(&text)),
            "page and text have the same link"
        );
        Self {
            to,
            subject: message.subject().unwrap().to_owned(),
            text,
        }
    }

    pub(crate) fn token(&self) -> String {
        token_in(&self.text)
    }
}

/// The token in a link, or in a text with one.
#[track_caller]
pub(crate) fn token_in(text: &str) -> String {
    let token = token_in_or_empty(text);
    assert!(!token.is_empty(), "no token in {text}");
    token
}

fn token_in_or_empty(text: &str) -> String {
    let (_, rest) = text.split_once("#token=").unwrap_or_default();
    rest.split_whitespace().next().unwrap_or_default().to_owned()
}

impl House {
    /// The clock in seconds.
    pub(crate) fn clock_now(&self) -> i64 {
        self.database.sources().now().timestamp()
    }
}
