//! What this Hustings is made of.

use hustings_store::Migration;

/// Every migration, of every part.
pub fn migrations() -> Vec<Migration> {
    [
        hustings_store::MIGRATIONS,
        hustings_events::MIGRATIONS,
        hustings_jobs::MIGRATIONS,
        hustings_identity::MIGRATIONS,
    ]
    .concat()
}

/// Brings the schema at `url` up to date.
pub async fn migrate(url: &str) -> anyhow::Result<()> {
    hustings_store::migrate(url, &migrations()).await?;
    Ok(hustings_jobs::migrate(url).await?)
}
