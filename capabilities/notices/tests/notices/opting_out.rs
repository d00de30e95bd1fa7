//! Letters on their way while people say no: none leaves after somebody was told that none will.

use std::collections::HashMap;
use std::num::NonZeroU16;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use hustings_jobs::desk::{self, JobState};
use hustings_jobs::{JobRegistry, JobSettings, JobWorker};
use hustings_kernel::{MemberId, OrgId, Scope};
use hustings_notify::notices::{
    Letters, Notice, NoticeKind, NoticeWriter, Notices, Notify as _, Telling, Told, Tongue, Words,
    WriteNotice,
};
use hustings_notify::{MailSettings, Security, SmtpSettings};
use hustings_store::Freshness;
use hustings_testkit::{AppSettings, Member, Part, TestApp};
use reqwest::Method;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// How many letters are on their way; `OPTING_OUT_LETTERS` sets another number.
const USUAL_LETTERS: usize = 1_000;
const READERS: usize = 20;

/// Something that can be said often.
#[derive(Debug, Serialize, Deserialize)]
struct Chatter {
    number: usize,
}

impl Notice for Chatter {
    const KIND: &'static str = "testing.chatter";
    const LETTERS: Letters = Letters::Usually;

    fn name(_: Tongue) -> &'static str {
        "Chatter"
    }

    fn words(&self, _: &Telling<'_>) -> Words {
        Words {
            title: format!("Chatter {}", self.number),
            text: "Nothing in particular.".to_owned(),
            action: "Look",
        }
    }
}

const KINDS: &[NoticeKind] = &[NoticeKind::of::<Chatter>()];

/// When what happened, as one clock for everybody: letters taken, by whom they are for.
#[derive(Debug, Default)]
struct Sink {
    clock: AtomicU64,
    taken: Mutex<HashMap<String, Vec<u64>>>,
}

impl Sink {
    fn tick(&self) -> u64 {
        self.clock.fetch_add(1, Ordering::SeqCst)
    }

    fn now(&self) -> u64 {
        self.clock.load(Ordering::SeqCst)
    }

    /// A mail server that takes everything.
    async fn listen(self: Arc<Self>) -> u16 {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(Arc::clone(&self).converse(stream));
            }
        });
        port
    }

    async fn converse(self: Arc<Self>, stream: TcpStream) -> Option<()> {
        let mut stream = BufReader::new(stream);
        stream.write_all(b"220 sink\r\n").await.ok()?;
        let mut reader = String::new();
        loop {
            let mut line = String::new();
            stream.read_line(&mut line).await.ok().filter(|read| *read > 0)?;
            let word = line.get(..4).unwrap_or_default().to_ascii_uppercase();
            let answer = match word.as_str() {
                "RCPT" => {
                    let (_, address) = line.split_once('<').unwrap();
                    address.split_once('>').unwrap().0.clone_into(&mut reader);
                    "250 well\r\n"
                }
                "DATA" => {
                    stream.write_all(b"354 go on\r\n").await.ok()?;
                    while line != ".\r\n" {
                        line.clear();
                        stream.read_line(&mut line).await.ok().filter(|read| *read > 0)?;
                    }
                    let now = self.tick();
                    self.taken
                        .lock()
                        .unwrap()
                        .entry(reader.clone())
                        .or_default()
                        .push(now);
                    "250 taken\r\n"
                }
                _ => "250 well\r\n",
            };
            stream.write_all(answer.as_bytes()).await.ok()?;
        }
    }
}

/// Notices, with something to say often, and the notices themselves for whoever runs their jobs.
fn part(kept: Arc<Mutex<Option<Notices>>>) -> Part {
    Part::new(
        &[],
        hustings_notices::permissions::ALL_PERMISSIONS,
        move |ground| {
            let mut capability = hustings_notices::capability(ground.notices).unwrap();
            capability.notices = KINDS;
            *kept.lock().unwrap() = Some(ground.notices.clone());
            capability
        },
    )
}

/// Gives everybody so much to read that so many letters are to be written.
async fn chatter(app: &TestApp, org: OrgId, readers: &[Member], letters: usize) {
    let members: Vec<MemberId> = readers.iter().map(|reader| reader.id.parse().unwrap()).collect();
    let scope = Scope::system_in(org, app.database.sources().id());
    let now = app.database.sources().now();
    for number in 0..letters.div_ceil(members.len()) {
        let mut tx = app.database.store.begin(&scope).await.unwrap();
        let told = Told {
            members: &members,
            about: app.database.sources().id(),
            by: None,
            at: now,
        };
        tx.notify(&Chatter { number }, told).await.unwrap();
        tx.commit().await.unwrap();
    }
    app.run_agents().await;
}

