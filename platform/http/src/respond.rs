//! Answers: each says by its type which status it is and what the documentation should show.

use aide::generate::GenContext;
use aide::openapi::{Operation, Response as DocumentedResponse};
use aide::operation::OperationOutput;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, LOCATION, SET_COOKIE};
use http::{HeaderValue, StatusCode};
use schemars::JsonSchema;
use serde::Serialize;

use crate::cookies::SetCookie;
use crate::document;
use crate::json::respond;

/// 201: it was made, and this is it.
#[derive(Debug, Clone)]
pub struct Created<T> {
    value: T,
    location: Option<String>,
}

impl<T> Created<T> {
    /// It was made; it has no address of its own.
    pub fn new(value: T) -> Self {
        Self {
            value,
            location: None,
        }
    }

    /// It was made and can be read at this path.
    pub fn at(location: impl Into<String>, value: T) -> Self {
        Self {
            value,
            location: Some(location.into()),
        }
    }
}

impl<T: Serialize> IntoResponse for Created<T> {
    fn into_response(self) -> Response {
        located(respond(StatusCode::CREATED, &self.value), self.location)
    }
}

impl<T: JsonSchema> OperationOutput for Created<T> {
    type Inner = T;

    fn inferred_responses(ctx: &mut GenContext, _: &mut Operation) -> Vec<(Option<u16>, DocumentedResponse)> {
        let response = document::json_response::<T>(ctx, "It was made.");
        let response = document::with_header(response, "Location", "Where it can be read.");
        vec![(Some(201), response)]
    }
}

/// 202: it was taken on and will be done.
#[derive(Debug, Clone)]
pub struct Accepted<T> {
    value: T,
    location: Option<String>,
}

impl<T> Accepted<T> {
    /// It was taken on; how it goes on can be read nowhere in particular.
    pub fn new(value: T) -> Self {
        Self {
            value,
            location: None,
        }
    }

    /// It was taken on, and how it goes on can be read at this path.
    pub fn at(location: impl Into<String>, value: T) -> Self {
        Self {
            value,
            location: Some(location.into()),
        }
    }
}

impl<T: Serialize> IntoResponse for Accepted<T> {
    fn into_response(self) -> Response {
        located(respond(StatusCode::ACCEPTED, &self.value), self.location)
    }
}

impl<T: JsonSchema> OperationOutput for Accepted<T> {
    type Inner = T;

    fn inferred_responses(ctx: &mut GenContext, _: &mut Operation) -> Vec<(Option<u16>, DocumentedResponse)> {
        let response = document::json_response::<T>(ctx, "It was taken on and will be done.");
        let response = document::with_header(response, "Location", "Where it can be read how it goes on.");
        vec![(Some(202), response)]
    }
}

/// Says where something can be read, if it can.
fn located(mut response: Response, location: Option<String>) -> Response {
    if let Some(location) = location.and_then(|path| HeaderValue::try_from(path).ok()) {
        response.headers_mut().insert(LOCATION, location);
    }
    response
}

/// 204: done, and there is nothing to say about it.
#[derive(Debug, Clone, Copy)]
pub struct NoContent;

impl IntoResponse for NoContent {
    fn into_response(self) -> Response {
        StatusCode::NO_CONTENT.into_response()
    }
}

impl OperationOutput for NoContent {
    type Inner = ();

    fn inferred_responses(_: &mut GenContext, _: &mut Operation) -> Vec<(Option<u16>, DocumentedResponse)> {
        let response = DocumentedResponse {
            description: "Done.".to_owned(),
            ..DocumentedResponse::default()
        };
        vec![(Some(204), response)]
    }
}

/// 303: whoever looks finds it at this address. It may carry a secret, so nothing keeps it.
#[derive(Debug, Clone)]
pub struct SeeOther(pub String);

impl IntoResponse for SeeOther {
    fn into_response(self) -> Response {
        let mut response = StatusCode::SEE_OTHER.into_response();
        response
            .headers_mut()
            .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Ok(address) = HeaderValue::try_from(self.0) {
            response.headers_mut().insert(LOCATION, address);
        }
        response
    }
}

impl OperationOutput for SeeOther {
    type Inner = ();

    fn inferred_responses(_: &mut GenContext, _: &mut Operation) -> Vec<(Option<u16>, DocumentedResponse)> {
        let response = DocumentedResponse {
            description: "Look there.".to_owned(),
            ..DocumentedResponse::default()
        };
        let response = document::with_header(response, "Location", "Where to look.");
        vec![(Some(303), response)]
    }
}

/// An answer with a secret in it (a key shown once, a token): no cache keeps it, nothing stores it for a replay,
/// and it is not compressed, because the length of a compressed secret tells about the secret.
#[derive(Debug, Clone, Copy)]
pub struct Secret<T>(pub T);

/// Marks a response whose body holds a secret.
#[derive(Debug, Clone, Copy)]
pub(crate) struct HoldsSecret;

impl<T: IntoResponse> IntoResponse for Secret<T> {
    fn into_response(self) -> Response {
        let mut response = self.0.into_response();
        response
            .headers_mut()
            .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response.extensions_mut().insert(HoldsSecret);
        response
    }
}

impl<T: OperationOutput> OperationOutput for Secret<T> {
    type Inner = T::Inner;

    fn inferred_responses(
        ctx: &mut GenContext,
        operation: &mut Operation,
    ) -> Vec<(Option<u16>, DocumentedResponse)> {
        T::inferred_responses(ctx, operation)
    }
}

/// An answer that sets or takes back cookies; treated as a secret, because they are.
#[derive(Debug, Clone)]
pub struct WithCookies<T> {
    /// The cookies.
    pub cookies: Vec<SetCookie>,
    /// The answer.
    pub answer: T,
}

impl<T: IntoResponse> IntoResponse for WithCookies<T> {
    fn into_response(self) -> Response {
        let mut response = Secret(self.answer).into_response();
        for cookie in self.cookies {
            response.headers_mut().append(SET_COOKIE, cookie.0);
        }
        response
    }
}

impl<T: OperationOutput> OperationOutput for WithCookies<T> {
    type Inner = T::Inner;

    fn inferred_responses(
        ctx: &mut GenContext,
        operation: &mut Operation,
    ) -> Vec<(Option<u16>, DocumentedResponse)> {
        T::inferred_responses(ctx, operation)
    }
}

/// One of two answers, each with a status of its own.
#[derive(Debug, Clone)]
pub enum Either<A, B> {
    /// The one.
    One(A),
    /// The other.
    Other(B),
}

impl<A: IntoResponse, B: IntoResponse> IntoResponse for Either<A, B> {
    fn into_response(self) -> Response {
        match self {
            Self::One(answer) => answer.into_response(),
            Self::Other(answer) => answer.into_response(),
        }
    }
}

impl<A: OperationOutput, B: OperationOutput> OperationOutput for Either<A, B> {
    type Inner = A::Inner;

    fn inferred_responses(
        ctx: &mut GenContext,
        operation: &mut Operation,
    ) -> Vec<(Option<u16>, DocumentedResponse)> {
        let mut responses = A::inferred_responses(ctx, operation);
        responses.extend(B::inferred_responses(ctx, operation));
        responses
    }
}
