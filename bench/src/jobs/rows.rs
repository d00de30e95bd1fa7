//! The SQL of the `jobs` benchmark.

use anyhow::Result;
use hustings_kernel::OrgId;
use sqlx::{Connection as _, PgConnection};

/// Jobs of the organisation whose success is recorded, asked as the owner.
pub(super) async fn succeeded(url: &str, org: OrgId) -> Result<i64> {
    let mut owner = PgConnection::connect(url).await?;
    let count = sqlx::query_scalar("SELECT count(*) FROM job_runs WHERE org_id = $1 AND state = 'succeeded'")
        .bind(org.uuid())
        .fetch_one(&mut owner)
        .await?;
    owner.close().await?;
    Ok(count)
}