/// Somebody who walked in.
async fn visitor(app: &TestApp, org: &str, number: usize) -> Member {
    let email = format!("reader{number}@example.org");
    app.person(&email).await;
    let pass = app.node.sign_in(&email).await;
    let path = format!("/v1/orgs/{org}/membership");
    let name = json!({ "name": format!("Reader {number}") });
    let joined = app.node.send(Method::POST, &path, Some(&pass), Some(&name)).await;
    let id = joined.expect(201)["id"].as_str().unwrap().to_owned();
    Member { id, email, pass }
}

/// Jobs of the organisation that are still to be done.
async fn left(app: &TestApp, org: OrgId) -> i64 {
    let scope = Scope::system_in(org, app.database.sources().id());
    let mut read = app.database.store.read(&scope, Freshness::Latest).await.unwrap();
    let counts = desk::counts(&mut read).await.unwrap();
    let waiting = counts.iter().filter(|count| {
        matches!(
            count.state,
            JobState::Queued | JobState::Running | JobState::Retrying
        )
    });
    waiting.map(|count| count.jobs).sum()
}

/// An application whose letters go to this mail server, and its notices.
async fn open(port: u16) -> (TestApp, Notices) {
    let kept = Arc::default();
    let app = TestApp::start(AppSettings {
        parts: vec![part(Arc::clone(&kept))],
        mail: MailSettings {
            smtp: SmtpSettings {
                host: Some("127.0.0.1".to_owned()),
                port: NonZeroU16::new(port).unwrap(),
                security: Security::None,
                ..SmtpSettings::default()
            },
            ..MailSettings::default()
        },
        ..AppSettings::default()
    })
    .await;
    let notices = kept.lock().unwrap().clone().unwrap();
    (app, notices)
}

/// Sends what waits, many at once, until told to stop.
fn send(app: &TestApp, notices: Notices, stop: CancellationToken) -> JoinHandle<()> {
    let registry = JobRegistry::new().with::<WriteNotice, _>(NoticeWriter(notices));
    let (store, url) = (app.database.store.clone(), app.database.url());
    let worker = JobWorker::new(store, url, registry, Vec::new(), JobSettings::default());
    tokio::spawn(worker.unwrap().run(stop))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_letter_leaves_after_somebody_was_told_that_none_will() {
    let letters = std::env::var("OPTING_OUT_LETTERS").map_or(USUAL_LETTERS, |text| text.parse().unwrap());
    let sink = Arc::new(Sink::default());
    let (app, notices) = open(Arc::clone(&sink).listen().await).await;
    let (_, admin) = app.founded().await;
    let org = app.found_open(&admin, "open").await;
    let id: OrgId = org.parse().unwrap();
    let mut readers = Vec::new();
    for number in 0..READERS {
        readers.push(visitor(&app, &org, number).await);
    }
    sink.taken.lock().unwrap().clear();
    let begun = sink.tick();
    chatter(&app, id, &readers, letters).await;

    let stop = CancellationToken::new();
    let sending = send(&app, notices, stop.clone());
    // One after the other says no while letters leave; the last three never do.
    let mut told = HashMap::new();
    for (number, reader) in readers.iter().enumerate().take(READERS - 3) {
        let share = begun + (letters * number / READERS / 2) as u64;
        app.eventually("some letters have left", async || sink.now() >= share)
            .await;
        let path = format!("/v1/orgs/{org}/inbox/preferences/{}", Chatter::KIND);
        let no = json!({ "letters": false });
        let reply = app
            .node
            .send(Method::PUT, &path, Some(&reader.pass), Some(&no))
            .await;
        reply.expect(204);
        told.insert(reader.email.clone(), sink.tick());
    }
    app.eventually("nothing is left to do", async || left(&app, id).await == 0)
        .await;
    stop.cancel();
    sending.await.unwrap();

    let taken = sink.taken.lock().unwrap();
    let each = letters.div_ceil(READERS);
    for reader in &readers {
        let times = taken.get(&reader.email).cloned().unwrap_or_default();
        match told.get(&reader.email) {
            Some(no) => assert!(times.iter().all(|time| time < no), "{} said no", reader.email),
            None => assert_eq!(times.len(), each, "{} gets every letter", reader.email),
        }
    }
    let sent: usize = taken.values().map(Vec::len).sum();
    assert!(
        sent < each * READERS,
        "everybody said no too late for it to matter"
    );
}
