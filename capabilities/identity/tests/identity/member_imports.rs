//! Importing members from a file: looked at first, invited once.

use std::collections::BTreeSet;
use std::time::Duration;

use hustings_configuration::{Flag, FlagRule, Held, desk};
use hustings_jobs::Drain;
use hustings_jobs::desk::{self as jobs, ListJobs};
use hustings_testkit::{PASSWORD, Pass, Reply, TestApp};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::crew::forget_expired;
use crate::crew::rows::{hold_invitations, imports_mention, kept_of_import, take_over};
use crate::rows::keys;

async fn preview(app: &TestApp, org: &str, by: &Pass, csv: &str) -> Reply {
    let path = format!("/v1/orgs/{org}/members/imports/preview");
    let body = json!({ "csv": csv });
    app.node.send(Method::POST, &path, Some(by), Some(&body)).await
}

/// Starts an import.
async fn start(app: &TestApp, org: &str, by: &Pass, body: &Value, key: Option<&str>) -> Reply {
    let path = format!("/v1/orgs/{org}/members/imports");
    let mut request = app.node.request(Method::POST, &path, Some(by), Some(body));
    if let Some(key) = key {
        request = request.header("idempotency-key", key);
    }
    Reply::of(request).await
}

/// Starts an import, lets it run, and says what became of it: how it ended, how many were invited and rejected.
async fn import(app: &TestApp, org: &str, by: &Pass, csv: &str) -> (String, u64, u64) {
    let started = start(app, org, by, &json!({ "csv": csv }), None).await;
    let id = started.expect(202)["id"].as_str().unwrap();
    app.work().await;
    outcome(&read(app, org, by, id).await)
}

fn outcome(import: &Value) -> (String, u64, u64) {
    let count = |field: &str| import[field].as_u64().unwrap();
    let state = import["state"].as_str().unwrap();
    let because = import["stopped_because"].as_str();
    let ended = because.map_or_else(|| state.to_owned(), |because| format!("{state}: {because}"));
    assert_eq!(count("done"), count("invited") + count("rejected"), "{import}");
    (ended, count("invited"), count("rejected"))
}

async fn read(app: &TestApp, org: &str, by: &Pass, import: &str) -> Value {
    let path = format!("/v1/orgs/{org}/members/imports/{import}");
    app.node.get(&path, by).await.expect(200).clone()
}

async fn cancel(app: &TestApp, org: &str, by: &Pass, import: &str) -> Reply {
    let path = format!("/v1/orgs/{org}/members/imports/{import}/cancel");
    app.node.send(Method::POST, &path, Some(by), None).await
}

/// A file with so many people in it.
fn people(rows: usize) -> String {
    let rows: Vec<String> = (0..rows)
        .map(|row| format!("person-{row}@example.org,Person {row}"))
        .collect();
    rows.join("\n")
}

/// An import of 250 people whose worker was killed in the middle: a hundred are invited. Whoever looks for jobs next finds
/// that there is more to do.
async fn interrupted(app: &TestApp, org: &str, by: &Pass) -> String {
    let started = start(app, org, by, &json!({ "csv": people(250) }), None).await;
    let id = started.expect(202)["id"].as_str().unwrap().to_owned();
    let held = hold_invitations(&app.database, 50).await;
    let registry = hustings_identity::jobs(&app.node.identity);
    let worker = Drain::new(app.database.store.clone(), app.database.url(), registry).unwrap();
    tokio::select! {
        ended = worker.drain() => panic!("nothing held it: {ended:?}"),
        () = app.eventually("a part is done", async || read(app, org, by, &id).await["done"] == 100) => {}
    }
    drop(held);
    take_over(&app.database).await;
    id
}

/// Line and what speaks against it, of each row of a preview.
fn verdicts(reply: &Reply) -> Vec<(u64, Vec<(&str, &str)>)> {
    problems(reply.expect(200))
}

fn problems(seen: &Value) -> Vec<(u64, Vec<(&str, &str)>)> {
    let rows = seen["rows"].as_array().unwrap();
    rows.iter()
        .map(|row| {
            let problems = row["problems"].as_array().unwrap();
            let said = problems.iter().map(|problem| {
                (
                    problem["field"].as_str().unwrap(),
                    problem["code"].as_str().unwrap(),
                )
            });
            (row["line"].as_u64().unwrap(), said.collect())
        })
        .collect()
}

