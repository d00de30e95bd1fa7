//! The edge: everything that happens to every request, in one place and in one order.
//!
//! One function instead of a tower of layers, because each layer would box a future and a body per request. It gives
//! the request its id, lets the router answer within the time allowed, and turns whatever comes out (a problem, a
//! fault, a panic, a bare status) into an answer that is safe to send.

use std::error::Error;
use std::net::SocketAddr;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use futures::FutureExt;
use hkdf::Hkdf;
use http::header::{ALLOW, CONTENT_TYPE};
use http::{HeaderName, HeaderValue, Method, Request, StatusCode};
use hustings_kernel::{Fault, Problem, Sources};
use sha2::Sha256;
use tower::ServiceExt;
use zeroize::Zeroizing;

use crate::Tokens;
use crate::context::{Context, Shared};
use crate::csrf::Csrf;
use crate::csrf_token;
use crate::door::Door;
use crate::operation::{Operations, Routes};
use crate::problem;
use crate::refusal::{CarriedFault, EdgeRefusal, INTERNAL, Refused};
use crate::settings::HttpSettings;

/// Names a request in answers, logs and events.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

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
    /// What is served.
    pub routes: Routes,
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
}

impl std::fmt::Debug for Edge {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Edge").finish_non_exhaustive()
    }
}

impl Edge {
    /// Puts the edge together.
    pub fn new(parts: EdgeParts) -> Self {
        let cookies = parts.settings.public_url.cookie_naming();
        let origin = parts.settings.public_url.as_str().to_owned();
        let shared = Arc::new(Shared {
            csrf: Csrf::new(&derive(&parts.secret, b"csrf"), origin),
            settings: parts.settings,
            sources: parts.sources,
            door: parts.door,
            tokens: parts.tokens,
            cookies,
        });
        let own = Operations::new("session")
            .add(csrf_token::operation())
            .with_state(());
        let router = parts
            .routes
            .merge(own)
            .router()
            .fallback(|| async { Refused::from(EdgeRefusal::NotFound) });
        Self { shared, router }
    }

    /// Answers one request.
    pub async fn answer(&self, mut request: Request<Body>, peer: SocketAddr) -> Response {
        let correlation = self.shared.sources.id();
        let now = self.shared.sources.now();
        let context = Arc::new(Context::new(
            Arc::clone(&self.shared),
            correlation,
            peer.ip(),
            now,
        ));
        let method = request.method().clone();
        request.extensions_mut().insert(Arc::clone(&context));
        let response = self.route(request, &context).await;
        self.finish(response, &method, &context)
    }

    /// Lets the router answer, within the time allowed, and survives its panics.
    async fn route(&self, request: Request<Body>, context: &Context) -> Response {
        let answer = AssertUnwindSafe(self.router.clone().oneshot(request)).catch_unwind();
        let mut answer = std::pin::pin!(answer);
        let started = tokio::time::Instant::now();
        let usual = Duration::from_secs(self.shared.settings.request_timeout_seconds.into());
        let mut deadline = std::pin::pin!(tokio::time::sleep_until(started + usual));
        loop {
            tokio::select! {
                biased;
                answered = &mut answer => return match answered {
                    Ok(Ok(response)) => response,
                    Ok(Err(never)) => match never {},
                    // The panic hook has logged it, with the request's id.
                    Err(_) => Refused::from(INTERNAL).into_response(),
                },
                () = &mut deadline => {
                    // The router did not know the operation when the time began to run.
                    let own = context.operation().and_then(|operation| operation.timeout).unwrap_or(usual);
                    if deadline.deadline() >= started + own {
                        return Refused::from(EdgeRefusal::RequestTimeout).into_response();
                    }
                    deadline.as_mut().reset(started + own);
                }
            }
        }
    }

    /// Makes the answer fit to be sent.
    fn finish(&self, mut response: Response, method: &Method, context: &Context) -> Response {
        if *method == Method::OPTIONS && response.status() == StatusCode::METHOD_NOT_ALLOWED {
            return options(&response);
        }
        if let Some(CarriedFault(fault)) = response.extensions_mut().remove() {
            log_fault(&*fault, context);
        }
        let carried = response.extensions_mut().remove::<Problem>();
        let status = response.status();
        if carried.is_some() || (status.is_client_error() || status.is_server_error()) {
            let problem = carried.unwrap_or_else(|| problem::for_status(status));
            let (parts, _) = response.into_parts();
            let public_url = self.shared.settings.public_url.as_str();
            response = problem::render(&problem, parts.headers, public_url, context.correlation);
        }
        let mut text = uuid::Uuid::encode_buffer();
        let id = context.correlation.uuid().hyphenated().encode_lower(&mut text);
        if let Ok(value) = HeaderValue::from_str(id) {
            response.headers_mut().insert(REQUEST_ID, value);
        }
        response
    }
}

/// The answer to `OPTIONS`: what the address takes.
fn options(refused: &Response) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    if let Some(allow) = refused.headers().get(ALLOW) {
        response.headers_mut().insert(ALLOW, allow.clone());
    }
    response.headers_mut().remove(CONTENT_TYPE);
    response
}

/// Writes a fault down, once, with every cause.
fn log_fault(fault: &dyn Fault, context: &Context) {
    let mut causes = String::new();
    let mut cause = fault.source();
    while let Some(error) = cause {
        causes.push_str(": ");
        causes.push_str(&error.to_string());
        cause = Error::source(error);
    }
    tracing::error!(
        request_id = %context.correlation,
        operation = context.operation().map_or("", |operation| operation.id),
        "a request failed: {fault}{causes}"
    );
}

/// A key of its own for each use of the installation's secret.
fn derive<const N: usize>(secret: &[u8; 32], purpose: &[u8]) -> Zeroizing<[u8; N]> {
    let mut key = Zeroizing::new([0; N]);
    // A few dozen bytes are far below what HKDF can give, so expanding cannot fail.
    let _ = Hkdf::<Sha256>::new(Some(b"hustings http"), secret).expand(purpose, key.as_mut());
    key
}
