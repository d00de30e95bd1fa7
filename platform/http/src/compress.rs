//! Compression, where it pays and tells nothing.
//!
//! Small answers gain nothing. An answer with a secret in it is left alone: its compressed length would depend on
//! the secret and on whatever else somebody can put beside it.

use std::convert::Infallible;

use axum::body::Body;
use axum::response::Response;
use http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE};
use http::{HeaderValue, Request};
use http_body_util::BodyExt;
use tower::{ServiceExt, service_fn};
use tower_http::CompressionLevel;
use tower_http::compression::Compression;
use tower_http::compression::predicate::Predicate;

use crate::respond::HoldsSecret;

/// Below this, the packet is not full anyway.
const SMALLEST: u64 = 1_024;

/// Compresses an answer in a way the client takes, if that pays.
pub(crate) async fn apply(accepted: HeaderValue, response: Response) -> Response {
    if !Worthwhile.should_compress(&response) {
        return response;
    }
    let mut request = Request::new(());
    request.headers_mut().insert(ACCEPT_ENCODING, accepted);
    let mut waiting = Some(response);
    let answer = service_fn(move |_: Request<()>| {
        let response = waiting.take().unwrap_or_default();
        std::future::ready(Ok::<_, Infallible>(response))
    });
    let compression = Compression::new(answer)
        .quality(CompressionLevel::Fastest)
        .compress_when(Worthwhile);
    match compression.oneshot(request).await {
        Ok(response) => response.map(|body| Body::new(body.map_err(axum::Error::new))),
        Err(never) => match never {},
    }
}

#[derive(Clone, Copy)]
struct Worthwhile;

impl Predicate for Worthwhile {
    fn should_compress<B: axum::body::HttpBody>(&self, response: &http::Response<B>) -> bool {
        let Some(kind) = response
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok())
        else {
            return false;
        };
        let kind = kind.split(';').next().unwrap_or_default();
        let is_text = kind.starts_with("text/") && kind != "text/event-stream"
            || kind.ends_with("json")
            || kind.ends_with("javascript")
            || kind.ends_with("+xml");
        is_text
            && response.body().size_hint().lower() >= SMALLEST
            && !response.headers().contains_key(CONTENT_ENCODING)
            && response.extensions().get::<HoldsSecret>().is_none()
    }
}
