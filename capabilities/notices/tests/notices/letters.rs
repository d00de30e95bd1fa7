//! What of it goes out as letters.

use std::time::Duration;

use serde_json::json;

use crate::office::Office;

#[tokio::test]
async fn a_letter_says_what_the_inbox_says_and_leads_to_the_same_page() {
    let office = Office::open().await;
    office.change_role("moderator").await;
    let letter = office.app.letter().await;
    assert_eq!(letter.to, "bob@example.org");
    assert_eq!(letter.subject, "Your role is now: moderator");
    let page = format!("/o/city/members/{}", office.bob.id);
    assert!(letter.text.contains(&page), "{}", letter.text);
    assert!(letter.text.contains("/o/city/inbox"), "{}", letter.text);
}

#[tokio::test]
async fn who_is_suspended_learns_of_it_by_letter() {
    let office = Office::open().await;
    office.suspend().await;
    let letter = office.app.letter().await;
    assert_eq!(letter.subject, "Your membership in City 27 is suspended");
    // The reason is for those who may suspend.
    assert!(!letter.text.contains("quarrel"));
}

#[tokio::test]
async fn what_was_read_meanwhile_is_not_written_any_more() {
    let office = Office::open().await;
    office.change_role("moderator").await;
    let notice = office.inbox(&office.bob.pass).await.remove(0);
    office.mark(&notice, "read").await.expect(204);
    assert_eq!(office.app.letters().await.len(), 0);
}

#[tokio::test]
async fn old_news_is_in_the_inbox_and_in_no_letter() {
    let office = Office::open().await;
    let path = format!("members/{}/role", office.bob.id);
    let role = json!({ "role": "leader" });
    office.put(&path, &office.admin, &role).await.expect(200);
    // Nobody runs the agents for a week.
    office.app.clock().advance(Duration::from_hours(7 * 24));
    office.app.run_agents().await;
    assert_eq!(office.app.letters().await.len(), 0);
    let pass = office.app.node.sign_in("bob@example.org").await;
    assert_eq!(office.unread(&pass).await, 1);
}

#[tokio::test]
async fn what_can_wait_is_written_when_the_readers_quiet_hours_are_over() {
    let office = Office::open().await;
    // It is nine in the morning, and universal time is where everybody lives.
    let hours = json!({ "hours": { "from": 8, "until": 10 } });
    office
        .put("inbox/quiet-hours", &office.bob.pass, &hours)
        .await
        .expect(204);
    let kept = office.get("inbox/quiet-hours", &office.bob.pass).await;
    assert_eq!(kept.expect(200), &hours);
    office.change_role("leader").await;
    assert_eq!(office.app.letters().await.len(), 0);
    office.app.clock().advance(Duration::from_hours(1));
    assert_eq!(office.app.letter().await.subject, "Your role is now: leader");

    // What is urgent does not wait.
    let all_day = json!({ "hours": { "from": 1, "until": 0 } });
    let pass = office.app.node.sign_in("bob@example.org").await;
    office.put("inbox/quiet-hours", &pass, &all_day).await.expect(204);
    let endless = json!({ "hours": { "from": 7, "until": 7 } });
    office
        .put("inbox/quiet-hours", &pass, &endless)
        .await
        .expect_problem(422, "no-quiet-hours");
    let path = format!("members/{}/suspension", office.bob.id);
    let admin = office.app.node.sign_in("admin@example.org").await;
    let reason = json!({ "reason": "a quarrel" });
    office.put(&path, &admin, &reason).await.expect(204);
    office.app.run_agents().await;
    assert_eq!(office.app.letters().await.len(), 1);
}