#[tokio::test]
async fn the_preview_says_of_every_row_what_speaks_against_it_and_does_nothing() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let leader = app.member(&org, &admin, "leader@example.org", "leader").await;
    app.invited(&org, &admin, "invited@example.org", "member").await;
    app.role(&org, &admin, "Scribe", &["members.read"]).await;
    let file = "\u{feff}Name;E-Mail;Rolle;Sprache;Shoe size\r\n\
        Ben Müller;ben@example.org;;de;43\r\n\
        Cleo;cleo@example.org;Active Member;;\r\n\
        Dan;dan@example.org;scribe;;\r\n\
        ;BEN@example.org;;;\r\n\
        Eve;not an address;emperor;Klingonese;\r\n\
        Fay;leader@example.org;;;\r\n\
        Gil;Invited@example.org;;;\r\n\
        Hal;hal@example.org;admin;;\r\n";
    let seen = preview(&app, &org, &leader.pass, file).await;
    let expected = [
        (2, vec![]),
        (3, vec![]),
        (4, vec![]),
        (5, vec![("email", "duplicate-in-file")]),
        (
            6,
            vec![
                ("email", "malformed-address"),
                ("language", "malformed-language"),
                ("role", "no-such-role"),
            ],
        ),
        (7, vec![("email", "already-a-member")]),
        (8, vec![("email", "already-invited")]),
        (9, vec![("role", "more-than-own-rights")]),
    ];
    assert_eq!(verdicts(&seen), expected);
    assert_eq!(
        (&seen.json["accepted"], &seen.json["rejected"]),
        (&json!(3), &json!(5))
    );
    assert_eq!(seen.json["ignored_columns"], json!(["Shoe size"]));
    assert_eq!(seen.json["rows"][0]["role"], "member");
    assert!(app.letters().await.is_empty());
}

#[tokio::test]
async fn an_import_invites_everybody_once_however_often_it_is_sent() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let body = json!({
        "csv": "ben@example.org,Ben,leader,de\ncleo@example.org\nnobody\n",
        "role": "supporter",
    });
    let (one, twin) = futures::join!(
        start(&app, &org, &admin, &body, Some("k")),
        start(&app, &org, &admin, &body, Some("k")),
    );
    assert_eq!(one.expect(202), twin.expect(202));
    let id = one.json["id"].as_str().unwrap();
    let location = one.headers["location"].to_str().unwrap();
    assert_eq!(location, format!("/v1/orgs/{org}/members/imports/{id}"));
    assert_eq!(outcome(&one.json), ("running".to_owned(), 0, 0));
    assert_eq!(one.json["rows"], 3);
    assert!(!imports_mention(&app.database, "example.org").await, "sealed");

    let letters = app.letters().await;
    assert_eq!(
        outcome(&read(&app, &org, &admin, id).await),
        ("finished".to_owned(), 2, 1)
    );
    let rejections = app.node.get(&format!("{location}/rejections"), &admin).await;
    let items = json!({ "rows": rejections.expect(200)["items"] });
    assert_eq!(items["rows"][0]["email"], "nobody");
    assert_eq!(problems(&items), [(3, vec![("email", "malformed-address")])]);
    assert!(!imports_mention(&app.database, "nobody").await, "sealed");
    let again = import(&app, &org, &admin, body["csv"].as_str().unwrap()).await;
    assert_eq!(again, ("finished".to_owned(), 0, 3));

    let to: Vec<&str> = letters.iter().map(|letter| letter.to.as_str()).collect();
    assert_eq!(to, ["ben@example.org", "cleo@example.org"]);
    assert!(letters[0].subject.starts_with("Einladung"), "{letters:?}");
    assert!(letters[1].subject.starts_with("Invitation"), "{letters:?}");

    let list = app.node.get(&format!("/v1/orgs/{org}/invitations"), &admin).await;
    let roles: Vec<&str> = list.expect(200)["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["role"].as_str().unwrap())
        .collect();
    assert_eq!(roles, ["supporter", "leader"]);
    let look = json!({ "token": letters[0].token() });
    let seen = app.node.post("/v1/invitations/look", &look).await;
    assert_eq!(seen.expect(200)["name"], "Ben");
    let join = json!({ "token": letters[0].token(), "name": "Ben", "password": PASSWORD });
    app.node.post("/v1/invitations/join", &join).await.expect(201);

    crate::crew::seal(&app, &org).await;
    for (kind, field, value) in [("started", "rows", 3), ("ended", "invited", 2)] {
        let audit = format!("/v1/orgs/{org}/audit?kind=member-import.{kind}");
        let entries = app.node.get(&audit, &admin).await;
        assert_eq!(entries.expect(200)["items"].as_array().unwrap().len(), 2);
        assert_eq!(entries.json["items"][1]["payload"][field], value);
    }
}

