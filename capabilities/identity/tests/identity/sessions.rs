//! The list of one's sessions, and ending them.

use reqwest::Method;
use serde_json::Value;

use crate::house::{House, Pass, Reply};

#[tokio::test]
async fn a_person_sees_their_sessions_and_which_one_asks() {
    let house = House::new().await;
    let ada = house.person("ada@example.org").await;
    let credentials = serde_json::json!({
        "email": ada.email, "password": crate::house::PASSWORD, "tokens": "body"
    });
    let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    let request = house
        .node
        .request(Method::POST, "/v1/session", None, Some(&credentials));
    Reply::of(request.header("user-agent", firefox)).await.expect(200);
    let pass = house.node.sign_in(&ada).await;
    let stranger = house.person("ben@example.org").await;
    house.node.sign_in(&stranger).await;

    let list = house.node.get("/v1/sessions", &pass).await;
    let sessions = list.expect(200)["sessions"].as_array().unwrap();
    assert_eq!(sessions.len(), 2);
    let of = |field: &str| {
        sessions
            .iter()
            .map(|session| session[field].clone())
            .collect::<Vec<Value>>()
    };
    assert_eq!(of("address"), ["127.0.0.1", "127.0.0.1"]);
    assert!(of("device").contains(&"Firefox on Linux".into()));
    let current = sessions
        .iter()
        .find(|session| session["current"] == true)
        .unwrap();
    assert_eq!(
        current["id"].as_str().or(current["session"].as_str()),
        Some(pass.session.as_str())
    );
}

#[tokio::test]
async fn an_ended_session_is_over_at_once_on_every_node() {
    let house = House::new().await;
    let other = house.another_node().await;
    let ada = house.person("ada@example.org").await;
    let mine = house.node.sign_in(&ada).await;
    let lost = house.node.sign_in(&ada).await;
    // Both nodes have it in memory.
    house.node.get("/v1/account", &lost).await.expect(200);
    other.get("/v1/account", &lost).await.expect(200);
    let path = format!("/v1/sessions/{}", lost.session);
    house
        .node
        .send(Method::DELETE, &path, Some(&mine), None)
        .await
        .expect(204);
    house
        .node
        .get("/v1/account", &lost)
        .await
        .expect_problem(401, "session-ended");
    house
        .database
        .eventually("the other node has heard of it", async || {
            other.get("/v1/account", &lost).await.status == 401
        })
        .await;
    house
        .node
        .try_refresh(&lost.refresh)
        .await
        .expect_problem(401, "session-ended");
    other.get("/v1/account", &mine).await.expect(200);
    // Ended once is ended.
    house
        .node
        .send(Method::DELETE, &path, Some(&mine), None)
        .await
        .expect_problem(404, "not-found");
}

#[tokio::test]
async fn nobody_ends_a_strangers_session() {
    let house = House::new().await;
    let ada = house.person("ada@example.org").await;
    let ben = house.person("ben@example.org").await;
    let (of_ada, of_ben) = (house.node.sign_in(&ada).await, house.node.sign_in(&ben).await);
    let path = format!("/v1/sessions/{}", of_ada.session);
    let reply = house.node.send(Method::DELETE, &path, Some(&of_ben), None).await;
    reply.expect_problem(404, "not-found");
    house
        .node
        .send(Method::DELETE, "/v1/sessions", Some(&of_ben), None)
        .await
        .expect(204);
    house.node.get("/v1/account", &of_ada).await.expect(200);
}

#[tokio::test]
async fn all_others_end_together_and_signing_out_ends_this_one() {
    let house = House::new().await;
    let ada = house.person("ada@example.org").await;
    let (one, two, three) = (
        house.node.sign_in(&ada).await,
        house.node.sign_in(&ada).await,
        house.node.sign_in(&ada).await,
    );
    house
        .node
        .send(Method::DELETE, "/v1/sessions", Some(&two), None)
        .await
        .expect(204);
    for (pass, status) in [(&one, 401), (&two, 200), (&three, 401)] {
        house.node.get("/v1/account", pass).await.expect(status);
    }
    house
        .node
        .send(Method::DELETE, "/v1/session", Some(&two), None)
        .await
        .expect(204);
    house
        .node
        .get("/v1/account", &two)
        .await
        .expect_problem(401, "session-ended");
    house
        .node
        .try_refresh(&two.refresh)
        .await
        .expect_problem(401, "session-ended");
}

#[tokio::test]
async fn no_operation_opens_without_a_token_that_is_ours_and_stands() {
    let house = House::new().await;
    let ada = house.person("ada@example.org").await;
    let ended = house.node.sign_in(&ada).await;
    let expired = house.node.sign_in(&ada).await;
    house
        .node
        .send(Method::DELETE, "/v1/session", Some(&ended), None)
        .await
        .expect(204);
    let forged = Pass {
        // {"alg":"none","typ":"JWT"}
        access: format!(
            "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{}.",
            expired.access.split('.').nth(1).unwrap()
        ),
        ..expired.clone()
    };
    let refused = async |pass: Option<&Pass>, code: &str| {
        let mut tried = 0;
        for (method, path) in guarded_operations(&house) {
            let reply = house.node.send(method.clone(), &path, pass, None).await;
            assert_eq!(
                (reply.status, &reply.json["code"]),
                (401, &code.into()),
                "{method} {path}: {reply:?}"
            );
            tried += 1;
        }
        assert!(tried > 30, "{tried}");
    };
    refused(None, "not-signed-in").await;
    refused(Some(&forged), "token-invalid").await;
    refused(Some(&ended), "session-ended").await;
    house.clock().advance(std::time::Duration::from_secs(3606));
    refused(Some(&expired), "token-expired").await;
}

/// Every operation that is not open to anyone, at an address that could exist.
fn guarded_operations(house: &House) -> Vec<(Method, String)> {
    let api = serde_json::to_value(house.node.routes.openapi()).unwrap();
    let id = house.database.sources().id::<uuid::Uuid>().to_string();
    let operations = house.node.routes.operations().filter(|operation| {
        let method = operation.method.as_str().to_lowercase();
        api["paths"][&operation.path][method]["x-caller"] != "anyone"
    });
    operations
        .map(|operation| {
            let parts = operation.path.split('/');
            let filled = parts.map(|part| if part.starts_with('{') { id.as_str() } else { part });
            (operation.method.clone(), filled.collect::<Vec<_>>().join("/"))
        })
        .collect()
}
