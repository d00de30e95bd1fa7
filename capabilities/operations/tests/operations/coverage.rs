//! Every operation against everybody who must not get through.

use std::collections::BTreeMap;

use hustings_configuration::Configuration;
use hustings_http::Edge;
use hustings_testkit::Doors;
use serde_json::json;

use crate::plant::{Plant, operating};

#[tokio::test]
async fn nobody_gets_through_who_must_not() {
    let plant = Plant::new().await;
    let app = &plant.app;
    let (org, founder) = app.founded().await;
    let (other, stranger) = app.founded_as("town", "stranger@example.org").await;
    let job = plant.dead_job(Some(&other)).await;
    // Who founded the organisation runs the installation as well, so the insider is another admin.
    let admin = app.member(&org, &founder, "boss@example.org", "admin").await;
    let nothing = app.role(&org, &founder, "Nothing", &[]).await;
    let powerless = app
        .member(&org, &founder, "powerless@example.org", &nothing)
        .await;
    let (_, key) = app.key(&org, &founder, &["jobs.read"]).await;
    let doors = Doors {
        base: app.node.base(),
        organisation: org.parse().unwrap(),
        insider: admin.pass.access,
        powerless: powerless.pass.access,
        key: key.access,
        // Keys are the same everywhere; one that is none names nothing.
        foreign: BTreeMap::from([("job", job.uuid()), ("key", job.uuid())]),
        stranger: stranger.access,
        open: vec!["csrf_token"],
        bodies: BTreeMap::from([
            ("change_configured", json!({ "value": 7 })),
            ("note_exposure", json!({ "variant": "all-at-once" })),
        ]),
    };
    let configuration = Configuration::new(plant.store().clone());
    let routes = hustings_operations::routes(&operating(plant.store(), &configuration));
    let document = serde_json::to_value(Edge::openapi(&routes)).unwrap();
    let findings = doors.try_all(&document).await.unwrap();
    assert_eq!(findings, Vec::<String>::new(), "{findings:#?}");
}
