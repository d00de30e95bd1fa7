//! The desk's lists are served by indexes, however much there is. What they do is inside functions, so it is measured: a
//! page touches a small part of the blocks that there are.

use anyhow::Result;
use hustings_testkit::blocks_touched;
use uuid::Uuid;

use crate::database;

/// Jobs of one organisation among others: most succeeded, few are dead, some wait.
const FILL: &str = "
    INSERT INTO job_runs (org_id, id, kind, state, attempts, actor, correlation_id, enqueued_at, finished_at, payload,
        priority)
    SELECT org, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'test.say',
        CASE WHEN n % 1000 = 0 THEN 'dead' ELSE 'succeeded' END, 1, 'system', org, '2026-06-01', '2026-06-01', '{}', 0
    FROM generate_series(1, 20000) n
    CROSS JOIN unnest(ARRAY['$ORG', '00000000-0000-7000-8000-0000000000ff']::uuid[]) org;
    INSERT INTO graphile_worker._private_tasks (identifier) VALUES ('test.say');
    INSERT INTO graphile_worker._private_jobs (task_id, payload, run_at, max_attempts, key, priority)
    SELECT t.id, json_build_object('actor', 'system', 'correlation', org, 'at', 0), '2026-06-01', 3,
        org || '/' || ('00000000-0000-7000-9000-' || lpad(to_hex(n), 12, '0')), 0
    FROM generate_series(1, 5000) n
    CROSS JOIN unnest(ARRAY['$ORG', '00000000-0000-7000-8000-0000000000ff']::uuid[]) org
    CROSS JOIN graphile_worker._private_tasks t;
    ANALYZE job_runs; ANALYZE graphile_worker._private_jobs";

#[tokio::test]
async fn a_page_of_jobs_touches_a_small_part_of_what_there_is() -> Result<()> {
    let database = database().await?;
    let org: Uuid = database.sources().id();
    let mut owner = database.owner().await?;
    let fill = FILL.replace("$ORG", &org.to_string());
    sqlx::raw_sql(sqlx::AssertSqlSafe(fill))
        .execute(&mut owner)
        .await?;
    let blocks: i64 = sqlx::query_scalar("SELECT pg_relation_size('job_runs') / 8192")
        .fetch_one(&mut owner)
        .await?;
    assert!(blocks > 500, "{blocks} blocks are too few to tell");

    let session = format!(
        "RESET ROLE; SET ROLE hustings_app; SET hustings.place = 'organisation'; SET hustings.org = '{org}'"
    );
    let middle = "'00000000-0000-7000-8000-000000002710'";
    for (arguments, page) in [
        ("NULL, NULL, NULL, NULL, 51".to_owned(), 51),
        (format!("NULL, NULL, NULL, {middle}, 51"), 51),
        ("'succeeded', NULL, NULL, NULL, 51".to_owned(), 51),
        ("'dead', NULL, NULL, NULL, 51".to_owned(), 20),
        (format!("'dead', NULL, NULL, {middle}, 51"), 9),
        ("'queued', NULL, NULL, NULL, 51".to_owned(), 51),
        ("NULL, 'test.say', NULL, NULL, 51".to_owned(), 51),
        (format!("NULL, NULL, {middle}, NULL, 1"), 1),
    ] {
        let query = format!("SELECT * FROM jobs.list({arguments})");
        let (touched, rows) = blocks_touched(&mut owner, &session, &query).await?;
        assert_eq!(rows, page, "{query}");
        assert!(touched < 150, "{query} touches {touched} blocks of {blocks}");
    }
    let (touched, _) = blocks_touched(&mut owner, &session, "SELECT * FROM jobs.dead(10000)").await?;
    assert!(
        touched < 50,
        "counting the dead touches {touched} blocks of {blocks}"
    );
    Ok(())
}
