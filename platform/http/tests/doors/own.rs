//! Health, readiness, metrics, documents.

use std::io::Write;
use std::process::{Command, Stdio};

use axum::body::Body;
use http::{Method, Request};
use hustings_http::{HttpSettings, LimitSettings};
use hustings_kernel::Sources;
use hustings_telemetry::TelemetrySettings;

use crate::example::{Example, KEY, ORG};

#[tokio::test]
async fn health_and_readiness_answer_without_credentials() {
    let example = Example::new();
    let get = async |path: &str| {
        example
            .send(Request::get(path).body(Body::empty()).unwrap())
            .await
    };
    assert_eq!(get("/healthz").await.status, 200);
    let ready = get("/readyz").await;
    assert_eq!(
        ready.json(),
        serde_json::json!({ "ready": true, "checks": [{ "name": "paper", "ok": true }] })
    );
}

#[tokio::test]
async fn metrics_are_for_this_machine_or_for_who_has_the_token() {
    let example = Example::new();
    let ask = |header: (&str, &str)| {
        Request::get("/metrics")
            .header(header.0, header.1)
            .body(Body::empty())
            .unwrap()
    };
    let own = example.send(ask(("accept", "*/*"))).await;
    assert_eq!(
        (own.status, own.body.as_slice()),
        (200, &b"hustings_example 1\n"[..])
    );
    example
        .send(ask(("x-forwarded-for", "192.0.2.1")))
        .await
        .expect_problem(404, "not-found");

    let guarded = Example::with(HttpSettings {
        metrics_token: Some("t0ken".to_owned()),
        ..HttpSettings::default()
    });
    guarded
        .send(ask(("accept", "*/*")))
        .await
        .expect_problem(404, "not-found");
    guarded
        .send(ask(("authorization", "Bearer other")))
        .await
        .expect_problem(404, "not-found");
    assert_eq!(
        guarded.send(ask(("authorization", "Bearer t0ken"))).await.status,
        200
    );
}

/// The one test that sets up telemetry, which a process does once.
#[tokio::test]
async fn promtool_finds_nothing_to_mend_in_what_the_doors_measure() {
    let settings = TelemetrySettings {
        log: "off".to_owned(),
        ..TelemetrySettings::default()
    };
    let telemetry =
        hustings_telemetry::init(&settings, &Sources::system(), &[hustings_http::METRICS]).unwrap();
    let tight = LimitSettings {
        key_per_hour: 1,
        ..LimitSettings::default()
    };
    let example = Example::with(HttpSettings {
        limits: tight,
        ..HttpSettings::default()
    });
    let notes = format!("/v1/orgs/{ORG}/notes");
    for path in ["/healthz", "/nothing", &notes, &notes] {
        let ask = Request::get(path).header("authorization", format!("Bearer {KEY}"));
        example.send(ask.body(Body::empty()).unwrap()).await;
    }
    let text = telemetry.render();
    for line in [
        "hustings_http_requests_total{operation=\"find_notes\",status=\"2xx\"} 1",
        "hustings_http_limited_total{limit=\"key\"} 1",
        "# HELP hustings_http_request_seconds Time from the request's headers",
    ] {
        assert!(text.contains(line), "{line} is missing from\n{text}");
    }
    let promtool = Command::new("promtool")
        .args(["check", "metrics"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    // Not on every machine; continuous integration has it.
    let Ok(mut promtool) = promtool else { return };
    promtool.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = promtool.wait_with_output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[tokio::test]
async fn the_document_and_its_page_are_served() {
    let example = Example::new();
    let document = example.call(Method::GET, "/openapi.json", "").await.json();
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(document["paths"]["/v1/csrf"]["get"]["operationId"], "csrf_token");
    let page = example.call(Method::GET, "/reference", "").await;
    let html = String::from_utf8(page.body).unwrap();
    assert!(html.contains("Write a note") && html.contains("id=\"problem-notebook-full\""));
    assert!(!html.contains("<script") && !html.contains("style="));
    let problem = example.call(Method::GET, "/problems/notebook-full", "").await;
    assert_eq!(problem.headers["location"], "/reference#problem-notebook-full");
    assert_eq!(example.call(Method::GET, "/reference.css", "").await.status, 200);
}

#[tokio::test]
async fn a_credential_in_an_address_is_refused() {
    let example = Example::new();
    for query in [
        "key=hk_0123456789abcdefghijklmnopqrstuv",
        "access_token=x",
        "a=b&api_key=x",
    ] {
        let reply = example
            .call(Method::GET, &format!("/v1/orgs/{ORG}/notes?{query}"), "")
            .await;
        reply.expect_problem(400, "credential-in-address");
    }
}

#[tokio::test]
async fn every_request_has_an_id_and_a_proxys_is_kept() {
    let trusting = Example::with(HttpSettings {
        trusted_proxies: vec!["127.0.0.0/8".parse().unwrap()],
        ..HttpSettings::default()
    });
    let id = "01900000-0000-7000-8000-000000000001";
    let ask = || {
        Request::get("/healthz")
            .header("x-request-id", id)
            .body(Body::empty())
            .unwrap()
    };
    assert_eq!(trusting.send(ask()).await.headers["x-request-id"], id);
    assert_ne!(Example::new().send(ask()).await.headers["x-request-id"], id);
}

#[tokio::test]
async fn an_operation_that_takes_too_long_is_ended() {
    let example = Example::new();
    let reply = example
        .call(Method::GET, &format!("/v1/orgs/{ORG}/hasty"), "")
        .await;
    reply.expect_problem(408, "request-timeout");
}

#[tokio::test]
async fn whoever_walks_to_an_unknown_address_gets_the_page_and_a_program_gets_a_problem() {
    let example = Example::new();
    let ask = async |method: Method, path: &str, accept: &str| {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("accept", accept)
            .body(Body::empty());
        example.send(request.unwrap()).await
    };
    let browser = "text/html,application/xhtml+xml,*/*;q=0.8";
    let page = ask(Method::GET, "/somewhere/else", browser).await;
    assert_eq!(page.status, 200);
    assert!(page.body.starts_with(b"<title>"));
    ask(Method::GET, "/somewhere/else", "application/json")
        .await
        .expect_problem(404, "not-found");
    assert_eq!(ask(Method::GET, "/", "*/*").await.status, 200);
    ask(Method::GET, "/v1/nowhere", browser)
        .await
        .expect_problem(404, "not-found");
    ask(Method::POST, "/somewhere/else", browser)
        .await
        .expect_problem(404, "not-found");
}
