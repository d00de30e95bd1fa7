//! The query of an address: filters, as a type.

use aide::generate::GenContext;
use aide::openapi::Operation;
use aide::operation::{OperationInput, ParamLocation, add_parameters, parameters_from_schema};
use axum::extract::FromRequestParts;
use axum::extract::Query as AxumQuery;
use http::Uri;
use http::request::Parts;
use hustings_kernel::FieldProblem;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use crate::document;
use crate::refusal::{EdgeRefusal, Rejection};

/// Parameters that every list or read understands and that no filter declares.
pub(crate) const RESERVED: [&str; 3] = ["cursor", "fields", "limit"];

/// The query as a type. The type says whether it refuses parameters it does not know.
#[derive(Debug, Clone, Copy)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Rejection;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        read(&parts.uri).map(Self).map_err(Rejection::from)
    }
}

impl<T: JsonSchema> OperationInput for Query<T> {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        let schema = ctx.schema.subschema_for::<T>();
        let parameters = parameters_from_schema(ctx, schema, ParamLocation::Query);
        add_parameters(ctx, operation, parameters);
        document::declare_problems(ctx, operation, [EdgeRefusal::InvalidInput(Vec::new()).case()]);
    }
}

/// Reads the query without the reserved parameters.
pub(crate) fn read<T: DeserializeOwned>(uri: &Uri) -> Result<T, EdgeRefusal> {
    let query = uri.query().unwrap_or_default();
    if query.contains("%00") {
        let message = "A parameter holds a NUL character, which no text here may.";
        return Err(EdgeRefusal::InvalidInput(vec![FieldProblem::new(
            "",
            "nul-character",
            message,
        )]));
    }
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| !RESERVED.contains(&pair.split('=').next().unwrap_or_default()))
        .collect();
    let filtered = Uri::builder()
        .path_and_query(format!("/?{}", kept.join("&")))
        .build()
        .map_err(|_| EdgeRefusal::MalformedRequest)?;
    AxumQuery::try_from_uri(&filtered)
        .map(|AxumQuery(value)| value)
        .map_err(|rejection| EdgeRefusal::InvalidInput(vec![field_problem(&rejection)]))
}

/// The parameter at fault, found in the chain of causes under axum's rejection.
fn field_problem(rejection: &axum::extract::rejection::QueryRejection) -> FieldProblem {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(rejection);
    while let Some(error) = cause {
        if let Some(located) = error.downcast_ref::<serde_path_to_error::Error<serde::de::value::Error>>() {
            let message = located.inner().to_string();
            return crate::json::field_problem(&located.path().to_string(), message);
        }
        cause = error.source();
    }
    FieldProblem::new("", "invalid", "The query could not be read.")
}
/// The value of one reserved parameter, still encoded.
pub(crate) fn reserved<'a>(uri: &'a Uri, name: &str) -> Option<&'a str> {
    uri.query()?
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}
