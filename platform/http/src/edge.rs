//! The edge: everything that happens to every request, in one place and in one order.
//!
//! One function instead of a tower of layers, because each layer would box a future and a body per request. It gives
//! the request its id, lets the router answer within the time allowed, turns whatever comes out (a problem, a fault,
//! a panic, a bare status) into an answer that is safe to send, and counts it.

use std::error::Error;
use std::net::SocketAddr;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures::FutureExt;
use hkdf::Hkdf;
use http::header::{ACCEPT, ACCEPT_ENCODING, ACCESS_CONTROL_REQUEST_METHOD, ALLOW, ORIGIN};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, Uri};
use hustings_kernel::{Fault, Problem, Sources};
use hustings_telemetry::correlated;
use sha2::Sha256;
use tokio::time::Instant;
use tower::ServiceExt;
use tracing::Instrument;
use tracing::field::Empty;
use zeroize::Zeroizing;

use crate::context::{Context, Shared};
use crate::csrf::Csrf;
use crate::door::Door;
use crate::limits::Limits;
use crate::measures::Measured;
use crate::operation::{Operations, Routes};
use crate::own::{self, Leaving, MetricsRenderer, Own, ReadinessCheck};
use crate::page::Cursors;
use crate::proof::API_KEY_PREFIX;
use crate::refusal::{CarriedFault, EdgeRefusal, INTERNAL, Refused, Rejection};
use crate::select::Fields;
use crate::settings::HttpSettings;
use crate::sockets::{self, Sockets};
use crate::{Tokens, address, compress, conditional, csrf_token, headers, problem, reference, select};

/// Names a request in answers, logs and events.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// A request that takes longer is worth a line in the log.
const SLOW: Duration = Duration::from_secs(2);

/// Answers a browser with the page that starts the web client, which knows its own addresses.
pub type LandingPage = Arc<dyn Fn(&HeaderMap) -> Response + Send + Sync>;

/// What the edge is made of.
pub struct EdgeParts {
    /// The settings.
    pub settings: HttpSettings,
    /// Time and randomness.
    pub sources: Sources,
    /// Who answers who somebody is.
    pub door: Arc<dyn Door>,
    /// The keys of access tokens.
    pub tokens: Arc<Tokens>,
    /// A secret of the installation, from which the keys of CSRF tokens and cursors are derived.
    pub secret: Zeroizing<[u8; 32]>,
    /// The operations that are served.
    pub routes: Routes,
    /// What is served beside them and is no operation: the files of the web client.
    pub files: Router,
    /// What somebody gets who walks to an address that is neither. Programs get a problem.
    pub landing: Option<LandingPage>,
    /// What answers connections that stay.
    pub sockets: Option<Arc<dyn Sockets>>,
    /// What must work before requests are sent here.
    pub checks: Vec<ReadinessCheck>,
    /// Renders `/metrics`.
    pub metrics: Option<MetricsRenderer>,
}

impl std::fmt::Debug for EdgeParts {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("EdgeParts").finish_non_exhaustive()
    }
}

/// Answers requests.
#[derive(Clone)]
pub struct Edge {
    shared: Arc<Shared>,
    router: Router,
    sockets: Option<Arc<dyn Sockets>>,
    leaving: Leaving,
    /// Where requests are counted that reach no operation.
    elsewhere: Arc<Measured>,
}

impl std::fmt::Debug for Edge {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Edge").finish_non_exhaustive()
    }
}

/// The operations of the edge itself, for the document.
fn own_routes() -> Routes {
    Operations::new("session")
        .add(csrf_token::operation())
        .with_state(())
}

