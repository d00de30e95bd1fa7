//! Importing members from a file: looked at first, invited once.

use hustings_testkit::{PASSWORD, Pass, Reply, TestApp};
use reqwest::Method;
use serde_json::{Value, json};

async fn preview(app: &TestApp, org: &str, by: &Pass, csv: &str) -> Reply {
    let path = format!("/v1/orgs/{org}/members/imports/preview");
    let body = json!({ "csv": csv });
    app.node.send(Method::POST, &path, Some(by), Some(&body)).await
}

async fn import(app: &TestApp, org: &str, by: &Pass, body: &Value, key: Option<&str>) -> Reply {
    let path = format!("/v1/orgs/{org}/members/imports");
    let mut request = app.node.request(Method::POST, &path, Some(by), Some(body));
    if let Some(key) = key {
        request = request.header("idempotency-key", key);
    }
    Reply::of(request).await
}

/// Line and what speaks against it, of each row.
fn verdicts(reply: &Reply) -> Vec<(u64, Vec<(&str, &str)>)> {
    let rows = reply.expect(200)["rows"].as_array().unwrap();
    rows.iter()
        .map(|row| {
            let problems = row["problems"].as_array().unwrap();
            let said = problems.iter().map(|problem| {
                (
                    problem["field"].as_str().unwrap(),
                    problem["code"].as_str().unwrap(),
                )
            });
            (row["line"].as_u64().unwrap(), said.collect())
        })
        .collect()
}

#[tokio::test]
async fn the_preview_says_of_every_row_what_speaks_against_it_and_does_nothing() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let leader = app.member(&org, &admin, "leader@example.org", "leader").await;
    app.invited(&org, &admin, "invited@example.org", "member").await;
    app.role(&org, &admin, "Scribe", &["members.read"]).await;
    let file = "\u{feff}Name;E-Mail;Rolle;Sprache;Shoe size\r\n\
        Ben Müller;ben@example.org;;de;43\r\n\
        Cleo;cleo@example.org;Active Member;;\r\n\
        Dan;dan@example.org;scribe;;\r\n\
        ;BEN@example.org;;;\r\n\
        Eve;not an address;emperor;Klingonese;\r\n\
        Fay;leader@example.org;;;\r\n\
        Gil;Invited@example.org;;;\r\n\
        Hal;hal@example.org;admin;;\r\n";
    let seen = preview(&app, &org, &leader.pass, file).await;
    let expected = [
        (2, vec![]),
        (3, vec![]),
        (4, vec![]),
        (5, vec![("email", "duplicate-in-file")]),
        (
            6,
            vec![
                ("email", "malformed-address"),
                ("language", "malformed-language"),
                ("role", "no-such-role"),
            ],
        ),
        (7, vec![("email", "already-a-member")]),
        (8, vec![("email", "already-invited")]),
        (9, vec![("role", "more-than-own-rights")]),
    ];
    assert_eq!(verdicts(&seen), expected);
    assert_eq!(
        (&seen.json["accepted"], &seen.json["rejected"]),
        (&json!(3), &json!(5))
    );
    assert_eq!(seen.json["ignored_columns"], json!(["Shoe size"]));
    assert_eq!(seen.json["rows"][0]["role"], "member");
    assert!(app.letters().await.is_empty());
}

#[tokio::test]
async fn an_import_invites_everybody_once_however_often_it_is_sent() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let body = json!({
        "csv": "ben@example.org,Ben,leader,de\ncleo@example.org\nnobody\n",
        "role": "supporter",
    });
    let (one, twin) = futures::join!(
        import(&app, &org, &admin, &body, Some("k")),
        import(&app, &org, &admin, &body, Some("k")),
    );
    assert_eq!(one.expect(200), twin.expect(200));
    assert_eq!(
        (&one.json["invited"], &one.json["rejected"]),
        (&json!(2), &json!(1))
    );
    assert_eq!(verdicts(&one), [(3, vec![("email", "malformed-address")])]);
    let again = import(&app, &org, &admin, &body, None).await;
    assert_eq!(
        (&again.json["invited"], &again.json["rejected"]),
        (&json!(0), &json!(3))
    );

    let letters = app.letters().await;
    let to: Vec<&str> = letters.iter().map(|letter| letter.to.as_str()).collect();
    assert_eq!(to, ["ben@example.org", "cleo@example.org"]);
    assert!(letters[0].subject.starts_with("Einladung"), "{letters:?}");
    assert!(letters[1].subject.starts_with("Invitation"), "{letters:?}");

    let list = app.node.get(&format!("/v1/orgs/{org}/invitations"), &admin).await;
    let roles: Vec<&str> = list.expect(200)["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["role"].as_str().unwrap())
        .collect();
    assert_eq!(roles, ["supporter", "leader"]);
    let look = json!({ "token": letters[0].token() });
    let seen = app.node.post("/v1/invitations/look", &look).await;
    assert_eq!(seen.expect(200)["name"], "Ben");
    let join = json!({ "token": letters[0].token(), "name": "Ben", "password": PASSWORD });
    app.node.post("/v1/invitations/join", &join).await.expect(201);

    crate::crew::seal(&app, &org).await;
    let audit = format!("/v1/orgs/{org}/audit?kind=invitation.imported");
    let entries = app.node.get(&audit, &admin).await;
    assert_eq!(entries.expect(200)["items"].as_array().unwrap().len(), 2);
    assert_eq!(entries.json["items"][1]["payload"]["invited"], 2);
}

#[tokio::test]
async fn whoever_left_or_let_an_invitation_run_out_can_be_invited_again() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let bob = app.member(&org, &admin, "bob@example.org", "member").await;
    let path = format!("/v1/orgs/{org}/membership");
    app.node
        .send(Method::DELETE, &path, Some(&bob.pass), None)
        .await
        .expect(204);
    app.invited(&org, &admin, "cleo@example.org", "member").await;
    app.clock().advance(std::time::Duration::from_hours(15 * 24));
    let admin = app.node.sign_in("admin@example.org").await;
    let body = json!({ "csv": "bob@example.org\ncleo@example.org\n" });
    let done = import(&app, &org, &admin, &body, None).await;
    assert_eq!(done.expect(200)["invited"], 2);
    assert_eq!(app.letters().await.len(), 2);
}

#[tokio::test]
async fn a_file_as_large_as_allowed_is_imported_at_once_and_a_larger_one_refused() {
    let app = TestApp::new().await;
    let (org, admin) = app.founded().await;
    let file = |rows: usize| {
        let rows: Vec<String> = (0..rows)
            .map(|row| format!("person-{row}@example.org,Person {row}"))
            .collect();
        rows.join("\n")
    };
    let done = import(&app, &org, &admin, &json!({ "csv": file(5_000) }), None).await;
    assert_eq!(done.expect(200)["invited"], 5_000);
    app.leave("five thousand letters are nobody's to read");

    let more = json!({ "csv": file(5_001) });
    import(&app, &org, &admin, &more, None)
        .await
        .expect_problem(422, "too-many-rows");
    let huge = json!({ "csv": "x".repeat(3 * 1024 * 1024) });
    import(&app, &org, &admin, &huge, None)
        .await
        .expect_problem(413, "body-too-large");
    for (csv, code) in [("", "no-rows"), ("name,role\nAda,member\n", "no-email-column")] {
        preview(&app, &org, &admin, csv).await.expect_problem(422, code);
    }
}
