//! What an organisation configures: chosen, followed back, undone, and heeded by those it is for.

use std::time::Duration;

use hustings_configuration::{Configuration, Setting};
use hustings_testkit::{PASSWORD, Pass, Reply, TestNode};
use reqwest::Method;
use serde_json::{Value, json};

use crate::plant::Plant;

const DAYS: &str = "invitations.lifetime-days";
const IMPORT: &str = "members.import";
const STEPS: &str = "home.first-steps";

/// An organisation, and whoever configures it.
struct Office {
    plant: Plant,
    org: String,
    admin: Pass,
}

impl Office {
    async fn open() -> Self {
        let plant = Plant::new().await;
        let (org, admin) = plant.app.founded().await;
        Self { plant, org, admin }
    }

    fn path(&self, rest: &str) -> String {
        format!("/v1/orgs/{}/{rest}", self.org)
    }

    /// Something done to one thing, by somebody who saw this version.
    async fn act(&self, method: Method, key: &str, seen: i64, body: Option<Value>) -> Reply {
        let (key, path) = match key.split_once('/') {
            Some((key, act)) => (key, format!("/{act}")),
            None => (key, String::new()),
        };
        let path = self.path(&format!("configuration/{key}{path}"));
        let node = &self.plant.app.node;
        let request = node.request(method, &path, Some(&self.admin), body.as_ref());
        Reply::of(request.header("if-match", format!("\"v{seen}\""))).await
    }

    async fn put(&self, key: &str, seen: i64, choice: Value) -> Reply {
        self.act(Method::PUT, key, seen, Some(choice)).await
    }

    async fn undo(&self, key: &str, seen: i64) -> Reply {
        self.act(Method::POST, &format!("{key}/undo"), seen, None).await
    }

    async fn read(&self, key: &str) -> Value {
        let path = self.path(&format!("configuration/{key}"));
        self.plant.get(&path, &self.admin).await
    }

    async fn history(&self, key: &str) -> Vec<Value> {
        let path = self.path(&format!("configuration/{key}/history"));
        let page = self.plant.get(&path, &self.admin).await;
        page["items"].as_array().unwrap().clone()
    }

    /// What a member has, as this node says.
    async fn features(&self, node: &TestNode, pass: &Pass) -> Value {
        node.get(&self.path("features"), pass).await.expect(200).clone()
    }

    async fn expose(&self, pass: &Pass, variant: &str) -> Reply {
        let path = self.path(&format!("features/{STEPS}/exposures"));
        let shown = json!({ "variant": variant });
        self.plant
            .app
            .node
            .send(Method::POST, &path, Some(pass), Some(&shown))
            .await
    }
}

#[tokio::test]
async fn what_is_chosen_holds_at_once_here_and_soon_on_every_node_and_after_a_restart() {
    let office = Office::open().await;
    let app = &office.plant.app;
    let other = app.another_node().await;
    let imports = async |node: &TestNode| office.features(node, &office.admin).await["flags"][IMPORT].clone();
    for node in [&app.node, &other] {
        assert_eq!(imports(node).await, true, "and remembers so");
    }
    let nobody = json!({ "rule": { "for": "nobody" } });
    office.put(IMPORT, 0, nobody).await.expect(200);
    assert_eq!(imports(&app.node).await, false);
    app.eventually("the other node knows", async || imports(&other).await == false)
        .await;
    assert_eq!(imports(&app.another_node().await).await, false);
}

#[tokio::test]
async fn while_the_log_is_not_followed_the_database_is_asked() {
    const HOLDS_FOR: Setting<i64> = Setting::number(DAYS, "", (1, 365), 14);
    let office = Office::open().await;
    let deaf = Configuration::new(office.plant.store().clone());
    let org = office.org.parse().unwrap();
    assert_eq!(deaf.read(org, &HOLDS_FOR).await.unwrap(), 14);
    office.put(DAYS, 0, json!({ "value": 3 })).await.expect(200);
    assert_eq!(deaf.read(org, &HOLDS_FOR).await.unwrap(), 3);
}

#[tokio::test]
async fn of_two_changes_at_once_one_is_made_and_the_other_told_so() {
    let office = Office::open().await;
    let put = |days: i64| office.put(DAYS, 0, json!({ "value": days }));
    let (one, other) = futures::join!(put(3), put(5));
    let (made, refused) = if one.status == 200 {
        (one, other)
    } else {
        (other, one)
    };
    refused.expect_problem(412, "version-conflict");
    let holds = office.read(DAYS).await;
    assert_eq!(holds["what"]["value"], made.expect(200)["what"]["value"]);
    assert_eq!(holds["version"], 1);
}

