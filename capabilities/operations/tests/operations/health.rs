//! System health.

use std::time::Duration;

use hustings_operations::health::{Severity, checks};
use hustings_testkit::Pass;
use serde_json::{Value, json};

use crate::plant::{Plant, node};

/// What was found about one thing.
async fn found(plant: &Plant, pass: &Pass, check: &str) -> Vec<Value> {
    let health = plant.get("/v1/installation/health", pass).await;
    let findings = health["findings"].as_array().unwrap().iter();
    findings
        .filter(|finding| finding["check"] == check)
        .cloned()
        .collect()
}

#[tokio::test]
async fn everything_is_looked_at_and_the_worst_comes_first() {
    let plant = Plant::new().await;
    let (_, root) = plant.app.founded().await;
    let health = plant.get("/v1/installation/health", &root).await;
    let findings = health["findings"].as_array().unwrap();
    for check in [
        "disk",
        "key",
        "database",
        "migrations",
        "roles",
        "row-level-security",
        "clock",
        "partitions",
        "agents",
        "jobs",
        "nodes",
    ] {
        assert!(
            findings.iter().any(|finding| finding["check"] == check),
            "nothing about {check}: {health}"
        );
    }
    // The clock of tests stands still, far from the database's.
    let clock = &findings[0];
    assert_eq!(
        (&clock["check"], &clock["code"]),
        (&json!("clock"), &json!("apart"))
    );
    assert_eq!(
        (&clock["severity"], &health["status"]),
        (&json!("fault"), &json!("fault"))
    );
    assert!(clock["remedy"].as_str().unwrap().contains("time server"));
    let order: Vec<usize> = findings
        .iter()
        .map(|finding| {
            ["fault", "warning", "good"]
                .iter()
                .position(|one| finding["severity"] == *one)
                .unwrap()
        })
        .collect();
    assert!(order.is_sorted(), "{health}");
    assert_eq!(
        (&health["version"], &health["uptime_seconds"]),
        (&json!("1.0.0"), &json!(0))
    );
    plant.app.clock().advance(Duration::from_secs(90));
    assert_eq!(
        plant.get("/v1/installation/health", &root).await["uptime_seconds"],
        90
    );
}

#[tokio::test]
async fn the_processes_are_listed_and_one_that_falls_silent_is_told() {
    let plant = Plant::new().await;
    let (_, root) = plant.app.founded().await;
    assert_eq!(found(&plant, &root, "nodes").await[0]["code"], "none");
    let (one, other) = (node(plant.store(), "1.0.0"), node(plant.store(), "1.1.0"));
    one.beat(plant.store()).await.unwrap();
    assert_eq!(found(&plant, &root, "nodes").await[0]["code"], "good");
    other.beat(plant.store()).await.unwrap();
    assert_eq!(found(&plant, &root, "nodes").await[0]["code"], "several-versions");
    plant.app.clock().advance(Duration::from_secs(61));
    other.beat(plant.store()).await.unwrap();
    assert_eq!(found(&plant, &root, "nodes").await[0]["code"], "silent");
    let health = plant.get("/v1/installation/health", &root).await;
    assert_eq!(health["nodes"].as_array().unwrap().len(), 2);
    assert_eq!(
        (&health["nodes"][0]["host"], &health["nodes"][0]["roles"]),
        (&json!("attic"), &json!(["http"]))
    );

    plant.app.clock().advance(Duration::from_hours(24));
    let root = plant.app.node.sign_in("admin@example.org").await;
    other.beat(plant.store()).await.unwrap();
    assert_eq!(
        found(&plant, &root, "nodes").await[0]["code"],
        "good",
        "what is gone is forgotten"
    );
}

#[tokio::test]
async fn a_process_that_stops_takes_its_leave() {
    let plant = Plant::new().await;
    let (_, root) = plant.app.founded().await;
    let tasks = hustings_telemetry::Tasks::new();
    let (running, store) = (node(plant.store(), "1.0.0"), plant.store().clone());
    tasks.spawn("signs of life", |stop| running.run(store, stop));
    plant
        .app
        .eventually("the process has said that it lives", async || {
            found(&plant, &root, "nodes").await[0]["code"] == "good"
        })
        .await;
    assert!(tasks.shutdown(Duration::from_secs(30)).await.is_empty());
    assert_eq!(found(&plant, &root, "nodes").await[0]["code"], "none");
}

#[tokio::test]
async fn dead_jobs_late_ones_and_agents_nobody_runs_are_findings() {
    let plant = Plant::new().await;
    let (org, root) = plant.app.founded().await;
    assert_eq!(found(&plant, &root, "jobs").await[0]["code"], "good");
    plant.dead_job(Some(&org)).await;
    assert_eq!(found(&plant, &root, "jobs").await[0]["code"], "dead");
    plant.enqueue(None, &crate::plant::Wait {}).await;
    plant.app.clock().advance(Duration::from_secs(301));
    let late = found(&plant, &root, "jobs").await;
    assert_eq!(
        (&late[0]["code"], &late[0]["severity"]),
        (&json!("no-worker"), &json!("fault"))
    );
    assert_eq!(
        found(&plant, &root, "agents").await[0]["code"],
        "good",
        "none has ever run"
    );
    plant.app.run_agents().await;
    let agents = found(&plant, &root, "agents").await;
    assert!(
        agents.iter().all(|finding| finding["code"] == "unattended"),
        "{agents:?}"
    );
    plant.app.leave("the job that is late is what this is about");
}

#[tokio::test]
async fn a_month_without_partitions_is_a_fault_before_it_begins_to_hurt() {
    let plant = Plant::new().await;
    let (_, root) = plant.app.founded().await;
    assert_eq!(found(&plant, &root, "partitions").await[0]["code"], "good");
    // The database of a test has partitions for two months ahead; its sessions end before they are used up.
    plant.app.clock().advance(Duration::from_hours(24 * 65));
    let root = plant.app.node.sign_in("admin@example.org").await;
    assert_eq!(found(&plant, &root, "partitions").await[0]["code"], "few");
    plant.app.leave("the schedules' jobs are not what this is about");
}

#[tokio::test]
async fn a_redis_that_is_set_and_away_is_a_warning_and_none_is_no_finding() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("unix://{}", folder.path().join("redis.sock").display());
    let away = checks::redis(Some(&url.try_into().unwrap())).await.unwrap();
    assert_eq!((away.code, away.severity), ("away", Severity::Warning));
    assert!(away.remedy.is_some());
    assert_eq!(checks::redis(None).await, None);
}
