//! Members: lists, roles, suspension, leaving, and the rule of the last admin.

use futures::future::join_all;
use hustings_testkit::{Member, Pass, Reply, TestApp};
use reqwest::Method;
use serde_json::{Value, json};

async fn put_role(app: &TestApp, org: &str, by: &Pass, member: &str, role: &str) -> Reply {
    let path = format!("/v1/orgs/{org}/members/{member}/role");
    let body = json!({ "role": role });
    app.node.send(Method::PUT, &path, Some(by), Some(&body)).await
}

async fn suspend(app: &TestApp, org: &str, by: &Pass, member: &str, reason: &str) -> Reply {
    let path = format!("/v1/orgs/{org}/members/{member}/suspension");
    let body = json!({ "reason": reason });
    app.node.send(Method::PUT, &path, Some(by), Some(&body)).await
}

async fn leave(app: &TestApp, org: &str, by: &Pass) -> Reply {
    let path = format!("/v1/orgs/{org}/membership");
    app.node.send(Method::DELETE, &path, Some(by), None).await
}

async fn rename(app: &TestApp, org: &str, member: &Member, name: &str) {
    let path = format!("/v1/orgs/{org}/membership");
    let body = json!({ "name": name });
    let request = app
        .node
        .request(Method::PUT, &path, Some(&member.pass), Some(&body));
    Reply::of(request.header("if-match", "*")).await.expect(200);
}

fn names(reply: &Reply) -> Vec<&str> {
    let items = reply.expect(200)["items"].as_array().unwrap();
    items.iter().map(|item| item["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn members_are_listed_page_by_page_found_by_name_and_filtered() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let path = format!("/v1/orgs/{org}/members");
    for (email, name, role) in [
        ("b@example.org", "Zoë Müller", "member"),
        ("c@example.org", "Bo Miller", "leader"),
        ("d@example.org", "Émile Zola", "member"),
    ] {
        app.clock().advance(std::time::Duration::from_secs(1));
        let member = app.member(&org, &admin, email, role).await;
        rename(&app, &org, &member, name).await;
    }
    let list = async |query: &str| app.node.get(&format!("{path}?{query}"), &admin).await;
    assert_eq!(
        names(&list("").await),
        ["Admin", "Bo Miller", "Émile Zola", "Zoë Müller"]
    );
    let count = async |query: &str| app.node.get(&format!("{path}/count?{query}"), &admin).await;
    assert_eq!(*count("").await.expect(200), json!({ "count": 4, "more": false }));
    assert_eq!(count("role=leader").await.expect(200)["count"], 1);
    assert_eq!(count("status=suspended").await.expect(200)["count"], 0);
    count("status=nobody").await.expect_problem(422, "invalid-input");
    assert_eq!(names(&list("search=zo").await), ["Émile Zola", "Zoë Müller"]);
    assert_eq!(names(&list("search=mull%20ZOE").await), ["Zoë Müller"]);
    assert_eq!(
        names(&list("role=member&sort=newest").await),
        ["Émile Zola", "Zoë Müller"]
    );
    assert_eq!(names(&list("status=suspended").await), Vec::<&str>::new());
    list("search=%21").await.expect_problem(422, "invalid-input");
    list("status=asleep").await.expect_problem(422, "invalid-input");

    for sort in ["name", "newest"] {
        let mut seen = Vec::new();
        let mut cursor = String::new();
        loop {
            let page = list(&format!("limit=2&sort={sort}{cursor}")).await;
            seen.extend(names(&page).iter().map(|name| (*name).to_owned()));
            match page.json["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(seen.len(), 4, "{sort}: {seen:?}");
    }
}

#[tokio::test]
async fn nobody_grants_or_decides_over_more_than_they_may() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let leader = app.member(&org, &admin, "leader@example.org", "leader").await;
    let member = app.member(&org, &admin, "member@example.org", "member").await;
    let boss = app.member(&org, &admin, "boss@example.org", "admin").await;

    let role = |of: &Member, role: &'static str| (of.id.clone(), role);
    for ((target, wanted), status, code) in [
        (role(&member, "moderator"), 200, ""),
        (role(&member, "admin"), 403, "more-than-own-rights"),
        (role(&boss, "member"), 403, "beyond-reach"),
        (role(&member, "platform-admin"), 422, "invalid-input"),
    ] {
        let reply = put_role(&app, &org, &leader.pass, &target, wanted).await;
        assert_eq!(reply.status, status, "{wanted}: {reply:?}");
        if !code.is_empty() {
            reply.expect_problem(status, code);
        }
    }
    suspend(&app, &org, &leader.pass, &boss.id, "rude")
        .await
        .expect_problem(403, "beyond-reach");
    let unknown = uuid::Uuid::max().to_string();
    put_role(&app, &org, &admin, &unknown, "guest")
        .await
        .expect_problem(404, "no-such-member");
    put_role(&app, &org, &admin, &member.id, &unknown)
        .await
        .expect_problem(422, "no-such-role");
}

#[tokio::test]
async fn a_suspension_shuts_one_organisation_at_once_and_no_other() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let bob = app.member(&org, &admin, "bob@example.org", "member").await;
    let here = format!("/v1/orgs/{org}/membership");
    app.node.get(&here, &bob.pass).await.expect(200);

    suspend(&app, &org, &admin, &bob.id, "")
        .await
        .expect_problem(422, "reason-needed");
    suspend(&app, &org, &admin, &bob.id, "Insulted others.")
        .await
        .expect(204);
    app.eventually("the suspended member is kept out", async || {
        app.node.get(&here, &bob.pass).await.status == 403
    })
    .await;
    app.node
        .get(&here, &bob.pass)
        .await
        .expect_problem(403, "membership-suspended");
    app.node.get("/v1/account", &bob.pass).await.expect(200);

    let path = format!("/v1/orgs/{org}/members/{}", bob.id);
    let seen = app.node.get(&path, &admin).await;
    assert_eq!(seen.expect(200)["suspension_reason"], "Insulted others.");
    let carol = app.member(&org, &admin, "carol@example.org", "member").await;
    let seen = app.node.get(&path, &carol.pass).await;
    assert_eq!(seen.expect(200)["status"], "suspended");
    assert_eq!(seen.json["suspension_reason"], Value::Null);

    let path = format!("{path}/suspension");
    app.node
        .send(Method::DELETE, &path, Some(&admin), None)
        .await
        .expect(204);
    app.eventually("the member is let in again", async || {
        app.node.get(&here, &bob.pass).await.status == 200
    })
    .await;
}

#[tokio::test]
async fn the_last_admin_neither_leaves_nor_steps_down_nor_is_suspended() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let own = app.node.get(&format!("/v1/orgs/{org}/membership"), &admin).await;
    let member = own.expect(200)["id"].as_str().unwrap();
    leave(&app, &org, &admin).await.expect_problem(409, "last-admin");
    put_role(&app, &org, &admin, member, "leader")
        .await
        .expect_problem(409, "last-admin");
    suspend(&app, &org, &admin, member, "tired")
        .await
        .expect_problem(409, "not-oneself");
}

#[tokio::test]
async fn two_admins_who_demote_each_other_at_once_leave_one() {
    for _ in 0..3 {
        let app = TestApp::new().await;
        let (org, first) = app.founded().await;
        let second = app.member(&org, &first, "boss@example.org", "admin").await;
        let own = app.node.get(&format!("/v1/orgs/{org}/membership"), &first).await;
        let first_member = own.expect(200)["id"].as_str().unwrap().to_owned();
        app.node
            .get(&format!("/v1/orgs/{org}"), &second.pass)
            .await
            .expect(200);
        let (one, other) = futures::join!(
            put_role(&app, &org, &first, &second.id, "member"),
            put_role(&app, &org, &second.pass, &first_member, "member"),
        );
        let mut statuses = [one.status, other.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 403], "{one:?} {other:?}");
    }
}

