//! Answers of any length: one JSON object a line, sent as they are read.

use std::fmt;
use std::pin::Pin;

use aide::generate::GenContext;
use aide::openapi::{Operation, Response as DocumentedResponse};
use aide::operation::OperationOutput;
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures::{Stream, StreamExt, TryStreamExt};
use http::HeaderValue;
use http::header::CONTENT_TYPE;
use hustings_kernel::Fault;
use schemars::JsonSchema;
use serde::Serialize;

use crate::document;

type Lines = Pin<Box<dyn Stream<Item = Result<Bytes, std::io::Error>> + Send>>;

/// 200 with one JSON object a line. A fault on the way breaks the connection off, so that half an answer is never
/// taken for the whole.
pub struct JsonLines<T> {
    lines: Lines,
    of: std::marker::PhantomData<T>,
}

impl<T> fmt::Debug for JsonLines<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("JsonLines").finish_non_exhaustive()
    }
}

impl<T: Serialize> JsonLines<T> {
    /// These values, a line each.
    pub fn new<F: Fault>(values: impl Stream<Item = Result<T, F>> + Send + 'static) -> Self {
        let lines = values.map(|value| {
            let value = value.map_err(|fault| {
                tracing::error!(error = &fault as &dyn std::error::Error, "an answer broke off");
                std::io::Error::other("the answer broke off")
            })?;
            let mut line = serde_json::to_vec(&value).map_err(std::io::Error::other)?;
            line.push(b'\n');
            Ok(Bytes::from(line))
        });
        Self {
            lines: Box::pin(lines.into_stream()),
            of: std::marker::PhantomData,
        }
    }
}

impl<T> IntoResponse for JsonLines<T> {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from_stream(self.lines));
        response
            .headers_mut()
            .insert(CONTENT_TYPE, HeaderValue::from_static("application/jsonl"));
        response
    }
}

impl<T: JsonSchema> OperationOutput for JsonLines<T> {
    type Inner = T;

    fn inferred_responses(ctx: &mut GenContext, _: &mut Operation) -> Vec<(Option<u16>, DocumentedResponse)> {
        let mut response = document::json_response::<T>(ctx, "One JSON object a line.");
        response.content = response
            .content
            .into_iter()
            .map(|(_, media)| ("application/jsonl".to_owned(), media))
            .collect();
        vec![(Some(200), response)]
    }
}