#[tokio::test]
async fn the_history_tells_who_changed_what_and_an_undo_is_a_change_of_its_own() {
    let office = Office::open().await;
    office.undo(DAYS, 0).await.expect_problem(409, "nothing-to-undo");
    office.put(DAYS, 0, json!({ "value": 3 })).await.expect(200);
    let second = office.put(DAYS, 1, json!({ "value": 5 })).await;
    assert_eq!(second.headers["etag"], "\"v2\"");
    let same = office.put(DAYS, 2, json!({ "value": 5 })).await.expect(200)["version"].clone();
    assert_eq!(same, 2, "what holds already is no change");

    office.undo(DAYS, 1).await.expect_problem(412, "version-conflict");
    let undone = office.undo(DAYS, 2).await.expect(200).clone();
    assert_eq!(
        (&undone["what"]["value"], &undone["version"]),
        (&json!(3), &json!(3))
    );
    let redone = office.undo(DAYS, 3).await.expect(200).clone();
    assert_eq!(redone["what"]["value"], 5, "undoing the undo brings it back");
    let reset = office
        .act(Method::DELETE, DAYS, 4, None)
        .await
        .expect(200)
        .clone();
    assert_eq!(
        (&reset["what"]["value"], &reset["chosen"]),
        (&json!(14), &json!(false))
    );

    let told: Vec<Value> = office
        .history(DAYS)
        .await
        .into_iter()
        .map(|change| json!([change["from"]["value"], change["to"]["value"], change["undoes"]]))
        .collect();
    let expected = [
        json!([5, null, null]),
        json!([3, 5, 3]),
        json!([5, 3, 2]),
        json!([3, 5, null]),
        json!([null, 3, null]),
    ];
    assert_eq!(told, expected);
    let by = office.history(DAYS).await[0]["changed_by"].clone();
    assert!(by.as_str().is_some_and(|by| by.starts_with("member:")), "{by}");
    let audited = office
        .plant
        .audited(&office.org, &office.admin, "setting.changed")
        .await;
    assert_eq!(audited.len(), 5);
}

#[tokio::test]
async fn a_request_that_is_sent_twice_changes_once() {
    let office = Office::open().await;
    let path = office.path(&format!("configuration/{DAYS}"));
    let choice = json!({ "value": 9 });
    let send = async || {
        let node = &office.plant.app.node;
        let request = node.request(Method::PUT, &path, Some(&office.admin), Some(&choice));
        let request = request
            .header("if-match", "\"v0\"")
            .header("idempotency-key", "nine");
        Reply::of(request).await.expect(200)["version"].clone()
    };
    assert_eq!((send().await, send().await), (json!(1), json!(1)));
    assert_eq!(office.history(DAYS).await.len(), 1);
}

#[tokio::test]
async fn what_cannot_be_chosen_is_refused_with_the_reason() {
    let office = Office::open().await;
    let runs = |weights: Value| json!({ "plan": { "state": "running", "weights": weights } });
    for (key, choice, field) in [
        (DAYS, json!({ "value": 0 }), "value"),
        (DAYS, json!({ "value": "a week" }), "value"),
        (DAYS, json!({ "rule": { "for": "nobody" } }), "rule"),
        ("members.joining-role", json!({ "value": "admin" }), "value"),
        (
            "invitations.greeting",
            json!({ "value": "x".repeat(301) }),
            "value",
        ),
        (
            IMPORT,
            json!({ "rule": { "for": "share", "percent": 101 } }),
            "rule",
        ),
        (STEPS, runs(json!({ "all-at-once": 1 })), "plan"),
        (
            STEPS,
            runs(json!({ "all-at-once": 0, "one-at-a-time": 0 })),
            "plan",
        ),
    ] {
        let refused = office.put(key, 0, choice.clone()).await;
        refused.expect_problem(422, "invalid-input");
        assert_eq!(refused.json["fields"][0]["field"], field, "{choice}");
        assert_eq!(office.read(key).await["version"], 0);
    }
}

#[tokio::test]
async fn what_one_organisation_chooses_is_nothing_to_another() {
    let office = Office::open().await;
    let (other, stranger) = office.plant.app.founded_as("town", "stranger@example.org").await;
    office.put(DAYS, 0, json!({ "value": 3 })).await.expect(200);
    let there = office
        .plant
        .get(&format!("/v1/orgs/{other}/configuration/{DAYS}"), &stranger)
        .await;
    assert_eq!(
        (&there["what"]["value"], &there["chosen"]),
        (&json!(14), &json!(false))
    );
    let history = format!("/v1/orgs/{other}/configuration/{DAYS}/history");
    let history = office.plant.get(&history, &stranger).await;
    assert_eq!(history["items"], json!([]));
}