#[tokio::test]
async fn an_import_whose_worker_is_killed_goes_on_where_it_was() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let id = interrupted(&app, &org, &admin).await;
    let half = read(&app, &org, &admin, &id).await;
    assert_eq!(outcome(&half), ("running".to_owned(), 100, 0));

    app.work().await;
    assert_eq!(
        outcome(&read(&app, &org, &admin, &id).await),
        ("finished".to_owned(), 250, 0)
    );
    let letters = app.letters().await;
    let to: BTreeSet<&str> = letters.iter().map(|letter| letter.to.as_str()).collect();
    assert_eq!((letters.len(), to.len()), (250, 250), "each gets one letter");
    let kept = kept_of_import(&app.database, id.parse().unwrap()).await;
    assert_eq!(kept, (false, 0, 1), "the file is destroyed");
}

#[tokio::test]
async fn an_import_is_cancelled_and_whom_it_invited_stays_invited() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let id = interrupted(&app, &org, &admin).await;
    let cancelled = cancel(&app, &org, &admin, &id).await;
    assert_eq!(outcome(cancelled.expect(200)), ("cancelled".to_owned(), 100, 0));
    cancel(&app, &org, &admin, &id)
        .await
        .expect_problem(409, "import-ended");
    assert_eq!(app.letters().await.len(), 100);
    assert_eq!(
        outcome(&read(&app, &org, &admin, &id).await),
        ("cancelled".to_owned(), 100, 0)
    );
    assert!(!kept_of_import(&app.database, id.parse().unwrap()).await.0);
}

#[tokio::test]
async fn an_organisation_has_one_import_at_a_time_and_sees_no_others() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let (other, stranger) = app.founded_as("town", "stranger@example.org").await;
    let body = json!({ "csv": "ben@example.org\n" });
    let (one, two) = futures::join!(
        start(&app, &org, &admin, &body, None),
        start(&app, &org, &admin, &body, None),
    );
    let (started, refused) = if one.status == 202 { (one, two) } else { (two, one) };
    refused.expect_problem(409, "import-running");
    let id = started.expect(202)["id"].as_str().unwrap();
    // Another organisation neither waits for it nor sees it.
    start(&app, &other, &stranger, &body, None).await.expect(202);
    for path in ["", "/rejections"] {
        let path = format!("/v1/orgs/{other}/members/imports/{id}{path}");
        app.node
            .get(&path, &stranger)
            .await
            .expect_problem(404, "no-such-import");
    }
    cancel(&app, &other, &stranger, id)
        .await
        .expect_problem(404, "no-such-import");
    app.letters().await;
    app.clock().advance(Duration::from_secs(1));
    assert_eq!(import(&app, &org, &admin, "cleo@example.org").await.1, 1);
    app.letters().await;
    let list = app
        .node
        .get(&format!("/v1/orgs/{org}/members/imports"), &admin)
        .await;
    let items = list.expect(200)["items"].as_array().unwrap();
    assert_eq!(items.len(), 2);
    assert_eq!(items[1]["id"], id, "the newest first");
}

/// What happens while an import is interrupted.
#[derive(Debug, Clone, Copy)]
enum Meanwhile {
    Suspended,
    Demoted,
    KeyRevoked,
    FeatureOff,
    Closing,
}

