//! The addresses that belong to the server itself: health, readiness, metrics, the API's document.

use std::future::Future;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use bytes::Bytes;
use futures::future::BoxFuture;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, StatusCode};
use serde::Serialize;
use subtle::ConstantTimeEq;

use crate::address::is_forwarded;
use crate::context::Context;
use crate::json::respond;
use crate::refusal::{EdgeRefusal, Refused};

/// A check that does not answer within this time has failed.
const PATIENCE: Duration = Duration::from_secs(2);

type Check = Arc<dyn Fn() -> BoxFuture<'static, bool> + Send + Sync>;
/// Renders the metrics.
pub type MetricsRenderer = Arc<dyn Fn() -> String + Send + Sync>;

/// Something that must work before requests are sent here: the database, the feed of permissions.
#[derive(Clone)]
pub struct ReadinessCheck {
    name: &'static str,
    check: Check,
}

impl ReadinessCheck {
    /// Names a check. Why it fails is for the log; the answer only says that it does.
    pub fn new<F: Future<Output = bool> + Send + 'static>(
        name: &'static str,
        check: impl Fn() -> F + Send + Sync + 'static,
    ) -> Self {
        Self {
            name,
            check: Arc::new(move || Box::pin(check())),
        }
    }
}

impl std::fmt::Debug for ReadinessCheck {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("ReadinessCheck").field(&self.name).finish()
    }
}

/// Is the server leaving? Shared with the listener.
#[derive(Debug, Clone, Default)]
pub(crate) struct Leaving(Arc<AtomicBool>);

impl Leaving {
    pub(crate) fn begin(&self) {
        self.0.store(true, Ordering::Release);
    }

    pub(crate) fn has_begun(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

/// What these addresses need.
pub(crate) struct Own {
    pub(crate) checks: Vec<ReadinessCheck>,
    pub(crate) leaving: Leaving,
    pub(crate) metrics: Option<MetricsRenderer>,
    pub(crate) metrics_token: Option<String>,
    pub(crate) openapi: Bytes,
    pub(crate) reference: Bytes,
}

/// Their routes.
pub(crate) fn router(own: Own) -> Router {
    Router::new()
        .route("/healthz", get(async || "ok\n"))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .route("/openapi.json", get(openapi))
        .route("/reference", get(reference))
        .route("/problems/{code}", get(problem))
        .route("/reference.css", get(style))
        .with_state(Arc::new(own))
}

#[derive(Serialize)]
struct Readiness {
    ready: bool,
    checks: Vec<Checked>,
}

#[derive(Serialize)]
struct Checked {
    name: &'static str,
    ok: bool,
}

async fn ready(State(own): State<Arc<Own>>) -> Response {
    let checks = futures::future::join_all(own.checks.iter().map(async |one| {
        Checked {
            name: one.name,
            ok: tokio::time::timeout(PATIENCE, (one.check)())
                .await
                .unwrap_or(false),
        }
    }))
    .await;
    let is_ready = !own.leaving.has_begun() && checks.iter().all(|check| check.ok);
    let status = if is_ready {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    let body = Readiness {
        ready: is_ready,
        checks,
    };
    respond(status, &body)
}

async fn metrics(State(own): State<Arc<Own>>, parts: Parts) -> Response {
    let Some(render) = own.metrics.as_ref().filter(|_| may_measure(&own, &parts)) else {
        return Refused::from(EdgeRefusal::NotFound).into_response();
    };
    let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    ([(CONTENT_TYPE, kind)], render()).into_response()
}

/// Somebody on this machine itself, or who knows the token. Behind a proxy everybody seems to be on this machine.
fn may_measure(own: &Own, parts: &Parts) -> bool {
    if let Some(token) = &own.metrics_token {
        return bearer(&parts.headers).is_some_and(|given| given.as_bytes().ct_eq(token.as_bytes()).into());
    }
    let address: Option<IpAddr> = Context::of(&parts.extensions).ok().map(|context| context.address);
    address.is_some_and(|address| address.is_loopback()) && !is_forwarded(&parts.headers)
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

async fn openapi(State(own): State<Arc<Own>>) -> Response {
    let kind = HeaderValue::from_static("application/json");
    ([(CONTENT_TYPE, kind)], own.openapi.clone()).into_response()
}

async fn reference(State(own): State<Arc<Own>>) -> Response {
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    ([(CONTENT_TYPE, kind)], own.reference.clone()).into_response()
}

/// Where the `type` of a problem leads: to what the reference says about it.
async fn problem(Path(code): Path<String>) -> Response {
    let is_code = code
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !is_code {
        return Refused::from(EdgeRefusal::NotFound).into_response();
    }
    Redirect::temporary(&format!("/reference#problem-{code}")).into_response()
}

async fn style() -> Response {
    let kind = HeaderValue::from_static("text/css; charset=utf-8");
    ([(CONTENT_TYPE, kind)], include_str!("reference.css")).into_response()
}
