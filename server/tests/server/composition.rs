//! Everything put together fits together.

use std::path::Path;

use hustings_server::composition;
use hustings_testkit::TestDatabase;

#[tokio::test]
async fn every_event_has_somebody_who_emits_it_and_nobody_reads_what_does_not_exist() {
    composition::events().unwrap();
}

#[tokio::test]
async fn the_description_of_the_api_is_the_reviewed_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/api/openapi.json");
    let reviewed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        reviewed == composition::openapi().unwrap(),
        "the API is not what docs/api/openapi.json says; look at the difference, then run `cargo xtask prepare`"
    );
}

#[tokio::test]
async fn every_table_of_every_part_follows_the_rules_of_tenancy() {
    let migrations = composition::migrations();
    let database = TestDatabase::prepared(
        &[&migrations],
        async |url| Ok(hustings_jobs::migrate(&url).await?),
    )
    .await
    .unwrap();
    let violations = hustings_testkit::tenancy_violations(&mut database.owner().await.unwrap())
        .await
        .unwrap();
    assert_eq!(violations, Vec::<String>::new());
}