#[tokio::test]
async fn whoever_may_not_invite_any_more_invites_nobody_else() {
    let app = TestApp::new().await;
    app.platform_admin("admin@example.org").await;
    let admin = app.node.sign_in("admin@example.org").await;
    for (number, (meanwhile, because)) in [
        (Meanwhile::Suspended, "rights-lost"),
        (Meanwhile::Demoted, "rights-lost"),
        (Meanwhile::KeyRevoked, "rights-lost"),
        (Meanwhile::FeatureOff, "feature-off"),
        (Meanwhile::Closing, "organisation-closing"),
    ]
    .into_iter()
    .enumerate()
    {
        let slug = format!("city-{number}");
        let org = app.found(&admin, &slug).await;
        let leader = app
            .member(&org, &admin, &format!("leader-{number}@example.org"), "leader")
            .await;
        // As much as a member may, or it could make nobody one.
        let rights = [
            "members.invite",
            "members.read",
            "membership.own",
            "organisation.read",
            "roles.read",
        ];
        let (key, program) = app.key(&org, &leader.pass, &rights).await;
        let by_key = matches!(meanwhile, Meanwhile::KeyRevoked);
        let by = if by_key { &program } else { &leader.pass };
        let id = interrupted(&app, &org, by).await;
        let base = format!("/v1/orgs/{org}");
        let member = format!("{base}/members/{}", leader.id);
        let (method, path, body) = match meanwhile {
            Meanwhile::Suspended => (
                Method::PUT,
                format!("{member}/suspension"),
                json!({ "reason": "rude" }),
            ),
            Meanwhile::Demoted => (Method::PUT, format!("{member}/role"), json!({ "role": "member" })),
            Meanwhile::KeyRevoked => (Method::DELETE, format!("{base}/keys/{key}"), Value::Null),
            Meanwhile::Closing => (Method::PUT, format!("{base}/closing"), json!({ "slug": slug })),
            Meanwhile::FeatureOff => {
                switch_off(&app, &org).await;
                (Method::GET, base, Value::Null)
            }
        };
        let body = (!body.is_null()).then_some(&body);
        let done = app.node.send(method, &path, Some(&admin), body).await;
        assert!(done.status < 300, "{meanwhile:?}: {done:?}");
        app.letters().await;
        let ended = read(&app, &org, &admin, &id).await;
        assert_eq!(
            outcome(&ended),
            (format!("stopped: {because}"), 100, 0),
            "{meanwhile:?}"
        );
    }
}

/// Switches imports off in an organisation.
async fn switch_off(app: &TestApp, org: &str) {
    let flag = Flag::new(
        "members.import",
        "Inviting many people at once from a file.",
        true,
    );
    let scope = app.database.scope_in(org.parse().unwrap());
    let mut tx = app.database.store.begin(&scope).await.unwrap();
    let held = desk::lock(&mut tx, &flag.configurable()).await.unwrap();
    held.put(&mut tx, Held::Flag(FlagRule::Nobody)).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn rows_for_a_role_that_was_deleted_meanwhile_are_rejected_or_stop_the_import() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let role = app.role(&org, &admin, "Scribe", &["members.read"]).await;
    let named = start(
        &app,
        &org,
        &admin,
        &json!({ "csv": "a@example.org,,scribe\nb@example.org" }),
        None,
    )
    .await;
    let path = format!("/v1/orgs/{org}/roles/{role}");
    app.node
        .send(Method::DELETE, &path, Some(&admin), None)
        .await
        .expect(204);
    app.letters().await;
    let id = named.expect(202)["id"].as_str().unwrap();
    assert_eq!(
        outcome(&read(&app, &org, &admin, id).await),
        ("finished".to_owned(), 1, 1)
    );

    let role = app.role(&org, &admin, "Scribe", &["members.read"]).await;
    let body = json!({ "csv": "c@example.org", "role": role });
    let unnamed = start(&app, &org, &admin, &body, None).await;
    let path = format!("/v1/orgs/{org}/roles/{role}");
    app.node
        .send(Method::DELETE, &path, Some(&admin), None)
        .await
        .expect(204);
    app.work().await;
    let id = unnamed.expect(202)["id"].as_str().unwrap();
    assert_eq!(
        outcome(&read(&app, &org, &admin, id).await),
        ("stopped: role-gone".to_owned(), 0, 0)
    );
}

