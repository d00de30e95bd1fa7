//! What members find in their inbox, and what they do with it.

use std::time::Duration;

use hustings_events::{AgentControl, Effects, RewindTo};
use reqwest::Method;
use serde_json::json;

use crate::office::{Office, kinds};

#[tokio::test]
async fn a_member_is_told_of_their_new_role_in_their_own_language() {
    let office = Office::open().await;
    office.change_role("moderator").await;
    let told = office.inbox(&office.bob.pass).await;
    assert_eq!(kinds(&told), ["identity.role-changed"]);
    assert_eq!(told[0]["title"], "Your role is now: moderator");
    assert_eq!(told[0]["state"], "unread");
    assert_eq!(told[0]["page"], format!("members/{}", office.bob.id));
    let text = told[0]["text"].as_str().unwrap();
    assert!(
        text.starts_with("Admin gave you another role in City 27."),
        "{text}"
    );
    let german = office.get("inbox?language=de-AT", &office.bob.pass).await;
    let german = &german.expect(200)["items"][0];
    assert_eq!(german["title"], "Ihre Rolle ist jetzt: Moderator:in");
    office.app.letters().await;
}

#[tokio::test]
async fn nobody_is_told_what_they_did_themselves_nor_what_happened_to_others() {
    let office = Office::open().await;
    office.change_role("leader").await;
    assert_eq!(
        kinds(&office.inbox(&office.bob.pass).await),
        ["identity.role-changed"]
    );
    // The admin is told that Bob came, but not of what they did to him.
    let told = office.inbox(&office.admin).await;
    assert_eq!(kinds(&told), ["identity.invitation-accepted"]);
    office.app.letters().await;
}

#[tokio::test]
async fn reading_the_log_again_tells_nobody_anything_twice() {
    let office = Office::open().await;
    office.change_role("leader").await;
    let letters = office.app.letters().await;
    assert_eq!(letters.len(), 1, "{letters:?}");
    let control = AgentControl::new(office.app.database.store.clone());
    for agent in ["identity.tell-members", "notices.deliver"] {
        control
            .rewind(agent, RewindTo::Beginning, Effects::Keep)
            .await
            .unwrap();
    }
    office.app.run_agents().await;
    assert_eq!(office.inbox(&office.bob.pass).await.len(), 1);
    assert_eq!(office.app.letters().await.len(), 0);
}

#[tokio::test]
async fn a_notice_is_read_put_back_thrown_away_and_taken_back() {
    let office = Office::open().await;
    office.change_role("leader").await;
    let notice = office.inbox(&office.bob.pass).await.remove(0);
    for (state, unread, listed) in [
        ("read", 0, 1),
        ("unread", 1, 1),
        ("deleted", 0, 0),
        ("unread", 1, 1),
        ("read", 0, 1),
    ] {
        office.mark(&notice, state).await.expect(204);
        assert_eq!(office.unread(&office.bob.pass).await, unread, "{state}");
        assert_eq!(office.inbox(&office.bob.pass).await.len(), listed, "{state}");
    }
    office.app.letters().await;
}

#[tokio::test]
async fn all_are_read_at_once_as_far_as_one_has_seen_and_put_back_together() {
    let office = Office::open().await;
    for role in ["leader", "member", "moderator"] {
        office.change_role(role).await;
    }
    let told = office.inbox(&office.bob.pass).await;
    assert_eq!(told.len(), 3);
    // The first was read by itself, and stays so.
    office.mark(&told[2], "read").await.expect(204);
    office.app.clock().advance(Duration::from_secs(1));
    let through = json!({ "through": told[1]["id"] });
    let read = office.post("inbox/reading", &office.bob.pass, &through).await;
    let read = read.expect(200).clone();
    assert_eq!(read["read"], 1);
    assert_eq!(office.unread(&office.bob.pass).await, 1);
    let back = json!({ "read_at": read["read_at"] });
    let back = office.post("inbox/unreading", &office.bob.pass, &back).await;
    assert_eq!(back.expect(200)["unread"], 1);
    let unread = office.get("inbox?unread=true", &office.bob.pass).await;
    assert_eq!(unread.expect(200)["items"].as_array().unwrap().len(), 2);
    office.app.letters().await;
}

#[tokio::test]
async fn nobody_marks_a_notice_of_somebody_else() {
    let office = Office::open().await;
    office.change_role("leader").await;
    let notice = office.inbox(&office.bob.pass).await.remove(0);
    let path = format!("inbox/{}/state", notice["id"].as_str().unwrap());
    let read = json!({ "state": "read" });
    office
        .put(&path, &office.admin, &read)
        .await
        .expect_problem(404, "no-such-notice");
    assert_eq!(office.unread(&office.bob.pass).await, 1);
    office.app.letters().await;
}

#[tokio::test]
async fn notices_stay_in_their_organisation() {
    let office = Office::open().await;
    let other = office.app.found_open(&office.admin, "village").await;
    let join = json!({ "name": "Bob" });
    let path = format!("/v1/orgs/{other}/membership");
    let joined = office
        .app
        .node
        .send(Method::POST, &path, Some(&office.bob.pass), Some(&join))
        .await;
    joined.expect(201);
    office.change_role("leader").await;
    let there = office
        .app
        .node
        .get(&format!("/v1/orgs/{other}/inbox"), &office.bob.pass)
        .await;
    assert_eq!(there.expect(200)["items"], json!([]));
    assert_eq!(office.unread(&office.bob.pass).await, 1);
    office.app.letters().await;
}

#[tokio::test]
async fn admins_are_told_of_a_key_that_another_makes_and_of_closing() {
    let office = Office::open().await;
    office.change_role("admin").await;
    office
        .app
        .key(&office.org, &office.admin, &["members.read"])
        .await;
    let slug = json!({ "slug": "city" });
    office.put("closing", &office.admin, &slug).await.expect(200);
    office.app.run_agents().await;
    let told = office.inbox(&office.bob.pass).await;
    let mut found = kinds(&told);
    found.sort_unstable();
    assert_eq!(
        found,
        ["identity.closing", "identity.key-made", "identity.role-changed"]
    );
    let of_kind = office.get("inbox?kind=identity.key-made", &office.bob.pass).await;
    assert_eq!(of_kind.expect(200)["items"].as_array().unwrap().len(), 1);
    // Who invited is told that the invitation was accepted; nobody is told their own doing.
    let told = office.inbox(&office.admin).await;
    assert_eq!(kinds(&told), ["identity.invitation-accepted"]);
    assert_eq!(told[0]["title"], "bob@example.org accepted your invitation");
    office.app.letters().await;
}