impl Edge {
    /// Puts the edge together.
    pub fn new(parts: EdgeParts) -> Self {
        let served = parts.routes.merge(own_routes());
        let document = serde_json::to_value(served.openapi()).unwrap_or_default();
        let leaving = Leaving::default();
        let own = own::router(Own {
            checks: parts.checks,
            leaving: leaving.clone(),
            metrics: parts.metrics,
            metrics_token: parts.settings.metrics_token.clone(),
            openapi: Bytes::from(document.to_string()),
            reference: Bytes::from(reference::page(&document)),
        });
        let landing = parts.landing;
        let router = served
            .router()
            .merge(own)
            .merge(parts.files)
            .fallback(move |request: Request<Body>| {
                std::future::ready(match &landing {
                    Some(landing) if is_visit(&request) => landing(request.headers()),
                    _ => nothing_here(&request).into_response(),
                })
            });
        let origin = parts.settings.public_url.as_str().to_owned();
        let shared = Arc::new(Shared {
            csrf: Csrf::new(&derive(&parts.secret, b"csrf"), origin),
            cursors: Cursors::new(&derive(&parts.secret, b"cursors")),
            limits: Limits::new(parts.settings.limits.clone()),
            cookies: parts.settings.public_url.cookie_naming(),
            settings: parts.settings,
            sources: parts.sources,
            door: parts.door,
            tokens: parts.tokens,
        });
        Self {
            shared,
            router,
            sockets: parts.sockets,
            leaving,
            elsewhere: Arc::default(),
        }
    }

    /// The OpenAPI document of these operations and the edge's own: what a server with them serves.
    pub fn openapi(routes: &Routes) -> aide::openapi::OpenApi {
        routes.clone().merge(own_routes()).openapi()
    }

    pub(crate) fn settings(&self) -> &HttpSettings {
        &self.shared.settings
    }

    /// Turns readiness red.
    pub(crate) fn begin_leaving(&self) {
        self.leaving.begin();
    }

    /// Answers one request.
    pub async fn answer(&self, mut request: Request<Body>, peer: SocketAddr) -> Response {
        let started = Instant::now();
        let shared = &self.shared;
        let origin = address::origin(peer.ip(), request.headers(), &shared.settings.trusted_proxies);
        let correlation = origin.correlation.unwrap_or_else(|| shared.sources.id());
        let now = shared.sources.now();
        let context = Arc::new(Context::new(Arc::clone(shared), correlation, origin.address, now));
        let asked = Asked::of(&request);
        request.extensions_mut().insert(Arc::clone(&context));
        // Disabled, and then free, unless a collector takes traces.
        let span = tracing::trace_span!(
            target: hustings_telemetry::TRACE_TARGET, "request",
            method = %asked.method, request_id = %correlation, operation = Empty, status = Empty,
        );
        let told = span.clone();
        let sockets = self.sockets.as_deref();
        let staying = sockets.filter(|sockets| sockets::is_below(request.uri().path(), sockets.path()));
        let answer = async {
            let response = if has_credential(request.uri()) {
                Refused::from(EdgeRefusal::CredentialInAddress).into_response()
            } else if let Some(sockets) = staying {
                survive(sockets.answer(request)).await
            } else {
                self.route(request, &context, started).await
            };
            let response = self.finish(response, asked, &context).await;
            if staying.is_some() {
                // How long somebody waited for news says nothing about how quick we are.
                return response;
            }
            let (measured, id) = match context.operation() {
                Some(operation) => (&operation.measured, operation.id),
                None => (&*self.elsewhere, "none"),
            };
            let (status, took) = (response.status(), started.elapsed());
            measured.record(id, status, took.as_secs_f64());
            told.record("operation", id).record("status", status.as_u16());
            tell(id, status, took);
            response
        };
        correlated(correlation, answer.instrument(span)).await
    }

