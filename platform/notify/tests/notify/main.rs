//! Letters on their way to a mail server, with a whole application behind them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "tests may panic, and run a mail server of their own"
)]

mod rows;
mod server;

use std::num::NonZeroU16;
use std::time::Duration;

use hustings_capability::Capability;
use hustings_http::Routes;
use hustings_jobs::{Enqueue as _, JobRegistry};
use hustings_kernel::{CorrelationId, JobId, OrgId, Scope};
use hustings_notify::{
    ForgetDeliveries, ForgetDeliveriesHandler, MailSettings, Post, Security, SmtpSettings,
};
use hustings_testkit::{AppSettings, Part, Pass, TestApp};
use reqwest::Method;
use serde_json::{Value, json};
use server::{MailServer, Mood};

const READER: &str = "bob.jones@example.org";

/// An application whose letters go to a mail server, and an organisation that invites people.
struct Office {
    app: TestApp,
    server: MailServer,
    org: String,
    admin: Pass,
}

impl Office {
    async fn open() -> Self {
        let server = MailServer::start().await;
        let housekeeping = Part::new(&[], &[], |_| {
            let mut capability = Capability::new("housekeeping", Routes::default());
            capability.jobs = JobRegistry::new().with::<ForgetDeliveries, _>(ForgetDeliveriesHandler);
            capability
        });
        let app = TestApp::start(AppSettings {
            parts: vec![housekeeping],
            mail: settings(server.port),
            ..AppSettings::default()
        })
        .await;
        let (org, admin) = app.founded().await;
        Self {
            app,
            server,
            org,
            admin,
        }
    }

    fn invitations(&self) -> String {
        format!("/v1/orgs/{}/invitations", self.org)
    }

    async fn invite(&self) {
        let body = json!({ "email": READER, "role": "member" });
        let path = self.invitations();
        let reply = self
            .app
            .node
            .send(Method::POST, &path, Some(&self.admin), Some(&body))
            .await;
        assert_eq!(reply.expect(201)["letter"], Value::Null);
    }

    /// The letters to the reader that the server has been given whole, whether it said so or not.
    fn arrived(&self) -> usize {
        let letters = self.server.letters();
        letters.iter().filter(|letter| letter.contains(READER)).count()
    }

    /// What is said of the letter where people look for it.
    async fn letter(&self) -> Value {
        let reply = self.app.node.get(&self.invitations(), &self.admin).await;
        reply.expect(200)["items"][0]["letter"].clone()
    }

    async fn state(&self) -> String {
        self.letter().await["state"].as_str().unwrap_or("none").to_owned()
    }

    fn org(&self) -> OrgId {
        self.org.parse().unwrap()
    }

    /// An operator has a job that died run again.
    async fn retry(&self, job: JobId) {
        let correlation: CorrelationId = self.app.database.sources().id();
        let scope = Scope::system_in(self.org(), correlation);
        let mut tx = self.app.database.store.begin(&scope).await.unwrap();
        hustings_jobs::desk::retry(&mut tx, job).await.unwrap().unwrap();
        tx.commit().await.unwrap();
    }

    fn later(&self) {
        self.app.clock().advance(Duration::from_mins(5));
    }
}

fn settings(port: u16) -> MailSettings {
    MailSettings {
        from: Some("office@example.org".to_owned()),
        from_name: "Riverbend".to_owned(),
        smtp: SmtpSettings {
            host: Some("127.0.0.1".to_owned()),
            port: NonZeroU16::new(port).unwrap(),
            security: Security::None,
            timeout_seconds: 20,
            ..SmtpSettings::default()
        },
        ..MailSettings::default()
    }
}

#[tokio::test]
async fn a_letter_is_handed_over_once_and_whoever_caused_it_sees_so() {
    let office = Office::open().await;
    office.invite().await;
    assert_eq!(office.state().await, "none");
    office.app.work().await;
    assert_eq!(office.state().await, "sent");
    assert_eq!(office.arrived(), 1, "the job ran twice");
    let letters = office.server.letters();
    let letter = letters.last().unwrap();
    assert!(
        letter.contains("From: \"Riverbend\" <office@example.org>"),
        "{letter}"
    );
}

#[tokio::test]
async fn connections_are_kept_and_one_that_was_closed_meanwhile_costs_no_letter() {
    let office = Office::open().await;
    let post = Post::new(
        &settings(office.server.port),
        "http://localhost:8080",
        "/nowhere".into(),
    )
    .unwrap();
    let letter = hustings_notify::Letter {
        language: "en",
        subject: "Hello".into(),
        greeting: "Hello,",
        text: "a word.".into(),
        action: ("Read on", "https://hustings.example"),
        closing: ".\r\n.\r\nA dot on its own ends no letter.".into(),
    };
    let send = async |name: &str| {
        post.carry(name, READER, &letter, office.app.database.sources().now())
            .await
    };
    assert_eq!(office.server.connections(), 1, "the application's own");
    for name in ["one", "two"] {
        assert!(matches!(send(name).await, hustings_notify::Outcome::Sent(_)));
    }
    let before = office.server.connections();
    office.server.be(Mood::HangsUpOnSecond);
    assert!(matches!(send("three").await, hustings_notify::Outcome::Sent(_)));
    assert_eq!((office.server.connections(), office.arrived()), (before + 1, 3));
}

