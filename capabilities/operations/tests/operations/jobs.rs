//! The job desk.

use hustings_jobs::{JobSettings, JobWorker};
use hustings_telemetry::Tasks;
use hustings_testkit::{Pass, Reply};
use reqwest::Method;
use reqwest::header::IF_NONE_MATCH;
use serde_json::{Value, json};

use crate::plant::{Plant, Wait, Write};
use crate::rows;

async fn state(plant: &Plant, path: &str, pass: &Pass) -> Value {
    plant.get(path, pass).await["state"].clone()
}

#[tokio::test]
async fn an_admin_finds_what_failed_and_why_without_what_it_was_given() {
    let plant = Plant::new().await;
    let (org, admin) = plant.app.founded().await;
    let jobs = format!("/v1/orgs/{org}/jobs");
    let dead = plant.dead_job(Some(&org)).await;
    let waiting = plant.enqueue(Some(&org), &Wait {}).await;

    let all = plant.get(&format!("{jobs}?kind=testing.write"), &admin).await;
    assert_eq!(all["items"].as_array().unwrap().len(), 1);
    let job = &all["items"][0];
    assert_eq!((&job["id"], &job["state"]), (&json!(dead), &json!("dead")));
    assert_eq!(job["attempts"], 1);
    let error = job["error"].as_str().unwrap();
    assert!(error.starts_with("nobody lives at "), "{error}");
    assert!(!all.to_string().contains("ada@example.org"), "{all}");

    let queued = plant.get(&format!("{jobs}?state=queued"), &admin).await;
    assert_eq!(queued["items"][0]["id"], json!(waiting));
    let counts = plant.get(&format!("{jobs}/counts"), &admin).await;
    assert_eq!((&counts["dead"], &counts["queued"]), (&json!(1), &json!(1)));
    assert_eq!(plant.get(&format!("{jobs}/{dead}"), &admin).await, *job);
    let odd = plant.app.node.get(&format!("{jobs}?state=odd"), &admin).await;
    odd.expect_problem(422, "invalid-input");
    plant.app.leave("the job that waits is not what this is about");
}

#[tokio::test]
async fn who_asks_again_learns_cheaply_that_nothing_changed() {
    let plant = Plant::new().await;
    let (org, admin) = plant.app.founded().await;
    let job = plant.dead_job(Some(&org)).await;
    plant.dead_job(Some(&org)).await;
    let paths = [
        format!("/v1/orgs/{org}/jobs?state=dead"),
        format!("/v1/orgs/{org}/jobs?state=dead&limit=1"),
        format!("/v1/orgs/{org}/jobs/counts"),
        format!("/v1/orgs/{org}/jobs/{job}"),
    ];
    let again = async |path: &str, tag: &str| {
        let request = plant.app.node.request(Method::GET, path, Some(&admin), None);
        Reply::of(request.header(IF_NONE_MATCH, tag)).await.status
    };
    let mut tags = Vec::new();
    for path in &paths {
        let first = plant.app.node.get(path, &admin).await;
        let tag = first.headers["etag"].to_str().unwrap().to_owned();
        assert_eq!(again(path, &tag).await, 304, "{path}");
        tags.push(tag);
    }
    for job in plant.get(&paths[0], &admin).await["items"].as_array().unwrap() {
        let path = format!("/v1/orgs/{org}/jobs/{}", job["id"].as_str().unwrap());
        let discarded = plant
            .app
            .node
            .send(Method::DELETE, &path, Some(&admin), None)
            .await;
        discarded.expect(204);
    }
    for (path, tag) in paths.iter().zip(tags) {
        assert_eq!(again(path, &tag).await, 200, "{path}");
    }
}