#[tokio::test]
async fn who_may_look_may_not_change_and_some_things_take_a_further_right() {
    let office = Office::open().await;
    let app = &office.plant.app;
    let leader = app
        .member(&office.org, &office.admin, "leader@example.org", "leader")
        .await;
    let tuner = app
        .role(
            &office.org,
            &office.admin,
            "Tuner",
            &["configuration.read", "configuration.change"],
        )
        .await;
    let tuner = app
        .member(&office.org, &office.admin, "tuner@example.org", &tuner)
        .await;
    let may = async |pass: &Pass| {
        let list = office.plant.get(&office.path("configuration"), pass).await;
        let items = list["items"].as_array().unwrap().clone();
        let changeable = items.iter().filter(|item| item["may_change"] == true);
        let keys: Vec<String> = changeable
            .map(|item| item["key"].as_str().unwrap().to_owned())
            .collect();
        (items.len(), keys)
    };
    let (all, none) = may(&leader.pass).await;
    assert_eq!(none, Vec::<String>::new());
    let (_, of_admin) = may(&office.admin).await;
    assert_eq!(of_admin.len(), all);
    let (_, of_tuner) = may(&tuner.pass).await;
    assert!(of_tuner.contains(&DAYS.to_owned()));
    assert!(!of_tuner.contains(&"keys.longest-days".to_owned()));
    let path = office.path("configuration/keys.longest-days");
    let choice = json!({ "value": 30 });
    let request = app
        .node
        .request(Method::PUT, &path, Some(&tuner.pass), Some(&choice));
    let refused = Reply::of(request.header("if-match", "*")).await;
    refused.expect_problem(403, "no-permission");
}

#[tokio::test]
async fn a_feature_is_there_for_a_share_or_for_roles_and_the_operations_behind_it_heed_it() {
    let office = Office::open().await;
    let app = &office.plant.app;
    let leader = app
        .member(&office.org, &office.admin, "leader@example.org", "leader")
        .await;
    let has = async |pass: &Pass| office.features(&app.node, pass).await["flags"][IMPORT].clone();
    let preview = async |pass: &Pass| {
        let path = office.path("members/imports/preview");
        let file = json!({ "csv": "email\nnew@example.org\n" });
        app.node.send(Method::POST, &path, Some(pass), Some(&file)).await
    };
    let for_leaders = json!({ "rule": { "for": "roles", "roles": ["leader"] } });
    office.put(IMPORT, 0, for_leaders).await.expect(200);
    assert_eq!(
        (has(&leader.pass).await, has(&office.admin).await),
        (json!(true), json!(false))
    );
    preview(&leader.pass).await.expect(200);
    preview(&office.admin).await.expect_problem(403, "feature-off");
    for (seen, percent, there) in [(1, 0, false), (2, 100, true)] {
        let share = json!({ "rule": { "for": "share", "percent": percent } });
        office.put(IMPORT, seen, share).await.expect(200);
        assert_eq!(has(&leader.pass).await, there);
    }
}

#[tokio::test]
async fn a_feature_goes_to_roles_that_there_are() {
    let office = Office::open().await;
    let app = &office.plant.app;
    let (other, stranger) = app.founded_as("town", "stranger@example.org").await;
    let scribe = app.role(&office.org, &office.admin, "Scribe", &[]).await;
    let foreign = app.role(&other, &stranger, "Scribe", &[]).await;
    let roles = |names: &[&str]| json!({ "rule": { "for": "roles", "roles": names } });
    let unknown = roles(&["leader", "emperor", "platform-admin", &foreign, &scribe]);
    let refused = office.put(IMPORT, 0, unknown).await;
    refused.expect_problem(422, "invalid-input");
    let fields = refused.json["fields"].as_array().unwrap();
    let said: Vec<_> = fields
        .iter()
        .map(|one| (one["field"].as_str().unwrap(), one["code"].as_str().unwrap()))
        .collect();
    assert_eq!(said, [("rule.roles", "no-such-role"); 3], "{fields:?}");
    office
        .put(IMPORT, 0, roles(&["leader", &scribe]))
        .await
        .expect(200);

    // A role that is deleted later stays named, and nobody holds it.
    let path = office.path(&format!("roles/{scribe}"));
    app.node
        .send(Method::DELETE, &path, Some(&office.admin), None)
        .await
        .expect(204);
    let rule = office.read(IMPORT).await["what"]["rule"].clone();
    assert!(
        rule["roles"].as_array().unwrap().contains(&json!(scribe)),
        "{rule}"
    );
    let kept = roles(&["moderator", &scribe]);
    office
        .put(IMPORT, 1, kept)
        .await
        .expect_problem(422, "invalid-input");
    office.put(IMPORT, 1, roles(&["moderator"])).await.expect(200);
}