#[tokio::test]
async fn two_admins_who_leave_at_once_leave_one() {
    let app = TestApp::new().await;
    let (org, first) = app.founded().await;
    let second = app.member(&org, &first, "boss@example.org", "admin").await;
    let both = [&first, &second.pass];
    let mut statuses: Vec<u16> = join_all(both.map(|pass| leave(&app, &org, pass)))
        .await
        .iter()
        .map(|reply| reply.status)
        .collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 409]);
}

#[tokio::test]
async fn leaving_is_no_way_out_of_a_suspension() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let path = format!("/v1/orgs/{org}");
    let change = json!({ "sign_up": "open" });
    let request = app
        .node
        .request(Method::PATCH, &path, Some(&admin), Some(&change));
    Reply::of(request.header("if-match", "*")).await.expect(200);

    let bob = app.member(&org, &admin, "bob@example.org", "member").await;
    let path = format!("/v1/orgs/{org}/membership");
    let join = json!({ "name": "Bob" });
    let join = async || {
        app.node
            .send(Method::POST, &path, Some(&bob.pass), Some(&join))
            .await
    };
    join().await.expect_problem(409, "already-a-member");
    leave(&app, &org, &bob.pass).await.expect(204);
    let back = join().await;
    assert_eq!(back.expect(201)["id"], json!(bob.id), "the same member as before");
    assert_eq!(back.json["role"], "supporter");

    suspend(&app, &org, &admin, &bob.id, "rude").await.expect(204);
    join().await.expect_problem(409, "already-a-member");
    leave(&app, &org, &bob.pass).await.expect(204);
    join().await.expect_problem(403, "invitation-needed");
}

#[tokio::test]
async fn a_removed_member_is_out_and_stays_the_author_of_what_they_did() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let bob = app.member(&org, &admin, "bob@example.org", "member").await;
    let path = format!("/v1/orgs/{org}/members/{}", bob.id);
    app.node
        .send(Method::DELETE, &path, Some(&admin), None)
        .await
        .expect(204);
    app.eventually("the removed member is kept out", async || {
        app.node
            .get(&format!("/v1/orgs/{org}/membership"), &bob.pass)
            .await
            .status
            == 404
    })
    .await;
    assert_eq!(app.node.get(&path, &admin).await.expect(200)["status"], "left");
    app.node
        .send(Method::DELETE, &path, Some(&admin), None)
        .await
        .expect_problem(409, "member-has-left");
}

#[tokio::test]
async fn people_change_what_they_are_called_here() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let path = format!("/v1/orgs/{org}/membership");
    let put = async |body: Value| {
        let request = app.node.request(Method::PUT, &path, Some(&admin), Some(&body));
        Reply::of(request.header("if-match", "*")).await
    };
    let wish = json!({ "name": " Ada  King ", "avatar": "https://example.org/a.png", "language": "de" });
    let changed = put(wish).await;
    assert_eq!(changed.expect(200)["name"], "Ada King");
    assert_eq!(changed.json["language"], "de");
    put(json!({ "name": "Ada", "avatar": "javascript:alert(1)" }))
        .await
        .expect_problem(422, "invalid-input");
    put(json!({ "name": "\u{202e}Ada" }))
        .await
        .expect_problem(422, "invalid-input");
}
