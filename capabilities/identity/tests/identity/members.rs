//! Members: lists, roles, suspension, leaving, and the rule of the last admin.

use futures::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};

use crate::crew::Member;
use crate::house::{House, Pass, Reply};

async fn put_role(house: &House, org: &str, by: &Pass, member: &str, role: &str) -> Reply {
    let path = format!("/v1/orgs/{org}/members/{member}/role");
    let body = json!({ "role": role });
    house.node.send(Method::PUT, &path, Some(by), Some(&body)).await
}

async fn suspend(house: &House, org: &str, by: &Pass, member: &str, reason: &str) -> Reply {
    let path = format!("/v1/orgs/{org}/members/{member}/suspension");
    let body = json!({ "reason": reason });
    house.node.send(Method::PUT, &path, Some(by), Some(&body)).await
}

async fn leave(house: &House, org: &str, by: &Pass) -> Reply {
    let path = format!("/v1/orgs/{org}/membership");
    house.node.send(Method::DELETE, &path, Some(by), None).await
}

fn names(reply: &Reply) -> Vec<&str> {
    let items = reply.expect(200)["items"].as_array().unwrap();
    items.iter().map(|item| item["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn members_are_listed_page_by_page_found_by_name_and_filtered() {
    let house = House::new().await;
    let (org, admin) = house.founded().await;
    let path = format!("/v1/orgs/{org}/members");
    for (email, name, role) in [
        ("b@example.org", "Zoë Müller", "member"),
        ("c@example.org", "Bo Miller", "leader"),
        ("d@example.org", "Émile Zola", "member"),
    ] {
        house.clock().advance(std::time::Duration::from_secs(1));
        let member = house.member(&org, &admin, email, role).await;
        member.rename(&house, &org, name).await;
    }
    let list = async |query: &str| house.node.get(&format!("{path}?{query}"), &admin).await;
    assert_eq!(
        names(&list("").await),
        ["Admin", "Bo Miller", "Émile Zola", "Zoë Müller"]
    );
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
    let house = House::new().await;
    let (org, admin) = house.founded().await;
    let leader = house.member(&org, &admin, "leader@example.org", "leader").await;
    let member = house.member(&org, &admin, "member@example.org", "member").await;
    let boss = house.member(&org, &admin, "boss@example.org", "admin").await;

    let role = |of: &Member, role: &'static str| (of.id.clone(), role);
    for ((target, wanted), status, code) in [
        (role(&member, "moderator"), 200, ""),
        (role(&member, "admin"), 403, "more-than-own-rights"),
        (role(&boss, "member"), 403, "beyond-reach"),
        (role(&member, "platform-admin"), 422, "invalid-input"),
    ] {
        let reply = put_role(&house, &org, &leader.pass, &target, wanted).await;
        assert_eq!(reply.status, status, "{wanted}: {reply:?}");
        if !code.is_empty() {
            reply.expect_problem(status, code);
        }
    }
    suspend(&house, &org, &leader.pass, &boss.id, "rude")
        .await
        .expect_problem(403, "beyond-reach");
    let unknown = uuid::Uuid::max().to_string();
    put_role(&house, &org, &admin, &unknown, "guest")
        .await
        .expect_problem(404, "no-such-member");
    put_role(&house, &org, &admin, &member.id, &unknown)
        .await
        .expect_problem(422, "no-such-role");
}

#[tokio::test]
async fn a_suspension_shuts_one_organisation_at_once_and_no_other() {
    let house = House::new().await;
    let (org, admin) = house.founded().await;
    let bob = house.member(&org, &admin, "bob@example.org", "member").await;
    let here = format!("/v1/orgs/{org}/membership");
    house.node.get(&here, &bob.pass).await.expect(200);

    suspend(&house, &org, &admin, &bob.id, "")
        .await
        .expect_problem(422, "reason-needed");
    suspend(&house, &org, &admin, &bob.id, "Insulted others.")
        .await
        .expect(204);
    house
        .eventually("the suspended member is kept out", async || {
            house.node.get(&here, &bob.pass).await.status == 403
        })
        .await;
    house
        .node
        .get(&here, &bob.pass)
        .await
        .expect_problem(403, "membership-suspended");
    house.node.get("/v1/account", &bob.pass).await.expect(200);

    let path = format!("/v1/orgs/{org}/members/{}", bob.id);
    let seen = house.node.get(&path, &admin).await;
    assert_eq!(seen.expect(200)["suspension_reason"], "Insulted others.");
    let carol = house.member(&org, &admin, "carol@example.org", "member").await;
    let seen = house.node.get(&path, &carol.pass).await;
    assert_eq!(seen.expect(200)["status"], "suspended");
    assert_eq!(seen.json["suspension_reason"], Value::Null);

    let path = format!("{path}/suspension");
    house
        .node
        .send(Method::DELETE, &path, Some(&admin), None)
        .await
        .expect(204);
    house
        .eventually("the member is let in again", async || {
            house.node.get(&here, &bob.pass).await.status == 200
        })
        .await;
}

#[tokio::test]
async fn the_last_admin_neither_leaves_nor_steps_down_nor_is_suspended() {
    let house = House::new().await;
    let (org, admin) = house.founded().await;
    let own = house
        .node
        .get(&format!("/v1/orgs/{org}/membership"), &admin)
        .await;
    let member = own.expect(200)["id"].as_str().unwrap();
    leave(&house, &org, &admin)
        .await
        .expect_problem(409, "last-admin");
    put_role(&house, &org, &admin, member, "leader")
        .await
        .expect_problem(409, "last-admin");
    suspend(&house, &org, &admin, member, "tired")
        .await
        .expect_problem(409, "not-oneself");
}

#[tokio::test]
async fn two_admins_who_demote_each_other_at_once_leave_one() {
    for _ in 0..3 {
        let house = House::new().await;
        let (org, first) = house.founded().await;
        let second = house.member(&org, &first, "boss@example.org", "admin").await;
        let own = house
            .node
            .get(&format!("/v1/orgs/{org}/membership"), &first)
            .await;
        let first_member = own.expect(200)["id"].as_str().unwrap().to_owned();
        house
            .node
            .get(&format!("/v1/orgs/{org}"), &second.pass)
            .await
            .expect(200);
        let (one, other) = futures::join!(
            put_role(&house, &org, &first, &second.id, "member"),
            put_role(&house, &org, &second.pass, &first_member, "member"),
        );
        let mut statuses = [one.status, other.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 403], "{one:?} {other:?}");
    }
}

#[tokio::test]
async fn two_admins_who_leave_at_once_leave_one() {
    let house = House::new().await;
    let (org, first) = house.founded().await;
    let second = house.member(&org, &first, "boss@example.org", "admin").await;
    let both = [&first, &second.pass];
    let mut statuses: Vec<u16> = join_all(both.map(|pass| leave(&house, &org, pass)))
        .await
        .iter()
        .map(|reply| reply.status)
        .collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 409]);
}

