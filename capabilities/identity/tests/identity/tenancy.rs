//! What must hold of identity's tables: they belong to one organisation each, and their lists are served by indexes.

use hustings_testkit::TestApp;
use uuid::Uuid;

use crate::crew::rows::{fill, fill_lists, plan};

#[tokio::test]
async fn every_table_follows_the_rules_of_tenancy() {
    let app = TestApp::new().await;
    let mut owner = app.database.owner().await.unwrap();
    let violations = hustings_testkit::tenancy_violations(&mut owner).await.unwrap();
    assert_eq!(violations, Vec::<String>::new());
}

/// The text of the stored query that has all of these parts.
fn stored(parts: &[&str]) -> String {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.sqlx");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let query: serde_json::Value = serde_json::from_str(&text).unwrap();
        let query = query["query"].as_str().unwrap().to_owned();
        if parts.iter().all(|part| query.contains(part)) {
            found.push(query);
        }
    }
    assert_eq!(found.len(), 1, "{parts:?}: {found:#?}");
    found.remove(0)
}

#[tokio::test]
async fn every_list_of_members_is_served_by_an_index() {
    let app = TestApp::new().await;
    let (org, _) = app.founded().await;
    let org: Uuid = org.parse().unwrap();
    fill(&app.database, org).await;
    let (nil, last) = (Uuid::nil(), Uuid::max());
    let by_name = "ORDER BY m.name_folded, m.member_id LIMIT";
    let newest = "ORDER BY m.joined_at DESC, m.member_id DESC LIMIT";
    let cases = [
        (
            vec![by_name, "($3, $4) ORDER BY"],
            format!("'{org}', 'active', '', '{nil}', 50"),
            "members_by_name",
        ),
        (
            vec![newest, "($3, $4) ORDER BY"],
            format!("'{org}', 'active', '9999-01-01', '{last}', 50"),
            "members_by_joining",
        ),
        (
            vec![by_name, "m.role = $3"],
            format!("'{org}', 'active', 'leader', NULL, '', '{nil}', 50"),
            "members_by_role_and_name",
        ),
        (
            vec![newest, "m.role = $3"],
            format!("'{org}', 'active', 'leader', NULL, '9999-01-01', '{last}', 50"),
            "members_by_role_and_joining",
        ),
        (
            vec![by_name, "member_words"],
            format!("'{org}', 'active', '', '{nil}', NULL, NULL, 'abc', '{{abc}}', 50"),
            "member_words_pk",
        ),
        (
            vec!["count(*)", "LIMIT $5) found"],
            format!("'{org}', 'active', NULL, NULL, 100001"),
            "members_by_",
        ),
    ];
    for (parts, arguments, index) in cases {
        let plan = plan(&app.database, org, &stored(&parts), &arguments).await;
        assert!(plan.contains(index), "{index} is not used:\n{plan}");
        assert!(!plan.contains("Seq Scan on members"), "{plan}");
        assert!(!plan.contains("Seq Scan on member_words"), "{plan}");
    }
}

#[tokio::test]
async fn every_list_of_invitations_keys_and_audit_entries_is_served_by_an_index() {
    let app = TestApp::new().await;
    let (org, _) = app.founded().await;
    let org: Uuid = org.parse().unwrap();
    fill(&app.database, org).await;
    let member = fill_lists(&app.database, org).await;
    let (nil, last) = (Uuid::nil(), Uuid::max());
    let entries = "FROM audit_chain c CROSS JOIN";
    let days = "'2026-07-01', 0, '2026-05-01'";
    let cases = [
        (
            vec!["i.state = $2 AND i.invitation_id < $3"],
            format!("'{org}', 'open', '{last}', 50"),
            "invitations_by_state",
        ),
        (
            vec!["FROM api_keys", "key_id > $2"],
            format!("'{org}', '{nil}', 50"),
            "api_keys_pk",
        ),
        (
            vec!["FROM api_keys", "member_id = $2 AND key_id > $3"],
            format!("'{org}', '{member}', '{nil}', 50"),
            "api_keys_of_member",
        ),
        (
            vec![entries, "'-infinity')  ORDER BY"],
            format!("'{org}', NULL, 9999, NULL, 50"),
            "audit_chain_by_time",
        ),
        (
            vec![entries, "AND c.kind = $6"],
            format!("'{org}', {days}, 50, 'member.joined', NULL"),
            "audit_chain_by_kind",
        ),
        (
            vec![entries, "AND c.actor = $6"],
            format!("'{org}', {days}, 50, 'system', NULL, NULL"),
            "audit_chain_by_actor",
        ),
        (
            vec![entries, "AND c.noun = $6"],
            format!("'{org}', {days}, 50, 'role'"),
            "audit_chain_by_noun",
        ),
        (
            vec![entries, "AND c.stream_id = $6"],
            format!("'{org}', {days}, 50, '{member}', NULL, NULL, NULL"),
            "audit_chain_by_subject",
        ),
    ];
    for (parts, arguments, index) in cases {
        let plan = plan(&app.database, org, &stored(&parts), &arguments).await;
        assert!(plan.contains(index), "{index} is not used:\n{plan}");
        for table in ["invitations", "api_keys", "audit_chain", "events_2026_06"] {
            assert!(!plan.contains(&format!("Seq Scan on {table}")), "{plan}");
        }
        assert!(!plan.contains("Sort"), "{plan}");
    }
}