#[tokio::test]
async fn pages_follow_each_other() {
    let plant = Plant::new().await;
    let (org, admin) = plant.app.founded().await;
    let mut ids = Vec::new();
    for _ in 0..5 {
        ids.push(plant.enqueue(Some(&org), &Wait {}).await.to_string());
    }
    // Of one moment, so that chance orders them.
    ids.sort_unstable_by(|one: &String, other| other.cmp(one));
    let mut seen = Vec::new();
    let mut next = format!("/v1/orgs/{org}/jobs?kind=testing.wait&limit=2");
    loop {
        let page = plant.get(&next, &admin).await;
        seen.extend(
            page["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|job| job["id"].clone()),
        );
        let Some(cursor) = page["next"].as_str() else {
            break;
        };
        next = format!("/v1/orgs/{org}/jobs?kind=testing.wait&limit=2&cursor={cursor}");
    }
    assert_eq!(seen, ids);
    plant.app.leave("the jobs are only there to be listed");
}

#[tokio::test]
async fn what_is_retried_runs_again_what_is_given_up_does_not_and_the_audit_log_knows_both() {
    let plant = Plant::new().await;
    let (org, admin) = plant.app.founded().await;
    let jobs = format!("/v1/orgs/{org}/jobs");
    let (again, never) = (plant.dead_job(Some(&org)).await, plant.dead_job(Some(&org)).await);
    plant
        .post(&format!("{jobs}/{again}/retry"), &admin)
        .await
        .expect(204);
    let discard = async || {
        let path = format!("{jobs}/{never}");
        plant
            .app
            .node
            .send(Method::DELETE, &path, Some(&admin), None)
            .await
    };
    discard().await.expect(204);
    discard().await.expect_problem(409, "job-not-dead");
    plant.mend();
    plant.drain().await;
    assert_eq!(*plant.machinery.written.lock().unwrap(), ["ada@example.org"]);
    assert_eq!(
        state(&plant, &format!("{jobs}/{again}"), &admin).await,
        "succeeded"
    );
    assert_eq!(
        state(&plant, &format!("{jobs}/{never}"), &admin).await,
        "cancelled"
    );
    let late = plant.post(&format!("{jobs}/{again}/retry"), &admin).await;
    late.expect_problem(409, "job-ended");
    let nowhere = plant.post(&format!("{jobs}/{org}/retry"), &admin).await;
    nowhere.expect_problem(404, "no-such-job");

    assert_eq!(plant.audited(&org, &admin, "job.retried").await, [json!(again)]);
    assert_eq!(plant.audited(&org, &admin, "job.discarded").await, [json!(never)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_job_is_asked_to_stop_and_not_retried() {
    let plant = Plant::new().await;
    let (org, admin) = plant.app.founded().await;
    let store = plant.store().clone();
    let settings = JobSettings::default();
    let url = plant.app.database.url();
    let worker = JobWorker::new(store, url, plant.machinery.jobs(), Vec::new(), settings).unwrap();
    let tasks = Tasks::new();
    tasks.spawn("jobs", |stop| worker.run(stop));

    let job = plant.enqueue(Some(&org), &Wait {}).await;
    plant.machinery.waits.notified().await;
    let path = format!("/v1/orgs/{org}/jobs/{job}");
    let retry = plant.post(&format!("{path}/retry"), &admin).await;
    retry.expect_problem(409, "job-running");
    let cancel = plant.post(&format!("{path}/cancel"), &admin).await;
    assert_eq!(cancel.expect(202)["outcome"], "stopping");
    plant
        .app
        .eventually("the job has stopped", async || {
            state(&plant, &path, &admin).await == "cancelled"
        })
        .await;
    let late = plant.post(&format!("{path}/cancel"), &admin).await;
    late.expect_problem(409, "job-ended");
    assert_eq!(plant.audited(&org, &admin, "job.cancelled").await, [json!(job)]);
    assert!(
        tasks
            .shutdown(std::time::Duration::from_secs(30))
            .await
            .is_empty()
    );
}

#[tokio::test]
async fn two_operators_at_once_do_a_thing_once() {
    let plant = Plant::new().await;
    let (org, admin) = plant.app.founded().await;
    let boss = plant
        .app
        .member(&org, &admin, "boss@example.org", "operator")
        .await;
    let jobs = format!("/v1/orgs/{org}/jobs");
    let both = async |method: Method, path: String| {
        let send = |pass| plant.app.node.send(method.clone(), &path, Some(pass), None);
        let (one, other) = futures::join!(send(&admin), send(&boss.pass));
        let mut statuses = [one.status, other.status];
        statuses.sort_unstable();
        statuses
    };
    let dead = plant.dead_job(Some(&org)).await;
    assert_eq!(both(Method::DELETE, format!("{jobs}/{dead}")).await, [204, 409]);

    let waiting = plant.enqueue(Some(&org), &Wait {}).await;
    assert_eq!(
        both(Method::POST, format!("{jobs}/{waiting}/cancel")).await,
        [202, 409]
    );

    // Both wanted it to run, and it does.
    let dead = plant.dead_job(Some(&org)).await;
    assert_eq!(
        both(Method::POST, format!("{jobs}/{dead}/retry")).await,
        [204, 204]
    );
    plant.mend();
    plant.drain().await;
    assert_eq!(*plant.machinery.written.lock().unwrap(), ["ada@example.org"]);
}

#[tokio::test]
async fn the_staff_who_keep_the_machinery_running_may_and_members_may_not() {
    let plant = Plant::new().await;
    let (org, admin) = plant.app.founded().await;
    let operator = plant.app.member(&org, &admin, "op@example.org", "operator").await;
    let leader = plant.app.member(&org, &admin, "lead@example.org", "leader").await;
    let job = plant.dead_job(Some(&org)).await;
    let jobs = format!("/v1/orgs/{org}/jobs");
    plant.get(&jobs, &operator.pass).await;
    let refused = plant.app.node.get(&jobs, &leader.pass).await;
    refused.expect_problem(403, "no-permission");
    let retry = format!("{jobs}/{job}/retry");
    plant
        .post(&retry, &leader.pass)
        .await
        .expect_problem(403, "no-permission");
    plant.post(&retry, &operator.pass).await.expect(204);
    plant.mend();
    plant.drain().await;
}

#[tokio::test]
async fn jobs_of_the_installation_belong_to_those_who_run_it() {
    let plant = Plant::new().await;
    let (org, root) = plant.app.founded().await;
    let admin = plant.app.member(&org, &root, "boss@example.org", "admin").await;
    let job = plant.dead_job(None).await;
    let own = format!("/v1/installation/jobs/{job}");
    let found = plant.get("/v1/installation/jobs?state=dead", &root).await;
    assert_eq!(found["items"][0]["id"], json!(job));
    assert_eq!(plant.get("/v1/installation/jobs/counts", &root).await["dead"], 1);
    assert_eq!(state(&plant, &own, &root).await, "dead");
    let inside = format!("/v1/orgs/{org}/jobs/{job}");
    plant
        .app
        .node
        .get(&inside, &root)
        .await
        .expect_problem(404, "no-such-job");
    let refused = plant.app.node.get(&own, &admin.pass).await;
    refused.expect_problem(403, "no-permission");

    plant.post(&format!("{own}/retry"), &root).await.expect(204);
    let cancel = plant.post(&format!("{own}/cancel"), &root).await;
    assert_eq!(cancel.expect(202)["outcome"], "cancelled");
    let told = rows::told(&plant.app.database, "job").await;
    let kinds: Vec<&str> = told.iter().map(|(kind, _, _)| kind.as_str()).collect();
    assert_eq!(kinds, ["job.retried", "job.cancelled"]);
    assert!(told.iter().all(|(_, actor, _)| actor.starts_with("account:")));

    let dead = plant
        .enqueue(
            None,
            &Write {
                to: "bob@example.org".to_owned(),
            },
        )
        .await;
    plant.drain().await;
    let path = format!("/v1/installation/jobs/{dead}");
    plant
        .app
        .node
        .send(Method::DELETE, &path, Some(&root), None)
        .await
        .expect(204);
}