#[tokio::test]
async fn leaving_is_no_way_out_of_a_suspension() {
    let house = House::new().await;
    let (org, admin) = house.founded().await;
    let path = format!("/v1/orgs/{org}");
    let change = json!({ "sign_up": "open" });
    let request = house
        .node
        .request(Method::PATCH, &path, Some(&admin), Some(&change));
    Reply::of(request.header("if-match", "*")).await.expect(200);

    let bob = house.member(&org, &admin, "bob@example.org", "member").await;
    let path = format!("/v1/orgs/{org}/membership");
    let join = json!({ "name": "Bob" });
    let join = async || {
        house
            .node
            .send(Method::POST, &path, Some(&bob.pass), Some(&join))
            .await
    };
    join().await.expect_problem(409, "already-a-member");
    leave(&house, &org, &bob.pass).await.expect(204);
    let back = join().await;
    assert_eq!(back.expect(201)["id"], json!(bob.id), "the same member as before");
    assert_eq!(back.json["role"], "supporter");

    suspend(&house, &org, &admin, &bob.id, "rude").await.expect(204);
    join().await.expect_problem(409, "already-a-member");
    leave(&house, &org, &bob.pass).await.expect(204);
    join().await.expect_problem(403, "invitation-needed");
}

#[tokio::test]
async fn a_removed_member_is_out_and_stays_the_author_of_what_they_did() {
    let house = House::new().await;
    let (org, admin) = house.founded().await;
    let bob = house.member(&org, &admin, "bob@example.org", "member").await;
    let path = format!("/v1/orgs/{org}/members/{}", bob.id);
    house
        .node
        .send(Method::DELETE, &path, Some(&admin), None)
        .await
        .expect(204);
    house
        .eventually("the removed member is kept out", async || {
            house
                .node
                .get(&format!("/v1/orgs/{org}/membership"), &bob.pass)
                .await
                .status
                == 404
        })
        .await;
    assert_eq!(house.node.get(&path, &admin).await.expect(200)["status"], "left");
    house
        .node
        .send(Method::DELETE, &path, Some(&admin), None)
        .await
        .expect_problem(409, "member-has-left");
}

#[tokio::test]
async fn people_change_what_they_are_called_here() {
    let house = House::new().await;
    let (org, admin) = house.founded().await;
    let path = format!("/v1/orgs/{org}/membership");
    let put = async |body: Value| {
        let request = house.node.request(Method::PUT, &path, Some(&admin), Some(&body));
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
