//! JSON in and out.
//!
//! What comes in is parsed once into a type whose existence proves that it is valid; whatever is wrong becomes a
//! 4xx problem that names the field. Refusing unknown fields is the input type's own `deny_unknown_fields`.

use aide::generate::GenContext;
use aide::openapi::{Operation, RequestBody, Response as DocumentedResponse};
use aide::operation::{OperationInput, OperationOutput, set_body};
use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, StatusCode};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hustings_kernel::{FieldProblem, Refusal};
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::context::Context;
use crate::document;
use crate::refusal::{EdgeRefusal, INTERNAL, Refused, Rejection};

/// As an extractor: the request's body. As an answer: 200 with the value.
#[derive(Debug, Clone, Copy)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Rejection;

    async fn from_request(request: Request, _: &S) -> Result<Self, Self::Rejection> {
        let context = Context::of(request.extensions())?;
        if !is_json(request.headers()) {
            return Err(EdgeRefusal::UnsupportedMediaType.into());
        }
        let bytes = read_body(request.into_body(), context.body_limit()).await?;
        context.note_body(&bytes);
        Ok(Self(parse(&bytes)?))
    }
}

impl<T: JsonSchema> OperationInput for Json<T> {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        let schema = ctx.schema.subschema_for::<T>();
        let body = RequestBody {
            content: document::json_content(schema),
            required: true,
            ..RequestBody::default()
        };
        set_body(ctx, operation, body);
        let cases = [
            EdgeRefusal::MalformedJson,
            EdgeRefusal::BodyTooLarge,
            EdgeRefusal::UnsupportedMediaType,
            EdgeRefusal::InvalidInput(Vec::new()),
        ];
        document::declare_problems(ctx, operation, cases.iter().map(EdgeRefusal::case));
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        respond(StatusCode::OK, &self.0)
    }
}

impl<T: JsonSchema> OperationOutput for Json<T> {
    type Inner = T;

    fn operation_response(ctx: &mut GenContext, _: &mut Operation) -> Option<DocumentedResponse> {
        Some(document::json_response::<T>(ctx, "Done."))
    }

    fn inferred_responses(
        ctx: &mut GenContext,
        operation: &mut Operation,
    ) -> Vec<(Option<u16>, DocumentedResponse)> {
        document::offer_field_selection(operation);
        vec![(Some(200), document::json_response::<T>(ctx, "Done."))]
    }
}

/// A JSON answer.
pub(crate) fn respond<T: Serialize>(status: StatusCode, value: &T) -> Response {
    // Most answers fit, and growing a vector from nothing costs more than the parse of what it holds.
    let mut bytes = Vec::with_capacity(256);
    if let Err(cause) = serde_json::to_writer(&mut bytes, value) {
        tracing::error!(cause = %cause, "an answer could not be written as JSON");
        return Refused::from(INTERNAL).into_response();
    }
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

fn is_json(headers: &HeaderMap) -> bool {
    let Some(value) = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()) else {
        return false;
    };
    let essence = value.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
        || (essence.len() > 17
            && essence.is_char_boundary(12)
            && essence[..12].eq_ignore_ascii_case("application/")
            && essence.to_ascii_lowercase().ends_with("+json"))
}

/// The whole body, up to a limit.
pub(crate) async fn read_body(body: Body, limit: usize) -> Result<Bytes, EdgeRefusal> {
    match Limited::new(body, limit).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(cause) if cause.downcast_ref::<LengthLimitError>().is_some() => Err(EdgeRefusal::BodyTooLarge),
        // The caller went away or broke the framing: nobody will read the answer.
        Err(_) => Err(EdgeRefusal::MalformedRequest),
    }
}

/// Parses a body into its type.
fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Rejection> {
    if let Some(problem) = nul_character(bytes) {
        return Err(EdgeRefusal::InvalidInput(vec![problem]).into());
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|located| {
        let path = located.path().to_string();
        refuse(located.inner(), &path)
    })?;
    reader.end().map_err(|error| refuse(&error, ""))?;
    Ok(value)
}

fn refuse(error: &serde_json::Error, path: &str) -> Rejection {
    match error.classify() {
        serde_json::error::Category::Data => {
            let message = error.to_string();
            // The place is in the text; the path says it better.
            let message = message
                .rsplit_once(" at line ")
                .map_or(message.as_str(), |(text, _)| text);
            EdgeRefusal::InvalidInput(vec![field_problem(path, message.to_owned())]).into()
        }
        serde_json::error::Category::Syntax
        | serde_json::error::Category::Eof
        | serde_json::error::Category::Io => {
            Refused::from(EdgeRefusal::MalformedJson.problem().with_detail(format!(
                "line {}, column {}",
                error.line(),
                error.column()
            )))
            .into()
        }
    }
}