#[tokio::test]
async fn a_reader_who_does_not_exist_is_no_failure_of_ours_and_is_not_named() {
    for (mood, answer) in [
        (Mood::NoSuchReader, "550 5.1.1 <•••>: no such mailbox"),
        (Mood::Picky, "554 5.7.1 this looks like spam"),
    ] {
        let office = Office::open().await;
        office.server.be(mood);
        office.invite().await;
        office.app.work().await;
        let letter = office.letter().await;
        assert_eq!(
            (&letter["state"], &letter["answer"]),
            (&json!("refused"), &json!(answer))
        );
    }
}

#[tokio::test]
async fn what_was_not_handed_over_is_tried_again() {
    for mood in [Mood::Busy, Mood::HangsUpBefore] {
        let office = Office::open().await;
        office.server.be(mood);
        office.invite().await;
        let drained = office.app.try_work().await;
        assert_eq!(
            (drained.retrying.len(), drained.dead.len()),
            (1, 0),
            "{mood:?}: {drained:?}"
        );
        assert!(!drained.retrying[0].1.contains("bob"), "{drained:?}");
        assert_eq!(office.state().await, "waiting");
        office.server.be(Mood::Kind);
        office.later();
        office.app.work().await;
        assert_eq!((office.state().await.as_str(), office.arrived()), ("sent", 1));
    }
}

#[tokio::test]
async fn a_server_that_is_away_is_waited_for() {
    let office = Office::open().await;
    let where_it_was = office.server.port;
    drop(office.server);
    let app = office.app;
    let path = format!("/v1/orgs/{}/invitations", office.org);
    let body = json!({ "email": READER, "role": "member" });
    app.node
        .send(Method::POST, &path, Some(&office.admin), Some(&body))
        .await
        .expect(201);
    let drained = app.try_work().await;
    assert_eq!(drained.retrying.len(), 1, "{drained:?}");
    let post = Post::new(
        &settings(where_it_was),
        "http://localhost:8080",
        "/nowhere".into(),
    )
    .unwrap();
    assert!(post.knock().await.is_err());
    app.leave("the letter waits for a server that does not come back");
}

#[tokio::test]
async fn a_letter_of_which_nobody_knows_whether_it_arrived_is_sent_again_only_by_a_person() {
    let office = Office::open().await;
    office.server.be(Mood::HangsUpAfter);
    office.invite().await;
    let drained = office.app.try_work().await;
    assert_eq!(drained.dead.len(), 1, "{drained:?}");
    assert!(drained.dead[0].1.contains("not known"), "{drained:?}");
    assert_eq!(office.state().await, "unknown");
    office.server.be(Mood::Kind);
    office.later();
    office.app.work().await;
    assert_eq!((office.state().await.as_str(), office.arrived()), ("unknown", 1));
    office.retry(drained.dead[0].0).await;
    office.app.work().await;
    assert_eq!((office.state().await.as_str(), office.arrived()), ("sent", 2));
}

#[tokio::test]
async fn a_process_that_died_while_sending_leaves_an_unknown_letter_not_a_second_one() {
    let office = Office::open().await;
    office.server.be(Mood::Busy);
    office.invite().await;
    let job = office.app.try_work().await.retrying[0].0;
    // As it stands while the server is thinking; then the process dies, and the job is given to another.
    rows::in_the_middle(&office.app.database, job).await;
    office.server.be(Mood::Kind);
    office.later();
    let drained = office.app.try_work().await;
    assert_eq!(drained.dead.len(), 1, "{drained:?}");
    assert_eq!((office.state().await.as_str(), office.arrived()), ("unknown", 0));
}

#[tokio::test]
async fn what_became_of_letters_is_kept_for_three_months() {
    let office = Office::open().await;
    office.invite().await;
    office.app.work().await;
    let reply = office.app.node.get(&office.invitations(), &office.admin).await;
    let invitation = reply.expect(200)["items"][0]["id"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    let store = &office.app.database.store;
    let known_after = async |days: u64| {
        office.app.clock().advance(Duration::from_hours(24 * days));
        let mut tx = store.begin(&Scope::system(store.sources().id())).await.unwrap();
        tx.enqueue(&ForgetDeliveries {}).await.unwrap();
        tx.commit().await.unwrap();
        office.app.work().await;
        let in_org = Scope::system_in(office.org(), store.sources().id());
        let mut tx = store.begin(&in_org).await.unwrap();
        let known = hustings_notify::latest(&mut tx, &[invitation]).await.unwrap();
        known.contains_key(&invitation)
    };
    assert!(known_after(80).await);
    assert!(!known_after(11).await);
}
