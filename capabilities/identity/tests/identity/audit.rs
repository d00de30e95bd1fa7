//! The audit log: sealed, listed, exported, and found out when somebody tampers with it.

use std::time::Duration;

use hustings_events::{AgentControl, Effects, RewindTo};
use hustings_identity::audit::{BreakKind, Verification, verify};
use hustings_kernel::OrgId;
use hustings_testkit::{Pass, TestApp};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::crew::rows::tamper;
use crate::crew::{forget_audit, seal};

async fn busy(app: &TestApp) -> (String, Pass) {
    let (org, admin) = app.founded().await;
    let bob = app.member(&org, &admin, "bob@example.org", "member").await;
    let path = format!("/v1/orgs/{org}/members/{}/suspension", bob.id);
    let body = json!({ "reason": "Insulted others." });
    app.node
        .send(Method::PUT, &path, Some(&admin), Some(&body))
        .await
        .expect(204);
    (org, admin)
}

#[tokio::test]
async fn what_is_sensitive_is_sealed_listed_and_exported() {
    let app = TestApp::new().await;
    let (org, admin) = busy(&app).await;
    let before = verify(&app.database.store, org.parse().unwrap()).await.unwrap();
    assert!(before.unsealed > 0 && before.verified == 0, "{before:?}");
    let sealed = seal(&app, &org).await;
    assert!(sealed.holds() && sealed.verified >= 6, "{sealed:?}");

    let path = format!("/v1/orgs/{org}/audit");
    let list = app.node.get(&path, &admin).await;
    let kinds: Vec<&str> = list.expect(200)["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds[0], "member.suspended");
    assert!(kinds.contains(&"organisation.created") && kinds.contains(&"invitation.accepted"));
    let reason = &list.json["items"][0]["payload"]["reason"]["$personal"]["value"];
    assert_eq!(reason, "Insulted others.");
    let joined = app.node.get(&format!("{path}?kind=member.joined"), &admin).await;
    assert_eq!(joined.expect(200)["items"].as_array().unwrap().len(), 2);
    let actor = list.json["items"][0]["actor"].as_str().unwrap();
    let by_admin = app
        .node
        .get(&format!("{path}?actor={actor}&limit=1"), &admin)
        .await;
    assert_eq!(by_admin.expect(200)["items"][0]["kind"], "member.suspended");

    let verified = app.node.get(&format!("{path}/verification"), &admin).await;
    assert_eq!(verified.expect(200)["first_break"], Value::Null);
    let request = app
        .node
        .request(Method::POST, &format!("{path}/exports"), Some(&admin), None);
    let text = request.send().await.unwrap().text().await.unwrap();
    let lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), kinds.len());
    let after = seal(&app, &org).await;
    assert_eq!(
        after.verified,
        sealed.verified + 1,
        "taking a copy is audited too"
    );
}

const YEAR: Duration = Duration::from_hours(24 * 365);