#[tokio::test]
async fn an_organisation_may_ask_for_a_proof_that_is_not_too_old() {
    let office = Office::open().await;
    let app = &office.plant.app;
    let other_node = app.another_node().await;
    let bob = app
        .member(&office.org, &office.admin, "bob@example.org", "member")
        .await;
    let elsewhere = app.found(&office.admin, "town").await;
    let (_, key) = app.key(&office.org, &office.admin, &["organisation.read"]).await;
    let here = format!("/v1/orgs/{}", office.org);
    let there = format!("/v1/orgs/{elsewhere}");
    other_node.get(&here, &bob.pass).await.expect(200);
    office
        .put("sessions.longest-hours", 0, json!({ "value": 2 }))
        .await
        .expect(200);
    app.node.get(&here, &bob.pass).await.expect(200);

    app.clock().advance(Duration::from_mins(119));
    let refreshed = async |pass: &Pass| {
        let reply = app.node.try_refresh(&pass.refresh).await;
        reply.expect(200);
        Pass::of(&reply)
    };
    let (bob, admin) = (refreshed(&bob.pass).await, refreshed(&office.admin).await);
    for node in [&app.node, &other_node] {
        node.get(&here, &bob).await.expect(200);
    }
    app.clock().advance(Duration::from_mins(2));
    for node in [&app.node, &other_node] {
        node.get(&here, &bob).await.expect_problem(403, "step-up-needed");
    }
    // Who is asked nothing elsewhere enters there, and a program is not asked at all.
    app.node.get(&there, &admin).await.expect(200);
    app.node.get(&here, &key).await.expect(200);

    let proof = json!({ "password": PASSWORD });
    app.node
        .send(Method::POST, "/v1/session/proof", Some(&bob), Some(&proof))
        .await
        .expect(204);
    for node in [&app.node, &other_node] {
        node.get(&here, &bob).await.expect(200);
    }
    app.node
        .get(&here, &admin)
        .await
        .expect_problem(403, "step-up-needed");
}