    /// Lets the router answer, within the time allowed, and survives its panics.
    async fn route(&self, request: Request<Body>, context: &Context, started: Instant) -> Response {
        let answer = AssertUnwindSafe(self.router.clone().oneshot(request)).catch_unwind();
        let mut answer = std::pin::pin!(answer);
        // The router finds the operation at the first poll, and with it how long it may take.
        let answered = match futures::poll!(answer.as_mut()) {
            Poll::Ready(answered) => Some(answered),
            Poll::Pending => {
                let own = context.operation().and_then(|operation| operation.timeout);
                let usual = Duration::from_secs(self.shared.settings.request_timeout_seconds.into());
                let deadline = started + own.unwrap_or(usual);
                tokio::time::timeout_at(deadline, answer).await.ok()
            }
        };
        match answered {
            Some(Ok(Ok(response))) => response,
            Some(Ok(Err(never))) => match never {},
            // The panic hook has logged it, with the request's id.
            Some(Err(_)) => Refused::from(INTERNAL).into_response(),
            None => Refused::from(EdgeRefusal::RequestTimeout).into_response(),
        }
    }

    /// Makes the answer fit to be sent.
    async fn finish(&self, mut response: Response, asked: Asked, context: &Context) -> Response {
        if asked.method == Method::OPTIONS && response.status() == StatusCode::METHOD_NOT_ALLOWED {
            response = options(&response);
        }
        response = self.explain(response, context);
        if let Some(fields) = &asked.fields {
            response = select::apply(fields, response).await;
        }
        if asked
            .known
            .as_ref()
            .is_some_and(|known| conditional::is_unchanged(known, &response))
        {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            *response.body_mut() = Body::empty();
        }
        let settings = &self.shared.settings;
        let headers = response.headers_mut();
        headers::secure(headers, settings.public_url.is_https());
        if let Some(reading) = context.reading().filter(|reading| asked.wants_limits(reading)) {
            headers::tell_limit(headers, &reading);
        }
        if let Some(origin) = asked.origin.filter(|origin| is_allowed(settings, origin)) {
            headers::allow_origin(headers, origin);
            if asked.is_preflight {
                headers::allow_preflight(headers);
            }
        }
        let mut text = uuid::Uuid::encode_buffer();
        let id = context.correlation.uuid().hyphenated().encode_lower(&mut text);
        if let Ok(value) = HeaderValue::from_str(id) {
            headers.insert(REQUEST_ID, value);
        }
        match asked.encodings {
            Some(accepted) => compress::apply(accepted, response).await,
            None => response,
        }
    }

    /// Gives what is no success the body of a problem.
    fn explain(&self, mut response: Response, context: &Context) -> Response {
        if let Some(CarriedFault(fault)) = response.extensions_mut().remove() {
            log_fault(&*fault, context);
        }
        let carried = response.extensions_mut().remove::<Problem>();
        let status = response.status();
        // An error that already has a body of its own (readiness) was made by somebody who meant it.
        let is_bare = (status.is_client_error() || status.is_server_error())
            && response
                .headers()
                .get(http::header::CONTENT_TYPE)
                .is_none_or(|kind| kind != "application/json");
        if carried.is_none() && !is_bare {
            return response;
        }
        let problem = carried.unwrap_or_else(|| problem::for_status(status));
        let (parts, _) = response.into_parts();
        let public_url = self.shared.settings.public_url.as_str();
        problem::render(&problem, parts.headers, public_url, context.correlation)
    }
}

/// What the request said that the answer depends on, kept while the router has the request.
struct Asked {
    method: Method,
    is_program: bool,
    is_preflight: bool,
    fields: Option<Fields>,
    known: Option<HeaderValue>,
    origin: Option<HeaderValue>,
    encodings: Option<HeaderValue>,
}

impl Asked {
    fn of(request: &Request<Body>) -> Self {
        let (method, headers): (&Method, &HeaderMap) = (request.method(), request.headers());
        Self {
            method: method.clone(),
            is_program: headers.contains_key(http::header::AUTHORIZATION),
            is_preflight: *method == Method::OPTIONS && headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD),
            fields: Fields::asked(request.uri()),
            known: conditional::known_version(method, headers),
            origin: headers.get(ORIGIN).cloned(),
            encodings: headers.get(ACCEPT_ENCODING).cloned(),
        }
    }

    /// Programs pace themselves by what is left. A person's bucket is news only when it runs low, and the two
    /// headers are not free.
    fn wants_limits(&self, reading: &crate::limits::Reading) -> bool {
        let runs_low = reading.remaining < reading.quota.capacity / 2;
        runs_low || reading.quota.name != "person" && (self.is_program || reading.quota.name != "address")
    }
}