#[tokio::test]
async fn the_list_is_filtered_by_time_and_by_thing_page_by_page() {
    let app = TestApp::new().await;
    let (org, admin) = busy(&app).await;
    app.clock().advance(Duration::from_mins(20));
    let noon = app.database.store.sources().now();
    let role = json!({ "name": "Steward", "permissions": ["members.read"] });
    let made = app
        .node
        .send(
            Method::POST,
            &format!("/v1/orgs/{org}/roles"),
            Some(&admin),
            Some(&role),
        )
        .await;
    let role = made.expect(201)["role"].as_str().unwrap().to_owned();
    seal(&app, &org).await;
    let list = async |query: &str| -> Vec<(String, String)> {
        let (mut found, mut cursor) = (Vec::new(), String::new());
        loop {
            let path = format!("/v1/orgs/{org}/audit?limit=2&{query}{cursor}");
            let page = app.node.get(&path, &admin).await;
            for entry in page.expect(200)["items"].as_array().unwrap() {
                let text = |field: &str| entry[field].as_str().unwrap().to_owned();
                found.push((text("kind"), text("subject")));
            }
            let Some(next) = page.json["next"].as_str() else {
                return found;
            };
            cursor = format!("&cursor={next}");
        }
    };
    let at =
        |moment: chrono::DateTime<chrono::Utc>| moment.to_rfc3339_opts(chrono::SecondsFormat::Micros, true);
    let all = list("").await;
    let late = list(&format!("from={}", at(noon))).await;
    let early = list(&format!("until={}", at(noon))).await;
    assert_eq!(late, [("role.created".to_owned(), role.clone())]);
    assert_eq!([late, early.clone()].concat(), all);
    assert!(early.len() > 4, "{early:?}");
    assert_eq!(
        list(&format!("from={}&until={}", at(noon - YEAR), at(noon))).await,
        early
    );
    assert!(list(&format!("until={}", at(noon - YEAR))).await.is_empty());
    assert_eq!(list(&format!("subject={role}")).await.len(), 1);
    assert_eq!(list("noun=role").await, [("role.created".to_owned(), role)]);
    let suspended = list("noun=member&kind=member.suspended").await;
    assert_eq!(suspended.len(), 1);
    let of_bob = list(&format!("subject={}", suspended[0].1)).await;
    assert!(
        of_bob.len() >= 2 && of_bob.iter().all(|(_, subject)| *subject == suspended[0].1),
        "{of_bob:?}"
    );
    for wrong in ["subject=bob", "from=yesterday"] {
        let refused = app
            .node
            .get(&format!("/v1/orgs/{org}/audit?{wrong}"), &admin)
            .await;
        assert_eq!(refused.status, 422, "{wrong}");
    }
}

#[tokio::test]
async fn tampering_is_found_where_it_happened() {
    for (statement, what) in [
        (
            "UPDATE events SET payload = payload || '{\"role\": \"guest\"}' WHERE org_id = $1 AND kind = 'member.joined'",
            BreakKind::EventAltered,
        ),
        (
            "UPDATE events SET actor = 'system' WHERE org_id = $1 AND kind = 'member.suspended'",
            BreakKind::EventAltered,
        ),
        (
            "DELETE FROM events WHERE org_id = $1 AND kind = 'member.suspended'",
            BreakKind::EventMissing,
        ),
        (
            "DELETE FROM audit_chain WHERE org_id = $1 AND sequence = 2",
            BreakKind::LinkMissing,
        ),
        (
            "DELETE FROM audit_chain c WHERE org_id = $1 AND sequence = (SELECT max(sequence) FROM audit_chain WHERE org_id = $1)",
            BreakKind::LinkMissing,
        ),
        (
            "UPDATE audit_chain SET event_id = gen_random_uuid() WHERE org_id = $1 AND sequence = 1",
            BreakKind::LinkAltered,
        ),
        (
            "UPDATE audit_chain SET noun = 'role' WHERE org_id = $1 AND sequence = 1",
            BreakKind::EventAltered,
        ),
        (
            "UPDATE audit_heads SET seal = sha256(link) WHERE org_id = $1",
            BreakKind::SealForged,
        ),
        (
            "DELETE FROM audit_heads WHERE org_id = $1",
            BreakKind::HeadAltered,
        ),
    ] {
        let app = TestApp::new().await;
        let (org, _) = busy(&app).await;
        assert!(seal(&app, &org).await.holds());
        let org: OrgId = org.parse().unwrap();
        assert!(tamper(&app.database, statement, org.uuid()).await > 0);
        let found = verify(&app.database.store, org).await.unwrap();
        assert_eq!(
            found.first_break.map(|found| found.what),
            Some(what),
            "{statement}"
        );
    }
}

#[tokio::test]
async fn a_chain_stays_verifiable_when_a_person_is_erased() {
    let app = TestApp::new().await;
    let (org, admin) = busy(&app).await;
    seal(&app, &org).await;
    let id: Uuid = org.parse().unwrap();
    let erased = tamper(
        &app.database,
        "DELETE FROM subject_keys WHERE subject_id IN (SELECT member_id FROM members WHERE org_id = $1)",
        id,
    )
    .await;
    assert!(erased > 0);
    let other = app.another_node().await;
    assert!(verify(&other.identity.store, id.into()).await.unwrap().holds());
    let list = other
        .get(&format!("/v1/orgs/{org}/audit?kind=member.suspended"), &admin)
        .await;
    let payload = list.expect(200)["items"][0]["payload"].to_string();
    assert!(
        payload.contains("$erased") && !payload.contains("Insulted"),
        "{payload}"
    );
}