/// PostgreSQL's text holds no NUL: refused here, where it is the caller's mistake, rather than as a fault there.
/// In valid JSON it can only stand as `\u0000`, and only behind an even number of further backslashes.
fn nul_character(bytes: &[u8]) -> Option<FieldProblem> {
    let found = bytes.windows(6).enumerate().any(|(at, window)| {
        window == br"\u0000"
            && bytes[..at]
                .iter()
                .rev()
                .take_while(|byte| **byte == b'\\')
                .count()
                % 2
                == 0
    });
    found.then(|| {
        FieldProblem::new(
            "",
            "nul-character",
            "The body holds a NUL character, which no text here may.",
        )
    })
}

/// A field problem from serde's words: its code tells programs what kind of mistake it was.
pub(crate) fn field_problem(path: &str, message: String) -> FieldProblem {
    let quoted = || message.split('`').nth(1).unwrap_or_default();
    let (code, own_name) = if message.starts_with("missing field") {
        ("missing", quoted())
    } else if message.starts_with("unknown field") {
        ("unknown-field", quoted())
    } else if message.starts_with("duplicate field") {
        ("duplicate-field", quoted())
    } else if message.starts_with("unknown variant") {
        ("unknown-value", "")
    } else if message.starts_with("invalid type") {
        ("wrong-type", "")
    } else {
        ("invalid", "")
    };
    let path = if path == "." { "" } else { path };
    // serde reports a missing or unknown field at the object that lacks or holds it.
    let field = match (path, own_name) {
        (path, "") => path.to_owned(),
        ("", name) => name.to_owned(),
        (path, name) if path == name || path.ends_with(&format!(".{name}")) => path.to_owned(),
        (path, name) => format!("{path}.{name}"),
    };
    FieldProblem::new(field, code, message)
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Input {
        #[expect(dead_code, reason = "only its parsing is tested")]
        name: String,
        #[expect(dead_code, reason = "only its parsing is tested")]
        members: Vec<Member>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Member {
        #[expect(dead_code, reason = "only its parsing is tested")]
        age: u8,
    }

    #[track_caller]
    fn check(body: &[u8], status: u16, field: &str, code: &str) {
        let Err(Rejection::Edge(refused)) = parse::<Input>(body) else {
            panic!("expected a refusal");
        };
        let problem = refused.problem();
        assert_eq!(problem.status, status, "{problem:?}");
        match problem.fields.first() {
            Some(first) => assert_eq!(
                (first.field.as_str(), first.code.as_str()),
                (field, code),
                "{problem:?}"
            ),
            None => assert_eq!(problem.code, code, "{problem:?}"),
        }
    }

    #[test]
    fn what_is_wrong_is_named_by_field_and_code() {
        check(br#"{"name":1,"members":[]}"#, 422, "name", "wrong-type");
        check(br#"{"members":[]}"#, 422, "name", "missing");
        check(
            br#"{"name":"a","members":[{"age":300}]}"#,
            422,
            "members[0].age",
            "invalid",
        );
        check(
            br#"{"name":"a","members":[{}]}"#,
            422,
            "members[0].age",
            "missing",
        );
        check(
            br#"{"name":"a","members":[{"age":1,"x":2}]}"#,
            422,
            "members[0].x",
            "unknown-field",
        );
        check(
            br#"{"name":"a","extra":1,"members":[]}"#,
            422,
            "extra",
            "unknown-field",
        );
        check(
            br#"{"name":"a","name":"b","members":[]}"#,
            422,
            "name",
            "duplicate-field",
        );
        check(br#"{"name":"a\u0000","members":[]}"#, 422, "", "nul-character");
        check(b"[]", 422, "", "invalid");
        check(br#""text""#, 422, "", "wrong-type");
    }

    #[test]
    fn what_is_no_json_is_malformed() {
        for body in [
            &b""[..],
            b"{",
            b"{\"name\":\"\xff\"}",
            b"nope",
            b"{} {}",
            b"{\"name\":\"\\ud800\"}",
        ] {
            let Err(Rejection::Edge(refused)) = parse::<serde_json::Value>(body) else {
                panic!("expected a refusal of {body:?}");
            };
            assert_eq!(refused.problem().code, "malformed-json", "{body:?}");
        }
        let deep = "[".repeat(100_000);
        assert!(parse::<serde_json::Value>(deep.as_bytes()).is_err());
    }

    #[test]
    fn an_escaped_backslash_before_u0000_is_text() {
        assert!(nul_character(br#""\\u0000""#).is_none());
        assert!(nul_character(br#""\\\u0000""#).is_some());
    }
}