#[tokio::test]
async fn an_experiment_gives_each_member_a_variant_that_stays_and_counts_whom_it_was_shown_to() {
    let office = Office::open().await;
    let app = &office.plant.app;
    let bob = app
        .member(&office.org, &office.admin, "bob@example.org", "member")
        .await;
    let variant = async |pass: &Pass| {
        let features = office.features(&app.node, pass).await;
        features["experiments"][STEPS]["variant"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let shown = async || office.read(STEPS).await["what"]["exposures"].clone();
    assert_eq!(variant(&bob.pass).await, "all-at-once", "as declared");
    office.expose(&bob.pass, "all-at-once").await.expect(204);
    let nobody = json!({ "all-at-once": 0, "one-at-a-time": 0 });
    assert_eq!(shown().await, nobody, "nothing is compared yet");

    let run = |one: i64, other: i64| {
        let weights = json!({ "all-at-once": one, "one-at-a-time": other });
        json!({ "plan": { "state": "running", "weights": weights } })
    };
    office.put(STEPS, 0, run(0, 1)).await.expect(200);
    assert_eq!(variant(&bob.pass).await, "one-at-a-time");
    office
        .expose(&bob.pass, "all-at-once")
        .await
        .expect_problem(409, "other-variant");
    for _ in 0..2 {
        office.expose(&bob.pass, "one-at-a-time").await.expect(204);
    }
    let once = json!({ "all-at-once": 0, "one-at-a-time": 1 });
    assert_eq!(shown().await, once);

    office.put(STEPS, 1, run(1, 0)).await.expect(200);
    assert_eq!(variant(&bob.pass).await, "all-at-once");
    office.expose(&bob.pass, "all-at-once").await.expect(204);
    assert_eq!(shown().await, once, "in one round the first counts");

    let stopped = json!({ "plan": { "state": "stopped", "variant": "one-at-a-time" } });
    office.put(STEPS, 2, stopped).await.expect(200);
    assert_eq!(variant(&bob.pass).await, "one-at-a-time");
    assert_eq!(shown().await, once, "the figures of the round that ended stay");
    office.put(STEPS, 3, run(1, 1)).await.expect(200);
    assert_eq!(shown().await, nobody, "another round counts anew");
    let undone = office.undo(STEPS, 4).await.expect(200).clone();
    assert_eq!(undone["what"]["plan"]["state"], "stopped");
    for (kind, times) in [("started", 2), ("changed", 1), ("stopped", 2)] {
        let kind = format!("experiment.{kind}");
        let told = office.plant.audited(&office.org, &office.admin, &kind).await;
        assert_eq!(told.len(), times, "{kind}");
    }
}

#[tokio::test]
async fn invitations_hold_as_long_as_the_organisation_says_and_carry_its_greeting() {
    let office = Office::open().await;
    let app = &office.plant.app;
    office.put(DAYS, 0, json!({ "value": 3 })).await.expect(200);
    let greeting = json!({ "value": "We meet on Mondays." });
    office.put("invitations.greeting", 0, greeting).await.expect(200);
    let invite = json!({ "email": "new@example.org", "role": "member" });
    let path = office.path("invitations");
    let reply = app
        .node
        .send(Method::POST, &path, Some(&office.admin), Some(&invite))
        .await;
    let time = |field: &str| {
        let text = reply.json[field].as_str().unwrap();
        chrono::DateTime::parse_from_rfc3339(text).unwrap()
    };
    reply.expect(201);
    assert_eq!(
        time("expires_at") - time("created_at"),
        chrono::TimeDelta::days(3)
    );
    app.work().await;
    let letter = app.letter().await;
    assert!(letter.text.contains("We meet on Mondays."), "{}", letter.text);
}

#[tokio::test]
async fn who_joins_gets_the_role_names_are_fixed_and_keys_end_as_the_organisation_says() {
    let office = Office::open().await;
    let app = &office.plant.app;
    let chosen = |value: Value| json!({ "value": value });
    office
        .put("members.joining-role", 0, chosen(json!("guest")))
        .await
        .expect(200);
    office
        .put("members.choose-own-name", 0, chosen(json!(false)))
        .await
        .expect(200);
    office
        .put("keys.longest-days", 0, chosen(json!(30)))
        .await
        .expect(200);
    let open = json!({ "sign_up": "open" });
    let path = format!("/v1/orgs/{}", office.org);
    let request = app
        .node
        .request(Method::PATCH, &path, Some(&office.admin), Some(&open));
    Reply::of(request.header("if-match", "*")).await.expect(200);

    app.person("carol@example.org").await;
    let carol = app.node.sign_in("carol@example.org").await;
    let (path, name) = (office.path("membership"), json!({ "name": "Carol" }));
    let joined = app
        .node
        .send(Method::POST, &path, Some(&carol), Some(&name))
        .await;
    assert_eq!(joined.expect(201)["role"], "guest");
    let dora = json!({ "email": "dora@example.org", "name": "Dora", "password": PASSWORD, "organisation": office.org });
    app.node.post("/v1/sign-ups", &dora).await.expect(204);
    let token = app.letter().await.token();
    let confirm = json!({ "token": token });
    app.node.post("/v1/sign-ups/confirm", &confirm).await.expect(201);
    let dora = app.node.sign_in("dora@example.org").await;
    assert_eq!(app.node.get(&path, &dora).await.expect(200)["role"], "guest");
    let rename = async |pass: &Pass, name: &str| {
        let name = json!({ "name": name });
        let request = app.node.request(Method::PUT, &path, Some(pass), Some(&name));
        Reply::of(request.header("if-match", "*")).await
    };
    rename(&carol, "Caroline")
        .await
        .expect_problem(403, "own-name-fixed");
    rename(&carol, "Carol").await.expect(200);
    rename(&office.admin, "The admin").await.expect(200);

    let key = async |life: Option<i64>| {
        let expires_at = life.map(|days| app.database.store.sources().now() + chrono::TimeDelta::days(days));
        let key = json!({ "name": "Robot", "permissions": ["members.read"], "expires_at": expires_at });
        let path = office.path("keys");
        app.node
            .send(Method::POST, &path, Some(&office.admin), Some(&key))
            .await
    };
    for too_long in [None, Some(31)] {
        key(too_long).await.expect_problem(422, "key-lives-too-long");
    }
    key(Some(30)).await.expect(201);
}