#[tokio::test]
async fn whoever_left_or_let_an_invitation_run_out_can_be_invited_again() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let bob = app.member(&org, &admin, "bob@example.org", "member").await;
    let path = format!("/v1/orgs/{org}/membership");
    app.node
        .send(Method::DELETE, &path, Some(&bob.pass), None)
        .await
        .expect(204);
    app.invited(&org, &admin, "cleo@example.org", "member").await;
    app.clock().advance(Duration::from_hours(15 * 24));
    let admin = app.node.sign_in("admin@example.org").await;
    let done = import(&app, &org, &admin, "bob@example.org\ncleo@example.org\n").await;
    assert_eq!(done, ("finished".to_owned(), 2, 0));
    assert_eq!(app.letters().await.len(), 2);
}

#[tokio::test]
async fn a_file_as_large_as_allowed_is_imported_and_a_larger_one_refused() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let started = start(&app, &org, &admin, &json!({ "csv": people(5_000) }), None).await;
    let id = started.expect(202)["id"].as_str().unwrap();
    // Once: with every job done twice, ten thousand letters would be looked at.
    let registry = hustings_identity::jobs(&app.node.identity);
    let worker = Drain::new(app.database.store.clone(), app.database.url(), registry).unwrap();
    tokio::select! {
        ended = worker.drain() => { ended.unwrap(); }
        () = app.eventually("it is done", async || {
            read(&app, &org, &admin, id).await["state"] == "finished"
        }) => {}
    }
    assert_eq!(outcome(&read(&app, &org, &admin, id).await).1, 5_000);
    app.leave("five thousand letters are nobody's to read");

    let more = json!({ "csv": people(5_001) });
    start(&app, &org, &admin, &more, None)
        .await
        .expect_problem(422, "too-many-rows");
    let huge = json!({ "csv": "x".repeat(3 * 1024 * 1024) });
    start(&app, &org, &admin, &huge, None)
        .await
        .expect_problem(413, "body-too-large");
    for (csv, code) in [("", "no-rows"), ("name,role\nAda,member\n", "no-email-column")] {
        preview(&app, &org, &admin, csv).await.expect_problem(422, code);
    }
}

#[tokio::test]
async fn an_import_that_stands_still_is_given_up_and_an_old_one_forgotten() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    assert_eq!(import(&app, &org, &admin, "nobody@").await.2, 1);
    let list = format!("/v1/orgs/{org}/members/imports");
    let listed = app.node.get(&list, &admin).await;
    let old: Uuid = listed.expect(200)["items"][0]["id"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    assert_eq!(keys(&app.database, &[old]).await, 1);

    app.clock().advance(Duration::from_hours(29 * 24));
    let admin = app.node.sign_in("admin@example.org").await;
    let still = start(&app, &org, &admin, &json!({ "csv": "ben@example.org" }), None).await;
    let still = still.expect(202)["id"].as_str().unwrap();
    give_up_jobs(&app, &org).await;
    forget_expired(&app).await;
    assert_eq!(
        outcome(&read(&app, &org, &admin, still).await),
        ("running".to_owned(), 0, 0)
    );

    app.clock().advance(Duration::from_hours(2 * 24));
    let admin = app.node.sign_in("admin@example.org").await;
    forget_expired(&app).await;
    let left = app.node.get(&list, &admin).await;
    let left = left.expect(200)["items"].as_array().unwrap();
    assert_eq!(
        (left.len(), left[0]["id"].as_str()),
        (1, Some(still)),
        "the old one is forgotten"
    );
    assert_eq!(keys(&app.database, &[old]).await, 0);
    assert_eq!(outcome(&left[0]), ("stopped: stalled".to_owned(), 0, 0));
    assert!(!kept_of_import(&app.database, still.parse().unwrap()).await.0);
}

/// Somebody gives up the jobs that wait.
async fn give_up_jobs(app: &TestApp, org: &str) {
    let scope = app.database.scope_in(org.parse().unwrap());
    let mut tx = app.database.store.begin(&scope).await.unwrap();
    let all = ListJobs {
        state: None,
        kind: Some("identity.import-members".to_owned()),
        before: None,
        at_most: 10,
    };
    for job in jobs::list(&mut tx, &all).await.unwrap() {
        jobs::cancel(&mut tx, job.id).await.unwrap();
    }
    tx.commit().await.unwrap();
}
