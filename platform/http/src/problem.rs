//! Problems on the wire: RFC 9457 `application/problem+json`.

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderMap, HeaderValue, StatusCode};
use hustings_kernel::{CorrelationId, FieldProblem, Problem};
use serde::Serialize;

use crate::refusal::{EdgeRefusal, INTERNAL};

/// The body of every answer that is not a success.
#[derive(Debug, Serialize, schemars::JsonSchema)]
#[schemars(rename = "Problem")]
pub(crate) struct ProblemBody<'a> {
    /// An address that explains this kind of problem; it ends with the code.
    #[serde(rename = "type")]
    kind: String,
    /// One sentence, the same for every occurrence.
    title: &'a str,
    /// The HTTP status.
    status: u16,
    /// A stable code for programs.
    code: &'a str,
    /// What is particular to this occurrence.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
    /// The fields at fault; empty where none is.
    fields: &'a [FieldProblem],
    /// Names this request in our logs.
    request_id: CorrelationId,
}

/// Gives a problem its body, keeping the headers that the operation or the router set (cookies, `Allow`).
pub(crate) fn render(
    problem: &Problem,
    headers: HeaderMap,
    public_url: &str,
    request_id: CorrelationId,
) -> Response {
    let body = ProblemBody {
        kind: format!("{public_url}/problems/{}", problem.code),
        title: problem.title,
        status: problem.status,
        code: problem.code,
        detail: problem.detail.as_deref(),
        fields: &problem.fields,
        request_id,
    };
    // Strings and numbers always serialise; the fallback keeps the type honest without a panic.
    let bytes = serde_json::to_vec(&body).map_or_else(|_| Bytes::from_static(b"{}"), Bytes::from);
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() =
        StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    *response.headers_mut() = headers;
    let headers = response.headers_mut();
    headers.remove(CONTENT_LENGTH);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if let Some(after) = problem.retry_after {
        // Rounded up: a client that waits the seconds we name must not be refused for a fraction of one.
        let seconds = after.as_secs() + u64::from(after.subsec_nanos() > 0);
        headers.insert(RETRY_AFTER, HeaderValue::from(seconds.max(1)));
    }
    if problem.status == 401 {
        headers.insert(http::header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

/// The problem that stands for a bare error status which the router, or a library below it, answered with.
pub(crate) fn for_status(status: StatusCode) -> Problem {
    use hustings_kernel::Refusal;
    let refusal = match status.as_u16() {
        404 => EdgeRefusal::NotFound,
        405 => EdgeRefusal::MethodNotAllowed,
        408 => EdgeRefusal::RequestTimeout,
        413 => EdgeRefusal::BodyTooLarge,
        414 => EdgeRefusal::AddressTooLong,
        415 => EdgeRefusal::UnsupportedMediaType,
        431 => EdgeRefusal::HeadersTooLarge,
        400..=499 => EdgeRefusal::MalformedRequest,
        _ => return INTERNAL,
    };
    refusal.problem()
}
