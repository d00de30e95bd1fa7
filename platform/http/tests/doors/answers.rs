//! Lists, versions, fields, compression: what an answer looks like.

use axum::body::Body;
use http::header::AUTHORIZATION;
use http::{Method, Request};

use crate::example::{Example, ORG, Reply, SESSION, WRITER};

fn at(path: &str) -> String {
    format!("/v1/orgs/{ORG}/{path}")
}

async fn with(example: &Example, method: Method, path: &str, header: (&str, &str)) -> Reply {
    let bearer = format!("Bearer {}", example.token(WRITER, SESSION));
    let request = Request::builder().method(method).uri(at(path));
    let request = request.header(AUTHORIZATION, bearer).header(header.0, header.1);
    example.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn a_list_is_read_page_by_page_to_its_end() {
    let example = Example::new();
    let mut titles = Vec::new();
    let mut query = "limit=100&heavier_than=3".to_owned();
    for _ in 0..3 {
        let reply = example.call(Method::GET, &at(&format!("list?{query}")), "").await;
        let page = reply.json();
        for item in page["items"].as_array().unwrap() {
            titles.push(item["title"].as_str().unwrap().to_owned());
        }
        let Some(next) = page["next"].as_str() else {
            assert!(!reply.headers.contains_key("link"));
            break;
        };
        query = format!("limit=100&heavier_than=3&cursor={next}");
        let link = format!("<{}?{query}>; rel=\"next\"", at("list"));
        assert_eq!(reply.headers["link"], link);
    }
    let expected: Vec<String> = (4..=250).map(|number| format!("note {number}")).collect();
    assert_eq!(titles, expected);
}

#[tokio::test]
async fn a_page_that_cannot_be_is_refused() {
    let example = Example::new();
    let check = async |query: &str, field: &str| {
        let reply = example.call(Method::GET, &at(&format!("list?{query}")), "").await;
        let problem = reply.expect_problem(422, "invalid-input");
        assert_eq!(problem["fields"][0]["field"], field);
    };
    check("limit=0", "limit").await;
    check("limit=101", "limit").await;
    check("limit=-1", "limit").await;
    check("limit=x", "limit").await;
    check("cursor=x", "cursor").await;
    check("cursor=", "cursor").await;
    check(
        "cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "cursor",
    )
    .await;
    check("colour=red", "colour").await;
}

#[tokio::test]
async fn a_version_is_told_kept_and_demanded() {
    let example = Example::new();
    let read = example.call(Method::GET, &at("cover"), "").await;
    assert_eq!(read.headers["etag"], "\"v7\"");
    assert_eq!(read.headers["cache-control"], "private, no-cache");
    assert_eq!(
        read.headers["vary"], "cookie, authorization",
        "somebody else's may bear the same number"
    );
    assert_eq!(read.headers["cache-control"], "private, no-cache");
    let again = with(
        &example,
        Method::GET,
        "cover",
        ("if-none-match", "\"v6\", W/\"v7\""),
    )
    .await;
    assert_eq!((again.status, again.body.len()), (304, 0));
    let newer = with(&example, Method::GET, "cover", ("if-none-match", "\"v6\"")).await;
    assert_eq!(newer.status, 200);

    example
        .call(Method::PUT, &at("cover"), "")
        .await
        .expect_problem(428, "version-needed");
    for tag in ["\"v6\"", "\"x\"", "v7", "W/\"v7\""] {
        with(&example, Method::PUT, "cover", ("if-match", tag))
            .await
            .expect_problem(412, "version-conflict");
    }
    assert_eq!(
        with(&example, Method::PUT, "cover", ("if-match", "\"v7\""))
            .await
            .status,
        204
    );
    assert_eq!(
        with(&example, Method::PUT, "cover", ("if-match", "*"))
            .await
            .status,
        204
    );
}

#[tokio::test]
async fn fields_are_selected_from_items_and_from_single_answers() {
    let example = Example::new();
    let list = example
        .call(Method::GET, &at("list?limit=1&fields=title"), "")
        .await
        .json();
    assert_eq!(list["items"][0], serde_json::json!({ "title": "note 1" }));
    assert!(list["next"].is_string());
    let note = example
        .call(Method::GET, &at(&format!("notes/{ORG}?fields=title,weight")), "")
        .await
        .json();
    assert_eq!(note, serde_json::json!({ "title": "writer", "weight": 0 }));
    let problem = example.call(Method::GET, &at("notes/x?fields=title"), "").await;
    problem.expect_problem(404, "not-found");
}

#[tokio::test]
async fn long_answers_are_compressed_unless_they_hold_a_secret() {
    let example = Example::new();
    let encoding = async |path: &str, accepted: &str| {
        let reply = with(&example, Method::GET, path, ("accept-encoding", accepted)).await;
        assert_eq!(reply.status, 200);
        reply
            .headers
            .get("content-encoding")
            .map(|value| value.to_str().unwrap().to_owned())
    };
    assert_eq!(encoding("long", "gzip").await.as_deref(), Some("gzip"));
    assert_eq!(encoding("long", "br, zstd").await.as_deref(), Some("zstd"));
    assert_eq!(encoding("long", "identity").await, None);
    assert_eq!(encoding("cover", "gzip").await, None);
    assert_eq!(encoding("secret", "gzip").await, None);
}

#[tokio::test]
async fn every_answer_is_safe_to_show() {
    let example = Example::new();
    for reply in [
        example.call(Method::GET, &at("long"), "").await,
        example.call(Method::GET, "/nothing", "").await,
        example.call(Method::GET, "/reference", "").await,
    ] {
        assert_eq!(reply.headers["x-content-type-options"], "nosniff");
        let policy = reply.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
        assert!(!reply.headers.contains_key("strict-transport-security"));
        assert!(!reply.headers.contains_key("access-control-allow-origin"));
    }
}

#[tokio::test]
async fn other_sites_read_only_where_a_setting_lets_them() {
    let settings = hustings_http::HttpSettings {
        cors_origins: vec!["https://friend.example".to_owned()],
        public_url: "https://hustings.example".parse().unwrap(),
        ..hustings_http::HttpSettings::default()
    };
    let example = Example::with(settings);
    let friend = with(
        &example,
        Method::GET,
        "long",
        ("origin", "https://friend.example"),
    )
    .await;
    assert_eq!(
        friend.headers["access-control-allow-origin"],
        "https://friend.example"
    );
    assert!(!friend.headers.contains_key("access-control-allow-credentials"));
    assert!(friend.headers.contains_key("strict-transport-security"));
    let stranger = with(
        &example,
        Method::GET,
        "long",
        ("origin", "https://stranger.example"),
    )
    .await;
    assert!(!stranger.headers.contains_key("access-control-allow-origin"));
    let preflight = Request::options(at("cover"))
        .header("origin", "https://friend.example")
        .header("access-control-request-method", "PUT")
        .body(Body::empty())
        .unwrap();
    let preflight = example.send(preflight).await;
    assert_eq!(preflight.status, 204);
    assert!(
        preflight.headers["access-control-allow-methods"]
            .to_str()
            .unwrap()
            .contains("PUT")
    );
}
