//! Reading a page of the log follows its index, however long the log is. What it does is inside a function, so it is
//! measured.

use anyhow::Result;
use hustings_testkit::blocks_touched;
use uuid::Uuid;

use crate::recorder::database;

/// A log of two kinds in many lanes, all of this month.
const FILL: &str = "
    INSERT INTO events (position, id, org_id, noun, stream_id, stream_version, lane, kind, version, actor, occurred_at,
        recorded_at, correlation_id, payload)
    SELECT n, gen_random_uuid(), gen_random_uuid(), 'counter', gen_random_uuid(), 1, n % 64,
        CASE WHEN n % 2 = 0 THEN 'counter.counted' ELSE 'counter.reset' END, 1, 'system', '2026-06-01', '2026-06-01',
        gen_random_uuid(), '{}'
    FROM generate_series(1, 20000) n";

#[tokio::test]
async fn a_page_of_the_log_touches_a_small_part_of_it() -> Result<()> {
    let database = database().await?;
    let mut owner = database.owner().await?;
    sqlx::raw_sql(FILL).execute(&mut owner).await?;
    let blocks: i64 = sqlx::query_scalar("SELECT pg_relation_size('events_2026_06') / 8192")
        .fetch_one(&mut owner)
        .await?;
    assert!(blocks > 400, "{blocks} blocks are too few to tell");
    let session = format!(
        "RESET ROLE; SET ROLE hustings_agent; SET hustings.place = 'system'; SET hustings.org = '{}'",
        Uuid::nil()
    );
    // Before the statistics know how long the log has grown, and after.
    for analyse in ["SELECT", "ANALYZE events"] {
        sqlx::raw_sql("RESET ROLE").execute(&mut owner).await?;
        sqlx::raw_sql(analyse).execute(&mut owner).await?;
        for (after, since) in [(0, "-infinity"), (10_000, "2026-06-01"), (19_800, "2026-06-01")] {
            let query = format!(
                "SELECT * FROM scope.read_events({after}, 20000, '{since}', ARRAY['counter.counted'],
                     ARRAY(SELECT generate_series(0, 63)::smallint), 100)"
            );
            let (touched, rows) = blocks_touched(&mut owner, &session, &query).await?;
            assert_eq!(rows, 100, "{query}");
            assert!(touched < 300, "{query} touches {touched} blocks of {blocks}");
        }
    }
    Ok(())
}
