//! An operator's hand on the agents.

use std::sync::atomic::Ordering;

use hustings_testkit::Reply;
use reqwest::Method;
use serde_json::{Value, json};

use crate::plant::{Plant, STUMBLE, because};
use crate::rows;

fn path(rest: &str) -> String {
    format!("/v1/installation/agents/{STUMBLE}{rest}")
}

async fn send(
    plant: &Plant,
    method: Method,
    path: &str,
    pass: &hustings_testkit::Pass,
    body: Value,
) -> Reply {
    plant.app.node.send(method, path, Some(pass), Some(&body)).await
}

#[tokio::test]
async fn how_an_agent_is_doing_and_what_it_could_not_handle() {
    let plant = Plant::new().await;
    let (org, root) = plant.app.founded().await;
    plant.stone(&org, &root).await;

    let all = plant.get("/v1/installation/agents", &root).await;
    let names: Vec<&str> = all
        .as_array()
        .unwrap()
        .iter()
        .map(|agent| agent["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["identity.seal-audit", "identity.tell-members", STUMBLE]);
    let agent = plant.get(&path(""), &root).await;
    assert_eq!(agent, all[2]);
    assert_eq!(
        (&agent["state"], &agent["verdict"]),
        (&json!("running"), &json!("unattended"))
    );
    assert_eq!(
        (&agent["lag_events"], &agent["dead_letters"]),
        (&json!(0), &json!(1))
    );

    let letters = plant.get(&path("/dead-letters"), &root).await;
    let letter = &letters["items"][0];
    assert_eq!(
        (&letter["organisation"], &letter["noun"]),
        (&json!(org), &json!("member"))
    );
    assert_eq!(
        (&letter["kind"], &letter["error"]),
        (&json!("member.joined"), &json!("there is a stone"))
    );
    assert_eq!(
        (&letter["attempts"], &letter["dead"], &letter["waiting"]),
        (&json!(1), &json!(true), &json!(1))
    );
    assert!(letter.get("position").is_none(), "places in the log stay inside");

    for rest in ["", "/dead-letters"] {
        let unknown = format!("/v1/installation/agents/nobody{rest}");
        plant
            .app
            .node
            .get(&unknown, &root)
            .await
            .expect_problem(404, "no-such-agent");
    }
}

#[tokio::test]
async fn an_organisation_sees_its_own_dead_letters_and_no_others() {
    let plant = Plant::new().await;
    let (org, root) = plant.app.founded().await;
    let (other, _) = plant.app.founded_as("town", "mayor@example.org").await;
    let boss = plant.app.member(&org, &root, "boss@example.org", "admin").await;
    let mayor = plant.app.node.sign_in("mayor@example.org").await;
    plant.stone(&org, &root).await;
    let own = plant
        .get(&format!("/v1/orgs/{org}/dead-letters"), &boss.pass)
        .await;
    assert_eq!(own["items"].as_array().unwrap().len(), 1);
    assert_eq!(own["items"][0]["agent"], STUMBLE);
    let theirs = plant.get(&format!("/v1/orgs/{other}/dead-letters"), &mayor).await;
    assert_eq!(theirs["items"], json!([]));
}

#[tokio::test]
async fn dead_letters_come_page_by_page() {
    let plant = Plant::new().await;
    let (org, root) = plant.app.founded().await;
    for number in 0..3 {
        let email = format!("stone{number}@example.org");
        plant.app.member(&org, &root, &email, "guest").await;
    }
    plant.app.run_agents().await;
    for list in [path("/dead-letters"), format!("/v1/orgs/{org}/dead-letters")] {
        let mut seen = std::collections::BTreeSet::new();
        let mut next = format!("{list}?limit=2");
        let mut pages = 0;
        loop {
            let page = plant.get(&next, &root).await;
            pages += 1;
            let events = page["items"].as_array().unwrap().iter();
            seen.extend(events.map(|letter| letter["event"].as_str().unwrap().to_owned()));
            let Some(cursor) = page["next"].as_str() else {
                break;
            };
            next = format!("{list}?limit=2&cursor={cursor}");
        }
        assert_eq!((pages, seen.len()), (2, 3), "{list}");
    }
}

#[tokio::test]
async fn a_paused_agent_does_nothing_until_it_is_resumed_and_the_log_knows_who_did_it() {
    let plant = Plant::new().await;
    let (org, root) = plant.app.founded().await;
    plant.app.run_agents().await;
    let state = path("/state");
    send(&plant, Method::PUT, &state, &root, json!({ "state": "paused" }))
        .await
        .expect_problem(422, "reason-needed");
    send(
        &plant,
        Method::PUT,
        &state,
        &root,
        json!({ "state": "paused", "reason": " " }),
    )
    .await
    .expect_problem(422, "invalid-input");
    let pause = json!({ "state": "paused", "reason": "Ada moves house" });
    send(&plant, Method::PUT, &state, &root, pause.clone())
        .await
        .expect(204);
    let agent = plant.get(&path(""), &root).await;
    assert_eq!(
        (&agent["state"], &agent["reason"]),
        (&json!("paused"), &json!("Ada moves house"))
    );
    assert_eq!(agent["verdict"], "stopped");

    let before = plant.machinery.handled.load(Ordering::SeqCst);
    plant.app.member(&org, &root, "bob@example.org", "member").await;
    plant.app.run_agents().await;
    assert_eq!(plant.machinery.handled.load(Ordering::SeqCst), before);
    assert_eq!(plant.get(&path(""), &root).await["lag_events"], 1);
    send(&plant, Method::PUT, &state, &root, json!({ "state": "running" }))
        .await
        .expect(204);
    plant.app.run_agents().await;
    assert_eq!(plant.machinery.handled.load(Ordering::SeqCst), before + 1);
    let drain = json!({ "state": "draining", "reason": "going away" });
    send(&plant, Method::PUT, &state, &root, drain).await.expect(204);
    let unknown = "/v1/installation/agents/nobody/state";
    send(&plant, Method::PUT, unknown, &root, pause)
        .await
        .expect_problem(404, "no-such-agent");

    let told = rows::told(&plant.app.database, "agent").await;
    let kinds: Vec<&str> = told.iter().map(|(kind, _, _)| kind.as_str()).collect();
    assert_eq!(kinds, ["agent.paused", "agent.resumed", "agent.drained"]);
    assert!(told.iter().all(|(_, actor, _)| actor.starts_with("account:")));
    assert!(
        told[0].2["reason"]["$sealed"].is_object(),
        "an operator's words are sealed: {told:?}"
    );
}

#[tokio::test]
async fn what_could_not_be_handled_is_tried_again_when_the_cause_is_mended() {
    let plant = Plant::new().await;
    let (org, root) = plant.app.founded().await;
    plant.stone(&org, &root).await;
    let letter = plant.get(&path("/dead-letters"), &root).await["items"][0]["event"].clone();
    let replay = path(&format!("/dead-letters/{}/replay", letter.as_str().unwrap()));
    plant.post(&replay, &root).await.expect(204);
    plant.app.run_agents().await;
    assert_eq!(
        plant.get(&path(""), &root).await["dead_letters"],
        1,
        "it stumbles again"
    );

    plant.mend();
    plant.post(&path("/replay"), &root).await.expect(204);
    plant.app.run_agents().await;
    assert_eq!(plant.get(&path("/dead-letters"), &root).await["items"], json!([]));
    plant
        .post(&replay, &root)
        .await
        .expect_problem(404, "no-such-dead-letter");
    let unknown = "/v1/installation/agents/nobody/replay";
    plant
        .post(unknown, &root)
        .await
        .expect_problem(404, "no-such-agent");
}

#[tokio::test]
async fn an_event_is_given_up_once_with_a_reason() {
    let plant = Plant::new().await;
    let (org, root) = plant.app.founded().await;
    plant.stone(&org, &root).await;
    let other = plant.app.platform_admin("other@example.org").await;
    let other = plant.app.node.sign_in(&other.email).await;
    let letter = plant.get(&path("/dead-letters"), &root).await["items"][0]["event"].clone();
    let skip = path(&format!("/dead-letters/{}/skip", letter.as_str().unwrap()));
    send(&plant, Method::POST, &skip, &root, json!({}))
        .await
        .expect_problem(422, "invalid-input");
    let (one, two) = futures::join!(
        send(&plant, Method::POST, &skip, &root, because("nobody needs it")),
        send(&plant, Method::POST, &skip, &other, because("nobody needs it")),
    );
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 404], "{one:?} {two:?}");
    plant.app.run_agents().await;
    assert_eq!(plant.get(&path(""), &root).await["dead_letters"], 0);
    let told = rows::told(&plant.app.database, "agent").await;
    assert_eq!(told.len(), 1);
    assert_eq!(
        (told[0].0.as_str(), &told[0].2["organisation"]),
        ("agent.skipped", &json!(org))
    );
    assert_eq!(told[0].2["event"], letter);
}