#[tokio::test]
async fn what_happens_to_accounts_is_sealed_in_the_installation_s_own_chain() {
    let app = TestApp::new().await;
    let ada = app.person("ada@example.org").await;
    app.node.sign_in(&ada.email).await;
    let sealed = seal(&app, &OrgId::INSTALLATION.to_string()).await;
    assert!(sealed.holds() && sealed.verified >= 2, "{sealed:?}");
}

/// Years go by, and the log has a place for what happens then.
async fn years_pass(app: &TestApp, years: u64) {
    app.clock().advance(Duration::from_hours(years * 366 * 24));
    app.database.store.make_partitions(1, 1).await.unwrap();
}

async fn verified(app: &TestApp, org: &str) -> Verification {
    verify(&app.database.store, org.parse().unwrap()).await.unwrap()
}

#[tokio::test]
async fn what_was_kept_long_enough_is_removed_and_the_rest_can_still_be_verified() {
    let app = TestApp::new().await;
    let (org, _) = busy(&app).await;
    let old = seal(&app, &org).await;
    years_pass(&app, 4).await;
    let admin = app.node.sign_in("admin@example.org").await;
    app.invited(&org, &admin, "carol@example.org", "member").await;
    let all = seal(&app, &org).await;
    forget_audit(&app).await;
    assert_eq!(verified(&app, &org).await, all, "nothing is old enough");

    years_pass(&app, 3).await;
    forget_audit(&app).await;
    let left = seal(&app, &org).await;
    assert!(left.holds(), "{left:?}");
    assert_eq!((left.forgotten, &left.head), (old.verified, &all.head));
    assert_eq!(left.verified, all.verified - old.verified);
    let control = AgentControl::new(app.database.store.clone());
    control
        .rewind("identity.seal-audit", RewindTo::Beginning, Effects::Keep)
        .await
        .unwrap();
    assert_eq!(
        seal(&app, &org).await,
        left,
        "what was removed is not sealed again"
    );

    let admin = app.node.sign_in("admin@example.org").await;
    let list = app.node.get(&format!("/v1/orgs/{org}/audit"), &admin).await;
    let kinds = list.expect(200)["items"].as_array().unwrap().iter();
    let kinds: Vec<_> = kinds.map(|entry| &entry["kind"]).collect();
    assert_eq!(kinds, ["invitation.created"]);
    let installation = verified(&app, &OrgId::INSTALLATION.to_string()).await;
    assert!(
        installation.holds() && installation.forgotten > 0,
        "{installation:?}"
    );

    let id = org.parse().unwrap();
    for (statement, what) in [
        (
            "UPDATE audit_anchors SET forgotten_before = forgotten_before + interval '1 day' WHERE org_id = $1",
            BreakKind::AnchorForged,
        ),
        (
            "DELETE FROM audit_anchors WHERE org_id = $1",
            BreakKind::LinkMissing,
        ),
    ] {
        assert_eq!(tamper(&app.database, statement, id).await, 1);
        let found = verified(&app, &org).await.first_break.unwrap();
        assert_eq!(found.what, what, "{statement}");
    }
}

#[tokio::test]
async fn a_chain_that_was_tampered_with_is_not_shortened() {
    let app = TestApp::new().await;
    let (org, _) = busy(&app).await;
    seal(&app, &org).await;
    let statement = "UPDATE events SET actor = 'system' WHERE org_id = $1 AND kind = 'member.suspended'";
    assert_eq!(tamper(&app.database, statement, org.parse().unwrap()).await, 1);
    let before = verified(&app, &org).await;
    years_pass(&app, 8).await;
    forget_audit(&app).await;
    assert_eq!(verified(&app, &org).await, before);
    assert!(!before.holds());
}
