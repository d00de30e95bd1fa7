//! Versions of what is read and changed: `ETag`, `If-Match`, `If-None-Match`.
//!
//! A change names the version it was made from, so that nobody overwrites what they have not seen.

use std::fmt::Write as _;

use aide::generate::GenContext;
use aide::openapi::{Operation, Response as DocumentedResponse};
use aide::operation::{OperationInput, OperationOutput};
use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use http::header::{ETAG, IF_MATCH, IF_NONE_MATCH};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use schemars::JsonSchema;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::document;
use crate::json::respond;
use crate::refusal::{EdgeRefusal, Rejection};

/// 200 with a value and its version, which becomes the `ETag`.
#[derive(Debug, Clone, Copy)]
pub struct Versioned<T> {
    /// The row's version.
    pub version: i64,
    /// The value.
    pub value: T,
}

impl<T: Serialize> IntoResponse for Versioned<T> {
    fn into_response(self) -> Response {
        let tag = HeaderValue::try_from(format!("\"v{}\"", self.version));
        respond_tagged(&self.value, tag.ok())
    }
}

impl<T: JsonSchema> OperationOutput for Versioned<T> {
    type Inner = T;

    fn inferred_responses(
        ctx: &mut GenContext,
        operation: &mut Operation,
    ) -> Vec<(Option<u16>, DocumentedResponse)> {
        let tag = "Its version; send it in If-Match when changing it.";
        describe_tagged::<T>(ctx, operation, tag)
    }
}

/// 200 with a value that has no version of its own: the `ETag` follows from what is said, so that whoever asks again and
/// again learns cheaply that nothing changed.
#[derive(Debug, Clone, Copy)]
pub struct Tagged<T>(pub T);

impl<T: Serialize> IntoResponse for Tagged<T> {
    fn into_response(self) -> Response {
        respond_tagged(&self.0, content_tag(&self.0))
    }
}

impl<T: JsonSchema> OperationOutput for Tagged<T> {
    type Inner = T;

    fn inferred_responses(
        ctx: &mut GenContext,
        operation: &mut Operation,
    ) -> Vec<(Option<u16>, DocumentedResponse)> {
        let tag = "Changes with the answer; send it in If-None-Match when asking again.";
        describe_tagged::<T>(ctx, operation, tag)
    }
}

/// 200 with a value under a tag, whichever kind of tag it is.
fn respond_tagged<T: Serialize>(value: &T, tag: Option<HeaderValue>) -> Response {
    let mut response = respond(StatusCode::OK, value);
    if let Some(tag) = tag {
        response.headers_mut().insert(ETAG, tag);
    }
    response
}

fn describe_tagged<T: JsonSchema>(
    ctx: &mut GenContext,
    operation: &mut Operation,
    tag: &'static str,
) -> Vec<(Option<u16>, DocumentedResponse)> {
    document::offer_field_selection(operation);
    let response = document::json_response::<T>(ctx, "Done.");
    vec![(Some(200), document::with_header(response, "ETag", tag))]
}

/// A tag that follows from what is said. Weak: how it is said (which fields, compressed or not) makes no difference.
pub(crate) fn content_tag<T: Serialize>(value: &T) -> Option<HeaderValue> {
    let text = serde_json::to_vec(value).ok()?;
    let mut tag = String::from("W/\"");
    for byte in &Sha256::digest(&text)[..16] {
        // Writing to a string does not fail.
        let _ = write!(tag, "{byte:02x}");
    }
    tag.push('"');
    HeaderValue::try_from(tag).ok()
}

/// The version that a change was made from. Without it the change is refused with 428.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IfMatch {
    /// This version.
    Version(i64),
    /// Whatever is there (`*`): the caller takes the risk aloud.
    Any,
}

impl IfMatch {
    /// Refuses with 412 if what is there now is another version.
    pub fn check(self, current: i64) -> Result<(), EdgeRefusal> {
        match self {
            Self::Version(version) if version != current => Err(EdgeRefusal::VersionConflict),
            Self::Version(_) | Self::Any => Ok(()),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Rejection;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let header = parts.headers.get(IF_MATCH).ok_or(EdgeRefusal::VersionNeeded)?;
        let text = header
            .to_str()
            .map_err(|_| EdgeRefusal::VersionConflict)?
            .trim_ascii();
        if text == "*" {
            return Ok(Self::Any);
        }
        // A tag that we never gave out matches nothing, which is what a conflict says.
        let version = text.strip_prefix("\"v").and_then(|rest| rest.strip_suffix('"'));
        let version = version.and_then(|number| number.parse().ok());
        Ok(Self::Version(version.ok_or(EdgeRefusal::VersionConflict)?))
    }
}

impl OperationInput for IfMatch {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        let parameter = document::header_parameter(
            "If-Match",
            "The ETag of the version that was read, or `*` for whatever is there.",
            true,
        );
        document::push_parameter(operation, parameter);
        let cases = [EdgeRefusal::VersionConflict, EdgeRefusal::VersionNeeded];
        document::declare_problems(ctx, operation, cases.iter().map(EdgeRefusal::case));
    }
}

/// What a reader already has, if it said so.
pub(crate) fn known_version(method: &Method, headers: &HeaderMap) -> Option<HeaderValue> {
    let reads = *method == Method::GET || *method == Method::HEAD;
    reads.then(|| headers.get(IF_NONE_MATCH).cloned()).flatten()
}

/// Is the answer what the reader already has? Tags compare weakly here, as RFC 9110 says.
pub(crate) fn is_unchanged(known: &HeaderValue, response: &Response) -> bool {
    let (Ok(known), Some(tag)) = (known.to_str(), response.headers().get(ETAG)) else {
        return false;
    };
    let Ok(tag) = tag.to_str() else { return false };
    let tag = tag.trim_start_matches("W/");
    response.status() == StatusCode::OK
        && known
            .split(',')
            .map(|one| one.trim_ascii().trim_start_matches("W/"))
            .any(|one| one == "*" || one == tag)
}