#[tokio::test]
async fn an_agent_sent_back_reads_again_and_repeats_what_it_set_off_only_if_told_to() {
    let plant = Plant::new().await;
    let (_, root) = plant.app.founded().await;
    plant.app.run_agents().await;
    let counts = || {
        let read = |count: &std::sync::atomic::AtomicUsize| count.load(Ordering::SeqCst);
        (read(&plant.machinery.handled), read(&plant.machinery.effects))
    };
    assert_eq!(counts(), (1, 1));
    let rewind = async |body: Value| send(&plant, Method::POST, &path("/rewind"), &root, body).await;
    rewind(json!({ "to": "beginning" })).await.expect(204);
    plant.app.run_agents().await;
    assert_eq!(counts(), (2, 1));
    rewind(json!({ "to": "beginning", "effects": "repeat" }))
        .await
        .expect(204);
    plant.app.run_agents().await;
    assert_eq!(counts(), (3, 2));
    rewind(json!({ "to": "time", "time": "2026-06-01T08:00:00Z" }))
        .await
        .expect(204);
    plant.app.run_agents().await;
    assert_eq!(counts(), (4, 2));

    rewind(json!({})).await.expect_problem(422, "invalid-input");
    rewind(json!({ "to": "time" }))
        .await
        .expect_problem(422, "time-mismatch");
    let both = json!({ "to": "beginning", "time": "2026-06-01T08:00:00Z" });
    rewind(both).await.expect_problem(422, "time-mismatch");
    let future = json!({ "to": "time", "time": "2027-06-01T08:00:00Z" });
    rewind(future).await.expect_problem(422, "time-in-future");
    let told = rows::told(&plant.app.database, "agent").await;
    let repeated: Vec<&Value> = told
        .iter()
        .map(|(_, _, payload)| &payload["effects_repeated"])
        .collect();
    assert_eq!(repeated, [&json!(false), &json!(true), &json!(false)]);
}