/// Waits for an answer and survives its panic.
async fn survive(answer: impl Future<Output = Response>) -> Response {
    // The panic hook has logged it, with the request's id.
    let answered = AssertUnwindSafe(answer).catch_unwind().await;
    answered.unwrap_or_else(|_| Refused::from(INTERNAL).into_response())
}

/// Whether somebody walks to an address with a browser, where a page could be. Data has no pages.
fn is_visit(request: &Request<Body>) -> bool {
    let wants_page = request
        .headers()
        .get(ACCEPT)
        .is_some_and(|accept| accept.as_bytes().windows(9).any(|kind| kind == b"text/html"));
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD);
    let path = request.uri().path();
    // The front page is one whoever asks: the client's worker fetches it without saying what it wants.
    is_safe && (path == "/" || wants_page && !path.starts_with("/v1/"))
}

fn nothing_here(request: &Request<Body>) -> Rejection {
    // Whoever looks for doors that are not there is counted.
    let context = match Context::of(request.extensions()) {
        Ok(context) => context,
        Err(refused) => return refused.into(),
    };
    match context.charge_address() {
        Ok(()) => EdgeRefusal::NotFound.into(),
        Err(refusal) => refusal.into(),
    }
}

fn is_allowed(settings: &HttpSettings, origin: &HeaderValue) -> bool {
    settings
        .cors_origins
        .iter()
        .any(|allowed| origin == allowed.as_str())
}

/// Addresses are logged, kept in histories and sent along in `Referer`: a credential in one is spent.
fn has_credential(uri: &Uri) -> bool {
    let pairs = uri
        .query()
        .unwrap_or_default()
        .split('&')
        .filter_map(|pair| pair.split_once('='));
    pairs.into_iter().any(|(name, value)| {
        matches!(name, "access_token" | "api_key") || value.starts_with(API_KEY_PREFIX) && value.len() > 20
    })
}

/// The answer to `OPTIONS`: what the address takes.
fn options(refused: &Response) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    if let Some(allow) = refused.headers().get(ALLOW) {
        response.headers_mut().insert(ALLOW, allow.clone());
    }
    response
}

/// One line per request for whoever asks for it; a slow one is told to everybody.
fn tell(operation: &'static str, status: StatusCode, took: Duration) {
    let milliseconds = took.as_secs_f64() * 1000.0;
    if took > SLOW {
        tracing::warn!(
            operation,
            status = status.as_u16(),
            milliseconds,
            "a slow request"
        );
    } else {
        tracing::debug!(operation, status = status.as_u16(), milliseconds, "answered");
    }
}

/// Writes a fault down, once, with every cause.
pub(crate) fn log_fault(fault: &dyn Fault, context: &Context) {
    let mut causes = String::new();
    let mut cause = fault.source();
    while let Some(error) = cause {
        causes.push_str(": ");
        causes.push_str(&error.to_string());
        cause = Error::source(error);
    }
    let operation = context.operation().map_or("", |operation| operation.id);
    tracing::error!(operation, "a request failed: {fault}{causes}");
}

/// A key of its own for each use of the installation's secret.
fn derive<const N: usize>(secret: &[u8; 32], purpose: &[u8]) -> Zeroizing<[u8; N]> {
    let mut key = Zeroizing::new([0; N]);
    // A few dozen bytes are far below what HKDF can give, so expanding cannot fail.
    let _ = Hkdf::<Sha256>::new(Some(b"hustings http"), secret).expand(purpose, key.as_mut());
    key
}