#[tokio::test]
async fn a_request_that_is_sent_again_with_its_key_is_done_once() {
    let plant = Plant::new().await;
    let (org, root) = plant.app.founded().await;
    plant.stone(&org, &root).await;
    let letter = plant.get(&path("/dead-letters"), &root).await["items"][0]["event"].clone();
    let again = async |path: String, key: &str, body: Value| {
        for _ in 0..2 {
            let request = plant
                .app
                .node
                .request(Method::POST, &path, Some(&root), Some(&body));
            Reply::of(request.header("idempotency-key", key))
                .await
                .expect(204);
        }
    };
    let skip = path(&format!("/dead-letters/{}/skip", letter.as_str().unwrap()));
    again(skip, "skip", because("nobody needs it")).await;
    again(path("/rewind"), "rewind", json!({ "to": "beginning" })).await;
    let job = plant.dead_job(Some(&org)).await;
    let jobs = format!("/v1/orgs/{org}/jobs/{job}");
    again(format!("{jobs}/retry"), "retry", Value::Null).await;
    let told = rows::told(&plant.app.database, "agent").await;
    let kinds: Vec<&str> = told.iter().map(|(kind, _, _)| kind.as_str()).collect();
    assert_eq!(kinds, ["agent.skipped", "agent.rewound"]);
    assert_eq!(plant.audited(&org, &root, "job.retried").await.len(), 1);
    plant
        .app
        .leave("the job that was retried is not what this is about");
}
